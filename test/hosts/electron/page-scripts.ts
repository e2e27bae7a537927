import { cloneCodec } from './clone-codec.ts';

/** What the scripts of one page depend on. */
interface PageScriptOptions {
  readonly bindingName: string;
  readonly receiverName: string;
  readonly handshakeName: string;
}

/** The scripts that run in each world of a page before the page's own scripts, as text. */
export interface PageScripts {
  /** Must be added first. */
  readonly mainWorld: string;
  isolatedWorld(state: { readonly isHidden: boolean }): string;
}

/** @param preload the preload's CommonJS text, which gets its own scope */
export async function pageScripts(options: PageScriptOptions, preload: string): Promise<PageScripts> {
  const [worldBridge, background, mainWorld, isolatedWorld] = await Promise.all([
    textOf('world-bridge', 'worldBridge'),
    textOf('background', 'background'),
    textOf('main-world', 'mainWorld'),
    textOf('isolated-world', 'isolatedWorld'),
  ]);
  const shared = `handshakeName: ${JSON.stringify(options.handshakeName)}, worldBridge: ${worldBridge}, background: ${background}`;
  return {
    mainWorld: `(${mainWorld})(globalThis, { ${shared} });`,
    isolatedWorld: ({ isHidden }) => `(${isolatedWorld})(globalThis, {
      ...${JSON.stringify({ ...options, isHidden })},
      ${shared},
      codec: (${cloneCodec.toString()})(),
      preload: (require) => {\n${preload}\n},
    });`,
  };
}

/** The functions are written for a browser, with its types, so this process does not import them statically. */
async function textOf(file: string, name: string): Promise<string> {
  const module = (await import(new URL(`../page/${file}.ts`, import.meta.url).href)) as Record<
    string,
    () => void
  >;
  return String(module[name]);
}
