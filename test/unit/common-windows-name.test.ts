import assert from 'node:assert/strict';
import { it } from 'node:test';
import { windowsName } from '../../common/windows-name.ts';

const NAMES: readonly (readonly [build: number, client: string, server: string])[] = [
  [14_393, 'Windows 10', 'Windows Server 2016'],
  [17_763, 'Windows 10', 'Windows Server 2019'],
  [20_348, 'Windows 10', 'Windows Server 2022'],
  [21_999, 'Windows 10', 'Windows Server 2022'],
  [22_000, 'Windows 11', 'Windows Server 2022'],
  [26_100, 'Windows 11', 'Windows Server 2025'],
  [30_000, 'Windows 11', 'Windows Server 2025'],
];

for (const [build, client, server] of NAMES) {
  it(`knows build ${String(build)} as ${client} and ${server}`, () => {
    const version = { major: 10, minor: 0, build };
    assert.equal(windowsName({ ...version, isServer: false }), client);
    assert.equal(windowsName({ ...version, isServer: true }), server);
  });
}

it('names an older Windows by its version', () => {
  assert.equal(windowsName({ major: 6, minor: 3, build: 9600, isServer: false }), 'Windows 6.3');
  assert.equal(windowsName({ major: 6, minor: 3, build: 9600, isServer: true }), 'Windows Server 6.3');
});
