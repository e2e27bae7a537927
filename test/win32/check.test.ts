import { MAILSLOT_NAME } from '../../common/product.ts';
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, before, describe, test } from 'node:test';
import { CHECK_LINKS } from '../../common/check.ts';
import { encodeMessage } from '../../common/status-message.ts';
import { isSameAccess } from '../../engine/check/mailslot-links.ts';
import { createWin32Bridge } from '../../native-bridge/win32/win32-bridge.ts';
import { failsWith } from '../conformance/expectations.ts';
import { isWine, SIGMA_SRV, temporaryFolder } from './places.ts';
import { until } from './programs.ts';
import { sigmaSrv } from './sigma-srv.ts';

interface Link {
  readonly link: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly code?: number;
}

/** What SigmaSrv /check /json says, with its exit code. */
async function check(): Promise<{ readonly exitCode: number; readonly link: (name: string) => Link }> {
  const { exitCode, output } = await sigmaSrv('/check', '/json');
  const links = JSON.parse(output) as readonly Link[];
  assert.deepEqual(
    links.map(({ link }) => link),
    CHECK_LINKS,
  );
  const link = (name: string): Link => {
    const found = links.find((one) => one.link === name);
    assert.ok(found);
    return found;
  };
  return { exitCode, link };
}

describe('SigmaSrv /check', () => {
  before(() => sigmaSrv('/unregister'));
  afterEach(() => sigmaSrv('/unregister'));

  test('without a service fails only for what needs one', async () => {
    const { exitCode, link } = await check();
    assert.equal(exitCode, 1060);
    for (const name of ['mailslot', 'scm', 'helper-files', 'prompt', 'folders', 'clock']) {
      assert.ok(link(name).ok, link(name).detail);
      assert.equal(link(name).code, undefined);
    }
    assert.match(link('mailslot').detail, /a message arrived in \d+ ms\. .*sigmamain is free/);
    for (const name of ['posting', 'service']) assert.equal(link(name).code, 1060, link(name).detail);
  });

  test('measures a post of the running service while Sigma is closed, and leaves the mailslot free', async () => {
    await sigmaSrv('/register', '/start');
    const { exitCode, link } = await check();
    assert.equal(exitCode, 0);
    assert.match(
      link('posting').detail,
      /^A status message from the service \(process \d+\) arrived \d+ ms after it was sent\./,
    );
    assert.match(link('service').detail, /^Registered as ".*SigmaSrv\.exe", state: running\.$/);
    await failsWith(2, createWin32Bridge().mailslots.post(MAILSLOT_NAME, encodeMessage('x')));
  });

  test('prints one line per link, and a last one', async () => {
    await sigmaSrv('/register', '/start');
    const { exitCode, output } = await sigmaSrv('/check');
    assert.equal(exitCode, 0, output);
    const lines = output.trimEnd().split('\n');
    assert.equal(lines.length, CHECK_LINKS.length + 1, output);
    for (const [index, link] of CHECK_LINKS.entries())
      assert.match(lines[index] ?? '', new RegExp(`^(OK|\\?\\?)  ${link.padEnd(12)}  \\S`));
    assert.match(lines.at(-1) ?? '', /^[78] of 8 links work/);
  });

  test('takes nothing from an open Sigma, and says that posting is not measured', async () => {
    await sigmaSrv('/register', '/start');
    let received = 0;
    const mailslot = await createWin32Bridge().mailslots.create(MAILSLOT_NAME, ({ messages }) => {
      received += messages.length;
    });
    try {
      await until('the service posts', () => received > 0);
      const { exitCode, link } = await check();
      assert.equal(exitCode, 0);
      assert.match(link('mailslot').detail, /Another program owns .*sigmamain/);
      assert.match(link('posting').detail, /^Not measured: /);
      const before = received;
      await until('it still posts to Sigma', () => received > before);
    } finally {
      await mailslot.close();
    }
  });

  test('says that a stopped service posts nothing', async () => {
    await sigmaSrv('/register', '/start');
    await sigmaSrv('/stop');
    const { exitCode, link } = await check();
    assert.equal(exitCode, 1062);
    assert.equal(link('posting').code, 1062);
    assert.ok(link('service').ok, link('service').detail);
  });
});

describe('what a check looks at', () => {
  const { inspection, mailslots } = createWin32Bridge();
  const SLOT = String.raw`\\.\mailslot\sigma-test-check-${String(process.pid)}`;

  test('its own mailslot has the access that was asked for, and returns one message at a time', async () => {
    const slot = await inspection.createMailslot(SLOT);
    try {
      assert.ok(isSameAccess(slot.asked, slot.found), `${slot.asked} became ${slot.found}`);
      assert.match(slot.found, /;;;SU\)/);
      assert.equal(await slot.receive(10), undefined);
      for (const text of ['one', 'two']) await mailslots.post(SLOT, encodeMessage(text));
      assert.deepEqual((await slot.receive(1_000))?.bytes, encodeMessage('one'));
      assert.deepEqual((await slot.receive(1_000))?.bytes, encodeMessage('two'));
      assert.equal(await inspection.isMailslotOwned(SLOT), true);
      assert.equal(await slot.receive(10), undefined, 'checking for an owner posts nothing');
      await failsWith(183, inspection.createMailslot(SLOT));
    } finally {
      slot[Symbol.dispose]();
    }
    assert.equal(await inspection.isMailslotOwned(SLOT), false);
    await failsWith(6, slot.receive(10));
  });

  test('a signed file, an unsigned one, and one that was changed after signing', async () => {
    assert.deepEqual(await inspection.signature(SIGMA_SRV), { kind: 'none' });
    const signed = await inspection.signature(process.execPath);
    // Wine lacks the certificates of Windows' own authorities.
    if (isWine) assert.notEqual(signed.kind, 'none');
    else assert.deepEqual(signed, { kind: 'valid' });
    const changed = join(temporaryFolder(), 'node.exe');
    const bytes = readFileSync(process.execPath);
    bytes[0x1000] = (bytes[0x1000] ?? 0) ^ 1;
    writeFileSync(changed, bytes);
    assert.equal((await inspection.signature(changed)).kind, 'refused');
  });

  test('a file’s hash and time, and a missing file', async () => {
    const file = join(temporaryFolder(), 'abc.txt');
    writeFileSync(file, 'abc');
    assert.equal(
      await inspection.fileHash(file),
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    assert.ok(Math.abs(((await inspection.fileTime(file)) ?? 0) - Date.now()) < 60_000);
    await failsWith(2, inspection.fileHash(`${file}.none`));
    await failsWith(2, inspection.fileTime(`${file}.none`));
  });

  test('the rights of this process', () => {
    assert.match(inspection.elevation(), /^(elevated|administrator|standard-user)$/);
  });
});
