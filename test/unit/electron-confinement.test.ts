import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { describe, it } from 'node:test';
import type { App, Session, WebContents } from 'electron';
import { LANGUAGES } from '../../common/languages/languages.ts';
import {
  CONFINED,
  confineApp,
  confineContents,
  confineSession,
  isOwnPage,
  WINDOW_URL,
} from '../../electron/confinement.ts';
import { menuBar } from '../../electron/desktop/application-menu.ts';
import { menuTemplate } from '../../electron/desktop/menu-template.ts';
import { EXAMPLE } from './example-view.ts';

/** What the stand-in host can't enforce as Electron does is tested here, with the arguments that Electron passes. */

/** Records what is done to one of Electron's objects: listeners as an emitter, and the last argument of each call. */
class Told extends EventEmitter {
  readonly calls = new Map<string, readonly unknown[]>();

  /** Has the methods from now on. */
  having(methods: readonly string[]): this {
    const entries = methods.map((name) => [
      name,
      (...values: readonly unknown[]) => void this.calls.set(name, values),
    ]);
    Object.assign(this, Object.fromEntries(entries));
    return this;
  }

  /** Calls the handler that was set by the method. */
  ask(method: string, ...values: readonly unknown[]): unknown {
    const handler = this.calls.get(method)?.[0] as ((...values: readonly unknown[]) => unknown) | undefined;
    assert.ok(handler !== undefined, method);
    return handler(...values);
  }

  /** @returns whether a listener prevented what the event announces */
  isPrevented(event: string, details: object = {}, ...values: readonly unknown[]): boolean {
    let isPrevented = false;
    const preventDefault = (): void => {
      isPrevented = true;
    };
    this.emit(event, { ...details, preventDefault }, ...values);
    return isPrevented;
  }
}

/** The part of Electron's object that is used; anything else is missing, and would fail the test. */
function pageOf(told: Told): WebContents {
  return told.having(['setWindowOpenHandler', 'setWebRTCIPHandlingPolicy']) as unknown as WebContents;
}

const ELSEWHERE = [
  'https://example.com/',
  'http://sigma/index.html',
  'app://elsewhere/index.html',
  'app://sigma.example.com/index.html',
  'app://sigma:1/index.html',
  'file:///C:/Windows/win.ini',
  'file://server/share/page.html',
  'about:blank',
  'data:text/html,text',
  'blob:app://sigma/7e9a',
  'javascript:void(0)',
  'view-source:app://sigma/index.html',
  'devtools://devtools/bundled/inspector.html',
  'chrome://gpu',
  'ws://sigma/',
  'ms-settings:',
  '',
];

describe("the window's page", () => {
  function confined(): Told {
    const told = new Told();
    confineContents(pageOf(told));
    return told;
  }

  it('can go nowhere, nor can a frame inside of it', () => {
    const told = confined();
    for (const url of ELSEWHERE) {
      assert.ok(told.isPrevented('will-navigate', { url, isMainFrame: true }), url);
      assert.ok(told.isPrevented('will-frame-navigate', { url, isMainFrame: true }), url);
      assert.ok(told.isPrevented('will-frame-navigate', { url, isMainFrame: false }), url);
    }
    assert.ok(told.isPrevented('will-frame-navigate', { url: WINDOW_URL, isMainFrame: false }));
    assert.ok(told.isPrevented('will-navigate', { url: 'app://sigma/sigma.svg', isMainFrame: true }));
  });

  it('can be reloaded, which is not a redirection', () => {
    const told = confined();
    assert.equal(told.isPrevented('will-navigate', { url: WINDOW_URL, isMainFrame: true }), false);
    assert.equal(told.isPrevented('will-frame-navigate', { url: WINDOW_URL, isMainFrame: true }), false);
    assert.ok(told.isPrevented('will-redirect', { url: WINDOW_URL, isMainFrame: true }));
  });

  it('opens no window, and has no webview in it', () => {
    const told = confined();
    for (const url of [...ELSEWHERE, WINDOW_URL]) {
      assert.deepEqual(told.ask('setWindowOpenHandler', { url, disposition: 'new-window' }), {
        action: 'deny',
      });
    }
    assert.ok(told.isPrevented('will-attach-webview', {}, { nodeIntegration: true }, { src: WINDOW_URL }));
  });

  it('sends no packet past the proxy', () => {
    assert.deepEqual(confined().calls.get('setWebRTCIPHandlingPolicy'), ['disable_non_proxied_udp']);
  });

  it('is sandboxed and isolated, without Node, webviews, developer tools and spell checker', () => {
    const { sandbox, contextIsolation, webSecurity, ...rest } = CONFINED;
    assert.deepEqual([sandbox, contextIsolation, webSecurity], [true, true, true]);
    for (const name of [
      'nodeIntegration',
      'nodeIntegrationInWorker',
      'nodeIntegrationInSubFrames',
    ] as const) {
      assert.equal(rest[name], false, name);
    }
    for (const name of ['webviewTag', 'devTools', 'spellcheck', 'navigateOnDragDrop'] as const) {
      assert.equal(rest[name], false, name);
    }
    // Nothing else is switched on, whatever its name.
    assert.deepEqual(new Set(Object.values(rest)), new Set([false]));
  });
});

