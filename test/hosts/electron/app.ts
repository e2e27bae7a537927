import { homedir } from 'node:os';
import { join } from 'node:path';
import { ENDED_BY_SYSTEM, UNCAUGHT_EXIT_CODE } from '../exit-codes.ts';
import { HOST_RESOLVER_RULES } from '../network-switches.ts';
import { openWindows, windowEvents } from './browser-window.ts';
import { dialog } from './dialog.ts';
import { Emitter, PreventableEvent, StandIn } from './emitter.ts';
import { appFolder, endProcess, giveUp, isPackaged, switches } from './host.ts';
import { productName, version } from './manifest.ts';
import { readiness } from './readiness.ts';
import { takeLock, type Lock } from './single-instance.ts';
import { windowsShell } from './windows-shell.ts';

/** Chromium's switches, as they were given to Electron: `--name` or `--name=value`. */
class CommandLine extends StandIn {
  readonly #switches = new Map(
    switches.map((argument) => {
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

interface LoginItem {
  readonly openAtLogin?: boolean;
  readonly path?: string;
  readonly args?: readonly string[];
}

/**
 * The life of the application, as Electron's shell/browser/browser.cc has it: quit() asks the windows, exit() does not,
 * and either ends with `quit`, after which another instance may start before this process has ended.
 */
class App extends Emitter {
  readonly commandLine = new CommandLine();
  readonly isPackaged = isPackaged;
  readonly name = productName;
  #isQuitting = false;
  #isExiting = false;
  #isShutDown = false;
  #exitCode = 0;
  /** Whether there was an error that nobody caught, or a rejection that nobody handled: no test would see it. */
  #isFaulty = false;

  constructor() {
    super();
    windowEvents.on('closed', () => {
      if (openWindows.size === 0) this.#allClosed();
    });
    windowEvents.on('close-cancelled', () => {
      this.#isQuitting = false;
    });
    windowEvents.on('contents', (contents: object) => {
      this.emit('web-contents-created', {}, contents);
    });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        this.quit();
      });
    }
    // As in Electron, which ends in its own way.
    process.exit = ((code?: number) => {
      this.exit(code ?? Number(process.exitCode ?? 0));
    }) as typeof process.exit;
    process.on('uncaughtException', (error) => {
      this.#isFaulty = true;
      // As in Electron: listeners of the app's own see to it themselves.
      if (process.listenerCount('uncaughtException') > 1) return;
      const content = `Uncaught Exception:\n${error.stack ?? `${error.name}: ${error.message}`}`;
      dialog.showErrorBox('A JavaScript error occurred in the main process', content);
    });
    process.on('unhandledRejection', (reason) => {
      this.#isFaulty = true;
      // As in Electron, which only warns, and not where the app listens itself.
      if (process.listenerCount('unhandledRejection') > 1) return;
      process.emitWarning(reason instanceof Error ? (reason.stack ?? reason.message) : String(reason), {
        type: 'UnhandledPromiseRejectionWarning',
      });
    });
  }

  /** Not Electron's: the app's own code has run. */
  becomeReady(): void {
    readiness.reach();
    this.emit('ready', {});
    if (this.#isShutDown) this.#end();
  }

  isReady(): boolean {
    return readiness.isReached;
  }

  /** Pages have no other place than the browser's sandbox here. @throws Error where Electron is past that */
  enableSandbox(): void {
    if (readiness.isReached) throw new Error('app.enableSandbox() can only be called before app is ready');
  }

  /** @throws Error where the browser keeps to more than main has asked for: tests would believe main */
  whenReady(): Promise<void> {
    if (!this.commandLine.hasSwitch('host-resolver-rules')) {
      throw new Error("The stand-in for Electron's browser finds no host, and main did not ask for that");
    }
    return readiness.reached;
  }

  /** The lock was taken, or not, before main was loaded. */
  requestSingleInstanceLock(): boolean {
    return lock !== undefined;
  }

  getAppPath(): string {
    return appFolder;
  }

  getName(): string {
    return this.name;
  }

  getVersion(): string {
    return version;
  }

  setAppUserModelId(id: string): void {
    windowsShell.appUserModelId = id;
  }

  /** @throws Error for what is no GUID; one without braces gets them in Electron, and is not needed here */
  setToastActivatorCLSID(id: string): void {
    if (!/^\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}$/.test(id)) throw new Error('Invalid CLSID format');
    windowsShell.toastActivatorClsid = id;
  }

