import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ERROR_SERVICE_DOES_NOT_EXIST } from '../../common/win32-codes.ts';
import { SERVICE_KEY } from '../../common/sigma-service.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { RegistrationContext } from '../../engine/registration/context.ts';
import { registerService } from '../../engine/registration/register.ts';
import { repairService } from '../../engine/registration/repair.ts';
import { unregisterService } from '../../engine/registration/unregister.ts';
import { failsWith } from '../conformance/expectations.ts';
import { Interference, type Disturbance } from './registration-interference.ts';
import {
  Computer,
  computerWithFormerCopy,
  computerWithOlderSigma,
  computerWithOpenProgramFolder,
  computerWithSigma,
  corruptEntry,
  DELAYED_WITH_USER_CONTROL,
  DEMAND,
  DOWNLOADED,
} from './registration-subject.ts';

/** More changes than any of the work makes. */
const ENOUGH = 100;

type Work = (context: RegistrationContext) => Promise<unknown>;

interface Broken {
  readonly computer: Computer;
  /** To be said of what is wrong. */
  readonly when: string;
}

/**
 * Starts the work as often as it makes changes, each time on a new computer, and ends its process once before and once
 * after each of them.
 */
async function endAtEach(
  prepare: () => Promise<Computer>,
  work: Work,
  mend: (broken: Broken) => Promise<void>,
): Promise<void> {
  for (const disturbance of ['ended before', 'ended after'] as const) {
    const count = await endAtEachOf(disturbance, prepare, work, mend);
    assert.ok(count > 0, 'there are changes');
  }
}

async function endAtEachOf(
  disturbance: Disturbance,
  prepare: () => Promise<Computer>,
  work: Work,
  mend: (broken: Broken) => Promise<void>,
): Promise<number> {
  for (let nth = 1; nth < ENOUGH; nth += 1) {
    using computer = await prepare();
    const interference = new Interference(nth, disturbance);
    // However it ends, nothing that it does afterwards has an effect.
    await computer.timeFor(work(interference.around(computer.context(DOWNLOADED)))).catch(() => undefined);
    if (!interference.hasHappened) return nth - 1;
    await mend({ computer, when: `${disturbance} change ${nth}` });
  }
  throw new Error(`More than ${ENOUGH} changes`);
}

const register: Work = (context) => registerService(DELAYED_WITH_USER_CONTROL, context);

/** Passes if nothing had been done yet. */
async function unregister({ computer }: Broken): Promise<void> {
  try {
    await computer.timeFor(unregisterService(computer.context(DOWNLOADED)));
  } catch (error) {
    if (!(error instanceof Win32Error) || error.code !== ERROR_SERVICE_DOES_NOT_EXIST) throw error;
  }
}

const empty = (): Promise<Computer> => Promise.resolve(new Computer());

async function runningSigma(): Promise<Computer> {
  const computer = await computerWithSigma(DELAYED_WITH_USER_CONTROL, DOWNLOADED);
  computer.scm.startEarlier(computer.service);
  return computer;
}