describe("the window's session", () => {
  function confined(): Told {
    const told = new Told();
    const webRequest = new Told();
    const session = told.having([
      'setPermissionRequestHandler',
      'setPermissionCheckHandler',
      'setDevicePermissionHandler',
      'setBluetoothPairingHandler',
      'setCertificateVerifyProc',
    ]);
    Object.assign(session, { webRequest: webRequest.having(['onBeforeRequest']) });
    confineSession(session as unknown as Session);
    told.calls.set('onBeforeRequest', webRequest.calls.get('onBeforeRequest') ?? []);
    return told;
  }

  /** @returns what the handler answers through its callback */
  function answerOf(
    told: Told,
    method: string,
    ...values: readonly ((answer: unknown) => void)[] | unknown[]
  ) {
    const answers: unknown[] = [];
    const take = (answer: unknown): void => void answers.push(answer);
    told.ask(method, ...values.map((value) => (value === ANSWER ? take : value)));
    assert.equal(answers.length, 1, method);
    return answers[0];
  }
  const ANSWER = Symbol('the function that takes the answer');

  it("requests the window's own files, and nothing else", () => {
    const told = confined();
    for (const url of ELSEWHERE) {
      for (const resourceType of ['mainFrame', 'xhr', 'image', 'webSocket', 'ping', 'other']) {
        const details = { url, resourceType, method: 'GET' };
        assert.deepEqual(answerOf(told, 'onBeforeRequest', details, ANSWER), { cancel: true }, url);
      }
    }
    const own = { url: 'app://sigma/assets/index.js', resourceType: 'script', method: 'GET' };
    assert.deepEqual(answerOf(told, 'onBeforeRequest', own, ANSWER), { cancel: false });
  });

  const PERMISSIONS = [
    'clipboard-read',
    'deprecated-sync-clipboard-read',
    'display-capture',
    'fileSystem',
    'fullscreen',
    'geolocation',
    'hid',
    'idle-detection',
    'keyboardLock',
    'media',
    'mediaKeySystem',
    'midi',
    'midiSysex',
    'notifications',
    'openExternal',
    'pointerLock',
    'serial',
    'speaker-selection',
    'storage-access',
    'unknown',
    'usb',
    'window-management',
  ];
  const HERE = { isMainFrame: true, requestingUrl: WINDOW_URL };

  it('grants no permission, whether it is asked for or looked up', () => {
    const told = confined();
    for (const permission of PERMISSIONS) {
      assert.equal(
        answerOf(told, 'setPermissionRequestHandler', null, permission, ANSWER, HERE),
        false,
        permission,
      );
      assert.equal(told.ask('setPermissionCheckHandler', null, permission, 'app://sigma/', HERE), false);
    }
  });

  it("lets the window's own page write text to the clipboard, and nothing else", () => {
    const told = confined();
    const write = 'clipboard-sanitized-write';
    const inside = { ...HERE, isMainFrame: false };
    assert.equal(answerOf(told, 'setPermissionRequestHandler', null, write, ANSWER, HERE), true);
    assert.equal(answerOf(told, 'setPermissionRequestHandler', null, write, ANSWER, inside), false);
    assert.equal(told.ask('setPermissionCheckHandler', null, write, 'app://sigma/', HERE), true);
    assert.equal(told.ask('setPermissionCheckHandler', null, write, 'app://sigma/', inside), false);
    for (const url of ELSEWHERE) {
      const elsewhere = { ...HERE, requestingUrl: url };
      assert.equal(answerOf(told, 'setPermissionRequestHandler', null, write, ANSWER, elsewhere), false, url);
      assert.equal(told.ask('setPermissionCheckHandler', null, write, url, elsewhere), false, url);
    }
  });

  it('gives away no device, pairs with none, trusts no server and downloads nothing', () => {
    const told = confined();
    for (const deviceType of ['hid', 'serial', 'usb']) {
      assert.equal(told.ask('setDevicePermissionHandler', { deviceType, origin: 'app://sigma' }), false);
    }
    assert.deepEqual(
      answerOf(told, 'setBluetoothPairingHandler', { deviceId: '1', pairingKind: 'confirm' }, ANSWER),
      { confirmed: false },
    );
    // 0 would trust it, and -3 leave it to Chromium.
    assert.equal(
      answerOf(told, 'setCertificateVerifyProc', { hostname: 'sigma', verificationResult: 'OK' }, ANSWER),
      -2,
    );
    assert.ok(told.isPrevented('will-download', {}, { getURL: () => 'blob:app://sigma/1' }, null));
  });
});

