import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openLog } from '../../native-bridge/log.ts';

describe('the log', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sigma-log-'));
  });

  after(() => rm(folder, { recursive: true }));

  it('has one line of JSON an event, in their order', async () => {
    const file = join(folder, 'logs', 'sigma.log');
    const log = openLog(file, 'created');
    for (let code = 0; code < 20; code += 1) log.write('elevation-ended', { verb: '/register', code });
    await log.flush();
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    const events = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(
      events.map(({ code }) => code),
      Array.from({ length: 20 }, (_, code) => code),
    );
    assert.ok(events.every(({ time, verb }) => typeof time === 'string' && verb === '/register'));
  });

  it('does not grow without bounds', async () => {
    const log = openLog(join(folder, 'big', 'sigma.log'), 'created');
    for (let round = 0; round < 200; round += 1) log.write('padding', { text: 'x'.repeat(20_000) });
    await log.flush();
    const files = await readdir(join(folder, 'big'));
    const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, 'big', file))).size));
    assert.equal(files.length, 4);
    assert.ok(sizes.reduce((sum, size) => sum + size) <= 4 * 256 * 1024);
  });

  it('writes nothing while it must not', async () => {
    const file = join(folder, 'guarded.log');
    let mayWrite = false;
    const log = openLog(file, () => Promise.resolve(mayWrite));
    log.write('step', { line: 'before the folder is safe' });
    await log.flush();
    assert.equal((await readdir(folder)).includes('guarded.log'), false);
    mayWrite = true;
    log.write('step', { line: 'after it' });
    await log.flush();
    assert.match(await readFile(file, 'utf8'), /^\{[^\n]*"line":"after it"\}\n$/);
  });

  it('is silent where it cannot write', async () => {
    const blocked = join(folder, 'a-file');
    await writeFile(blocked, '');
    const log = openLog(join(blocked, 'sigma.log'), 'created');
    log.write('operation', { operation: 'start' });
    await assert.doesNotReject(log.flush());
  });
});
