import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { productName } from './manifest.ts';

/** What Windows stores about an app beyond its lifetime, in the registry and the Start menu. */
export interface WindowsModel {
  /** The values in HKCU\Software\Microsoft\Windows\CurrentVersion\Run, by name. */
  readonly run: Readonly<Record<string, string>>;
  /** The shortcuts in the user's own Start menu, by name. */
  readonly shortcuts: Readonly<Record<string, Shortcut>>;
  /** LocalServer32 of the classes in HKCU\Software\Classes\CLSID, by CLSID. */
  readonly classes: Readonly<Record<string, string>>;
}

interface Shortcut {
  readonly target: string;
  readonly appUserModelId: string;
  readonly toastActivatorClsid: string;
}

/**
 * The part of Windows that Electron writes to, on any system. It is stored in the file `stand-in-windows.json` in the
 * user data folder, which a test can read, or prepare before a start.
 */
class WindowsShell {
  appUserModelId = '';
  /** Made up, as Electron does, until the app sets its own. */
  toastActivatorClsid = `{${randomUUID().toUpperCase()}}`;
  #file = '';
  #model: WindowsModel = { run: {}, shortcuts: {}, classes: {} };
  #isActivatorRegistered = false;

  open(userDataFolder: string): void {
    this.#file = join(userDataFolder, 'stand-in-windows.json');
    try {
      this.#model = JSON.parse(readFileSync(this.#file, 'utf8')) as WindowsModel;
    } catch {
      // Nothing has been stored yet.
    }
  }

  get model(): WindowsModel {
    return this.#model;
  }

  /** The command line with which Windows starts the app. */
  runEntry(): string | undefined {
    return this.#model.run[this.#id];
  }

  setRunEntry(command: string | undefined): void {
    const others = Object.entries(this.#model.run).filter(([name]) => name !== this.#id);
    const own = command === undefined ? [] : [[this.#id, command] as const];
    this.#keep({ run: Object.fromEntries([...others, ...own]) });
  }

  /**
   * Does what Electron does before the first notification (shell/browser/notifications/win/windows_toast_activator.cc):
   * creates a shortcut in the Start menu by which Windows knows whose notifications they are, and registers the class
   * that a click starts. An existing shortcut keeps its class.
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

  /** If the app has set no ID, Electron derives one from the app's name. */
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
