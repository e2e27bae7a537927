import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { ENGLISH } from '../../common/languages/english.ts';
import { until } from './until.ts';

const { mdi: words, windows } = ENGLISH;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What the user sees of the child windows, by their English titles, and does with them. */
export class ChildWindows {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  window(title: string): Locator {
    return this.page.getByRole('region', { name: title, exact: true });
  }

  /** The part below the title bar, which is hidden while the window is minimized. */
  content(title: string): Locator {
    return this.window(title).locator('.content');
  }

  /** A caption button, for example "Close". */
  caption(word: string, title: string): Locator {
    return this.page.getByRole('button', { name: words.forWindow(word, title), exact: true });
  }

  /** @returns a window's position and size, relative to the frame area, in whole pixels */
  async box(title: string): Promise<Box> {
    return relative(await boxOf(this.window(title)), await boxOf(this.page.locator('.frame-area')));
  }

  async frame(): Promise<Box> {
    return boxOf(this.page.locator('.frame-area'));
  }

  /** Chooses from the Window menu. */
  async choose(item: string): Promise<void> {
    await this.page.getByRole('button', { name: words.windowMenu, exact: true }).click();
    await this.page.getByRole('menu').getByText(item, { exact: true }).click();
  }

  /** Starts from the default layout, with these windows open in addition to Messages. */
  async beginWith(...titles: readonly string[]): Promise<void> {
    await this.choose(words.commands['reset-layout']);
    for (const title of titles) await this.choose(windows.open(title));
  }

  /** Drags the title bar that far, and releases it. */
  async drag(title: string, x: number, y: number): Promise<void> {
    await this.takeHold(title);
    await this.moveBy(x, y);
    await this.page.mouse.up();
  }

  async takeHold(title: string): Promise<void> {
    await this.window(title).getByRole('heading', { name: title }).hover();
    await this.page.mouse.down();
    this.#pointer = centre(await boxOf(this.window(title).getByRole('heading', { name: title })));
  }

  /** Drags the edge or corner at these fractions of the width and height, each from 0 to 1. */
  async dragEdge(title: string, across: number, down: number, x: number, y: number): Promise<void> {
    const box = await boxOf(this.window(title));
    this.#pointer = { x: box.x + across * box.width, y: box.y + down * box.height };
    await this.page.mouse.move(this.#pointer.x, this.#pointer.y);
    await this.page.mouse.down();
    await this.moveBy(x, y);
    await this.page.mouse.up();
  }

  /** Moves in a few steps, as a hand does. */
  async moveBy(x: number, y: number): Promise<void> {
    this.#pointer = { x: this.#pointer.x + x, y: this.#pointer.y + y };
    await this.page.mouse.move(this.#pointer.x, this.#pointer.y, { steps: 4 });
    await this.page.evaluate('new Promise((resolve) => requestAnimationFrame(resolve))');
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Waits until the window is active and has the focus. */
  async untilFocused(title: string): Promise<void> {
    await this.window(title).and(this.page.locator('.active:focus-within')).waitFor();
  }

  /** Waits until the frame has this title. */
  async untilFrameTitle(title: string): Promise<void> {
    await until(async () => {
      assert.equal(await this.page.title(), title);
    });
  }

  /** Waits until the window's position and size, relative to the frame area, match the values given. */
  async untilBox(title: string, expected: Partial<Box>): Promise<void> {
    await until(async () => {
      const box = await this.box(title);
      assert.deepEqual(box, { ...box, ...expected }, title);
    });
  }

  #pointer = { x: 0, y: 0 };
}

async function boxOf(locator: Locator): Promise<Box> {
  const box = await locator.boundingBox();
  assert.ok(box !== null, 'it is not visible');
  return box;
}

function relative(box: Box, frame: Box): Box {
  return {
    x: Math.round(box.x - frame.x),
    y: Math.round(box.y - frame.y),
    width: Math.round(box.width),
    height: Math.round(box.height),
  };
}

function centre({ x, y, width, height }: Box) {
  return { x: x + width / 2, y: y + height / 2 };
}
