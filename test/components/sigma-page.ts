import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page, Route } from 'playwright-core';
import { APP_OUT } from '../../build/paths.ts';
import { channelOf } from '../../common/ipc-names.ts';
import { serveFolder } from '../../electron/app-files.ts';
import { handleRequests } from '../../electron/ipc-main.ts';
import { WINDOW_URL } from '../../electron/confinement.ts';
import { toApp, toBrowser } from '../hosts/electron/addresses.ts';
import { browser } from './browser.ts';
import type { MainSide } from './main-side.ts';
import { ASK_BINDING, preloadScript, RECEIVER } from './preload-script.ts';

/** The window's page, and the errors that the browser reported in it. */
export interface SigmaPage {
  readonly page: Page;
  readonly complaints: readonly string[];
}

/**
 * Opens the built window in its own browser context, as Electron would: its files have the headers of the main
 * process's own server, and the built preload connects it with the main side, whose requests are validated by the main
 * process's own code.
 * @param script runs in the page before its own scripts
 */
export async function openSigmaPage(main: MainSide, script?: string): Promise<SigmaPage> {
  const context = await (
    await browser()
  ).newContext({ viewport: { width: 1100, height: 700 }, locale: 'en-US', timezoneId: 'UTC' });
  await context.grantPermissions(['clipboard-write']);
  await context.route('**/*', await responder());
  if (script !== undefined) await context.addInitScript(script);
  await connect(context, main);
  const page = await context.newPage();
  const complaints = watch(page);
  main.attach({
    send(name, payload) {
      // A reloaded page takes a snapshot.
      page.evaluate(`${RECEIVER}(${argumentsOf(channelOf(name), payload)})`).catch(() => undefined);
    },
    showTheme(theme) {
      void page.emulateMedia({ colorScheme: theme === 'system' ? null : theme });
    },
  });
  await page.goto(toBrowser(WINDOW_URL));
  return { page, complaints };
}

async function responder(): Promise<(route: Route) => Promise<void>> {
  const respond = await serveFolder(join(APP_OUT, 'renderer'));
  return async (route) => {
    const { status, headers, body } = await answer(route);
    await route.fulfill({ status, headers, body });
  };

  async function answer(route: Route) {
    const response = await respond(new Request(toApp(route.request().url())));
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    };
  }
}

async function connect(context: BrowserContext, main: MainSide): Promise<void> {
  type Handler = (event: never, argument: unknown) => unknown;
  const handlers = new Map<string, Handler>();
  handleRequests({ handle: (channel, handler) => handlers.set(channel, handler) }, main.handlers, () => true);
  await context.exposeFunction(ASK_BINDING, (channel: string, argument: unknown) =>
    handlers.get(channel)?.({} as never, argument),
  );
  await context.addInitScript(preloadScript(await readFile(join(APP_OUT, 'preload.cjs'), 'utf8')));
}

/** What the content security policy blocks is reported in the console too. */
function watch(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  return complaints;
}

function argumentsOf(...values: readonly unknown[]): string {
  return values.map(literal).join(', ');
}

/** @returns the value as a script gets it: an undefined field arrives as such, as in Electron */
function literal(value: unknown): string {
  if (value === undefined) return 'undefined';
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, field]) => `[${JSON.stringify(name)}]: ${literal(field)}`);
  return `{ ${fields.join(', ')} }`;
}
