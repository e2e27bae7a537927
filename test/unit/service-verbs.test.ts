import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Win32Error } from '../../common/win32-error.ts';
import type { Registry, ServiceManagers } from '../../native-bridge/bridge.ts';
import { changeParameter } from '../../engine/parameters.ts';
import { describeStatus } from '../../service/cli/status-verb.ts';

describe('/config', () => {
  /** @returns what it says where the service answers the control so, and what is stored then */
  async function said(control: () => Promise<void>) {
    const stored: unknown[] = [];
    const registry = { write: (...values: unknown[]) => stored.push(values.at(-1)) } as unknown as Registry;
    const service = { control, [Symbol.dispose]: () => undefined };
    const manager = { openService: () => Promise.resolve(service), [Symbol.dispose]: () => undefined };
    const managers = { localComputer: () => Promise.resolve(manager) } as unknown as ServiceManagers;
    const assignment = { name: 'PostIntervalMs', value: 500 } as const;
    const line = await changeParameter(assignment, registry, managers);
    return { line, stored };
  }

  it('takes effect at once in a service that accepts the control', async () => {
    assert.deepEqual(await said(() => Promise.resolve()), {
      line: 'PostIntervalMs=500 from now on',
      stored: [500],
    });
  });

  it('takes effect at the next start of a stopped service', async () => {
    const { line } = await said(() => Promise.reject(new Win32Error('ControlService', 1062)));
    assert.equal(line, 'PostIntervalMs=500 from the next start of Sigma Support Service');
  });

  for (const code of [1052, 1053, 1061]) {
    it(`is stored, and says why it does not hold at once, where the service takes no control (${code})`, async () => {
      const { line, stored } = await said(() => Promise.reject(new Win32Error('ControlService', code)));
      assert.match(
        line,
        /^PostIntervalMs=500 from the next start of .*, not immediately: ControlService failed/,
      );
      assert.match(line, new RegExp(`\\(${code}\\)`));
      assert.deepEqual(stored, [500]);
    });
  }
});

describe('/status', () => {
  const stopped = { state: 'stopped', processId: undefined, serviceSpecificExitCode: undefined } as const;

  it('has the code that the service itself ended with', () => {
    const text = describeStatus({ ...stopped, win32ExitCode: 1066, serviceSpecificExitCode: 42 });
    assert.match(
      text,
      /^stopped, last exit code 1066 \(ERROR_SERVICE_SPECIFIC_ERROR: .*\), service-specific code 42$/,
    );
  });

  it('has none if the Win32 code is sufficient', () => {
    assert.doesNotMatch(describeStatus({ ...stopped, win32ExitCode: 5, serviceSpecificExitCode: 42 }), /42/);
    assert.equal(describeStatus({ ...stopped, win32ExitCode: 0 }), 'stopped');
  });
});
