import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, beforeEach, describe, test } from 'node:test';
import { UNKNOWN_VARIABLES, UNKNOWN_WIDE_VARIABLES } from '../../build/unknown-variables.ts';
import { SIGMA_SRV, temporaryFolder } from './places.ts';
import { runProgram, type Finished } from './programs.ts';

/**
 * SigmaSrv.exe may be elevated while any program of the same user can set its environment. Each variable that Node, V8,
 * libuv, ICU or OpenSSL reads is tried on it and, if it has a visible effect, on Node itself.
 */

/** Makes OpenSSL load a DLL. */
const OPENSSL_CONFIGURATION = [
  ...['nodejs_conf = n', '[n]', 'providers = p', '[p]', 'x = x', '[x]'],
  ...['module = C:/missing.dll', 'activate = 1'],
].join('\n');

describe('an environment variable, which any program of the user can set', () => {
  let folder: string;
  let expected: Finished;

  before(async () => {
    folder = join(temporaryFolder(), 'witness');
    expected = await runProgram(SIGMA_SRV, ['/version']);
    assert.match(expected.output, /^SigmaSrv \d+\.\d+\.\d+/);
  });
  beforeEach(() => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
  });

  const inFolder = (name: string): string => join(folder, name).replaceAll('\\', '/');

  function written(name: string, text: string): string {
    writeFileSync(inFolder(name), text);
    return inFolder(name);
  }

  function runsWith(variables: NodeJS.ProcessEnv): Promise<Finished> {
    return runProgram(SIGMA_SRV, ['/version'], { env: { ...process.env, ...variables } });
  }

  async function isIgnored(variables: NodeJS.ProcessEnv, left: readonly string[]): Promise<void> {
    assert.deepEqual(await runsWith(variables), expected);
    assert.deepEqual(readdirSync(folder), left);
  }

  /** A visible effect on Node itself, run with a one-line script. */
  interface Sign {
    readonly value: () => string;
    readonly script?: string;
    readonly shows: (node: Finished) => boolean;
  }
  const signs: Readonly<Record<string, Sign>> = {
    NODE_OPTIONS: {
      value: () =>
        `--require "${written('script.cjs', `require('node:fs').writeFileSync(${JSON.stringify(inFolder('ran'))}, '')`)}"`,
      shows: () => existsSync(inFolder('ran')),
    },
    NODE_COMPILE_CACHE: { value: () => inFolder('cache'), shows: () => existsSync(inFolder('cache')) },
    NODE_V8_COVERAGE: { value: () => inFolder('coverage'), shows: () => existsSync(inFolder('coverage')) },
    NODE_REDIRECT_WARNINGS: {
      value: () => inFolder('warnings'),
      script: 'process.emitWarning("some warning")',
      shows: () => existsSync(inFolder('warnings')) && readFileSync(inFolder('warnings'), 'utf8') !== '',
    },
    NODE_EXTRA_CA_CERTS: {
      value: () => inFolder('missing.pem'),
      script: 'require("node:tls").getCACertificates("extra")',
      shows: ({ output }) => output.includes('extra certs'),
    },
    OPENSSL_CONF: {
      value: () => written('openssl.cnf', OPENSSL_CONFIGURATION),
      shows: ({ exitCode }) => exitCode !== 0,
    },
  };

  for (const [name, { value, script = '0', shows }] of Object.entries(signs)) {
    test(`has none of its effects on Node (${name})`, async () => {
      const given = value();
      const left = readdirSync(folder);
      const env = { ...process.env, [name]: given };
      assert.ok(
        shows(await runProgram(process.execPath, ['--eval', script], { env })),
        'Node itself obeys it',
      );
      for (const file of readdirSync(folder)) {
        if (!left.includes(file)) rmSync(join(folder, file), { recursive: true });
      }
      await isIgnored({ [name]: given }, left);
    });
  }

  test('is unknown to native code, whichever it is', async () => {
    const all = [...UNKNOWN_VARIABLES, ...UNKNOWN_WIDE_VARIABLES];
    await isIgnored(Object.fromEntries(all.map((name) => [name, inFolder(name)])), []);
  });

  /**
   * Variables that Node's own scripts read. A handle and a child process's number together would make Node write to a
   * parent.
   */
  const byScripts: readonly NodeJS.ProcessEnv[] = [
    { NODE_CHANNEL_FD: '3', NODE_CHANNEL_SERIALIZATION_MODE: 'advanced' },
    { NODE_UNIQUE_ID: '1', NODE_CLUSTER_SCHED_POLICY: 'rr' },
    {
      FORCE_COLOR: '3',
      NODE_DISABLE_COLORS: '1',
      NODE_DISABLE_COMPILE_CACHE: '1',
      NODE_NO_WARNINGS: '0',
      NODE_PATH: 'C:\\',
      NODE_PENDING_PIPE_INSTANCES: '9999',
      NODE_REPL_HISTORY: 'C:\\history',
      NODE_TEST_CONTEXT: 'child-v8',
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
      NO_COLOR: '1',
      WATCH_REPORT_DEPENDENCIES: '1',
    },
  ];
  test("changes nothing through Node's own scripts", async () => {
    for (const variables of byScripts) await isIgnored(variables, []);
  });

  test('does not redirect Windows’ own folders', async () => {
    const plan = ['/register', '/dry-run'];
    const { output } = await runProgram(SIGMA_SRV, plan);
    const names = ['ProgramData', 'ALLUSERSPROFILE', 'PUBLIC', 'ProgramFiles', 'ProgramW6432', 'SystemDrive'];
    const env = { ...process.env, ...Object.fromEntries(names.map((name) => [name, inFolder(name)])) };
    assert.equal((await runProgram(SIGMA_SRV, plan, { env })).output, output);
  });
});
