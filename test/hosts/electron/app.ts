import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { openWindows, windowEvents } from './browser-window.ts';
import { Emitter, PreventableEvent, StandIn } from './emitter.ts';
import { HOST_RESOLVER_RULES } from '../network-switches.ts';
import { takeLock } from './single-instance.ts';

/** Chromium's switches, as they were given to Electron: `--name` or `--name=value`. */
class CommandLine extends StandIn {
  readonly #switches = new Map(
    process.argv.slice(2).map((argument) => {
      const [name = '', ...value] = argument.replace(/^--/, '').split('=');
      return [name, value.join('=')] as const;
    }),
  );

  hasSwitch(name: string): boolean {
    return this.#switches.has(name);
  }

  getSwitchValue(name: string): string {
    return this.#switches.get(name) ?? '';
  }

  /** @throws Error for what the browser was not started with */
  appendSwitch(name: string, value: string): void {
    if (name !== 'host-resolver-rules' || value !== HOST_RESOLVER_RULES) {
      throw new Error(`The stand-in for Electron's browser runs already, without ${name}=${value}`);
    }
    this.#switches.set(name, value);
  }
}

const manifest = JSON.parse(await readFile(join(process.argv[1] ?? '.', 'package.json'), 'utf8')) as {
  readonly productName: string;
  readonly version: string;
};

/** The life of the application: ready at once, over when the last window is closed. */
class App extends Emitter {
  readonly commandLine = new CommandLine();
  readonly isPackaged = false;
  readonly name = manifest.productName;
  #isQuitting = false;

  constructor() {
    super();
    windowEvents.on('closed', () => {
      if (openWindows.size > 0) return;
      if (this.#isQuitting) this.#end();
      else if (!this.emit('window-all-closed')) this.quit();
    });
    windowEvents.on('contents', (contents: object) => {
      this.emit('web-contents-created', {}, contents);
    });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        this.quit();
      });
    }
  }

  /** Pages have no other place than the browser's sandbox here. */
  enableSandbox(): void {
    // Nothing to do.
  }

  /** @throws Error where the browser keeps to more than main has asked for: tests would believe main */
  whenReady(): Promise<void> {
    if (!this.commandLine.hasSwitch('host-resolver-rules')) {
      throw new Error("The stand-in for Electron's browser finds no host, and main did not ask for that");
    }
    return Promise.resolve();
  }

  /** The lock was taken, or not, before main was loaded. */
  requestSingleInstanceLock(): boolean {
    return isFirstInstance;
  }

  getAppPath(): string {
    return process.argv[1] ?? '';
  }

  getVersion(): string {
    return manifest.version;
  }

  /** Nothing is grouped by it here. */
  setAppUserModelId(): void {
    // Nothing to do.
  }

  getPath(name: string): string {
    if (name !== 'userData') throw new Error(`The stand-in for Electron has no path "${name}"`);
    const given = this.commandLine.getSwitchValue('user-data-dir');
    return given === '' ? join(applicationData(), 'Sigma') : given;
  }

  /** As `--lang` says; the browser's own are not asked. */
  getPreferredSystemLanguages(): string[] {
    const given = this.commandLine.getSwitchValue('lang');
    return [given === '' ? 'en-US' : given];
  }

  quit(): void {
    if (this.#isQuitting) return;
    this.#isQuitting = true;
    this.emit('before-quit');
    if (openWindows.size === 0) this.#end();
    for (const window of openWindows) window.close();
  }

  exit(code: number): void {
    process.exit(code);
  }

  #end(): void {
    const event = new PreventableEvent();
    this.emit('will-quit', event);
    if (!event.defaultPrevented) this.exit(0);
  }
}

function applicationData(): string {
  if (process.platform === 'win32') return process.env['APPDATA'] ?? homedir();
  return process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
}

export const app = new App();

const isFirstInstance = await takeLock(app.getPath('userData'), ({ commandLine }) => {
  app.emit('second-instance', {}, commandLine);
});
