/**
 * Runs the app's main process: `node run-main.ts APP-FOLDER [switches]`, the arguments as Electron takes them.
 * Node is the system's own or, under Wine, the one for Windows.
 */
import { readFile } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const electron = new URL('./electron/index.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, nextResolve) =>
    specifier === 'electron' ? { url: electron, shortCircuit: true } : nextResolve(specifier, context),
});

// Under Wine a socket whose keep-alive was set before it is connected cannot be connected (UNKNOWN), and Node's
// WebSocket sets it. On this computer no connection needs it.
if (process.platform === 'win32') {
  Socket.prototype.setKeepAlive = function () {
    return this;
  };
}

// Electron's own arguments are its path, the app's folder and the switches.
process.argv.splice(1, 1);
const folder = process.argv[1];
if (folder === undefined) throw new Error('No app folder was given');
Object.assign(process, { resourcesPath: folder });

const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
  readonly main: string;
};
await import(pathToFileURL(join(folder, manifest.main)).href);
