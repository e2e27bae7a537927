import { setTimeout } from 'node:timers/promises';
import type { DesktopAction, DesktopModel } from '../hosts/electron/desktop-model.ts';
import type { MenuItemModel } from '../hosts/electron/menu.ts';

/** How long a change may take to show on the desktop, in milliseconds. */
const SHOW_TIMEOUT_MS = 20_000;

/** @returns the environment in which the stand-in host serves the desktop at a port and shows its page nowhere */
export function standInDesktopEnvironment(port: number): NodeJS.ProcessEnv {
  return { STAND_IN_DESKTOP_PORT: String(port), DISPLAY: undefined, WAYLAND_DISPLAY: undefined };
}

/** What the user sees of Sigma outside its page and does there, in the stand-in host. */
export class StandInDesktop {
  readonly #address: string;

  constructor(port: number) {
    this.#address = `http://127.0.0.1:${port}/`;
  }

  async model(): Promise<DesktopModel> {
    return this.#ask({});
  }

  /** @returns an item of the menu bar, or undefined if there is none of that name */
  async menuItem(...path: readonly string[]): Promise<MenuItemModel | undefined> {
    return itemAt((await this.model()).menuBar ?? [], path);
  }

  /** Chooses from the menu bar, for example `choose('Service', 'Start')`. @throws Error if that cannot be done */
  async choose(...path: readonly string[]): Promise<void> {
    await this.act({ kind: 'choose', from: 'menuBar', path });
  }

  async chooseFromTray(label: string): Promise<void> {
    await this.act({ kind: 'choose', from: 'tray', path: [label] });
  }

  /** @throws Error if the user could not do that now */
  async act(action: DesktopAction): Promise<void> {
    await this.#ask({ method: 'POST', body: JSON.stringify(action) });
  }

  /** Waits until the condition holds for the desktop. @throws Error with what the desktop is instead */
  async until(holds: (model: DesktopModel) => boolean): Promise<DesktopModel> {
    const deadline = performance.now() + SHOW_TIMEOUT_MS;
    for (;;) {
      const model = await this.model();
      if (holds(model)) return model;
      if (performance.now() > deadline) throw new Error(`${holds.toString()}\n${JSON.stringify(model)}`);
      await setTimeout(100);
    }
  }

  /** Waits until the menu bar has an item at the path for which the condition holds. */
  async untilItem(path: readonly string[], holds: (item: MenuItemModel) => boolean): Promise<void> {
    await this.until(({ menuBar }) => {
      const item = itemAt(menuBar ?? [], path);
      return item !== undefined && holds(item);
    });
  }

  async #ask(request: RequestInit): Promise<DesktopModel> {
    const response = await fetch(this.#address, request);
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as DesktopModel;
  }
}

function itemAt(
  items: readonly MenuItemModel[],
  [label, ...rest]: readonly string[],
): MenuItemModel | undefined {
  const item = items.find((known) => known.label === label);
  return item === undefined || rest.length === 0 ? item : itemAt(item.items, rest);
}