describe('the application', () => {
  function confined() {
    const told = new Told();
    const commandLine = new Told();
    const app = told.having(['enableSandbox']);
    Object.assign(app, { commandLine: commandLine.having(['appendSwitch']) });
    confineApp(app as unknown as App);
    return { told, commandLine };
  }

  it('puts every page into a sandbox, and finds no host for any of them', () => {
    const { told, commandLine } = confined();
    assert.ok(told.calls.has('enableSandbox'));
    assert.deepEqual(commandLine.calls.get('appendSwitch'), ['host-resolver-rules', 'MAP * ~NOTFOUND']);
  });

  it('confines every page that is made, whoever makes it', () => {
    const { told } = confined();
    const page = new Told();
    told.emit('web-contents-created', {}, pageOf(page));
    assert.ok(page.isPrevented('will-navigate', { url: 'https://example.com/', isMainFrame: true }));
    assert.deepEqual(page.ask('setWindowOpenHandler', { url: WINDOW_URL }), { action: 'deny' });
  });

  it('shows no server a certificate of the person', () => {
    const { told } = confined();
    const chosen: unknown[] = [];
    const certificates = [{ subjectName: 'A person' }];
    const choose = (certificate?: unknown): void => void chosen.push(certificate);
    assert.ok(
      told.isPrevented('select-client-certificate', {}, null, 'https://sigma/', certificates, choose),
    );
    assert.deepEqual(chosen, [undefined]);
  });
});

describe('who is answered', () => {
  it("is the window's own page", () => {
    assert.ok(isOwnPage({ url: WINDOW_URL, parent: null }));
    assert.ok(isOwnPage({ url: `${WINDOW_URL}#part`, parent: null }));
  });

  it('is not a frame inside it, nor one that no longer exists', () => {
    assert.equal(isOwnPage({ url: WINDOW_URL, parent: { url: WINDOW_URL } }), false);
    assert.equal(isOwnPage(null), false);
  });

  it('is not a page of another origin', () => {
    for (const url of ELSEWHERE) assert.equal(isOwnPage({ url, parent: null }), false, url);
  });
});

describe('the menu bar', () => {
  it('has no way to the developer tools, nor to reload the page', () => {
    const told: unknown[] = [];
    for (const { words } of Object.values(LANGUAGES)) {
      const template = menuTemplate(
        menuBar({ words, service: EXAMPLE, windows: undefined }),
        () => undefined,
      );
      JSON.stringify(template, (key, value: unknown) => {
        if (key === 'role' || key === 'accelerator') told.push(value);
        return value;
      });
    }
    assert.ok(told.length > 0);
    const harmless = /^(zoomIn|zoomOut|resetZoom|F5|Ctrl\+(,|Q|F4|Tab|Shift\+Tab|=|numadd|numsub|num0))$/;
    assert.deepEqual(
      told.filter((value) => !harmless.test(String(value))),
      [],
    );
  });
});
