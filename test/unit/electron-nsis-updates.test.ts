import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { ERROR_CANCELLED } from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { findUpdater } from '../../electron/updates/find-updater.ts';
import { NsisUpdates, type InstallerTools } from '../../electron/updates/nsis-updates.ts';
import type { Limits } from '../../electron/updates/secure-requests.ts';
import type { HeldInstaller, InstallerFacts } from '../../native-bridge/bridge.ts';
import { readUpdate } from '../../electron/updates/update-source.ts';
import { failureOf } from '../../electron/updates/update-state.ts';
import { UpdateServer, sha512Of } from './update-server.ts';

/**
 * electron-updater itself, against a server on this computer. What Windows says about an installer is invented here,
 * and none is started; test/win32/held-installer.test.ts does both for real.
 */
describe('electron-updater, as Sigma uses it,', { timeout: 60_000 }, () => {
  const INSTALLER = Buffer.alloc(300_000, 'the installer');
  const GOOD: InstallerFacts = {
    signature: { kind: 'valid' },
    signer: 'CN=Sigma, O=Sigma, C=DE',
    product: 'Sigma',
    version: '2.0.0',
  };
  const ON = new AbortController().signal;
  const nothing = (): void => undefined;
  let folder: string;
  let server: UpdateServer;
  /** What was held, and what was done with it in the end. */
  let looked: string[];
  let done: string[];
  let facts: () => InstallerFacts;
  let startError: Win32Error | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sigma-updates-'));
    server = await UpdateServer.start();
    server.trust();
    looked = [];
    done = [];
    facts = () => GOOD;
    startError = undefined;
  });
  afterEach(async () => {
    await server[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, maxRetries: 5 });
  });

  /** Sigma 1.0.0, whose publisher is CN=Sigma. */
  let held: HeldInstaller | undefined;

  async function installed(limits?: { check: Limits; download: Limits }): Promise<NsisUpdates> {
    const configurationFile = join(folder, 'app-update.yml');
    await writeFile(
      configurationFile,
      `provider: generic\nurl: ${server.address}\npublisherName:\n  - CN=Sigma\nupdaterCacheDirName: sigma-updater\n`,
    );
    const updated = {
      version: '1.0.0',
      name: 'Sigma',
      configurationFile,
      userDataFolder: folder,
      quit: () => done.push('quit'),
    };
    const options = { cacheFolder: join(folder, 'cache'), ...(limits && { limits }) };
    const tools: InstallerTools = {
      installers: { hold },
      elevation: {
        startInstaller: ({ executable }, installer, ownerWindow) => {
          assert.equal(installer, held);
          if (startError !== undefined) return Promise.reject(startError);
          done.push(`start by ${executable} from ${String(ownerWindow)}`);
          return Promise.resolve();
        },
      },
      helper: { executable: 'SigmaSrv.exe', sha256: {} },
      promptOwner: () => 7,
      async alone(work) {
        done.push('alone');
        await work();
        done.push('not alone');
      },
    };
    const updates = new NsisUpdates(updated, () => tools, options);
    updates.trust(['CN=Sigma']);
    return updates;
  }

  function hold(path: string): HeldInstaller {
    looked.push(path);
    done.push('hold');
    held = {
      describe: () =>
        new Promise((resolve) => {
          resolve(facts());
        }),
      [Symbol.dispose]: () => {
        held = undefined;
        done.push('release');
      },
    };
    return held;
  }

  async function failureIn(promise: Promise<unknown>): Promise<string> {
    try {
      await promise;
    } catch (error) {
      return failureOf(error).failure;
    }
    throw new Error('It did not fail');
  }

  it('reads the update settings of the build', async () => {
    const configuration = await (await installed()).configuration();
    assert.deepEqual(configuration, {
      provider: 'generic',
      url: server.address,
      publisherName: ['CN=Sigma'],
      updaterCacheDirName: 'sigma-updater',
    });
  });

  it('reads nothing in a build without update settings', async () => {
    const updates = await installed();
    await rm(join(folder, 'app-update.yml'));
    assert.equal(await updates.configuration(), undefined);
  });

  it('finds a newer version, and downloads nothing unasked', async () => {
    server.publish('2.0.0', INSTALLER);
    const info = await (await installed()).check('stable');
    assert.deepEqual(readUpdate(info), { version: '2.0.0', notes: 'New in 2.0.0' });
    assert.deepEqual(server.asked, ['/latest.yml']);
  });

  it('finds no version that is the same or older, in any channel', async () => {
    const updates = await installed();
    for (const version of ['1.0.0', '0.9.0']) {
      server.publish(version, INSTALLER);
      server.publish(version, INSTALLER, { channel: 'beta' });
      assert.equal(await updates.check('stable'), undefined);
      assert.equal(await updates.check('beta'), undefined);
      assert.equal(await updates.check('stable'), undefined);
    }
  });

  it('looks in the channel that was chosen', async () => {
    server.publish('2.0.0', INSTALLER);
    server.publish('3.0.0-beta.1', INSTALLER, { channel: 'beta' });
    const updates = await installed();
    assert.equal(readUpdate(await updates.check('beta')).version, '3.0.0-beta.1');
    assert.equal(readUpdate(await updates.check('stable')).version, '2.0.0');
  });

  it('downloads what was found, reports progress, and verifies the signature', async () => {
    server.publish('2.0.0', INSTALLER);
    const updates = await installed();
    await updates.check('stable');
    const told: number[] = [];
    await updates.download((percent) => told.push(percent), ON);
    assert.equal(told.at(-1), 100);
    const file = looked.at(-1) ?? '';
    assert.ok(file.startsWith(folder), file);
    assert.deepEqual(await readFile(file), INSTALLER);
  });

  it('discards an update that is unsigned, signed by somebody else, a different one, or cannot be verified', async () => {
    server.publish('2.0.0', INSTALLER);
    const updates = await installed();
    const answers: readonly (() => InstallerFacts)[] = [
      () => ({ ...GOOD, signer: 'CN=Somebody else, O=Sigma, C=DE' }),
      () => ({ ...GOOD, signature: { kind: 'none' }, signer: undefined }),
      () => ({ ...GOOD, version: '1.5.0' }),
      () => ({ ...GOOD, product: 'Another program of the same publisher' }),
      () => {
        throw new Win32Error('LoadLibraryExW', 126);
      },
    ];
    for (const answer of answers) {
      facts = answer;
      await updates.check('stable');
      assert.equal(await failureIn(updates.download(nothing, ON)), 'signature');
      await assert.rejects(readFile(looked.at(-1) ?? ''));
    }
  });

  it('trusts nobody before it knows the publisher', async () => {
    server.publish('2.0.0', INSTALLER);
    const updates = await installed();
    updates.trust([]);
    await updates.check('stable');
    assert.equal(await failureIn(updates.download(nothing, ON)), 'signature');
  });

  it('also verifies the signature of an earlier download', async () => {
    server.publish('2.0.0', INSTALLER);
    const first = await installed();
    await first.check('stable');
    await first.download(nothing, ON);
    const second = await installed();
    await second.check('stable');
    facts = () => ({ ...GOOD, signature: { kind: 'none' }, signer: undefined });
    assert.equal(await failureIn(second.download(nothing, ON)), 'signature');
  });

  it('checks once more before it installs', async () => {
    server.publish('2.0.0', INSTALLER);
    const updates = await installed();
    await updates.check('stable');
    await updates.download(nothing, ON);
    facts = () => ({ ...GOOD, signature: { kind: 'refused', status: 0x8009_6010 } });
    done = [];
    assert.equal(await failureIn(updates.install()), 'signature');
    assert.deepEqual(done, ['alone', 'hold', 'release']);
  });

  it('holds the installer from the look until it runs, beside no other operation, and quits only then', async () => {
    server.publish('2.0.0', INSTALLER);
    const updates = await installed();
    await updates.check('stable');
    await updates.download(nothing, ON);
    done = [];
    startError = new Win32Error('ShellExecuteExW', ERROR_CANCELLED);
    await assert.rejects(updates.install(), { code: ERROR_CANCELLED });
    assert.deepEqual(done, ['alone', 'hold', 'release']);
    startError = undefined;
    done = [];
    await updates.install();
    assert.deepEqual(done, [
      ...['alone', 'hold', 'start by SigmaSrv.exe from 7', 'release', 'quit', 'not alone'],
    ]);
  });

  it('waits for no server without end, reads no answer without end, and follows no circle', async () => {
    const short = { bytes: 2000, durationMs: 60_000 };
    const updates = await installed({ check: short, download: short });
    server.files.set('/latest.yml', { redirect: `${server.address}latest.yml` });
    assert.equal(await failureIn(updates.check('stable')), 'unreachable');
    assert.ok(server.asked.length < 50, String(server.asked.length));
    server.files.set('/latest.yml', 'x'.repeat(100_000));
    assert.equal(await failureIn(updates.check('stable')), 'not-understood');

    server.publish('2.0.0', INSTALLER);
    await updates.check('stable');
    assert.equal(await failureIn(updates.download(nothing, ON)), 'not-understood');
    server.files.set('/Sigma-2.0.0-setup.exe', { redirect: `${server.address}Sigma-2.0.0-setup.exe` });
    assert.equal(await failureIn(updates.download(nothing, ON)), 'unreachable');

    server.files.set('/Sigma-2.0.0-setup.exe', { redirect: 'https://[' });
    assert.equal(await failureIn(updates.download(nothing, ON)), 'not-understood');
    assert.deepEqual(await filesOpenIn(folder), []);

    const impatient = { bytes: 2000, durationMs: 300 };
    const hurried = await installed({ check: impatient, download: impatient });
    server.files.set('/latest.yml', { silence: true });
    assert.equal(await failureIn(hurried.check('stable')), 'unreachable');
  });

  it('asks nothing more after its time limit: electron-updater retries if nobody answers', async () => {
    const impatient = { bytes: 2000, durationMs: 300 };
    const updates = await installed({ check: impatient, download: impatient });
    const { port } = new URL(server.address);
    await server[Symbol.asyncDispose]();
    const failing = failureIn(updates.check('stable'));
    await setTimeout(500);
    const asked: unknown[] = [];
    const late = createServer((socket) => asked.push(socket)).listen(Number(port), 'localhost');
    assert.equal(await failing, 'unreachable');
    assert.deepEqual(asked, []);
    late.close();
    server = await UpdateServer.start();
  });

  it('discards what arrives with other bytes than were announced', async () => {
    server.publish('2.0.0', INSTALLER, { sha512: sha512Of(Buffer.from('other')) });
    const updates = await installed();
    await updates.check('stable');
    assert.equal(await failureIn(updates.download(nothing, ON)), 'damaged');
    assert.deepEqual(looked, []);
  });

  it('stops a download that is not wanted any more', async () => {
    server.publish('2.0.0', INSTALLER);
    const updates = await installed();
    await updates.check('stable');
    const leaving = new AbortController();
    const downloading = updates.download(nothing, leaving.signal);
    leaving.abort();
    await assert.rejects(downloading);
  });

  it('follows no redirection to an unencrypted address', async () => {
    server.publish('2.0.0', INSTALLER);
    const updates = await installed();
    await updates.check('stable');
    const elsewhere = { redirect: 'http://localhost:9/setup.exe' };
    server.files.set('/Sigma-2.0.0-setup.exe', elsewhere);
    assert.equal(await failureIn(updates.download(nothing, ON)), 'unreachable');
    server.files.set('/latest.yml', elsewhere);
    assert.equal(await failureIn(updates.check('stable')), 'unreachable');
  });

  it('trusts no server with an untrusted certificate', async () => {
    server.publish('2.0.0', INSTALLER);
    const updates = await installed();
    const trusted = server;
    await trusted[Symbol.asyncDispose]();
    server = await UpdateServer.start();
    const untrusted = await installed();
    assert.equal(await failureIn(untrusted.check('stable')), 'unreachable');
    assert.equal(await failureIn(updates.check('stable')), 'unreachable');
  });

  it('says what is wrong with a server that publishes nothing, or nonsense', async () => {
    const updates = await installed();
    assert.equal(await failureIn(updates.check('stable')), 'nothing-published');
    server.files.set('/latest.yml', 'no: [yaml');
    assert.equal(await failureIn(updates.check('stable')), 'not-understood');
    server.files.set('/latest.yml', JSON.stringify({ version: '../../1' }));
    assert.equal(await failureIn(updates.check('stable')), 'not-understood');
  });

  it('is not even created if Sigma is not packaged', async () => {
    assert.equal(
      await findUpdater({ isPackaged: false } as Electron.App, () => assert.fail()),
      'not-packaged',
    );
  });
});

/** On Windows an open file would keep the folder from being removed. */
async function filesOpenIn(folder: string): Promise<string[]> {
  if (process.platform !== 'linux') return [];
  const numbers = await readdir('/proc/self/fd');
  const paths = await Promise.all(
    numbers.map((number) => readlink(`/proc/self/fd/${number}`).catch(() => '')),
  );
  return paths.filter((path) => path.startsWith(folder));
}
