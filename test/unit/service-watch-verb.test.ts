import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { SERVICE_DISPLAY_NAME, SERVICE_NAME } from '../../common/product.ts';
import { createSimulatedBridge, type SimulatedBridge } from '../../engine/simulation/simulated-bridge.ts';
import { watchServices } from '../../service/cli/watch-verb.ts';
import { failsWith } from '../conformance/expectations.ts';
import { ManualClock } from './manual-clock.ts';

/** By how much the computer's date differs from the clock, in milliseconds. */
const AHEAD_MS = 3_600_000;

describe('SigmaSrv /watch', () => {
  let clock: ManualClock;
  let bridge: SimulatedBridge;
  let lines: string[];
  let isReadable: boolean;
  let end: () => void;

  beforeEach(() => {
    clock = new ManualClock();
    bridge = createSimulatedBridge({ clock });
    lines = [];
    isReadable = true;
  });
  afterEach(async () => {
    await bridge[Symbol.asyncDispose]();
    assert.equal(clock.waiting, 0, 'a timer was left behind');
  });

  function watch(names: readonly string[], json: boolean): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    end = () => {
      resolve(undefined);
    };
    return watchServices(
      { names, json },
      {
        ...{ bridge, clock, ended: promise },
        date: () => clock.now() + AHEAD_MS,
        say(line) {
          lines.push(line);
          return isReadable;
        },
      },
    );
  }

  async function pass(milliseconds: number): Promise<void> {
    for (let passed = 0; passed < milliseconds; passed += 50) await clock.advance(50);
  }

  it('prints each change as a line of JSON, and nothing else', async () => {
    const watching = watch([], true);
    await pass(1_000);
    assert.deepEqual(lines, []);
    bridge.simulation.killServiceProcess();
    await pass(2_000);
    end();
    await watching;
    assert.equal(lines.length, 1);
    const [line = ''] = lines;
    const { at, ...change } = JSON.parse(line) as Record<string, unknown>;
    assert.deepEqual(change, {
      ...{ service: SERVICE_NAME, from: 'running', to: 'stopped', win32ExitCode: 1067 },
    });
    const age = clock.now() + AHEAD_MS - Date.parse(String(at));
    assert.ok(age >= 1_000 && age <= 2_000, String(age));
  });

  it('names the services by their display name too, and what changed by state and code', async () => {
    const watching = watch([SERVICE_DISPLAY_NAME], false);
    await pass(1_000);
    bridge.simulation.killServiceProcess();
    await pass(2_000);
    end();
    await watching;
    assert.equal(lines[0], `Watching ${SERVICE_DISPLAY_NAME} (${SERVICE_NAME}). Press Ctrl+C to stop`);
    assert.match(
      lines[1] ?? '',
      /^\d{4}-\d\d-\d\dT[\d:.]+Z {2}SigmaSrv: running, process \d+ -> stopped, exit code .*\(1067\)$/,
    );
  });

  it('says nothing of services that are not named', async () => {
    using manager = await bridge.serviceManager.localComputer(['create-service']);
    const definition = { displayName: 'Other', startType: 'demand', account: undefined } as const;
    const executable = String.raw`C:\Program Files\Other\SigmaSrv.exe`;
    using other = await manager.createService({ name: 'Other', executable, ...definition }, []);
    assert.ok(other);
    const watching = watch(['other'], true);
    await pass(1_000);
    bridge.simulation.killServiceProcess();
    await pass(2_000);
    end();
    await watching;
    assert.deepEqual(lines, []);
  });

  it('refuses a name that no service has (1060)', async () => {
    await failsWith(1060, watch(['Nothing'], true));
  });

  it('ends when nobody reads it any more', async () => {
    const watching = watch([], true);
    await pass(1_000);
    isReadable = false;
    bridge.simulation.killServiceProcess();
    await pass(2_000);
    await watching;
  });
});
