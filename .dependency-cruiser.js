/**
 * The import table of docs/architecture.md. Each room names what it may import of ours; types count as well.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
const ROOMS = ['common', 'native-bridge', 'engine', 'service', 'electron', 'renderer', 'build', 'test'];

const MAY_IMPORT = {
  common: [],
  'native-bridge': ['common'],
  engine: ['common', 'native-bridge'],
  service: ['common', 'native-bridge', 'engine'],
  electron: ['common', 'native-bridge', 'engine'],
  renderer: ['common'],
  build: [],
};

/** The one file of the product that build/ may have: it imports nothing, and holds nothing but constants. */
const PRODUCT_FACTS = '^common/product[.]ts$';

const roomRules = Object.entries(MAY_IMPORT).map(([room, others]) => ({
  name: `${room}-imports-only-${[...others, 'itself'].join('-and-')}`,
  severity: 'error',
  from: { path: `^${room}/` },
  to: {
    path: `^(${ROOMS.filter((other) => other !== room && !others.includes(other)).join('|')})/`,
    ...(room === 'build' ? { pathNot: PRODUCT_FACTS } : {}),
  },
}));

export default {
  forbidden: [
    ...roomRules,
    {
      name: 'product-facts-import-nothing',
      comment: 'build/ runs from the sources, without what the product is bundled with.',
      severity: 'error',
      from: { path: PRODUCT_FACTS },
      to: {},
    },
    {
      name: 'koffi-only-in-native-bridge-win32',
      comment: 'Everything else knows the operating system through NativeBridge.',
      severity: 'error',
      from: { pathNot: '^native-bridge/win32/' },
      to: { path: '^node_modules/koffi/' },
    },
    {
      name: 'koffi-set-up-before-use',
      comment: 'koffi.ts sets it up, which nobody can once a library was loaded.',
      severity: 'error',
      from: {
        path: '^native-bridge/win32/',
        pathNot: '^native-bridge/win32/koffi(-beside-executable)?\\.ts$',
      },
      to: { path: '^node_modules/koffi/' },
    },
    {
      name: 'simulation-knows-no-win32',
      severity: 'error',
      from: { path: '^native-bridge/simulated/' },
      to: { path: '^native-bridge/win32/' },
    },
    {
      name: 'win32-through-its-bridges-alone',
      comment:
        'What Windows is asked goes through the interfaces in bridge.ts, chosen once, where each program starts.',
      severity: 'error',
      from: { path: '^(engine|service|electron)/', pathNot: '^(electron/choose-bridge|service/main)\\.ts$' },
      to: { path: '^native-bridge/win32/' },
    },
    {
      name: 'win32-through-its-own-bridge-alone',
      severity: 'error',
      from: { path: '^(electron/choose-bridge|service/main)\\.ts$' },
      to: { path: '^native-bridge/win32/', pathNot: '^native-bridge/win32/(win32|service)-bridge\\.ts$' },
    },
    {
      name: 'win32-loaded-on-demand',
      comment: 'A static import would load koffi on every system.',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: '^native-bridge/win32/', dependencyTypesNot: ['dynamic-import', 'type-only'] },
    },
    {
      name: 'simulation-is-no-part-of-the-service',
      comment: 'SigmaSrv.exe runs on Windows alone; the client without Windows has a simulated computer.',
      severity: 'error',
      from: { path: '^service/' },
      to: { path: '^(native-bridge/simulated|engine/simulation)/' },
    },
    {
      name: 'engine-knows-the-simulated-computer-in-one-place',
      severity: 'error',
      from: { path: '^engine/', pathNot: '^engine/simulation/' },
      to: { path: '^(native-bridge/simulated|engine/simulation)/' },
    },
    {
      name: 'no-node-in-pure-code',
      comment: 'common/ runs in every process, renderer/ in a sandboxed window.',
      severity: 'error',
      from: { path: '^(common|renderer)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-electron-outside-electron',
      severity: 'error',
      from: { path: '^(common|native-bridge|engine|service|renderer)/' },
      to: { path: '^node_modules/electron/' },
    },
    {
      name: 'mdi-knows-no-window',
      comment: 'It is told of the windows by a registry, and their ids are any text to it.',
      severity: 'error',
      from: { path: '^renderer/mdi/' },
      to: { path: '^(renderer/windows/|common/child-windows[.]ts$)' },
    },
    {
      name: 'no-development-packages-in-the-product',
      comment: 'Electron itself is the one development package that is there at run time.',
      severity: 'error',
      from: { path: '^(common|native-bridge|engine|service|electron|renderer)/' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: '^node_modules/electron/',
      },
    },
    {
      name: 'no-cycles',
      comment: 'Types may refer to each other: nothing of that is left at run time.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    // Node names only those that it also has without "node:".
    builtInModules: { add: ['ffi'] },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
