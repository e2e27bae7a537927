import assert from 'node:assert/strict';
import { after } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import type { ChildWindowKind } from '../../common/child-windows.ts';
import type { Health } from '../../common/health.ts';
import { ENGLISH } from '../../common/languages/english.ts';
import { ChildWindows } from '../e2e/child-windows.ts';
import { HandMadeMain } from './hand-made-main.ts';
import type { MainSide } from './main-side.ts';
import { openSigmaPage } from './sigma-page.ts';
import { SimulatedMain, type SimulatedMainOptions } from './simulated-main.ts';

/** Whatever tests leave open that failed before closing it would keep the process alive. */
const openMains = new Set<MainSide>();

after(async () => {
  for (const main of openMains) await main[Symbol.asyncDispose]();
});

/** The parts of the status bar. */
type Part = 'text' | 'service' | 'last-message' | 'mailslot' | 'host';
/** The requests that have buttons in the toolbar and the Service window. */
type Request = keyof typeof ENGLISH.requests.labels;

/**
 * A window in a browser of its own, as the user sees and uses it. Disposing it closes it, and fails if the browser has
 * reported anything: an error, or something that the content security policy has blocked.
 */
export class SigmaWindow<M extends MainSide> implements AsyncDisposable {
  readonly main: M;
  readonly page: Page;
  readonly children: ChildWindows;
  readonly #complaints: readonly string[];

  /** @param script runs in the page before its own scripts */
  static async open<M extends MainSide>(main: M, script?: string): Promise<SigmaWindow<M>> {
    openMains.add(main);
    const { page, complaints } = await openSigmaPage(main, script);
    await page.locator('footer').waitFor();
    return new SigmaWindow(main, page, complaints);
  }

  private constructor(main: M, page: Page, complaints: readonly string[]) {
    this.main = main;
    this.page = page;
    this.children = new ChildWindows(page);
    this.#complaints = complaints;
  }

  window(kind: ChildWindowKind): Locator {
    return this.page.getByRole('region', { name: ENGLISH.windows.titles[kind], exact: true });
  }

  /** Opens a child window from the Window menu. */
  async openChild(kind: ChildWindowKind): Promise<Locator> {
    await this.children.choose(ENGLISH.windows.open(ENGLISH.windows.titles[kind]));
    return this.window(kind);
  }

  /** The first button with that name. */
  button(name: string): Locator {
    return buttonIn(this.page, name).first();
  }

  /** A button of the toolbar. */
  toolbarButton(request: Request): Locator {
    return requestIn(this.page.getByRole('toolbar'), request);
  }

  statusPart(part: Part): Locator {
    return this.page.locator(`footer [data-part="${part}"]`);
  }

  async untilHealth(health: Health): Promise<void> {
    await this.statusPart('service').getByText(ENGLISH.health.words[health], { exact: true }).waitFor();
  }

  /** Waits until a text is visible, and is the only text of an element. */
  async untilText(text: string): Promise<void> {
    await this.page.getByText(text, { exact: true }).first().waitFor();
  }

  /** Waits until Sigma is idle. */
  async untilIdle(): Promise<void> {
    await this.page.locator('.toolbar-area .progress-ring').waitFor({ state: 'detached' });
  }

  /** Waits until a button can be pressed, which may be a moment after the previous request's answer. */
  async untilEnabled(button: Locator): Promise<void> {
    await button.click({ trial: true });
  }

  async press(...keys: readonly string[]): Promise<void> {
    await this.children.press(...keys);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    openMains.delete(this.main);
    await this.main[Symbol.asyncDispose]();
    await this.page.context().close();
    assert.deepEqual(this.#complaints, [], 'the browser complained');
  }
}

/**
 * For tests that each open their own window and do not use the shared clipboard: while one waits, another can use the
 * processor.
 */
export const SIDE_BY_SIDE = { timeout: 240_000, concurrency: 2 } as const;

/** Opens the window of the main process's own code on a simulated computer. */
export async function openSimulated(options?: SimulatedMainOptions): Promise<SigmaWindow<SimulatedMain>> {
  return SigmaWindow.open(await SimulatedMain.start(options));
}

/** Opens the window with a view made by the test. */
export function openHandMade(
  ...content: ConstructorParameters<typeof HandMadeMain>
): Promise<SigmaWindow<HandMadeMain>> {
  return SigmaWindow.open(new HandMadeMain(...content));
}

export function buttonIn(within: Page | Locator, name: string): Locator {
  return within.getByRole('button', { name, exact: true });
}

export function requestIn(within: Locator, request: Request): Locator {
  return buttonIn(within, ENGLISH.requests.labels[request]);
}
