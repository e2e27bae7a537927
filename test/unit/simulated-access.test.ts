import { OWN_SERVICE } from '../../common/service-profile.ts';
import { SERVICE_NAME } from '../../common/product.ts';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ServiceAccess } from '../../native-bridge/bridge.ts';
import { controlService } from '../../engine/jobs/control.ts';
import { repairService } from '../../engine/registration/repair.ts';
import { settingSteps } from '../../engine/registration/service-steps.ts';
import { INTERACTIVE_USER } from '../../native-bridge/simulated/calls.ts';
import { failsWith } from '../conformance/expectations.ts';
import {
  computerWithSigma,
  DELAYED_WITH_USER_CONTROL,
  DEMAND,
  INSTALLED,
  type Computer,
} from './registration-subject.ts';

describe('what a user may do without elevation', () => {
  const CONTROL = ['/start', '/pause', '/continue', '/stop'] as const;
  const CHANGING: readonly ServiceAccess[] = ['change-config', 'delete', 'write-dac'];

  async function open(computer: Computer, ...access: ServiceAccess[]): Promise<void> {
    using manager = await computer.managers('user').localComputer(['connect']);
    const service = await manager.openService(SERVICE_NAME, access);
    service[Symbol.dispose]();
  }

  async function refusesControl(computer: Computer): Promise<void> {
    const context = { ...computer.context(INSTALLED, 'user'), service: OWN_SERVICE };
    for (const verb of CONTROL) await failsWith(5, controlService(verb, context));
  }

  it('is to look, and to ask for a status, where nothing else was chosen', async () => {
    using computer = await computerWithSigma(DEMAND);
    await open(computer, 'query-status', 'query-config', 'enumerate-dependents', 'read-control');
    await open(computer, 'user-defined-control');
    await refusesControl(computer);
    for (const access of CHANGING) await failsWith(5, open(computer, access));
  });

  it('is to start, pause, continue and stop the service if that was chosen, and not to change it', async () => {
    using computer = await computerWithSigma(DELAYED_WITH_USER_CONTROL);
    const context = { ...computer.context(INSTALLED, 'user'), service: OWN_SERVICE };
    for (const [verb, state] of [
      ['/start', 'running'],
      ['/pause', 'paused'],
      ['/continue', 'running'],
      ['/stop', 'stopped'],
    ] as const) {
      await computer.timeFor(controlService(verb, context));
      assert.equal(computer.service.status.state, state);
    }
    await open(computer, 'user-defined-control');
    for (const access of CHANGING) await failsWith(5, open(computer, access));
    await failsWith(5, open(computer, 'start', 'delete'));
  });

  it('is to list a service only where its status may be queried', async () => {
    using computer = await computerWithSigma(DEMAND);
    const names = async (caller: 'administrator' | 'user'): Promise<string[]> => {
      using manager = await computer.managers(caller).localComputer(['enumerate']);
      return (await manager.enumerateServices()).map(({ name }) => name);
    };
    assert.deepEqual(await names('user'), [SERVICE_NAME]);
    computer.service.accessList = 'D:(A;;LC;;;BA)';
    assert.deepEqual(await names('user'), []);
    assert.deepEqual(await names('administrator'), [SERVICE_NAME]);
  });

  it('is taken back by repairing', async () => {
    using computer = await computerWithSigma(DELAYED_WITH_USER_CONTROL);
    await repairService(computer.context());
    await refusesControl(computer);
    await open(computer, 'query-status', 'query-config', 'user-defined-control');
  });

  it('asks for no right that a call does not need', async () => {
    using computer = await computerWithSigma(DEMAND);
    // Queries of the status without interrogating the service, and changes without starting it.
    computer.service.accessList = 'D:(A;;LC;;;IU)';
    await open(computer, 'query-status');
    await failsWith(5, open(computer, 'interrogate'));
    computer.service.accessList = 'D:(A;;CCDC;;;IU)';
    using manager = await computer.managers('user').localComputer(['connect']);
    const refused: string[] = [];
    for (const step of settingSteps(manager, DEMAND)) {
      await step.run(() => undefined).catch(() => refused.push(step.name));
    }
    assert.deepEqual(
      refused,
      ['the recovery actions'],
      'which restart the service, and so need SERVICE_START',
    );
  });

  it('is what the access list says, of which the first entry about a right decides', async () => {
    using computer = await computerWithSigma();
    const { service } = computer;
    for (const [accessList, canStart, canStop] of [
      [`D:(A;;RP;;;${INTERACTIVE_USER})`, true, false],
      ['D:(A;;RP;;;IU)(A;;WP;;;AU)', true, true],
      ['D:(A;;WP;;;BU)(A;;DT;;;WD)', false, true],
      ['D:(D;;RP;;;BU)(A;;RPWP;;;WD)', false, true],
      ['D:(A;;RPWP;;;WD)(D;;RP;;;BU)', true, true],
      ['D:(A;OICIIO;RPWP;;;WD)', false, false],
      ['D:(A;;RPWP;;;BA)(A;;RPWP;;;S-1-5-21-1-2-3-1002)', false, false],
      ['D:', false, false],
      ['D:NO_ACCESS_CONTROL', true, true],
    ] as const) {
      service.accessList = accessList;
      await (canStart ? open(computer, 'start') : failsWith(5, open(computer, 'start')));
      await (canStop ? open(computer, 'stop') : failsWith(5, open(computer, 'stop')));
      await (canStart && canStop
        ? open(computer, 'start', 'stop')
        : failsWith(5, open(computer, 'start', 'stop')));
    }
  });
});
