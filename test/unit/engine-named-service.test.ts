import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { parseCommandLine } from '../../engine/verbs/command-line.ts';
import { namedService } from '../../engine/verbs/named-service.ts';
import { Computer } from './registration-subject.ts';

const EXECUTABLE = String.raw`C:\Program Files\Other\SigmaSrv.exe`;

describe('a service that is named on the command line', () => {
  let computer: Computer;

  beforeEach(() => {
    computer = new Computer();
    create('Base');
    create('Middle', 'Base');
    create('Top', 'Middle', 'Base');
    create('Else');
  });
  afterEach(() => {
    computer[Symbol.dispose]();
  });

  function create(name: string, ...dependencies: readonly string[]): void {
    const record = computer.scm.create({
      ...{ name, displayName: `${name} Service`, executable: EXECUTABLE },
      ...{ startType: 'demand', account: undefined },
    });
    record.configuration = { ...record.configuration, dependencies };
  }

  function states(): string[] {
    return ['Base', 'Middle', 'Top', 'Else'].map((name) => computer.scm.find(name).status.state);
  }

  it('is started, paused, resumed and stopped', async () => {
    assert.equal(await computer.timeFor(computer.perform('/start base')), 'Base Service is running');
    assert.equal(await computer.timeFor(computer.perform('/pause Base')), 'Base Service is paused');
    assert.equal(await computer.timeFor(computer.perform('/continue Base')), 'Base Service is running again');
    assert.equal(await computer.timeFor(computer.perform('/stop Base')), 'Base Service is stopped');
  });

  it('is stopped after the services that depend on it, in their order, and others keep running', async () => {
    for (const name of ['Base', 'Middle', 'Top', 'Else'])
      await computer.timeFor(computer.perform(`/start ${name}`));
    computer.said.length = 0;
    await computer.timeFor(computer.perform('/stop Base'));
    assert.deepEqual(computer.said, [
      'stops Top Service (Top) first, which depends on it',
      'stops Middle Service (Middle) first, which depends on it',
    ]);
    assert.deepEqual(states(), ['stopped', 'stopped', 'stopped', 'running']);
  });

  it('cannot make a line of its own out of its display name', async () => {
    const record = computer.scm.find('Base');
    record.configuration = { ...record.configuration, displayName: 'Base\nSigmaSrv is stopped' };
    const said = await computer.timeFor(computer.perform('/start Base'));
    assert.equal(said.split('\n').length, 1);
    await computer.timeFor(computer.perform('/start Middle'));
    computer.said.length = 0;
    await computer.timeFor(computer.perform('/stop Base'));
    assert.ok(computer.said.every((line) => !line.includes('\n')));
  });

  it('is no driver (1060)', async () => {
    const record = computer.scm.find('Base');
    record.configuration = { ...record.configuration, isDriver: true, startType: 'boot' };
    for (const verb of ['/startup-type Base /disabled', '/stop Base', '/end-process Base'])
      await assert.rejects(computer.timeFor(computer.perform(verb)), { code: 1060 });
    assert.equal(record.configuration.startType, 'boot');
  });

  it('is found by its key name where its configuration may not be read', async () => {
    computer.scm.find('Base').accessList = 'D:(A;;LC;;;IU)';
    const { inspection } = computer;
    const bridge = { serviceManager: computer.managers('user'), inspection };
    assert.equal((await namedService('Base', bridge)).displayName, 'Base');
  });

  it('is restarted with the services that depend on it', async () => {
    for (const name of ['Base', 'Middle']) await computer.timeFor(computer.perform(`/start ${name}`));
    const before = computer.scm.find('Middle').status.processId;
    await computer.timeFor(computer.perform('/restart Base'));
    assert.deepEqual(states(), ['running', 'running', 'stopped', 'stopped']);
    assert.notEqual(computer.scm.find('Middle').status.processId, before);
  });

  it('has the name that the SCM gives it, and is found by its display name unless that could mislead', async () => {
    const { inspection } = computer;
    const bridge = { serviceManager: computer.managers('user'), inspection };
    inspection.elevationType = 'standard-user';
    for (const name of ['ELSE', 'else service']) {
      assert.deepEqual(await namedService(name, bridge), {
        ...{ name: 'Else', displayName: 'Else Service', isOwn: false, owesPosts: false },
      });
    }
    inspection.elevationType = 'elevated';
    await assert.rejects(namedService('Else Service', bridge), { code: 1060, detail: /this key name\./ });
  });

  it('may have any name that Windows allows', () => {
    for (const name of ['-json', 'start', '()', 'a b', '\u202e', 'MSSQL$X']) {
      assert.deepEqual(parseCommandLine(['/stop', name]), { kind: 'control', verb: '/stop', service: name });
    }
  });
});
