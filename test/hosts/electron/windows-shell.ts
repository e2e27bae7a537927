import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { productName } from './manifest.ts';

/** What Windows keeps of an app beyond its life, in the registry and the Start menu. */
export interface WindowsModel {
  /** The values below HKCU\Software\Microsoft\Windows\CurrentVersion\Run, by their names. */
  readonly run: Readonly<Record<string, string>>;
  /** The shortcuts in the person's own Start menu, by their names. */
  readonly shortcuts: Readonly<Record<string, Shortcut>>;
  /** LocalServer32 of the classes below HKCU\Software\Classes\CLSID. */
  readonly classes: Readonly<Record<string, string>>;
}

interface Shortcut {
  readonly target: string;
  readonly appUserModelId: string;
  readonly toastActivatorClsid: string;
}

/**
 * Windows, as far as Electron writes to it, on any system: kept in the file `stand-in-windows.json` of the user data
 * folder, which a test can look at, and lay out before a start.
 */
class WindowsShell {
  appUserModelId = '';
  /** One that Electron makes up, until the app has chosen one. */
  toastActivatorClsid = `{${randomUUID().toUpperCase()}}`;
  #file = '';
  #model: WindowsModel = { run: {}, shortcuts: {}, classes: {} };
  #isActivatorRegistered = false;

  open(userDataFolder: string): void {
    this.#file = join(userDataFolder, 'stand-in-windows.json');
    try {
      this.#model = JSON.parse(readFileSync(this.#file, 'utf8')) as WindowsModel;
    } catch {
      // Nothing was kept so far.
    }
  }

  get model(): WindowsModel {
    return this.#model;
  }

  /** The command line by which Windows starts the app. */
  runEntry(): string | undefined {
    return this.#model.run[this.#id];
  }

  setRunEntry(command: string | undefined): void {
    const others = Object.entries(this.#model.run).filter(([name]) => name !== this.#id);
    const own = command === undefined ? [] : [[this.#id, command] as const];
    this.#keep({ run: Object.fromEntries([...others, ...own]) });
  }

  /**
   * What Electron does before the first notification (shell/browser/notifications/win/windows_toast_activator.cc): a
   * shortcut in the Start menu by which Windows knows whose notifications they are, and the class that a click starts.
   * A shortcut that is there already keeps its class.
   */
  registerToastActivator(): void {
    if (this.#isActivatorRegistered) return;
    this.#isActivatorRegistered = true;
    const shortcut = `${productName}.lnk`;
    const clsid = this.#model.shortcuts[shortcut]?.toastActivatorClsid ?? this.toastActivatorClsid;
    this.#keep({
      shortcuts: {
        ...this.#model.shortcuts,
        [shortcut]: { target: process.execPath, appUserModelId: this.#id, toastActivatorClsid: clsid },
      },
      classes: { ...this.#model.classes, [clsid]: process.execPath },
    });
  }

  /** Electron has one that it makes of the app's name, where the app has chosen none. */
  get #id(): string {
    return this.appUserModelId === '' ? `electron.app.${productName}` : this.appUserModelId;
  }

  #keep(change: Partial<WindowsModel>): void {
    this.#model = { ...this.#model, ...change };
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, JSON.stringify(this.#model));
  }
}

export const windowsShell = new WindowsShell();
