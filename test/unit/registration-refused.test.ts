import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ERROR_ACCESS_DENIED } from '../../common/win32-codes.ts';
import type { Registry } from '../../native-bridge/bridge.ts';
import type { RegistrationContext } from '../../engine/registration/context.ts';
import { registerService } from '../../engine/registration/register.ts';
import { repairService } from '../../engine/registration/repair.ts';
import { StepError } from '../../engine/registration/transaction.ts';
import { Interference } from './registration-interference.ts';
import {
  DELAYED_WITH_USER_CONTROL,
  Computer,
  computerWithOlderSigma,
  computerWithSigma,
  DOWNLOADED,
} from './registration-subject.ts';

/** More changes than any piece of work makes. */
const ENOUGH = 100;

/**
 * Does the work as often as it makes changes, each time on a new computer, and has another change refused each time.
 * @returns at which steps it failed, in their order
 */
async function refuseEach(
  prepare: () => Promise<Computer>,
  work: (context: RegistrationContext) => Promise<unknown>,
): Promise<string[]> {
  const steps: string[] = [];
  for (let nth = 1; nth < ENOUGH; nth += 1) {
    using computer = await prepare();
    const before = computer.snapshot();
    const interference = new Interference(nth, 'refused');
    const error = await work(interference.around(computer.context(DOWNLOADED))).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!interference.hasHappened) {
      assert.equal(error, undefined);
      assert.notDeepEqual(computer.snapshot(), before, 'undisturbed, it does something');
      return steps;
    }
    assert.ok(error instanceof StepError, `change ${nth} was refused: ${String(error)}`);
    assert.equal(error.code, ERROR_ACCESS_DENIED);
    assert.deepEqual(computer.snapshot(), before, `change ${nth}, at ${error.step}, was refused`);
    assert.ok(!computer.said.some((line) => line.includes('could not be undone')), computer.said.join('\n'));
    steps.push(error.step);
  }
  throw new Error(`More than ${ENOUGH} changes`);
}

const register = (context: RegistrationContext): Promise<string> =>
  registerService(DELAYED_WITH_USER_CONTROL, context);

describe('registering, whichever change is refused,', () => {
  it('leaves an empty computer as it was, and names the step', async () => {
    assert.deepEqual(await refuseEach(() => Promise.resolve(new Computer()), register), [
      'the data folder',
      'the log folder',
      'the program folder',
      'the program folder',
      'the program folder',
      'the service',
      'the description',
      'the recovery actions',
      'the recovery actions after an error',
      'the service SID',
      'the privileges',
      'the delayed start',
      'the event source',
      'the event source',
      'the access list of the service',
    ]);
  });

  it('leaves an older registration as it was, its files included', async () => {
    assert.deepEqual(await refuseEach(computerWithOlderSigma, register), [
      'checking the current state',
      'the data folder',
      'the log folder',
      'the program folder',
      'the program folder',
      'the program folder',
      'the service',
      'the description',
      'the recovery actions',
      'the recovery actions after an error',
      'the service SID',
      'the privileges',
      'the delayed start',
      'the event source',
      'the event source',
      'the access list of the service',
    ]);
  });

  it('leaves a running service running', async () => {
    using computer = await computerWithSigma(undefined, DOWNLOADED);
    computer.scm.startEarlier(computer.service);
    const { processId } = computer.service.status;
    const interference = new Interference(3, 'refused');
    await assert.rejects(register(interference.around(computer.context(DOWNLOADED))), StepError);
    assert.equal(computer.service.status.state, 'running');
    assert.equal(computer.service.status.processId, processId);
  });
});

describe('repairing, whichever change is refused,', () => {
  it('leaves an older registration as it was, and names the step', async () => {
    const steps = await refuseEach(computerWithOlderSigma, repairService);
    assert.equal(steps.at(-1), 'the event source');
    assert.ok(steps.includes('the recovery actions'));
  });

  it('leaves what users were allowed', async () => {
    const steps = await refuseEach(
      () => computerWithSigma(DELAYED_WITH_USER_CONTROL, DOWNLOADED),
      repairService,
    );
    assert.deepEqual(steps, ['checking the current state', 'the access list of the service']);
  });
});

describe('registering, when the registry does not keep a value it accepted,', () => {
  it('fails (1610), and leaves an older registration as it was', async () => {
    using computer = await computerWithOlderSigma();
    const before = computer.snapshot();
    const context = computer.context(DOWNLOADED);
    const { registry } = context;
    const forgetful: Registry = {
      read: (key, name) => registry.read(key, name),
      write: () => undefined,
      deleteKey: () => false,
    };
    await assert.rejects(register({ ...context, registry: forgetful }), (error) => {
      assert.ok(error instanceof StepError, String(error));
      assert.deepEqual([error.step, error.code], ['the event source', 1610]);
      return true;
    });
    assert.deepEqual(computer.snapshot(), before);
  });
});

describe('registering, when the replaced files cannot be removed,', () => {
  it('succeeds anyway, and says so', async () => {
    using computer = await computerWithOlderSigma();
    const { files } = computer;
    files.removeReplaced = () => Promise.reject(new Error('refused'));
    await register(computer.context(DOWNLOADED));
    assert.match(computer.said.at(-1) ?? '', /^warning: the replaced files in ".*" could not be removed/);
    assert.equal(
      await files.areSame(String.raw`C:\Users\ann\Downloads`, computer.places.programFolder, ['koffi.node']),
      true,
    );
  });
});
