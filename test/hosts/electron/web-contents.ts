import { WEBRTC_POLICY } from '../network-switches.ts';
import { toBrowser } from './addresses.ts';
import { browser } from './browser.ts';
import { destroy, destroyedError, Emitter, PreventableEvent } from './emitter.ts';
import type { WebFrameMain } from './frames.ts';
import { giveUp } from './host.ts';
import { ipcMain } from './ipc-main.ts';
import { nativeTheme, themeEvents } from './native-theme.ts';
import { PageLink } from './page-link.ts';
import type { FromPage, ToPage } from './page-messages.ts';
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

/** The page in the window. A page cannot open another one here: a handler that allows it ends the process. */
export class WebContents extends Emitter {
  readonly #session = new Session();
  readonly #attached: Promise<string>;
  #link: PageLink | undefined;
  #sessionId: string | undefined;
  #isDestroyed = false;
  #isWebRTCConfined = false;
  #isHidden = false;
  #ownNavigation: string | undefined;
  #openHandler: OpenHandler = () => ({ action: 'allow' });

  constructor(preload: string) {
    super();
    this.#attached = this.#attach(preload);
    // loadURL() reports the failure.
    this.#attached.catch(() => undefined);
  }

  get session(): Session {
    return this.#session;
  }

  get mainFrame(): WebFrameMain {
    if (this.#link === undefined) throw new Error('The page does not exist yet');
    return this.#link.frames.main;
  }

  /** @throws Error for an event that would have to be answered before the page gets a key */
  override on(event: string, listener: (...values: never[]) => void): this {
    if (event === 'before-input-event') {
      throw new Error('The stand-in for Electron cannot ask main before the page gets a key');
    }
    return super.on(event, listener);
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  /** @throws Error for any policy but the browser's, which is the strictest */
  setWebRTCIPHandlingPolicy(policy: string): void {
    if (policy !== WEBRTC_POLICY) throw new Error(`The stand-in for Electron's browser is not ${policy}`);
    this.#isWebRTCConfined = true;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  /** As in Electron's WebFrameMain, a value that cannot be cloned is only reported on standard error. */
  send(channel: string, ...values: readonly unknown[]): void {
    try {
      this.#tell({ kind: 'event', channel, values });
    } catch (error) {
      console.error('Error sending from webFrameMain: ', error);
    }
  }

  async loadURL(url: string): Promise<void> {
    if (!this.#isWebRTCConfined) {
      throw new Error("The stand-in for Electron's browser confines WebRTC, and main did not ask for that");
    }
    const sessionId = await this.#attached;
    await this.#session.apply(browser.devTools, new URL(toBrowser(url)).origin);
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

  /** Not Electron's: tells the page, and each page that follows it, whether the window is hidden. */
  setHidden(isHidden: boolean): void {
    if (isHidden === this.#isHidden) return;
    this.#isHidden = isHidden;
    this.#link?.setHidden(isHidden);
  }

  /** Not Electron's: tells the page whether a menu takes the keys. */
  setMenuOpen(isOpen: boolean): void {
    this.#tell({ kind: 'menu', isOpen });
  }

  /** @returns the id of the DevTools session */
  async #attach(preload: string): Promise<string> {
    const { devTools, page } = browser;
    const { targetId } = page;
    const { sessionId } = await devTools.send('Target.attachToTarget', { targetId, flatten: true });
    const hear = (message: FromPage, frame: WebFrameMain | null): void => {
      this.#hear(message, frame);
    };
    const link = new PageLink({ devTools, sessionId, targetId, preload, hear }, this.#isHidden);
    this.#sessionId = sessionId;
    this.#link = link;
    devTools.on('Target.detachedFromTarget', (detached) => {
      if (detached.sessionId === sessionId) this.#destroyed();
    });
    void devTools.closed.then(() => {
      this.#destroyed();
    });
    devTools.on('Target.targetCreated', ({ targetInfo }) => {
      if (targetInfo.openerId === targetId) this.#refuseOpening(targetInfo.url, targetInfo.targetId);
    });
    await link.open();
    await devTools.send('Target.setDiscoverTargets', { discover: true });
    themeEvents.on('chosen', () => void this.#applyTheme());
    if (nativeTheme.themeSource !== 'system') await this.#applyTheme();
    await this.#session.refuseDownloads(devTools);
    await interceptRequests(devTools, sessionId, targetId, {
      mayNavigate: (url, isMainFrame) => this.#mayNavigate(url, isMainFrame),
      mayRequest: (request) => this.#session.webRequest.allows(request),
    });
    return sessionId;
  }

  /** An empty value restores the browser's own theme. */
  async #applyTheme(): Promise<void> {
    const value = nativeTheme.themeSource === 'system' ? '' : nativeTheme.themeSource;
    const features = [{ name: 'prefers-color-scheme', value }];
    await browser.devTools
      .send('Emulation.setEmulatedMedia', { features }, this.#sessionId)
      .catch(() => undefined);
  }

  /** As in Electron, main is not asked about an address that it loads itself. */
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
        void this.#invoke(message, senderFrame);
        break;
      case 'open':
        this.#refuseOpening(message.url);
        break;
      case 'visibility':
        this.emit('visibility', message.isHidden);
        break;
      case 'permission':
        void this.#askPermission(message.id, message.permission, senderFrame);
        break;
      case 'key':
        this.emit('key', message.key);
        break;
    }
  }

  async #invoke(
    { id, channel, values }: FromPage & { kind: 'invoke' },
    senderFrame: WebFrameMain | null,
  ): Promise<void> {
    try {
      const value = await ipcMain.invoke(channel, { sender: this, senderFrame }, values);
      this.#tell({ kind: 'answer', id, value });
    } catch (error) {
      console.error(`Error occurred in handler for '${channel}':`, error);
      const reason = `Error invoking remote method '${channel}': ${String(error)}`;
      this.#tell({ kind: 'answer', id, error: reason });
    }
  }

  async #askPermission(id: number, permission: string, frame: WebFrameMain | null): Promise<void> {
    const url = toBrowser(frame?.url ?? '');
    const isGranted = await this.#session.ask(browser.devTools, { contents: this, permission, url });
    this.#tell({ kind: 'permission', id, isGranted });
  }

  #refuseOpening(url: string, targetId?: string): void {
    const { action } = this.#openHandler({ url });
    if (action !== 'deny') giveUp('cannot open a second window');
    if (targetId !== undefined)
      browser.devTools.send('Target.closeTarget', { targetId }).catch(() => undefined);
  }

  /** @throws Error for a message that cannot be cloned */
  #tell(message: ToPage): void {
    if (!this.#isDestroyed) this.#link?.tell(message);
  }

  #destroyed(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    destroy(this, destroyedError);
    this.emit('destroyed');
  }
}
