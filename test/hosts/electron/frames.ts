import { toApp } from './addresses.ts';
import { StandIn } from './emitter.ts';
import type { DevTools, SessionId } from './devtools.ts';

/** A frame as main sees the sender of a request. */
export class WebFrameMain extends StandIn {
  readonly url: string;
  readonly parent: WebFrameMain | null;

  constructor(url: string, parent: WebFrameMain | null) {
    super();
    this.url = url;
    this.parent = parent;
  }
}

interface FramesOptions {
  readonly session: SessionId;
  /** The page's target id. */
  readonly mainFrameId: string;
  /** The name of the isolated world. */
  readonly worldName: string;
}

/** Knows the frames of one page and the script contexts in them. */
export class Frames {
  readonly #mainFrameId: string;
  #isolatedContext: number | undefined;
  readonly #addresses = new Map<string, string>();
  readonly #frameOfContext = new Map<number, string>();

  constructor(devTools: DevTools, { session, mainFrameId, worldName }: FramesOptions) {
    this.#mainFrameId = mainFrameId;
    devTools.on('Page.frameNavigated', ({ frame }, from) => {
      if (from === session) this.#addresses.set(frame.id, toApp(frame.url));
    });
    devTools.on('Runtime.executionContextCreated', ({ context }, from) => {
      if (from !== session) return;
      const frameId = frameIdOf(context.auxData);
      this.#frameOfContext.set(context.id, frameId);
      if (context.name === worldName && frameId === mainFrameId) this.#isolatedContext = context.id;
    });
    devTools.on('Runtime.executionContextDestroyed', ({ executionContextId }, from) => {
      if (from === session) this.#frameOfContext.delete(executionContextId);
    });
    devTools.on('Runtime.executionContextsCleared', (_none, from) => {
      if (from === session) this.#frameOfContext.clear();
    });
  }

  /** The isolated world's script context in the main frame; undefined before there is a page. */
  get isolatedContext(): number | undefined {
    return this.#isolatedContext;
  }

  get main(): WebFrameMain {
    return new WebFrameMain(this.#addresses.get(this.#mainFrameId) ?? '', null);
  }

  /** @returns the frame of a script context; null if it is gone */
  ofContext(contextId: number): WebFrameMain | null {
    const frameId = this.#frameOfContext.get(contextId);
    if (frameId === undefined) return null;
    if (frameId === this.#mainFrameId) return this.main;
    return new WebFrameMain(this.#addresses.get(frameId) ?? '', this.main);
  }
}

function frameIdOf(auxiliary: object | undefined): string {
  return auxiliary !== undefined && 'frameId' in auxiliary ? String(auxiliary.frameId) : '';
}
