import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
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
    respond = await serveFolder(join(folder, 'renderer'), 'sigma');
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
    assert.doesNotMatch(policy, /unsafe|\*/);
    const script = await respond(new Request('app://sigma/assets/a.js?v=1'));
    assert.equal(script.headers.get('content-type'), 'text/javascript; charset=utf-8');
  });

  it('are the only ones: there is no way out of their folder', async () => {
    const outside = [
      'app://sigma/../secret.txt',
      'app://sigma/%2e%2e/secret.txt',
      'app://sigma/..%2fsecret.txt',
      'app://sigma/assets/..%2f..%2f..%2fsecret.txt',
      'app://sigma/..%5csecret.txt',
      'app://sigma/..\\secret.txt',
      'app://sigma//secret.txt',
      `app://sigma/${join(folder, 'secret.txt')}`,
      'app://sigma/assets',
      'app://sigma/assets/',
      'app://sigma/',
      'app://sigma/index.html%00',
      'app://sigma/index.html/',
      'app://elsewhere/index.html',
    ];
    for (const address of outside) assert.equal(await statusOf(address), 404, address);
  });

  it('cannot be posted to', async () => {
    assert.equal(await statusOf('app://sigma/index.html', 'POST'), 404);
  });
});
