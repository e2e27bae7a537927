import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedBill, type BillOfMaterials, type LockedPackages } from '../../build/bill-of-materials.ts';

const LOCKED: LockedPackages = {
  '': { name: 'sigma', version: '1.0.0' },
  'node_modules/koffi': { version: '3.0.0' },
  'node_modules/koffi/node_modules/inner': { version: '1.0.0' },
  'node_modules/inner': { version: '2.0.0', dev: true },
  'node_modules/@koffi/win32-x64': { version: '3.0.0', os: ['win32'], cpu: ['x64'] },
  'node_modules/@koffi/win32-ia32': { version: '3.0.0', os: ['win32'], cpu: ['ia32'] },
  'node_modules/@koffi/linux-x64': { version: '3.0.0', os: 'linux', cpu: 'x64' },
  'node_modules/electron': { version: '45.0.0', dev: true },
  'node_modules/typescript': { version: '6.0.0', devOptional: true },
  'node_modules/eslint': { version: '10.0.0', dev: true },
  'node_modules/eslint/node_modules/koffi': { version: '2.0.0', dev: true },
};

/** As npm writes it, in a folder of that name at that time. */
function wholeBill(folder: string, timestamp: string): BillOfMaterials {
  const packages = Object.entries(LOCKED).filter(([path]) => path !== '');
  const named = packages.map(([path, { version = '', dev = false }]) => {
    const name = path.split('node_modules/').at(-1) ?? path;
    const properties = dev ? [{ name: 'cdx:npm:package:development', value: 'true' }] : [];
    return { 'bom-ref': `${name}@${version}`, name, version, scope: 'optional', properties };
  });
  return {
    serialNumber: `urn:uuid:${timestamp}`,
    metadata: { timestamp, component: { 'bom-ref': 'sigma@1.0.0', name: folder, version: '1.0.0' } },
    components: named,
    dependencies: [
      { ref: 'sigma@1.0.0', dependsOn: ['koffi@3.0.0', 'electron@45.0.0', 'eslint@10.0.0'] },
      { ref: 'koffi@3.0.0', dependsOn: ['@koffi/win32-x64@3.0.0', '@koffi/linux-x64@3.0.0'] },
      { ref: 'eslint@10.0.0', dependsOn: ['koffi@2.0.0'] },
    ],
  };
}

test('the bill has what ships for Windows, Electron and what lies inside of a package included, and nothing else', () => {
  const { components, dependencies } = shippedBill(wholeBill('sigma', 'now'), LOCKED);
  assert.deepEqual(
    components.map((component) => component['bom-ref']),
    ['koffi@3.0.0', 'inner@1.0.0', '@koffi/win32-x64@3.0.0', 'electron@45.0.0'],
  );
  for (const { scope, properties } of components) {
    assert.equal(scope, 'required');
    assert.deepEqual(properties, []);
  }
  assert.deepEqual(dependencies, [
    { ref: 'sigma@1.0.0', dependsOn: ['koffi@3.0.0', 'electron@45.0.0'] },
    { ref: 'koffi@3.0.0', dependsOn: ['@koffi/win32-x64@3.0.0'] },
  ]);
});

test('the bill is the same whenever and wherever it is made', () => {
  const one = shippedBill(wholeBill('here', 'now'), LOCKED);
  assert.deepEqual(one, shippedBill(wholeBill('there', 'then'), LOCKED));
  assert.equal(one.metadata.component.name, 'sigma');
});
