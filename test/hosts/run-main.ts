/**
 * Runs the app's main process: `node run-main.ts APP-FOLDER [switches]`, with the same arguments as Electron. Node is
 * the system's own or, under Wine, the one for Windows.
 */
import { readFile } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { appFolder, endProcess, prepareProcess } from './electron/host.ts';

const electron = new URL('./electron/index.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, nextResolve) =>
    specifier === 'electron' ? { url: electron, shortCircuit: true } : nextResolve(specifier, context),
});

// Under Wine a socket cannot connect (UNKNOWN) if its keep-alive was set before, and Node's WebSocket sets it.
// Connections within this computer do not need it.
if (process.platform === 'win32') {
  Socket.prototype.setKeepAlive = function () {
    return this;
  };
}

prepareProcess();
const { app } = await import('./electron/app.ts');
const manifest = JSON.parse(await readFile(join(appFolder, 'package.json'), 'utf8')) as {
  readonly main: string;
};
try {
  await import(pathToFileURL(join(appFolder, manifest.main)).href);
} catch (error) {
  // Electron would show the error in a dialog and wait for the user.
  console.error(error);
  endProcess(1);
}
// As in Electron, the app is ready once its own code has run.
app.becomeReady();