describe('registering that was ended in the middle', () => {
  for (const [where, prepare] of [
    ['on an empty computer', empty],
    ['over an older registration', computerWithOlderSigma],
    ['over a copy where they were before', () => computerWithFormerCopy(DELAYED_WITH_USER_CONTROL)],
  ] as const) {
    it(`${where} is mended by registering again`, async () => {
      using undisturbed = await prepare();
      await register(undisturbed.context(DOWNLOADED));
      await endAtEach(prepare, register, async ({ computer, when }) => {
        await register(computer.context(DOWNLOADED));
        assert.deepEqual(computer.snapshot(), undisturbed.snapshot(), when);
      });
    });

    it(`${where} leaves nothing after unregistering`, async () => {
      using untouched = new Computer();
      await endAtEach(prepare, register, async (broken) => {
        await unregister(broken);
        assert.deepEqual(broken.computer.snapshot(), untouched.snapshot(), broken.when);
        await failsWith(1060, unregisterService(broken.computer.context(DOWNLOADED)));
      });
    });
  }

  it('over a folder that others could change is mended by registering again', async () => {
    using undisturbed = await computerWithOpenProgramFolder();
    await register(undisturbed.context(DOWNLOADED));
    await endAtEach(computerWithOpenProgramFolder, register, async ({ computer, when }) => {
      await register(computer.context(DOWNLOADED));
      assert.deepEqual(computer.snapshot(), undisturbed.snapshot(), when);
    });
  });

  it('while it undid what it had done is mended by registering again', async () => {
    using undisturbed = await computerWithOlderSigma();
    await register(undisturbed.context(DOWNLOADED));
    const last = { wasRefused: true };
    for (let nth = 1; last.wasRefused; nth += 1) {
      const registerWithRefusal: Work = async (context) => {
        const refusal = new Interference(nth, 'refused');
        await register(refusal.around(context)).finally(() => {
          last.wasRefused = refusal.hasHappened;
        });
      };
      await endAtEachOf('ended after', computerWithOlderSigma, registerWithRefusal, async (broken) => {
        await register(broken.computer.context(DOWNLOADED));
        const when = `${broken.when}, and ${nth} was refused`;
        assert.deepEqual(broken.computer.snapshot(), undisturbed.snapshot(), when);
      });
    }
  });

  it('is mended by repairing once there is a service', async () => {
    using undisturbed = await computerWithSigma(DEMAND, DOWNLOADED);
    let mended = 0;
    await endAtEach(
      empty,
      (context) => registerService(DEMAND, context),
      async ({ computer, when }) => {
        const repair = repairService(computer.context(DOWNLOADED));
        if (computer.scm.entries().length === 0) {
          await failsWith(1060, repair);
        } else {
          await repair;
          assert.deepEqual(computer.snapshot(), undisturbed.snapshot(), when);
          mended += 1;
        }
      },
    );
    assert.ok(mended > 0);
  });
});

describe('repairing that was ended in the middle', () => {
  async function withoutUserControl(): Promise<Computer> {
    const computer = await computerWithOlderSigma();
    await repairService(computer.context(DOWNLOADED));
    return computer;
  }

  it('is mended by repairing again', async () => {
    using undisturbed = await withoutUserControl();
    await endAtEach(computerWithOlderSigma, repairService, async ({ computer, when }) => {
      await repairService(computer.context(DOWNLOADED));
      assert.deepEqual(computer.snapshot(), undisturbed.snapshot(), when);
    });
  });

  it('of a corrupt entry is mended by repairing, or by registering if nothing is left to repair', async () => {
    using undisturbed = await computerWithSigma(DEMAND, DOWNLOADED);
    const corrupt = (): Promise<Computer> => {
      const computer = new Computer();
      corruptEntry(computer);
      return Promise.resolve(computer);
    };
    await endAtEach(corrupt, repairService, async ({ computer, when }) => {
      const context = computer.context(DOWNLOADED);
      const isEntryLeft = computer.registry.keys.has(SERVICE_KEY.toLowerCase());
      if (!isEntryLeft && computer.scm.entries().length === 0) {
        await failsWith(1060, repairService(context));
        await registerService(DEMAND, context);
      } else {
        await repairService(context);
      }
      assert.deepEqual(computer.snapshot(), undisturbed.snapshot(), when);
    });
  });
});

describe('unregistering that was ended in the middle', () => {
  const unregisterWork: Work = unregisterService;

  it('leaves nothing when it is asked for again', async () => {
    using untouched = new Computer();
    await endAtEach(runningSigma, unregisterWork, async (broken) => {
      await unregister(broken);
      assert.deepEqual(broken.computer.snapshot(), untouched.snapshot(), broken.when);
    });
  });

  it('is mended by registering', async () => {
    using undisturbed = await computerWithSigma(DELAYED_WITH_USER_CONTROL, DOWNLOADED);
    await endAtEach(runningSigma, unregisterWork, async ({ computer, when }) => {
      await computer.timeFor(Promise.resolve(register(computer.context(DOWNLOADED))));
      assert.deepEqual(computer.snapshot(), undisturbed.snapshot(), when);
    });
  });
});
