import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { ROOT } from '../../build/paths.ts';

/** A small tree in which every rule of the import table is broken once: file, statement, rule. */
const OFFENCES = [
  ['common/a.ts', "import '../native-bridge/bridge.ts'", 'common-imports-only-itself'],
  ['common/b.ts', "import 'node:fs'", 'no-node-in-pure-code'],
  ['native-bridge/a.ts', "import '../electron/ipc.ts'", 'native-bridge-imports-only-common-and-itself'],
  ['native-bridge/b.ts', "import 'koffi'", 'koffi-only-in-native-bridge-win32'],
  ['native-bridge/win32/a.ts', "import 'koffi'", 'koffi-set-up-before-use'],
  ['native-bridge/c.ts', "import 'electron'", 'no-electron-outside-electron'],
  ['native-bridge/simulated/a.ts', "import '../win32/kernel32.ts'", 'simulation-knows-no-win32'],
  ['native-bridge/d.ts', "import '../engine/ok.ts'", 'native-bridge-imports-only-common-and-itself'],
  ['engine/a.ts', "import '../electron/ipc.ts'", 'engine-imports-only-common-and-native-bridge-and-itself'],
  ['engine/b.ts', "import '../service/ok.ts'", 'engine-imports-only-common-and-native-bridge-and-itself'],
  ['engine/c.ts', "import 'electron'", 'no-electron-outside-electron'],
  ['engine/d.ts', "import 'koffi'", 'koffi-only-in-native-bridge-win32'],
  ['engine/e.ts', "import '../native-bridge/win32/kernel32.ts'", 'win32-through-its-bridges-alone'],
  ['engine/f.ts', "import './simulation/ok.ts'", 'engine-knows-the-simulated-computer-in-one-place'],
  [
    'service/a.ts',
    "import '../electron/ipc.ts'",
    'service-imports-only-common-and-native-bridge-and-engine-and-itself',
  ],
  ['service/b.ts', "import '../native-bridge/win32/kernel32.ts'", 'win32-through-its-bridges-alone'],
  ['service/main.ts', "import '../native-bridge/win32/kernel32.ts'", 'win32-through-its-own-bridge-alone'],
  ['service/c.ts', "import '../engine/simulation/ok.ts'", 'simulation-is-no-part-of-the-service'],
  [
    'electron/a.ts',
    "import '../test/helper.ts'",
    'electron-imports-only-common-and-native-bridge-and-engine-and-itself',
  ],
  [
    'electron/b.ts',
    "await import('../native-bridge/win32/win32-bridge.ts')",
    'win32-through-its-bridges-alone',
  ],
  ['electron/choose-bridge.ts', "import '../native-bridge/win32/win32-bridge.ts'", 'win32-loaded-on-demand'],
  ['electron/c.ts', "import 'a-tool'", 'no-development-packages-in-the-product'],
  ['electron/d.ts', "import './e.ts'", 'no-cycles'],
  ['electron/f.ts', "import './nowhere.ts'", 'no-unresolvable'],
  ['renderer/a.ts', "import '../native-bridge/bridge.ts'", 'renderer-imports-only-common-and-itself'],
  [
    'renderer/types.ts',
    "import type {} from '../electron/ipc.ts'",
    'renderer-imports-only-common-and-itself',
  ],
  ['renderer/b.ts', "import 'node:path'", 'no-node-in-pure-code'],
  ['renderer/mdi/a.ts', "import '../windows/service/ok.ts'", 'mdi-knows-no-window'],
  ['renderer/mdi/b.ts', "import type {} from '../windows/registry.ts'", 'mdi-knows-no-window'],
  ['renderer/mdi/c.ts', "import '../../common/child-windows.ts'", 'mdi-knows-no-window'],
  ['build/a.ts', "import '../common/ok.ts'", 'build-imports-only-itself'],
  ['common/product.ts', "import './ok.ts'", 'product-facts-import-nothing'],
] as const;

/** What is allowed, and must not be reported. */
const ALLOWED = [
  ['common/ok.ts', ''],
  ['native-bridge/bridge.ts', "import '../common/ok.ts'"],
  ['native-bridge/win32/koffi.ts', "import 'koffi'"],
  ['native-bridge/win32/kernel32.ts', "import './koffi.ts'"],
  ['native-bridge/win32/win32-bridge.ts', ''],
  ['engine/ok.ts', "import '../native-bridge/bridge.ts'"],
  ['engine/simulation/ok.ts', "import '../../native-bridge/simulated/ok.ts'"],
  ['native-bridge/simulated/ok.ts', ''],
  ['service/ok.ts', "import '../engine/ok.ts'"],
  ['electron/ipc.ts', "import 'electron'"],
  ['electron/e.ts', "import './d.ts'"],
  ['electron/ok.ts', "import '../engine/ok.ts'"],
  ['electron/types-cycle.ts', "import type {} from './types-cycle-end.ts'"],
  ['electron/types-cycle-end.ts', "import './types-cycle.ts'"],
  ['renderer/ok.ts', "import '../common/ok.ts'"],
  ['renderer/mdi/ok.ts', "import '../../common/ok.ts'"],
  ['renderer/windows/registry.ts', "import './service/ok.ts'"],
  ['renderer/windows/service/ok.ts', "import '../../mdi/ok.ts'"],
  ['common/child-windows.ts', ''],
  ['build/ok.ts', "import '../common/product.ts'"],
  ['test/helper.ts', "import '../electron/ipc.ts'"],
] as const;

const PACKAGES = { koffi: 'dependencies', electron: 'devDependencies', 'a-tool': 'devDependencies' } as const;

let tree = '';

before(async () => {
  tree = await mkdtemp(join(tmpdir(), 'sigma-layers-'));
  for (const [file, statement] of [...OFFENCES, ...ALLOWED]) {
    await write(
      file,
      `${statement};
export const here = 1;
`,
    );
  }
  for (const name of Object.keys(PACKAGES)) {
    await write(
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
    );
    await write(`node_modules/${name}/index.js`, '');
  }
  await write('package.json', JSON.stringify({ type: 'module', ...dependencyTables() }));
  for (const file of ['.dependency-cruiser.js', 'tsconfig.json']) {
    await copyFile(join(ROOT, file), join(tree, file));
  }
});

after(() => rm(tree, { recursive: true, force: true }));

test('each rule of the import table is enforced, and nothing else is reported', async () => {
  const expected = OFFENCES.map(([file, , rule]) => `${file}: ${rule}`);
  assert.deepEqual(await violations(), expected.toSorted());
});

async function write(file: string, content: string): Promise<void> {
  await mkdir(dirname(join(tree, file)), { recursive: true });
  await writeFile(join(tree, file), content);
}

function dependencyTables(): Record<string, Record<string, string>> {
  const tables: Record<string, Record<string, string>> = { dependencies: {}, devDependencies: {} };
  for (const [name, table] of Object.entries(PACKAGES)) tables[table] = { ...tables[table], [name]: '1.0.0' };
  return tables;
}

async function violations(): Promise<string[]> {
  const script = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
  const folders = ['common', 'native-bridge', 'engine', 'service', 'electron', 'renderer', 'build', 'test'];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [script, '--output-type', 'json', ...folders],
    { cwd: tree },
  ).catch((error: unknown) => error as { stdout: string });
  const { summary } = JSON.parse(stdout) as {
    summary: { violations: readonly { from: string; rule: { name: string } }[] };
  };
  return summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`).toSorted();
}
