import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { app } from './app.ts';
import { openWindows, type BrowserWindow } from './browser-window.ts';
import { dialog } from './dialog.ts';
import type { DesktopAction, DesktopModel } from './desktop-model.ts';
import { Menu } from './menu.ts';
import { Notification } from './notification.ts';
import { shell } from './shell.ts';
import { Tray } from './tray.ts';
import { windowsShell } from './windows-shell.ts';

/**
 * If STAND_IN_DESKTOP_PORT is set, serves on that port what the user sees outside the page, and does what the user
 * would do: GET returns a DesktopModel, POST takes a DesktopAction.
 */
export function serveDesktop(): void {
  const port = process.env['STAND_IN_DESKTOP_PORT'];
  if (port === undefined) return;
  const server = createServer((request, response) => {
    const answer = async (): Promise<DesktopModel> => {
      if (request.method !== 'POST') return model();
      const action = JSON.parse(await text(request)) as DesktopAction;
      // After the session has ended, nothing is left that could answer.
      if (action.kind === 'end-session') response.once('finish', endSession);
      else act(action);
      return model();
    };
    answer().then(
      (value) => response.end(JSON.stringify(value)),
      (error: unknown) => response.writeHead(409).end(String(error)),
    );
  });
  server.listen(Number(port), '127.0.0.1').unref();
}

function model(): DesktopModel {
  return {
    window: theWindow().model(),
    menuBar: Menu.getApplicationMenu()?.model(),
    tray: Tray.current?.model(),
    notifications: Notification.shown.map((notification) => notification.model()),
    opened: shell.opened,
    errorBoxes: dialog.errorBoxes,
    windows: windowsShell.model,
  };
}

function act(action: Exclude<DesktopAction, { kind: 'end-session' }>): void {
  switch (action.kind) {
    case 'choose':
      there(action.from === 'tray' ? Tray.current : Menu.getApplicationMenu()).choose(action.path);
      break;
    case 'click-tray':
      there(Tray.current).emit('click');
      break;
    case 'click-notification':
      there(Notification.shown.at(-1)).click(action.button);
      break;
    case 'close-window':
      theWindow().close();
      break;
    case 'move-window':
      theWindow().setBounds(action.bounds);
      break;
    case 'maximise-window':
      theWindow().maximize();
      break;
    case 'restart-explorer':
      Tray.current?.restartExplorer();
      theWindow().restartExplorer();
      break;
  }
}

function endSession(): void {
  if (theWindow().endSession()) app.endWithSession();
}

function theWindow(): BrowserWindow {
  return there([...openWindows][0]);
}

function there<T>(value: T | null | undefined): T {
  if (value === undefined || value === null) throw new Error('The item does not exist');
  return value;
}
