import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { serveFolder, type Responder } from '../../electron/app-files.ts';

describe("the window's files", () => {
  let folder: string;
  let respond: Responder;

  const statusOf = async (address: string, method = 'GET'): Promise<number> =>
    (await respond(new Request(address, { method }))).status;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sigma-files-'));
    await mkdir(join(folder, 'renderer', 'assets'), { recursive: true });
    await writeFile(join(folder, 'secret.txt'), 'secret');
    await writeFile(join(folder, 'renderer', 'index.html'), '<!doctype html>');
    await writeFile(join(folder, 'renderer', 'assets', 'a.js'), 'export {};');
    await symlink(join(folder, 'secret.txt'), join(folder, 'renderer', 'link.txt'));
    await symlink(folder, join(folder, 'renderer', 'folder'));
    respond = await serveFolder(join(folder, 'renderer'));
  });

  after(() => rm(folder, { recursive: true }));

  it('are served with their type and a policy that allows nothing from elsewhere', async () => {
    const page = await respond(new Request('app://sigma/index.html'));
    assert.equal(page.status, 200);
    assert.equal(await page.text(), '<!doctype html>');
    assert.equal(page.headers.get('content-type'), 'text/html; charset=utf-8');
    const policy = page.headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /connect-src 'none'/);
    assert.match(policy, /require-trusted-types-for 'script'; trusted-types 'none'/);
    assert.doesNotMatch(policy, /unsafe|nonce|sha\d|data:|blob:|https?:|\*/);
    const script = await respond(new Request('app://sigma/assets/a.js?v=1'));
    assert.equal(script.headers.get('content-type'), 'text/javascript; charset=utf-8');
  });

  it('are the only ones: no path leads out of their folder', async () => {
    const outside = [
      'app://sigma/../secret.txt',
      'app://sigma/assets/../../secret.txt',
      'app://sigma/%2e%2e/secret.txt',
      'app://sigma/%2E%2E%2Fsecret.txt',
      'app://sigma/.%2e/secret.txt',
      'app://sigma/..%2fsecret.txt',
      'app://sigma/assets/..%2f..%2f..%2fsecret.txt',
      'app://sigma/%252e%252e/secret.txt',
      'app://sigma/%252e%252e%252fsecret.txt',
      'app://sigma/%c0%ae%c0%ae/secret.txt',
      'app://sigma/%u002e%u002e/secret.txt',
      'app://sigma/..;/secret.txt',
      'app://sigma/....//secret.txt',
      'app://sigma/..%5csecret.txt',
      'app://sigma/..\\secret.txt',
      'app://sigma/assets\\..\\..\\secret.txt',
      'app://sigma/assets%5ca.js',
      'app://sigma//secret.txt',
      'app://sigma///secret.txt',
      `app://sigma/${join(folder, 'secret.txt')}`,
      `app://sigma/${encodeURIComponent(join(folder, 'secret.txt'))}`,
      'app://sigma/C:/Windows/win.ini',
      'app://sigma/C:%5cWindows%5cwin.ini',
      'app://sigma/c|/Windows/win.ini',
      'app://sigma//server/share/secret.txt',
      'app://sigma/%5c%5cserver%5cshare%5csecret.txt',
      'app://sigma/%5c%5c.%5cmailslot%5csigmamain',
      'app://sigma/%5c%5c%3f%5cC:%5cWindows%5cwin.ini',
      'app://sigma/file:///etc/passwd',
      'app://sigma/CON',
      'app://sigma/index.html::$DATA',
      'app://sigma/index.html:stream',
      'app://sigma/index.html%3a%3a$DATA',
      'app://sigma/index.html.',
      'app://sigma/index.html%20',
      'app://sigma/index.html%2e',
      'app://sigma/index.html%00',
      'app://sigma/index.html%00.txt',
      'app://sigma/index.html/',
      'app://sigma/INDEX.HTML',
      'app://sigma/INDEX~1.HTM',
      'app://sigma/link.txt',
      'app://sigma/folder/secret.txt',
      'app://sigma/assets',
      'app://sigma/assets/',
      'app://sigma/',
      'app://sigma',
      'app://sigma/__proto__',
      'app://sigma/constructor',
      'app://sigma/index.html%3fv=1',
      'app://sigma/index.html%23part',
      'app://elsewhere/index.html',
      'app://sigma.elsewhere/index.html',
      'app://sigma:80/index.html',
      'app://SIGMA./index.html',
      'app:///index.html',
      'app:/index.html',
      'app:index.html',
      'http://sigma/index.html',
      'https://sigma/index.html',
      'file://sigma/index.html',
      'apps://sigma/index.html',
    ];
    for (const address of outside) assert.equal(await statusOf(address), 404, address);
  });

  it('exist with any query and fragment', async () => {
    for (const address of [
      'app://sigma/index.html?..%2fsecret.txt',
      'app://sigma/index.html#/../secret.txt',
    ]) {
      const response = await respond(new Request(address));
      assert.equal(await response.text(), '<!doctype html>', address);
    }
  });

  it('can only be got', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PROPFIND']) {
      assert.equal(await statusOf('app://sigma/index.html', method), 404, method);
    }
  });
});
