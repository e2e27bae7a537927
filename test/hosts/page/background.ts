/** Tells a world of the page whether its window is hidden. */
export interface Background {
  setHidden(isHidden: boolean): void;
}

/**
 * Makes one world of the page behave in a hidden window as with Chromium's backgroundThrottling: the document says that
 * it is hidden, there are no frames, and timers fire only at whole seconds. The browser itself cannot be told to do
 * this: as long as a DevTools client emulates focus, as Playwright does, every page counts as visible. So here CSS
 * animations and observers keep running, and timers slow down immediately instead of after ten seconds. Runs as text
 * before any script of the page.
 */
export function background(page: Window & typeof globalThis): Background {
  const { performance, document } = page;
  const nativeTimeout = page.setTimeout.bind(page);
  const nativeInterval = page.setInterval.bind(page);
  const nativeClear = page.clearTimeout.bind(page);
  const nativeFrame = page.requestAnimationFrame.bind(page);
  let isHidden = false;

  const frames = new Map<number, FrameRequestCallback>();
  let lastFrame = 0;
  let isFrameAsked = false;

  function askForFrame(): void {
    if (isHidden || isFrameAsked || frames.size === 0) return;
    isFrameAsked = true;
    nativeFrame((time) => {
      isFrameAsked = false;
      if (isHidden) return;
      const due = [...frames.keys()];
      for (const id of due) {
        const callback = frames.get(id);
        frames.delete(id);
        attempt(() => {
          callback?.(time);
        });
      }
      askForFrame();
    });
  }

  page.requestAnimationFrame = (callback) => {
    lastFrame += 1;
    frames.set(lastFrame, callback);
    askForFrame();
    return lastFrame;
  };
  page.cancelAnimationFrame = (id) => {
    frames.delete(id);
  };

  /** What came due while hidden, by its timer: further turns of the same interval are not added. */
  const postponed = new Map<object, () => void>();
  let wakeUp: number | undefined;

  function whenDue(timer: object, run: () => void): void {
    if (!isHidden) {
      run();
      return;
    }
    postponed.set(timer, run);
    wakeUp ??= nativeTimeout(runPostponed, 1000 - (performance.now() % 1000));
  }

  function runPostponed(): void {
    wakeUp = undefined;
    const due = [...postponed.keys()];
    for (const timer of due) {
      const run = postponed.get(timer);
      postponed.delete(timer);
      if (run !== undefined) attempt(run);
    }
  }

  /** An error in one callback is reported to the page, and does not stop the others. */
  function attempt(run: () => void): void {
    try {
      run();
    } catch (error) {
      page.reportError(error);
    }
  }

  const timers = new Map<number, object>();

  function patched(native: typeof nativeTimeout, isRepeated: boolean) {
    return (handler: TimerHandler, delay?: number, ...values: unknown[]): number => {
      // The page's policy refuses text handlers on its own.
      if (typeof handler !== 'function') return native(handler, delay);
      const timer = {};
      const id = native(() => {
        whenDue(timer, () => {
          if (!isRepeated) timers.delete(id);
          Reflect.apply(handler, page, values);
        });
      }, delay);
      timers.set(id, timer);
      return id;
    };
  }

  function clear(id?: number): void {
    if (id === undefined) return;
    const timer = timers.get(id);
    timers.delete(id);
    if (timer !== undefined) postponed.delete(timer);
    nativeClear(id);
  }

  page.setTimeout = patched(nativeTimeout, false) as typeof page.setTimeout;
  page.setInterval = patched(nativeInterval, true) as typeof page.setInterval;
  page.clearTimeout = clear;
  page.clearInterval = clear;

  /** While shown, the browser's own value: the user may have minimized the window. */
  function say<N extends 'hidden' | 'visibilityState'>(name: N, whileHidden: Document[N]): void {
    const native = Object.getOwnPropertyDescriptor(page.Document.prototype, name)?.get?.bind(document);
    const get = (): unknown => (isHidden ? whileHidden : native?.());
    Object.defineProperty(page.Document.prototype, name, { get, configurable: true, enumerable: true });
  }
  say('hidden', true);
  say('visibilityState', 'hidden');

  return {
    setHidden(value) {
      if (value === isHidden) return;
      isHidden = value;
      if (isHidden) return;
      page.clearTimeout(wakeUp);
      wakeUp = undefined;
      nativeTimeout(runPostponed, 0);
      askForFrame();
    },
  };
}
