import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { cloneCodec } from './clone-codec.ts';
import type { DevTools } from './devtools.ts';
import { Frames, type WebFrameMain } from './frames.ts';
import type { FromPage, ToPage } from './page-messages.ts';
import { pageScripts, type PageScripts } from './page-scripts.ts';

interface PageLinkOptions {
  readonly devTools: DevTools;
  readonly sessionId: string;
  readonly targetId: string;
  /** The preload's path. */
  readonly preload: string;
  readonly hear: (message: FromPage, senderFrame: WebFrameMain | null) => void;
}

const { encode, decode } = cloneCodec();

/**
 * Connects to the isolated world of the window's page, and of each page that follows it: adds the scripts of both
 * worlds, and carries messages.
 */
export class PageLink {
  readonly frames: Frames;
  readonly #options: PageLinkOptions;
  readonly #receiverName = `standIn${randomUUID().replaceAll('-', '')}`;
  readonly #bindingName = `${this.#receiverName}Binding`;
  readonly #worldName = `${this.#receiverName}World`;
  #scripts: PageScripts | undefined;
  #isHidden: boolean;
  /**
   * The identifier of the isolated world's script. The script contains whether the window is hidden, so it is replaced
   * whenever that changes.
   */
  #isolatedScript: Promise<string> | undefined;

  constructor(options: PageLinkOptions, isHidden: boolean) {
    this.#options = options;
    this.#isHidden = isHidden;
    const { devTools, sessionId: session, targetId: mainFrameId } = options;
    this.frames = new Frames(devTools, { session, mainFrameId, worldName: this.#worldName });
  }

  /** Must be called once, before there is a page. */
  async open(): Promise<void> {
    const { devTools, sessionId, preload, hear } = this.#options;
    devTools.on('Runtime.bindingCalled', ({ name, payload, executionContextId }, from) => {
      if (from !== sessionId || name !== this.#bindingName) return;
      hear(decode(payload) as FromPage, this.frames.ofContext(executionContextId));
    });
    await devTools.send('Page.enable', {}, sessionId);
    await devTools.send('Runtime.enable', {}, sessionId);
    const binding = { name: this.#bindingName, executionContextName: this.#worldName };
    await devTools.send('Runtime.addBinding', binding, sessionId);
    const names = {
      bindingName: this.#bindingName,
      receiverName: this.#receiverName,
      handshakeName: `${this.#receiverName}Handshake`,
    };
    this.#scripts = await pageScripts(names, await readFile(preload, 'utf8'));
    const source = this.#scripts.mainWorld;
    await devTools.send('Page.addScriptToEvaluateOnNewDocument', { source }, sessionId);
    await this.#addIsolatedScript(this.#scripts);
  }

  /** @throws Error for a message that cannot be cloned */
  tell(message: ToPage): void {
    const text = encode(message);
    const contextId = this.frames.isolatedContext;
    if (contextId === undefined) return;
    const { devTools, sessionId } = this.#options;
    const expression = `globalThis.${this.#receiverName}?.(${JSON.stringify(text)})`;
    // A page that is closing needs no answer.
    devTools
      .send('Runtime.evaluate', { expression, contextId, silent: true }, sessionId)
      .catch(() => undefined);
  }

  /** Tells the page, and each page that follows it, whether the window is hidden. */
  setHidden(isHidden: boolean): void {
    this.#isHidden = isHidden;
    if (this.#scripts !== undefined) this.#addIsolatedScript(this.#scripts).catch(() => undefined);
    this.tell({ kind: 'hidden', isHidden });
  }

  /** The browser runs scripts in the order in which they were added, so this one still runs after the main world's. */
  #addIsolatedScript(scripts: PageScripts): Promise<string> {
    const { devTools, sessionId } = this.#options;
    const source = scripts.isolatedWorld({ isHidden: this.#isHidden });
    const before = this.#isolatedScript;
    const worldName = this.#worldName;
    this.#isolatedScript = (async () => {
      const identifier = await before;
      if (identifier !== undefined) {
        await devTools.send('Page.removeScriptToEvaluateOnNewDocument', { identifier }, sessionId);
      }
      const script = { source, worldName };
      return (await devTools.send('Page.addScriptToEvaluateOnNewDocument', script, sessionId)).identifier;
    })();
    return this.#isolatedScript;
  }
}
