import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, it } from 'node:test';
import { ROOT } from '../../build/paths.ts';
import { run, type RunResult } from '../../build/run.ts';
import { ENGLISH } from '../../common/languages/english.ts';
import { GERMAN } from '../../common/languages/german.ts';
import { describeStandIn } from './fixture-app.ts';
import { standInDesktopEnvironment } from './stand-in-desktop.ts';
import { freePort } from '../../build/free-port.ts';

const LAUNCHER = join(ROOT, 'test', 'hosts', 'launcher.ts');
const END_TIMEOUT_MS = 60_000;

/** The stand-in also writes each error box to standard error, and closes it. */
describeStandIn('a Sigma that cannot start', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sigma-failed-start-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

  async function start(...switches: readonly string[]): Promise<RunResult> {
    const environment = { SIGMA_SIMULATION: 'nonsense', ...standInDesktopEnvironment(await freePort()) };
    return run(process.execPath, [LAUNCHER, ROOT, `--user-data-dir=${folder}`, ...switches], {
      output: 'capture',
      env: { ...process.env, ...environment },
      signal: AbortSignal.timeout(END_TIMEOUT_MS),
    });
  }

  it('says so in an error box, with what to do, and in the log', async () => {
    const { code, output } = await start();
    assert.equal(code, 1, output);
    const { title, nextStep } = ENGLISH.failure.start;
    const log = join(folder, 'logs', 'sigma.log');
    for (const part of [title, nextStep, 'SIGMA_SIMULATION: "nonsense"', log]) {
      assert.ok(output.includes(part), output);
    }
    assert.match(await readFile(log, 'utf8'), /"event":"start-failed","reason":"Error: SIGMA_SIMULATION/);
  });

  it('says so in the user’s language, even if no log can be written', async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'logs'), 'a file in the way of the folder');
    const { code, output } = await start('--lang=de-AT');
    assert.equal(code, 1, output);
    assert.ok(output.includes(GERMAN.failure.start.title), output);
  });

  it('opens no error box when headless, and ends', async () => {
    const { code, output } = await start('--headless');
    assert.equal(code, 1, output);
    assert.ok(!output.includes(ENGLISH.failure.start.title), output);
  });
});
