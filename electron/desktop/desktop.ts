import { OWN_SERVICE } from '../../common/service-profile.ts';
import { serviceIn, type View } from '../../common/view.ts';
import { app, Menu, shell, type BrowserWindow } from 'electron';
import { isDeepStrictEqual } from 'node:util';
import { assertNever } from '../../common/assert-never.ts';
import type { PageCommand, WindowsReport } from '../../common/ipc.ts';
import { LANGUAGES } from '../../common/languages/languages.ts';
import type { Clock } from '../../native-bridge/clock.ts';
import { focusWindow, isSeen } from '../window.ts';
import { menuBar, withKnownSubjects } from './application-menu.ts';
import { explorerMessages, type ExplorerMessage } from './explorer-messages.ts';
import type { MenuChoice, MenuEntry } from './menu-entry.ts';
import { menuTemplate } from './menu-template.ts';
import {
  troubleNotification,
  trayNotification,
  taskbarModel,
  trayModel,
  followTrouble,
  NO_TROUBLE_YET,
  type TrayModel,
} from './models.ts';
import { Notifier } from './notifier.ts';
import { Taskbar } from './taskbar.ts';
import { TrayIcon } from './tray-icon.ts';

/**
 * How long changes gather before the desktop shows them, in milliseconds: a flood of messages is no reason to hurry.
 */
const GATHER_MS = 100;

interface DesktopOptions {
  readonly window: BrowserWindow;
  readonly clock: Clock;
  /** The folder of the health pictures. */
  readonly pictureFolder: string;
  readonly logFolder: string;
  readonly serviceLogFolder: () => string;
  /** Whether there is no display: then there is no tray icon, taskbar button or notification. */
  readonly isHeadless: boolean;
  /** @returns the number of a registered window message */
  readonly registerWindowMessage: (name: string) => number;
  /** Makes the window's page do something. */
  readonly send: (command: PageCommand) => void;
}

/** Sigma outside its page: the menu bar, the icon in the notification area, the taskbar button and notifications. */
export class Desktop implements Disposable {
  readonly #options: DesktopOptions;
  readonly #onExplorer: (name: ExplorerMessage, callback: () => void) => void;
  readonly #taskbar: Taskbar;
  readonly #notifier: Notifier;
  #tray: TrayIcon | undefined;
  #view: View | undefined;
  #windows: WindowsReport | undefined;
  #menuBar: readonly MenuEntry[] | undefined;
  #trouble = NO_TROUBLE_YET;
  #isScheduled = false;
  #cancel: () => void = () => undefined;

  constructor(options: DesktopOptions) {
    this.#options = options;
    const { window, clock, pictureFolder: folder } = options;
    this.#onExplorer = explorerMessages(options);
    this.#taskbar = new Taskbar({
      ...{ folder, window, clock },
      onButtonCreated: (callback) => {
        this.#onExplorer('TaskbarButtonCreated', callback);
      },
    });
    this.#notifier = new Notifier((choice) => {
      this.#choose(choice);
    });
  }

  showView(view: View): void {
    this.#view = view;
    this.#followTrouble(view);
    this.#schedule();
  }

  showWindows(windows: WindowsReport): void {
    this.#windows = windows;
    this.#schedule();
  }

  /** Brings the window to the front after a failed request, because the page shows the failure. */
  tellFailure(): void {
    const { window, isHeadless } = this.#options;
    if (!isHeadless && !isSeen(window)) focusWindow(window);
  }

  /** @returns whether a notification said that the hidden window leaves Sigma in the notification area */
  explainTray(): boolean {
    if (this.#view === undefined) return false;
    return this.#notifier.show(trayNotification(wordsOf(this.#view)));
  }

  [Symbol.dispose](): void {
    this.#cancel();
    this.#taskbar[Symbol.dispose]();
    this.#tray?.[Symbol.dispose]();
    // Stays scheduled forever, so that nothing schedules it again.
    this.#isScheduled = true;
  }

  #followTrouble(view: View): void {
    const { clock, isHeadless } = this.#options;
    const { state, news } = followTrouble(this.#trouble, ownServiceIn(view), clock.now(), view.app.settings);
    this.#trouble = state;
    if (news !== undefined && !isHeadless) {
      this.#notifier.show(troubleNotification(wordsOf(view), news, ownServiceIn(view)));
    }
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#cancel = this.#options.clock.setTimeout(() => {
      this.#isScheduled = false;
      if (this.#view !== undefined) this.#show(this.#view);
    }, GATHER_MS);
  }

  #show(view: View): void {
    const words = wordsOf(view);
    const service = ownServiceIn(view);
    const windows = this.#windows && withKnownSubjects(this.#windows, view.services);
    this.#showMenuBar(menuBar({ words, service, windows }));
    if (this.#options.isHeadless) return;
    this.#taskbar.show(taskbarModel(words, service));
    const tray = trayModel(words, service);
    if (this.#tray === undefined) this.#tray = this.#newTrayIcon(tray);
    else this.#tray.show(tray);
  }

  #newTrayIcon(model: TrayModel): TrayIcon {
    const { pictureFolder: folder, clock } = this.#options;
    const options = {
      ...{ folder, clock },
      onChoose: (choice: MenuChoice) => {
        this.#choose(choice);
      },
      onTaskbarCreated: (callback: () => void) => {
        this.#onExplorer('TaskbarCreated', callback);
      },
    };
    return new TrayIcon(options, model);
  }

  /** Rebuilding the menus closes an open one, so it is done only if they have changed. */
  #showMenuBar(entries: readonly MenuEntry[]): void {
    if (isDeepStrictEqual(entries, this.#menuBar)) return;
    this.#menuBar = entries;
    const template = menuTemplate(entries, (choice) => {
      // Windows has toggled the check mark on its own, rightly or not.
      this.#menuBar = undefined;
      this.#schedule();
      this.#choose(choice);
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }

  #choose(choice: MenuChoice): void {
    const { window, logFolder, serviceLogFolder, send } = this.#options;
    switch (choice.kind) {
      case 'show':
        if (!window.isDestroyed()) focusWindow(window);
        break;
      case 'exit':
        app.quit();
        break;
      case 'open-log-folder':
        void shell.openPath(logFolder);
        break;
      case 'open-service-log-folder':
        void shell.openPath(serviceLogFolder());
        break;
      case 'request':
      case 'window':
      case 'mdi':
      case 'export':
        send(choice);
        break;
      default:
        assertNever(choice);
    }
  }
}

function wordsOf({ app }: View) {
  return LANGUAGES[app.speech.language].words;
}

/** The tray, the taskbar and the menus show Sigma's own service. */
function ownServiceIn(view: View) {
  return serviceIn(view, OWN_SERVICE.name);
}
