import assert from 'node:assert/strict';
import { it } from 'node:test';
import { HostWatch, MEASURED_FOR_MS } from '../../engine/watch/computer.ts';
import { COMPUTER } from './engine-subject.ts';

const MIB = 1024 ** 2;
const SYSTEM = {
  computerName: 'PC',
  windows: { major: 10, minor: 0, build: 26_100, isServer: false },
  processors: 4,
  listSeparator: ';',
};

it('is told what Windows is called, and its version', () => {
  const { system, version, build } = new HostWatch(SYSTEM, COMPUTER).view();
  assert.deepEqual({ system, version, build }, { system: 'Windows 11', version: '10.0', build: 26_100 });
});

it('is told the available memory in whole MiB, and no more often than every few seconds', () => {
  let available = 100.4 * MIB;
  const host = new HostWatch(SYSTEM, { ...COMPUTER, availableMemoryBytes: () => available });
  assert.equal(host.view().availableMemoryBytes, 100 * MIB);
  host.tick(0);
  available = 50.6 * MIB;
  host.tick(MEASURED_FOR_MS - 1);
  assert.equal(host.view().availableMemoryBytes, 100 * MIB);
  host.tick(MEASURED_FOR_MS);
  assert.equal(host.view().availableMemoryBytes, 51 * MIB);
});
