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

/** Chromium's switches, as given to Electron: `--name` or `--name=value`. */
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

  /** @throws Error for a switch that the browser was not started with */
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
 * The application's life cycle, as in Electron's shell/browser/browser.cc: quit() asks the windows, exit() does not,
 * and both end with `quit`, after which another instance may start before this process has ended.
 */
class App extends Emitter {
  readonly commandLine = new CommandLine();
  readonly isPackaged = isPackaged;
  readonly name = productName;
  #isQuitting = false;
  #isExiting = false;
  #isShutDown = false;
  #exitCode = 0;
  /** Whether an error was not caught, or a rejection not handled: no test would notice otherwise. */
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
    // As in Electron, where process.exit() exits the app.
    process.exit = ((code?: number) => {
      this.exit(code ?? Number(process.exitCode ?? 0));
    }) as typeof process.exit;
    process.on('uncaughtException', (error) => {
      this.#isFaulty = true;
      // As in Electron: the app's own listeners handle it.
      if (process.listenerCount('uncaughtException') > 1) return;
      const content = `Uncaught Exception:\n${error.stack ?? `${error.name}: ${error.message}`}`;
      dialog.showErrorBox('A JavaScript error occurred in the main process', content);
    });
    process.on('unhandledRejection', (reason) => {
      this.#isFaulty = true;
      // As in Electron, which only warns, and only if the app has no listener of its own.
      if (process.listenerCount('unhandledRejection') > 1) return;
      process.emitWarning(reason instanceof Error ? (reason.stack ?? reason.message) : String(reason), {
        type: 'UnhandledPromiseRejectionWarning',
      });
    });
  }

  /** Not Electron's: called once the app's own code has run. */
  becomeReady(): void {
    readiness.reach();
    this.emit('ready', {});
    if (this.#isShutDown) this.#end();
  }

  isReady(): boolean {
    return readiness.isReached;
  }

  /** Pages always run in the browser's sandbox here. @throws Error once the app is ready, as in Electron */
  enableSandbox(): void {
    if (readiness.isReached) throw new Error('app.enableSandbox() can only be called before app is ready');
  }

  /** @throws Error if main did not ask for a restriction that the browser has anyway, because tests would not notice */
  whenReady(): Promise<void> {
    if (!this.commandLine.hasSwitch('host-resolver-rules')) {
      throw new Error("The stand-in for Electron's browser finds no host, and main did not ask for that");
    }
    return readiness.reached;
  }

  /** The lock was requested before main was loaded. */
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

  /** @throws Error for anything but a GUID in braces. Electron adds missing braces, which is not needed here */
  setToastActivatorCLSID(id: string): void {
    if (!/^\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}$/.test(id)) throw new Error('Invalid CLSID format');
    windowsShell.toastActivatorClsid = id;
  }

  /** As on Windows, no matter which system this is. */
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

  /** The language given by `--lang`; the browser's own languages are not used. */
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

  /** Returns, as in Electron: the code after the call still runs, and the process ends later. */
  exit(code = 0): void {
    if (!readiness.isReached) endProcess(code);
    this.#exitCode = code;
    this.#isQuitting = true;
    this.#isExiting = true;
    if (openWindows.size === 0) this.#shutDown();
    else for (const window of [...openWindows]) window.destroy();
  }

  /**
   * Not Electron's. Electron ends the process as soon as the listeners of `session-end` have returned, unless the app
   * has started to quit (shell/browser/native_window_views_win.cc). In that case Windows ends the app's processes while
   * it quits.
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
   * The message loop ends after its current task, and Node with it, stopping its threads and waiting for them. No code
   * of main runs after that, so the listeners of `exit`, which were already called, must not be called again.
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
