import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openLog } from '../../engine/log.ts';

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

  it('keeps the name of a service from hiding or reordering what is beside it', async () => {
    const file = join(folder, 'hostile', 'sigma.log');
    const log = openLog(file, 'created');
    log.write('operation', { service: 'evil\u202etxt\u0085' });
    await log.flush();
    const text = await readFile(file, 'utf8');
    assert.doesNotMatch(text, /[\u202e\u0085]/);
    assert.equal((JSON.parse(text) as Record<string, unknown>)['service'], 'evil\u202etxt\u0085');
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

  async function sizes(inFolder: string): Promise<Record<string, number>> {
    const names = (await readdir(inFolder)).toSorted();
    const stats = await Promise.all(names.map((name) => stat(join(inFolder, name))));
    return Object.fromEntries(names.map((name, index) => [name, stats[index]?.size ?? 0]));
  }

  it('loses no old file and stays bounded while one cannot be moved, and says then what it lost', async () => {
    const heldFolder = join(folder, 'held');
    const file = join(heldFolder, 'sigma.log');
    // It is in the way as a file is that another program holds.
    await mkdir(join(`${file}.3`, 'not-empty'), { recursive: true });
    for (const index of [1, 2]) await writeFile(`${file}.${String(index)}`, `old ${String(index)}`);
    const log = openLog(file, 'created');
    for (let round = 0; round < 200; round += 1) log.write('padding', { text: 'x'.repeat(20_000) });
    await log.flush();
    assert.equal(await readFile(`${file}.1`, 'utf8'), 'old 1');
    assert.equal(await readFile(`${file}.2`, 'utf8'), 'old 2');
    const held = await sizes(heldFolder);
    const grown = (held['sigma.log'] ?? 0) + (held['sigma.log.full'] ?? 0);
    assert.ok(grown > 256 * 1024 && grown <= 4 * 256 * 1024, String(grown));
    await rm(`${file}.3`, { recursive: true });
    log.write('operation', { operation: 'start' });
    await log.flush();
    assert.equal(await readFile(`${file}.3`, 'utf8'), 'old 1');
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    const [lost, last] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.equal(lost?.['event'], 'lines-lost');
    assert.ok(Number(lost['count']) > 100);
    assert.equal(last?.['operation'], 'start');
  });

  it('comes back if its folder was deleted meanwhile', async () => {
    const file = join(folder, 'deleted', 'sigma.log');
    const log = openLog(file, 'created');
    log.write('operation', { operation: 'start' });
    await log.flush();
    await rm(join(folder, 'deleted'), { recursive: true });
    log.write('operation', { operation: 'stop' });
    await log.flush();
    assert.match(await readFile(file, 'utf8'), /^\{[^\n]*"operation":"stop"\}\n$/);
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

  it('has a folder before there is anything in it, so that a person can open it', async () => {
    await openLog(join(folder, 'empty', 'sigma.log'), 'created').flush();
    assert.deepEqual(await readdir(join(folder, 'empty')), []);
  });

  it('is silent if it cannot write', async () => {
    const blocked = join(folder, 'a-file');
    await writeFile(blocked, '');
    const log = openLog(join(blocked, 'sigma.log'), 'created');
    log.write('operation', { operation: 'start' });
    await assert.doesNotReject(log.flush());
  });
});
