import { SERVICE_DISPLAY_NAME, SERVICE_NAME } from '../../common/product.ts';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RegistrationContext } from '../../engine/registration/context.ts';
import { planRegistration, registerService } from '../../engine/registration/register.ts';
import { repairService } from '../../engine/registration/repair.ts';
import { StepError } from '../../engine/registration/transaction.ts';
import { unregisterService } from '../../engine/registration/unregister.ts';
import { failsWith } from '../conformance/expectations.ts';
import {
  Computer,
  computerWithSigma,
  corruptEntry,
  DEMAND,
  DOWNLOADED,
  installForeign,
  INSTALLED,
} from './registration-subject.ts';

type Work = (context: RegistrationContext) => Promise<unknown>;

const register: Work = (context) => registerService(DEMAND, context);
const plan: Work = (context) => planRegistration(DEMAND, context);

/** Passes if each work is refused with the code before it has changed or said anything. */
async function refuses(
  computer: Computer,
  code: number,
  executable: string,
  ...works: readonly Work[]
): Promise<StepError> {
  const before = computer.snapshot();
  const lines = [...computer.said];
  const folders = [...computer.files.folders.keys()];
  const errors: unknown[] = [];
  for (const work of works)
    await failsWith(
      code,
      work(computer.context(executable)).catch((error: unknown) => {
        errors.push(error);
        throw error;
      }),
    );
  assert.deepEqual(computer.snapshot(), before);
  assert.deepEqual([...computer.files.folders.keys()], folders);
  assert.deepEqual(computer.said, lines);
  const [error] = errors;
  assert.ok(error instanceof StepError);
  assert.equal(error.step, 'checking the current state');
  return error;
}

describe('registering is refused, and nothing changed,', () => {
  it('to a user without administrator rights (5), who may see the plan', async () => {
    using computer = new Computer();
    const before = computer.snapshot();
    const context = computer.context(INSTALLED, 'user');
    await failsWith(5, registerService(DEMAND, context));
    await failsWith(5, repairService(context));
    assert.deepEqual(computer.snapshot(), before);
    assert.equal(computer.files.folders.size, 0);
    assert.notDeepEqual(await planRegistration(DEMAND, context), []);
  });

  it('if another copy of Sigma has the name (1073), and says which one and how to go on', async () => {
    using computer = await computerWithSigma(DEMAND, INSTALLED);
    const { detail = '' } = await refuses(computer, 1073, DOWNLOADED, register, plan);
    assert.ok(detail.includes(`"${INSTALLED}"`), detail);
    assert.match(detail, /SigmaSrv \/repair/);
  });

  it('with the step and the reason in the log, which no exit code can carry', async () => {
    using computer = await computerWithSigma(DEMAND, INSTALLED);
    await failsWith(1073, computer.perform('/register', DOWNLOADED));
    const { event, details } = computer.log.entries.at(-1) ?? assert.fail();
    assert.equal(event, 'failed');
    assert.match(String(details['error']), /\(1073\)$/);
    assert.equal(typeof details['step'], 'string');
    assert.match(String(details['detail']), /SigmaSrv \/repair/);
  });

  it("if a service that is not Sigma's has the name (1073), which is not even repaired or removed", async () => {
    using computer = new Computer();
    installForeign(computer, SERVICE_NAME, 'Other');
    const works = [register, plan, repairService, unregisterService];
    const { detail = '' } = await refuses(computer, 1073, INSTALLED, ...works);
    assert.match(detail, /other\.exe/);
    assert.match(detail, /Nothing was changed/);
  });

  it('if another service has the display name (1078), and says which one', async () => {
    using computer = new Computer();
    installForeign(computer, 'Other', SERVICE_DISPLAY_NAME.toUpperCase());
    const { detail = '' } = await refuses(computer, 1078, INSTALLED, register, plan);
    assert.match(detail, /service Other /);
  });

  it('if the registry has a corrupt entry (1610), and says how to go on', async () => {
    using computer = new Computer();
    corruptEntry(computer);
    const { detail = '' } = await refuses(computer, 1610, INSTALLED, register, plan);
    assert.match(detail, /SigmaSrv \/repair/);
  });
});

describe('repairing is refused, and nothing changed,', () => {
  it('if there is nothing to repair (1060), and says how to go on', async () => {
    using computer = new Computer();
    const { detail = '' } = await refuses(computer, 1060, INSTALLED, repairService);
    assert.match(detail, /SigmaSrv \/register/);
  });
});

describe('unregistering is refused, and nothing changed,', () => {
  it('if there is nothing of Sigma (1060)', async () => {
    using computer = new Computer();
    installForeign(computer, 'Other', 'Other');
    const before = computer.snapshot();
    await failsWith(1060, unregisterService(computer.context()));
    assert.deepEqual(computer.snapshot(), before);
    assert.deepEqual(computer.said, []);
  });

  it('to a user without administrator rights (5)', async () => {
    using computer = await computerWithSigma(DEMAND, DOWNLOADED);
    const before = computer.snapshot();
    await failsWith(5, unregisterService(computer.context(DOWNLOADED, 'user')));
    assert.deepEqual(computer.snapshot(), before);
  });
});
