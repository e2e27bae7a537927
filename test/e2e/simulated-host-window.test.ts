import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { describeStandIn, startFixture, type FixtureApp } from './fixture-app.ts';

/** Like simulated-host.test.ts, for the window, its menus and what Windows shows of it. */
describeStandIn('the window in the stand-in for Electron', () => {
  let app: FixtureApp;
  const inMain = (code: string): Promise<unknown> => app.inMain(code);
  const inPage = (expression: string): Promise<unknown> => app.inPage(expression);

  before(async () => {
    app = await startFixture();
  });
  after(() => app[Symbol.asyncDispose]());

  it('has no taskbar button before it is shown, and none that works immediately', async () => {
    const image = await picture('picture.png', png(16));
    await inMain(`window.setOverlayIcon(${image}, 'hidden'); window.setProgressBar(0.1)`);
    await inMain(`window.show(); window.setOverlayIcon(${image}, 'at once'); window.setProgressBar(0.2)`);
    const nothing = await app.desktop.model();
    assert.equal(nothing.window.overlay, undefined);
    assert.deepEqual(nothing.window.progress, []);
    await app.desktop.until(({ window }) => window.isVisible);
    // The button appears on its own, so the overlay is set again and again until it is kept.
    await until('an overlay', async () => {
      await inMain(`window.setOverlayIcon(${image}, 'later')`);
      return (await app.desktop.model()).window.overlay !== undefined;
    });
    await app.desktop.act({ kind: 'restart-explorer' });
    assert.equal((await app.desktop.model()).window.overlay, undefined);
    await inMain(`window.hide()`);
    assert.equal((await app.desktop.model()).window.overlay, undefined);
    await inMain(`window.show()`);
  });

  it('rejects an overlay that Electron would scale', async () => {
    for (const [name, bytes] of [
      ['overlay.png', png(32)],
      ['overlay.ico', icon([16, 20, 24, 32])],
    ] as const) {
      const image = await picture(name, bytes);
      await assert.rejects(inMain(`window.setOverlayIcon(${image}, '')`), /An overlay of 32 pixels/, name);
    }
  });

  it('stops frames and slows down timers while it is hidden, and its document says so', async () => {
    await inMain(`window.show()`);
    await inPage(`(() => {
        globalThis.frames_ = 0;
        globalThis.changes = [];
        const frame = () => { frames_ += 1; requestAnimationFrame(frame); };
        requestAnimationFrame(frame);
        document.addEventListener('visibilitychange', () => changes.push(document.visibilityState));
      })()`);
    await app.page.waitForFunction('frames_ > 1');
    await inMain(`window.hide()`);
    await untilInPage(`document.hidden`);
    const [frames, first, second] = (await inPage(`new Promise((resolve) => {
        const before = frames_;
        setTimeout(() => {
          const first = performance.now();
          setTimeout(() => resolve([frames_ - before, first, performance.now()]), 10);
        }, 10);
      })`)) as [number, number, number];
    assert.equal(frames, 0);
    assert.ok(second - first > 900, `timers ${String(second - first)} ms apart`);
    await inMain(`window.show()`);
    await app.page.waitForFunction('!document.hidden');
    const seen = await inPage('frames_');
    await app.page.waitForFunction(`frames_ > ${String(seen)} + 1`);
    assert.deepEqual(await inPage('changes'), ['hidden', 'visible']);
  });

  it('is also hidden for a page that is loaded while it is hidden', async () => {
    await inMain(`window.hide()`);
    await untilInPage(`document.hidden`);
    await app.page.reload();
    assert.equal(await inPage(`document.visibilityState`), 'hidden');
    await inMain(`window.show()`);
    await untilInPage(`!document.hidden`);
  });

  it('passes the keys that the page does not handle to the menus, and no others', async () => {
    await inMain(`
        const note = (name) => () => heard.push(name);
        electron.Menu.setApplicationMenu(electron.Menu.buildFromTemplate([
          { label: '&File', submenu: [
            { label: '&Open', accelerator: 'Ctrl+O', click: note('open') },
            { label: '&Find', accelerator: 'Ctrl+F', click: note('find') },
            { label: '&Told', accelerator: 'Ctrl+T', registerAccelerator: false, click: note('told') },
            { label: '&Disabled', accelerator: 'Ctrl+D', enabled: false, click: note('disabled') },
            { label: '&Last', accelerator: 'F5', click: note('last') },
          ] },
          { label: '&Help', submenu: [{ label: '&About', click: note('about') }] },
        ]))`);
    await inPage(`addEventListener('keydown', (event) => {
        (globalThis.keys ??= []).push(event.key);
        if (event.key === 'f') event.preventDefault();
      })`);
    await app.page.locator('input').focus();
    for (const key of ['Control+o', 'Control+f', 'Control+t', 'Control+d', 'F5'])
      await app.page.keyboard.press(key);
    assert.deepEqual(await untilHeard('last'), ['open', 'last']);
    assert.deepEqual(await inPage(`keys.filter((key) => key !== 'Control')`), ['o', 'f', 't', 'd', 'F5']);
  });

  it('opens a menu with Alt, which takes all keys until it closes', async () => {
    await app.page.keyboard.press('Alt+h');
    await app.desktop.until(({ window }) => window.openMenu?.join() === 'Help');
    await inPage(`globalThis.keys = []`);
    await app.page.keyboard.press('a');
    await untilHeard('about');
    await app.desktop.until(({ window }) => window.openMenu === undefined);
    assert.deepEqual(await inPage('keys'), []);
    await app.page.keyboard.press('Alt');
    await app.desktop.until(({ window }) => window.openMenu?.length === 0);
    await app.page.keyboard.press('Escape');
    await app.desktop.until(({ window }) => window.openMenu === undefined);
    await app.page.keyboard.press('x');
    assert.equal(await app.page.locator('input').inputValue(), 'x');
  });

  it('asks main for whatever needs a permission', async () => {
    await inMain(`
        window.webContents.session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl, isMainFrame }) => {
          heard.push([permission, requestingUrl, isMainFrame].join(' '));
          answer(permission === 'geolocation');
        })`);
    assert.equal(
      await inPage(`navigator.clipboard.writeText('text').then(() => 'written', ({ name }) => name)`),
      'NotAllowedError',
    );
    await untilHeard('clipboard-sanitized-write app://fixture/index.html true');
    await inPage(`void navigator.geolocation.getCurrentPosition(() => undefined, () => undefined)`);
    await untilHeard('geolocation app://fixture/index.html true');
    await untilInPage(
      `navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => state === 'granted')`,
    );
  });

  it('answers its page only with actual responses', async () => {
    for (const path of ['/nothing', '/error', '/throws']) {
      assert.equal(
        await inPage(`fetch('${path}').then(() => 'answered', ({ name, message }) => name + ': ' + message)`),
        'TypeError: Failed to fetch',
        path,
      );
    }
  });

  it('rejects an icon that lacks a size, and a file that is not a picture', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'stand-in-pictures-'));
    try {
      const files = [
        ['all.ico', icon([16, 20, 24, 32, 256])],
        ['lacking.ico', icon([16, 32])],
        ['cut.ico', icon([16, 20, 24, 32]).subarray(0, -1)],
        ['empty.png', Buffer.alloc(0)],
      ] as const;
      const outcomes: unknown[] = [];
      for (const [name, bytes] of files) {
        const path = join(folder, name);
        await writeFile(path, bytes);
        const code = `return electron.nativeImage.createFromPath(${JSON.stringify(path)}).getSize().width`;
        outcomes.push(await inMain(code).catch((error: unknown) => String(error).split('"')[2]));
      }
      assert.equal(outcomes[0], 256);
      assert.match(String(outcomes[1]), /has no picture of 20, 24 pixels/);
      assert.match(String(outcomes[2]), /has no picture of 32 pixels/);
      assert.match(String(outcomes[3]), /is no picture/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
    const deadline = performance.now() + 10_000;
    while (!(await holds())) assert.ok(performance.now() < deadline, what);
  }

  /** Playwright's waitForFunction cannot be used: it waits for frames, and a hidden page has none. */
  async function untilInPage(condition: string): Promise<void> {
    await until(
      condition,
      async () => (await inPage(`Promise.resolve(${condition}).then(Boolean)`)) === true,
    );
  }

  /** @returns everything heard, once it includes the name, and then forgets it */
  async function untilHeard(name: string): Promise<unknown> {
    let heard: readonly unknown[] = [];
    await until(name, async () => {
      heard = (await inMain('return heard')) as unknown[];
      return heard.includes(name);
    });
    await inMain('heard.length = 0');
    return heard;
  }

  async function picture(name: string, bytes: Buffer): Promise<string> {
    const path = join(app.userDataFolder, name);
    await writeFile(path, bytes);
    return `electron.nativeImage.createFromPath(${JSON.stringify(path)})`;
  }
});

/** @returns as much of a square .png of that width as the stand-in reads */
function png(width: number): Buffer {
  const bytes = Buffer.alloc(33);
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(bytes);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(width, 20);
  return bytes;
}

/** @returns an .ico with square pictures of these widths, each with one byte of content */
function icon(sizes: readonly number[]): Buffer {
  const header = Buffer.from([0, 0, 1, 0, sizes.length, 0]);
  const start = header.length + 16 * sizes.length;
  const entries = sizes.map((size, index) => {
    const entry = Buffer.alloc(16);
    entry[0] = size % 256;
    entry[1] = size % 256;
    entry.writeUInt32LE(1, 8);
    entry.writeUInt32LE(start + index, 12);
    return entry;
  });
  return Buffer.concat([header, ...entries, Buffer.alloc(sizes.length)]);
}
