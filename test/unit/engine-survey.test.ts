import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Win32Error } from '../../common/win32-error.ts';
import type { ServiceRegistration } from '../../common/service-registration.ts';
import { createSimulatedBridge, type SimulatedBridge } from '../../engine/simulation/simulated-bridge.ts';
import { surveyService, surveyServices } from '../../engine/watch/survey.ts';
import { listServices } from '../../service/cli/list-verb.ts';
import { ManualClock } from './manual-clock.ts';

const EXECUTABLE = String.raw`C:\Program Files\Other\SigmaSrv.exe`;
const LONG_UP_MS = 3_600_000;

describe('a survey of all services', () => {
  let bridge: SimulatedBridge;

  beforeEach(async () => {
    bridge = createSimulatedBridge({ clock: new ManualClock() });
    for (const name of ['MSSQL$SQLEXPRESS', 'a (b) c', 'evil\u202etxt']) {
      using manager = await bridge.serviceManager.localComputer(['create-service']);
      using service = await manager.createService(
        {
          name,
          displayName: `Service ${name}`,
          executable: EXECUTABLE,
          startType: 'auto',
          account: undefined,
        },
        [],
      );
      assert.ok(service);
    }
  });
  afterEach(() => bridge[Symbol.asyncDispose]());

  it('knows the state, the registration and the trouble of each', async () => {
    const { services, hidden } = await surveyServices(bridge, LONG_UP_MS);
    assert.deepEqual(
      services.map(({ name, health, attention, registration }) => [
        name,
        health,
        attention,
        registration?.startType,
      ]),
      [
        ['a (b) c', 'stopped', 'never-started', 'auto'],
        ['evil\u202etxt', 'stopped', 'never-started', 'auto'],
        ['MSSQL$SQLEXPRESS', 'stopped', 'never-started', 'auto'],
        ['SigmaSrv', 'healthy', undefined, 'demand'],
      ],
    );
    assert.deepEqual(hidden, []);
  });

  it('tells which services it may not see, and judges the others without their registration', async () => {
    const registration: ServiceRegistration = {
      ...{ startType: 'auto', delayedAutoStart: false, isTriggerStart: false },
      ...{ perUser: undefined, sharesProcess: false },
    };
    const registrations = [
      { name: 'SIGMASRV', registration },
      { name: 'Secret', registration },
      { name: 'Template', registration: { ...registration, perUser: 'template' as const } },
    ];
    const seen = { ...bridge, serviceRegistrations: () => registrations };
    const { services, hidden } = await surveyServices(seen, LONG_UP_MS);
    assert.deepEqual(hidden, ['Secret']);
    assert.equal(services.find(({ name }) => name === 'SigmaSrv')?.registration, registration);
    assert.ok(services.every(({ attention }) => attention === undefined));
  });

  it('calls one by its key name whose display name Windows could not find', async () => {
    const entries = [
      ['Broken', String.raw`@%SystemRoot%\missing.dll,-101`],
      ['Nameless', ''],
    ] as const;
    const { status } = (await surveyServices(bridge, LONG_UP_MS)).services[0] ?? assert.fail();
    const manager = await bridge.serviceManager.localComputer(['connect', 'enumerate']);
    manager.enumerateServices = () =>
      Promise.resolve(entries.map(([name, displayName]) => ({ name, displayName, status })));
    const seen = { ...bridge, serviceManager: { localComputer: () => Promise.resolve(manager) } };
    const { services } = await surveyServices(seen, LONG_UP_MS);
    assert.deepEqual(
      services.map(({ displayName }) => displayName),
      ['Broken', 'Nameless'],
    );
  });

  it('knows the process of each, and which services share one', async () => {
    const own = (await surveyServices(bridge, LONG_UP_MS)).services.find(({ name }) => name === 'SigmaSrv');
    assert.ok(own?.process !== undefined);
    assert.deepEqual(own.process.sharedWith, []);
    assert.equal(own.process.processId, own.status.processId);
    const { status } = own;
    const shared: SimulatedBridge = {
      ...bridge,
      serviceManager: {
        async localComputer(access) {
          const manager = await bridge.serviceManager.localComputer(access);
          manager.enumerateServices = () =>
            Promise.resolve(['SigmaSrv', 'Dhcp'].map((name) => ({ name, displayName: name, status })));
          return manager;
        },
      },
    };
    for (const { name, process } of (await surveyServices(shared, LONG_UP_MS)).services)
      assert.deepEqual(process?.sharedWith, [name === 'Dhcp' ? 'SigmaSrv' : 'Dhcp']);
    const alone = await surveyService({ name: 'SigmaSrv', displayName: '' }, shared, LONG_UP_MS);
    assert.deepEqual(alone.process?.sharedWith, ['Dhcp']);
    const json = await listServices(shared, { problems: false, json: true });
    assert.doesNotMatch(json, /since/, 'nobody knows when it joined the process');
  });

  it('knows everything else where Windows does not tell of processes (120)', async () => {
    const without = {
      ...bridge,
      listProcesses: () => Promise.reject(new Win32Error('NtQuerySystemInformation', 120)),
    };
    const { services } = await surveyServices(without, LONG_UP_MS);
    assert.equal(services.length, 4);
    assert.ok(services.every(({ process }) => process === undefined));
  });

  it('is printed with the trouble first, and nothing in it reorders the line', async () => {
    const lines = (await listServices(bridge, { problems: false, json: false })).split('\n');
    assert.match(lines[0] ?? '', /^! Service a \(b\) c \(a \(b\) c\): stopped - should have been started/);
    assert.match(lines[3] ?? '', /^ {2}Sigma Support Service \(SigmaSrv\): running, process \d+$/);
    assert.equal(lines.at(-1), '4 services; 3 need attention');
    assert.ok(lines.every((line) => !line.includes('\u202e')));
  });

  it('is printed as JSON with the names as they are, or with the trouble alone', async () => {
    const all = JSON.parse(await listServices(bridge, { problems: false, json: true })) as object[];
    const problems = JSON.parse(await listServices(bridge, { problems: true, json: true })) as object[];
    assert.deepEqual([all.length, problems.length], [4, 3]);
    const own = all.find((one) => 'name' in one && one.name === 'SigmaSrv') as Record<string, unknown>;
    assert.deepEqual(
      [own['state'], own['health'], own['attention'], own['startType'], own['win32ExitCode']],
      ['running', 'healthy', null, 'demand', 0],
    );
    assert.match(String(own['since']), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    assert.ok(
      problems.every((one) => !('since' in one)),
      'a stopped service has no process',
    );
    assert.ok(problems.some((one) => 'name' in one && one.name === 'evil\u202etxt'));
  });
});
