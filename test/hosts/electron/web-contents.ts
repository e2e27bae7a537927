import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import { WEBRTC_POLICY } from '../network-switches.ts';
import { toBrowser } from './addresses.ts';
import { browser } from './browser.ts';
import { Emitter, PreventableEvent } from './emitter.ts';
import { Frames, type WebFrameMain } from './frames.ts';
import { ipcMain } from './ipc-main.ts';
import { nativeTheme, themeEvents } from './native-theme.ts';
import { pageScript, type FromPage, type ToPage } from './page-script.ts';
import { interceptRequests } from './request-interception.ts';
import { Session } from './session.ts';

type OpenHandler = (details: { readonly url: string }) => { readonly action: string };

class NavigationEvent extends PreventableEvent {
  readonly url: string;
  readonly isMainFrame: boolean;

  constructor(url: string, isMainFrame: boolean) {
    super();
    this.url = url;
    this.isMainFrame = isMainFrame;
  }
}

/** The page in the window. Pages cannot be opened by pages here: a handler that allows it is refused. */
export class WebContents extends Emitter {
  readonly session = new Session();
  readonly #receiverName = `standIn${randomUUID().replaceAll('-', '')}`;
  readonly #bindingName = `${this.#receiverName}Binding`;
  readonly #attached: Promise<{ readonly sessionId: string; readonly frames: Frames }>;
  #mainFrame: (() => WebFrameMain) | undefined;
  #sessionId: string | undefined;
  #isDestroyed = false;
  #isWebRTCConfined = false;
  #ownNavigation: string | undefined;
  #openHandler: OpenHandler = () => ({ action: 'allow' });

  constructor(preload: string) {
    super();
    this.#attached = this.#attach(preload);
    // Whoever loads an address hears of it.
    this.#attached.catch(() => undefined);
  }

  get mainFrame(): WebFrameMain {
    if (this.#mainFrame === undefined) throw new Error('The page is not there yet');
    return this.#mainFrame();
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  /** @throws Error for another than the browser's, which is the strictest */
  setWebRTCIPHandlingPolicy(policy: string): void {
    if (policy !== WEBRTC_POLICY) throw new Error(`The stand-in for Electron's browser is not ${policy}`);
    this.#isWebRTCConfined = true;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  send(channel: string, payload: unknown): void {
    this.#tell({ kind: 'event', channel, payload });
  }

  async loadURL(url: string): Promise<void> {
    if (!this.#isWebRTCConfined) {
      throw new Error("The stand-in for Electron's browser confines WebRTC, and main did not ask for that");
    }
    const { sessionId } = await this.#attached;
    await this.session.apply(browser.devTools, new URL(toBrowser(url)).origin);
    this.#ownNavigation = url;
    const loaded = new Promise<void>((resolve) => {
      browser.devTools.on('Page.loadEventFired', (_time, from) => {
        if (from === sessionId) resolve();
      });
    });
    const { errorText } = await browser.devTools.send('Page.navigate', { url: toBrowser(url) }, sessionId);
    if (errorText !== undefined && errorText !== '') throw new Error(`${errorText} loading '${url}'`);
    await loaded;
    this.emit('did-finish-load');
  }

  async #attach(preload: string) {
    const { devTools, page } = browser;
    const { targetId } = page;
    const { sessionId } = await devTools.send('Target.attachToTarget', { targetId, flatten: true });
    const frames = new Frames(devTools, sessionId, targetId);
    this.#sessionId = sessionId;
    this.#mainFrame = () => frames.main;
    devTools.on('Target.detachedFromTarget', (detached) => {
      if (detached.sessionId === sessionId) this.#destroyed();
    });
    void devTools.closed.then(() => {
      this.#destroyed();
    });
    devTools.on('Runtime.bindingCalled', ({ name, payload, executionContextId }, from) => {
      if (from !== sessionId || name !== this.#bindingName) return;
      this.#hear(JSON.parse(payload) as FromPage, frames.ofContext(executionContextId));
    });
    devTools.on('Target.targetCreated', ({ targetInfo }) => {
      if (targetInfo.openerId === targetId) this.#refuseOpening(targetInfo.url, targetInfo.targetId);
    });
    await devTools.send('Page.enable', {}, sessionId);
    await devTools.send('Runtime.enable', {}, sessionId);
    await devTools.send('Runtime.addBinding', { name: this.#bindingName }, sessionId);
    const source = pageScript(this.#bindingName, this.#receiverName, await readFile(preload, 'utf8'));
    await devTools.send('Page.addScriptToEvaluateOnNewDocument', { source }, sessionId);
    await devTools.send('Target.setDiscoverTargets', { discover: true });
    themeEvents.on('chosen', () => void this.#applyTheme());
    if (nativeTheme.themeSource !== 'system') await this.#applyTheme();
    await this.session.refuseDownloads(devTools);
    await interceptRequests(devTools, sessionId, targetId, {
      mayNavigate: (url, isMainFrame) => this.#mayNavigate(url, isMainFrame),
      mayRequest: (request) => this.session.webRequest.allows(request),
    });
    return { sessionId, frames };
  }

  /** An empty value gives the browser its own theme back. */
  async #applyTheme(): Promise<void> {
    const value = nativeTheme.themeSource === 'system' ? '' : nativeTheme.themeSource;
    const features = [{ name: 'prefers-color-scheme', value }];
    await browser.devTools
      .send('Emulation.setEmulatedMedia', { features }, this.#sessionId)
      .catch(() => undefined);
  }

  /** As in Electron, what main itself loads is not asked about. */
  #mayNavigate(url: string, isMainFrame: boolean): boolean {
    if (isMainFrame && this.#ownNavigation === url) {
      this.#ownNavigation = undefined;
      return true;
    }
    const event = new NavigationEvent(url, isMainFrame);
    this.emit('will-frame-navigate', event);
    if (isMainFrame) this.emit('will-navigate', event);
    return !event.defaultPrevented;
  }

  #hear(message: FromPage, senderFrame: WebFrameMain | null): void {
    switch (message.kind) {
      case 'invoke':
        void this.#invoke(message.id, message.channel, message.argument, senderFrame);
        break;
      case 'open':
        this.#refuseOpening(message.url);
        break;
      case 'visibility':
        this.emit('visibility', message.isHidden);
        break;
    }
  }

  async #invoke(
    id: number,
    channel: string,
    argument: unknown,
    senderFrame: WebFrameMain | null,
  ): Promise<void> {
    try {
      const value = await ipcMain.invoke(channel, { sender: this, senderFrame }, argument);
      this.#tell({ kind: 'answer', id, isError: false, value });
    } catch (error) {
      const value = `Error invoking remote method '${channel}': ${String(error)}`;
      this.#tell({ kind: 'answer', id, isError: true, value });
    }
  }

  #refuseOpening(url: string, targetId?: string): void {
    const { action } = this.#openHandler({ url });
    if (action !== 'deny') throw new Error('The stand-in for Electron cannot open a second window');
    if (targetId !== undefined)
      browser.devTools.send('Target.closeTarget', { targetId }).catch(() => undefined);
  }

  #tell(message: ToPage): void {
    if (this.#isDestroyed) return;
    const expression = `globalThis.${this.#receiverName}?.(${JSON.stringify(message)})`;
    // A page that is going away needs no answer.
    browser.devTools
      .send('Runtime.evaluate', { expression, silent: true }, this.#sessionId)
      .catch(() => undefined);
  }

  #destroyed(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.emit('destroyed');
  }
}
