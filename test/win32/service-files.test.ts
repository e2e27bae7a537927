import { SERVICE_FILES } from '../../engine/registration/wanted.ts';
import assert from 'node:assert/strict';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, test } from 'node:test';
import { win32Files as files } from '../../native-bridge/win32/files.ts';
import { failsWith } from '../conformance/expectations.ts';
import { isWine, peer, temporaryFolder } from './places.ts';
import { startProgram } from './programs.ts';

describe('the files of a service', () => {
  let folder: string;
  let source: string;
  let target: string;

  beforeEach(() => {
    folder = join(temporaryFolder(), 'Sigma', 'service');
    mkdirSync(folder, { recursive: true });
    source = join(temporaryFolder(), 'source.exe');
    target = join(folder, 'target.exe');
    writeFileSync(source, 'new');
  });

  /** Runs a program from the target, or from another file, for as long as the work takes. */
  async function whileInUse(work: () => Promise<void>, file = target): Promise<void> {
    copyFileSync(peer('not-a-service'), file);
    await using program = new AsyncDisposableStack();
    program.use(startProgram(file, []));
    await work();
  }

  test('lie in a folder that never existed before (183), and that can be set aside', async () => {
    const own = join(folder, 'own');
    const accessList = 'D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)';
    await files.createFolder(own, accessList);
    await failsWith(183, files.createFolder(own, accessList));
    writeFileSync(join(own, 'log'), 'of before');
    await files.setAside(own, SERVICE_FILES);
    await files.createFolder(own, accessList);
    assert.deepEqual(readdirSync(own), []);
    const kept = readdirSync(folder).find((name) => name.endsWith('.replaced'));
    assert.equal(readFileSync(join(folder, kept ?? '', 'log'), 'utf8'), 'of before');
  });

  test('are set aside with their whole folder, even if the service runs from it', () =>
    whileInUse(
      async () => {
        writeFileSync(join(folder, 'version.dll'), 'left by somebody');
        await files.setAside(folder, SERVICE_FILES);
        assert.equal(existsSync(folder), false);
        await files.createFolder(folder, 'D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)');
        assert.deepEqual(readdirSync(folder), []);
        const beside = readdirSync(dirname(folder));
        const kept = beside.find((name) => name.endsWith('.replaced')) ?? '';
        assert.ok(existsSync(join(dirname(folder), kept, 'version.dll')), beside.join(', '));
      },
      join(folder, 'SigmaSrv.exe'),
    ));

  test('never lie in a folder that leads elsewhere', async (context) => {
    if (isWine) {
      context.skip('Wine makes no junctions');
      return;
    }
    const link = join(folder, 'link');
    const target = temporaryFolder();
    symlinkSync(target, link, 'junction');
    assert.equal(await files.linkTarget(link), target);
    assert.equal(await files.linkTarget(folder), undefined);
    await files.secure(target, 'D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)');
    assert.notEqual(await files.security(link), await files.security(target), 'a link has its own');
    assert.equal(await files.isLink(link), true);
    assert.equal(await files.isLink(folder), false);
    assert.equal(await files.isLink(join(folder, 'missing')), false);
    await failsWith(183, files.createFolder(link, 'D:P(A;OICI;FA;;;BA)'));
  });

  test('are copied whole, and a copy is undone without a trace', async () => {
    const undo = await files.copy(source, target);
    assert.equal(readFileSync(target, 'utf8'), 'new');
    assert.deepEqual(readdirSync(folder), ['target.exe']);
    await undo();
    assert.deepEqual(readdirSync(folder), []);
  });

  test('are put back when a copy over them is undone', async () => {
    writeFileSync(target, 'old');
    const undo = await files.copy(source, target);
    assert.equal(readFileSync(target, 'utf8'), 'new');
    await undo();
    assert.equal(readFileSync(target, 'utf8'), 'old');
    assert.deepEqual(readdirSync(folder), ['target.exe']);
  });

  test('are unchanged if a copy over them fails (2)', async () => {
    writeFileSync(target, 'old');
    await failsWith(2, files.copy(join(folder, 'missing.exe'), target));
    assert.equal(readFileSync(target, 'utf8'), 'old');
    assert.deepEqual(readdirSync(folder), ['target.exe']);
  });

  test('that were replaced stay until they are removed', async () => {
    writeFileSync(target, 'old');
    await files.copy(source, target);
    assert.equal(readdirSync(folder).length, 2);
    await files.removeReplaced(folder);
    assert.deepEqual(readdirSync(folder), ['target.exe']);
    assert.equal(readFileSync(target, 'utf8'), 'new');
    await files.removeReplaced(join(folder, 'no such folder'));
  });

  test('are copied even over a running program, which can be put back', () =>
    whileInUse(async () => {
      const program = readFileSync(target);
      const undo = await files.copy(source, target);
      assert.equal(readFileSync(target, 'utf8'), 'new');
      await undo();
      assert.deepEqual(readFileSync(target), program);
      assert.deepEqual(readdirSync(folder), ['target.exe']);
    }));

  test('of a running program are out of the way at once, and gone once it has ended', async () => {
    await whileInUse(async () => {
      await files.copy(source, target);
      await files.removeReplaced(folder);
      assert.equal(readFileSync(target, 'utf8'), 'new');
      assert.equal(await files.removeFolder(folder), 'after-restart');
      assert.equal(existsSync(target), false);
      const [left = '', ...more] = readdirSync(folder);
      assert.deepEqual(more, []);
      assert.equal(await files.removeFolder(folder), 'after-restart', 'again, and nothing else happens');
      assert.deepEqual(readdirSync(folder), [left]);
    });
    assert.equal(await files.removeFolder(folder, dirname(folder)), 'removed');
    assert.equal(existsSync(dirname(folder)), false, 'the folder above was empty');
  });

  test('leave the parent folder if it is not named, even if it is empty', async () => {
    assert.equal(await files.removeFolder(folder), 'removed');
    assert.deepEqual(readdirSync(dirname(folder)), []);
  });

  test('leave the parent folder if something else is in it', async () => {
    const neighbour = join(folder, '..', 'Sigma.exe');
    writeFileSync(neighbour, 'else');
    writeFileSync(target, 'old');
    assert.equal(await files.removeFolder(folder, dirname(folder)), 'removed');
    assert.equal(existsSync(folder), false);
    assert.equal(readFileSync(neighbour, 'utf8'), 'else');
  });

  test('are the same if size and time are', async () => {
    const [from, to] = [temporaryFolder(), temporaryFolder()];
    writeFileSync(join(from, 'a'), 'one');
    assert.equal(await files.areSame(from, to, ['a']), false);
    await files.copy(join(from, 'a'), join(to, 'a'));
    assert.equal(await files.areSame(from, to, ['a']), true);
    writeFileSync(join(to, 'a'), 'other');
    assert.equal(await files.areSame(from, to, ['a']), false);
  });
});