  /** As Windows has it, whatever the system. */
  getLoginItemSettings(item: LoginItem = {}): { readonly openAtLogin: boolean } {
    return { openAtLogin: windowsShell.runEntry() === commandOf(item) };
  }

  setLoginItemSettings(item: LoginItem): void {
    windowsShell.setRunEntry(item.openAtLogin === true ? commandOf(item) : undefined);
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

  getSystemLocale(): string {
    if (!readiness.isReached) throw new Error('app.getSystemLocale() can only be called after app is ready');
    return this.getPreferredSystemLanguages()[0] ?? '';
  }

  quit(): void {
    if (this.#isQuitting) return;
    const event = new PreventableEvent();
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    this.#isQuitting = true;
    if (openWindows.size === 0) this.#askAndShutDown();
    else for (const window of [...openWindows]) window.close();
  }

  /** Returns, as Electron's does: what follows runs, and the process ends later. */
  exit(code = 0): void {
    if (!readiness.isReached) endProcess(code);
    this.#exitCode = code;
    this.#isQuitting = true;
    this.#isExiting = true;
    if (openWindows.size === 0) this.#shutDown();
    else for (const window of [...openWindows]) window.destroy();
  }

  /**
   * Not Electron's: it ends the process at once when the listeners of `session-end` have returned, unless the app has
   * begun to quit (shell/browser/native_window_views_win.cc). Then Windows ends the app's processes while it does.
   */
  endWithSession(): void {
    if (this.#isQuitting) giveUp('is ended by Windows in the middle of quitting, instead of ending at once');
    process.kill(process.pid, process.platform === 'win32' ? 'SIGKILL' : ENDED_BY_SYSTEM);
  }

  #allClosed(): void {
    if (this.#isExiting) this.#shutDown();
    else if (this.#isQuitting) this.#askAndShutDown();
    else if (!this.emit('window-all-closed')) this.quit();
  }

  #askAndShutDown(): void {
    if (this.#isShutDown) return;
    const event = new PreventableEvent();
    this.emit('will-quit', event);
    if (event.defaultPrevented) this.#isQuitting = false;
    else this.#shutDown();
  }

  #shutDown(): void {
    if (this.#isShutDown) return;
    this.#isShutDown = true;
    if (this.#isFaulty) this.#exitCode = UNCAUGHT_EXIT_CODE;
    this.emit('quit', {}, this.#exitCode);
    process.emit('exit', this.#exitCode);
    lock?.release();
    if (readiness.isReached) this.#end();
  }

  /**
   * The message loop ends after what it is at, and Node with it: its threads are stopped and waited for. No code of
   * main runs any more, so the listeners of `exit`, which had their turn, do not have another one.
   */
  #end(): void {
    setImmediate(() => {
      process.removeAllListeners('exit');
      endProcess(this.#exitCode);
    });
  }
}

function commandOf({ path = process.execPath, args = [] }: LoginItem): string {
  return [path, ...args].map((part) => (/[\s"]/.test(part) ? `"${part}"` : part)).join(' ');
}

function applicationData(): string {
  if (process.platform === 'win32') return process.env['APPDATA'] ?? homedir();
  return process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
}

export const app = new App();

windowsShell.open(app.getPath('userData'));
const lock: Lock | undefined = await takeLock(app.getPath('userData'), ({ commandLine }) => {
  app.emit('second-instance', {}, commandLine);
});
