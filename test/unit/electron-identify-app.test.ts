import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TOAST_ACTIVATOR_CLSID } from '../../common/product.ts';
import { identifyApp } from '../../electron/app-in-windows.ts';

test('an app that is not packaged is another one for Windows, and has no notifications to start it', () => {
  const told: string[][] = [];
  const app = {
    setAppUserModelId: (id: string) => void told.push(['id', id]),
    setToastActivatorCLSID: (id: string) => void told.push(['class', id]),
  };
  identifyApp({ ...app, isPackaged: true });
  assert.deepEqual(told.splice(0), [
    ['id', 'Sigma'],
    ['class', TOAST_ACTIVATOR_CLSID],
  ]);
  identifyApp({ ...app, isPackaged: false });
  assert.deepEqual(told, [['id', 'Sigma.Unpackaged']]);
});

test('an app starts where Electron knows no such class', () => {
  assert.doesNotThrow(() => {
    identifyApp({ isPackaged: true, setAppUserModelId: () => undefined });
  });
});

test('the class of the notifications is a GUID as Windows writes one', () => {
  assert.match(TOAST_ACTIVATOR_CLSID, /^\{[0-9A-F]{8}-(?:[0-9A-F]{4}-){3}[0-9A-F]{12}\}$/);
});
