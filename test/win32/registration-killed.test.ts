import { OWN_SERVICE } from '../../common/service-profile.ts';
import { SERVICE_NAME } from '../../common/product.ts';
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { systemClock } from '../../native-bridge/clock.ts';
import { controlService } from '../../engine/jobs/control.ts';
import { unregisterService } from '../../engine/registration/unregister.ts';
import { EVENT_SOURCE_KEY } from '../../engine/registration/wanted.ts';
import { win32Registry } from '../../native-bridge/win32/registry.ts';
import { systemBridge } from '../../native-bridge/win32/system-bridge.ts';
import { registrationContext } from '../../engine/registration/context.ts';
import { win32ServiceManagers } from '../../native-bridge/win32/service-manager.ts';
import { isLong } from '../long.ts';
import { REGISTERED_SIGMA_SRV, SIGMA_SRV } from './places.ts';
import { runProgram, startProgram, until } from './programs.ts';
import { sigmaSrv } from './sigma-srv.ts';

const PROGRAM_FOLDER = dirname(REGISTERED_SIGMA_SRV);
const REGISTER = ['/register', '/allow-user-control'];
/** Every system has at least this many steps: the copy, the service, its description, its event source and more. */
const FEWEST_STEPS = 5;

/** @returns the lines printed before each step */
function stepsIn(output: string): string[] {
  return output.split(/\r?\n/).filter((line) => /^the [^:]+: /.test(line));
}

/**
 * Registers, and ends the process as soon as it is about to take a step.
 * @param nth which step, counted from 1
 * @returns whether it reached that step
 */
async function endAtStep(nth: number): Promise<boolean> {
  const helper = startProgram(SIGMA_SRV, REGISTER);
  const hasBegun = (): boolean => stepsIn(helper.output()).length >= nth;
  await until(`step ${String(nth)}`, () => hasBegun() || helper.hasEnded());
  await helper[Symbol.asyncDispose]();
  return hasBegun();
}

async function endAfter(delayMs: number): Promise<void> {
  await using helper = startProgram(SIGMA_SRV, REGISTER);
  // An arbitrary moment, not between two steps but somewhere within one.
  await Promise.race([helper.ended, new Promise((resolve) => setTimeout(resolve, delayMs))]);
}

/** Passes if registering or repairing turns what is left into a working service. */
async function isMended(verb: '/register' | '/repair', when: string): Promise<void> {
  const { exitCode, output } = await sigmaSrv(verb);
  if (verb === '/repair' && exitCode === 1060) {
    assert.equal(await isInstalled(), false, `${when}: ${output}`);
    return isMended('/register', when);
  }
  assert.equal(exitCode, 0, `${when}: ${output}`);
  assert.equal(win32Registry.read(EVENT_SOURCE_KEY, 'TypesSupported'), 7, when);
  await startsAndStops();
}

/** Cleans up in this process, which is faster. */
async function clearUp(): Promise<void> {
  const own = { clock: systemClock, executable: SIGMA_SRV, report: () => undefined };
  await unregisterService(registrationContext(systemBridge, own));
}

async function startsAndStops(): Promise<void> {
  const context = { service: OWN_SERVICE, managers: win32ServiceManagers, clock: systemClock };
  await controlService('/start', context);
  await controlService('/stop', context);
}

/** Passes if unregistering leaves nothing, whether something was there (0) or not (1060). */
async function isRemoved(when: string): Promise<void> {
  const { exitCode, output } = await sigmaSrv('/unregister');
  assert.ok(exitCode === 0 || exitCode === 1060, `${when}: ${output}`);
  assert.equal(await isInstalled(), false, when);
  for (const name of ['EventMessageFile', 'TypesSupported'])
    assert.equal(win32Registry.read(EVENT_SOURCE_KEY, name), undefined, when);
  assert.equal(existsSync(PROGRAM_FOLDER), false, when);
}

async function isInstalled(): Promise<boolean> {
  using manager = await win32ServiceManagers.localComputer(['connect', 'enumerate']);
  return (await manager.enumerateServices()).some(({ name }) => name === SERVICE_NAME);
}

describe('a helper whose process is ended while it registers', () => {
  before(() => sigmaSrv('/unregister'));
  after(() => sigmaSrv('/unregister'));

  // In the short form each step is the last one in one of the two tests: odd steps in this one, even steps below.
  test('leaves at any step what registering or repairing fixes', async () => {
    let nth = 1;
    for (let count = 1; await endAtStep(nth); count += 1, nth += isLong ? 1 : 2) {
      await isMended(count % 2 === 0 ? '/register' : '/repair', `ended at step ${String(nth)}`);
      await clearUp();
    }
    assert.ok(nth > FEWEST_STEPS, `it took ${String(nth - 1)} steps`);
    await clearUp();
  });

  test('leaves at any step what unregistering removes', async () => {
    let nth = isLong ? 1 : 2;
    for (; await endAtStep(nth); nth += isLong ? 1 : 2) await isRemoved(`ended at step ${String(nth)}`);
    assert.ok(nth > FEWEST_STEPS, `it took less than ${String(nth)} steps`);
    await clearUp();
  });

  test('leaves nothing else when ended at any other time', async () => {
    const delayMs = 200 + Math.random() * 600;
    const when = `ended after ${delayMs.toFixed(0)} ms`;
    await endAfter(delayMs);
    await isMended('/register', when);
    await clearUp();
    await endAfter(delayMs);
    await isRemoved(when);
  });
});

describe('unregistering while the copied program also runs elsewhere', () => {
  before(() => sigmaSrv('/unregister'));
  after(() => sigmaSrv('/unregister'));

  /** Wine behaves like Windows here: a running program can be renamed but not removed, and the list is the same. */
  async function isRemovedAtNextStart(path: string): Promise<boolean> {
    const key = String.raw`HKLM\System\CurrentControlSet\Control\Session Manager`;
    const { output } = await runProgram('reg.exe', ['query', key, '/v', 'PendingFileRenameOperations']);
    return output.includes(`\\??\\${path}\\0`);
  }

  test('succeeds, and leaves removing its files to the next start of Windows', async () => {
    assert.equal((await sigmaSrv('/register')).exitCode, 0);
    {
      await using other = startProgram(REGISTERED_SIGMA_SRV, ['/console']);
      await until('it runs', () => other.output().includes('running'));
      const { exitCode, output } = await sigmaSrv('/unregister');
      assert.equal(exitCode, 0, output);
      assert.match(output, /Its files are in use and will be removed when Windows restarts/);
      assert.equal(await isInstalled(), false);
      const left = readdirSync(PROGRAM_FOLDER).map((name) => join(PROGRAM_FOLDER, name));
      assert.ok(left.length > 0);
      assert.equal(existsSync(REGISTERED_SIGMA_SRV), false, 'the name is free for another');
      for (const path of [...left, PROGRAM_FOLDER]) assert.ok(await isRemovedAtNextStart(path), path);

      assert.equal((await sigmaSrv('/register')).exitCode, 0);
      assert.equal(await isRemovedAtNextStart(REGISTERED_SIGMA_SRV), false);
      await startsAndStops();
    }
    await isRemoved('it is no longer running');
  });
});
