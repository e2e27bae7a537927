import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { build, type InlineConfig } from 'vite';
import { SERVICE_NAME } from '../common/product.ts';
import { bundledPackages } from './bundled-packages.ts';
import { ROOT, TEST_OUT } from './paths.ts';

/** The suites under test/ whose files are bundled. */
export type TestSuite = 'unit' | 'components' | 'dist' | 'win32' | 'e2e' | 'bench';

/** The suites that use native-bridge/win32 with its threads. */
const SUITES_WITH_WORKERS: readonly TestSuite[] = ['win32', 'bench'];

/** Packages loaded from node_modules at run time: native ones, or ones that can't be a single file. */
const EXTERNAL = ['electron', 'koffi', 'playwright-core'];

/** Packages that only the build scripts need; tests of those scripts load them from node_modules as well. */
const BUILD_TOOLS = [
  '@electron/asar',
  '@electron/fuses',
  'vite',
  'resedit',
  '@resvg/resvg-wasm',
  'electron-builder',
  '7zip-bin',
];

/** Packages that are replaced by something of Sigma's own. */
const REPLACED = {
  'lazy-val': join(ROOT, 'electron', 'updates', 'lazy-val.ts'),
  'supports-color': join(ROOT, 'electron', 'updates', 'no-colors.ts'),
};

const WORKER_FOLDER = join(ROOT, 'native-bridge', 'win32');

/**
 * Bundles the main process with its worker threads, the preload and the window.
 * @returns the names of the packages in them
 */
export async function bundleApp(outDir: string): Promise<string[]> {
  const main = { main: join(ROOT, 'electron', 'main.ts') };
  const preload = { preload: join(ROOT, 'electron', 'preload.ts') };
  return [
    ...(await bundleForNode({ outDir, input: main, external: EXTERNAL })),
    ...(await bundleWorkers(outDir)),
    ...(await bundleForNode({
      outDir,
      input: preload,
      external: ['electron'],
      commonJs: true,
      keepOthers: true,
    })),
    ...(await bundleRenderer(join(outDir, 'renderer'))),
  ];
}

interface ServiceScript {
  readonly path: string;
  /** The names of the packages in it. */
  readonly packages: readonly string[];
}

/**
 * Bundles the service into one CommonJS file, as a Node single executable requires, with the koffi that is loaded from
 * the executable's folder.
 * @param addonSha256 the hash of the only addon that it loads, in hexadecimal
 * @param use called with the script, which is in a folder of its own until this settles: several executables may be
 *   made at once, for different addons
 */
export async function withServiceScript<T>(
  addonSha256: string,
  use: (script: ServiceScript) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'sigma-service-script-'));
  try {
    return await use(await bundleServiceScript(folder, addonSha256));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function bundleServiceScript(outDir: string, addonSha256: string): Promise<ServiceScript> {
  const packages = await bundleForNode({
    outDir,
    input: { [SERVICE_NAME]: join(ROOT, 'service', 'main.ts') },
    external: [],
    alias: { koffi: join(ROOT, 'native-bridge', 'win32', 'koffi-beside-executable.ts') },
    define: { ADDON_SHA256: JSON.stringify(addonSha256) },
    commonJs: true,
  });
  return { path: join(outDir, `${SERVICE_NAME}.cjs`), packages };
}

/**
 * Bundles test/<suite>/*.test.ts, *.test.tsx and *.bench.ts into `out/test/<suite>/`, with the programs (*.program.ts)
 * that they start, and with workers if they use them.
 * @returns the paths of the bundled test files
 */
export async function bundleTests(suite: TestSuite): Promise<string[]> {
  const folder = join(ROOT, 'test', suite);
  const files = await readdir(folder);
  const tests = files.filter((file) => /\.(test|bench)\.tsx?$/.test(file));
  if (tests.length === 0) return [];
  const programs = files.filter((file) => file.endsWith('.program.ts'));
  const outDir = join(TEST_OUT, suite);
  const input = entries(folder, [...tests, ...programs]);
  await bundleForNode({ outDir, input, external: [...EXTERNAL, ...BUILD_TOOLS] });
  if (SUITES_WITH_WORKERS.includes(suite)) await bundleWorkers(outDir);
  return tests.map((file) => join(outDir, `${entryName(file)}.js`));
}

type Entries = Readonly<Record<string, string>>;

/**
 * Bundles the worker threads, each into one CommonJS file beside the code that starts them by path. That is how
 * Electron's own tests start a worker from an archive, whose hash covers it there (spec/asar-spec.ts); none of them
 * uses an ES module, which another loader reads on its own thread.
 * @returns the names of the packages in them
 */
async function bundleWorkers(outDir: string): Promise<string[]> {
  const files = (await readdir(WORKER_FOLDER)).filter((file) => file.endsWith('.worker.ts'));
  const packages: string[] = [];
  for (const file of files) {
    const input = entries(WORKER_FOLDER, [file]);
    const bundle = { outDir, input, external: EXTERNAL, commonJs: true, keepOthers: true };
    packages.push(...(await bundleForNode(bundle)));
  }
  return packages;
}

function entries(folder: string, files: readonly string[]): Entries {
  return Object.fromEntries(files.map((file) => [entryName(file), join(folder, file)]));
}

function entryName(file: string): string {
  return basename(file).replace(/\.tsx?$/, '');
}

interface NodeBundle {
  readonly outDir: string;
  readonly input: Entries;
  readonly external: string[];
  readonly alias?: Readonly<Record<string, string>>;
  /** Expressions that replace names. */
  readonly define?: Readonly<Record<string, string>>;
  /** One CommonJS file for each entry, instead of ES modules that share chunks. */
  readonly commonJs?: boolean;
  /** Keeps what is already in `outDir`. */
  readonly keepOthers?: boolean;
}

/**
 * Puts everything flat into `outDir`, shared chunks too, so `./x.worker.cjs` is right from each of them. `target` is
 * Electron's Node, which is older than the Node of the service and the scripts.
 * @returns the names of the packages in it
 */
async function bundleForNode(bundle: NodeBundle): Promise<string[]> {
  const { outDir, input, external, alias = {}, define = {}, commonJs = false, keepOthers = false } = bundle;
  return runBundler({
    configFile: false,
    root: ROOT,
    publicDir: false,
    logLevel: 'warn',
    resolve: { alias: { ...REPLACED, ...alias } },
    define,
    ssr: { target: 'node', noExternal: true, external },
    build: {
      ssr: true,
      target: 'node24',
      outDir,
      emptyOutDir: !keepOthers,
      sourcemap: true,
      minify: false,
      rolldownOptions: {
        input,
        output: commonJs
          ? { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false }
          : { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].chunk.js' },
      },
    },
  });
}

async function bundleRenderer(outDir: string): Promise<string[]> {
  // The bundler uses it; with any other value, React's development version is bundled: twice the size, and slow.
  process.env['NODE_ENV'] = 'production';
  return runBundler({
    configFile: false,
    root: join(ROOT, 'renderer'),
    base: './',
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: true,
      sourcemap: true,
      // The window's content security policy allows no data: addresses.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  });
}

async function runBundler(config: InlineConfig): Promise<string[]> {
  const results = await build(config);
  return [results].flat().flatMap((result) => ('output' in result ? bundledPackages(result.output) : []));
}
