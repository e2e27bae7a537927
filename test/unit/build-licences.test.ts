import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it, test } from 'node:test';
import { bundledPackages } from '../../build/bundled-packages.ts';
import { licenceIn } from '../../build/licences.ts';

test('a bundle’s packages are those of which something is left in it, and those that it loads', () => {
  const module = (renderedLength: number) => ({ renderedLength });
  const packages = bundledPackages([
    { type: 'asset', fileName: 'window.css' },
    {
      type: 'chunk',
      fileName: 'main.js',
      imports: ['chunk.js', 'node:fs', 'path', 'electron'],
      dynamicImports: ['@scope/addon/inner.js'],
      modules: {
        '/sigma/electron/main.ts': module(10),
        '/sigma/node_modules/valibot/dist/index.js': module(10),
        '/sigma/node_modules/shaken-off/index.js': module(0),
        '/sigma/node_modules/outer/node_modules/@scope/inner/index.js': module(10),
        '\0rolldown/runtime.js': module(10),
      },
    },
    {
      type: 'chunk',
      fileName: 'chunk.js',
      imports: [],
      dynamicImports: [],
      modules: { 'C:\\sigma\\node_modules\\valibot\\dist\\other.js': module(10) },
    },
  ]);
  assert.deepEqual(packages, ['@scope/addon', 'electron', 'outer/node_modules/@scope/inner', 'valibot']);
});

describe('the licence of a package', () => {
  let folder = '';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sigma-licences-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function write(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [file, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), text);
    }
  }

  const DESCRIPTION = JSON.stringify({ name: 'example', version: '1.2.3', license: 'MIT' });

  it('is its own text, and after that of what it has copied', async () => {
    await write({
      'package.json': DESCRIPTION,
      'a/vendor/LICENSE.md': 'Theirs.\n',
      LICENCE: 'Ours.\n',
      'licensing.js': 'code',
      'node_modules/other/LICENSE': 'Of another package.',
    });
    const licence = await licenceIn(folder);
    assert.deepEqual(licence, { name: 'example', version: '1.2.3', terms: 'MIT', text: 'Ours.\n\nTheirs.' });
  });

  it('is asked for: without its text, or without its terms, nothing is built', async () => {
    await write({ 'package.json': DESCRIPTION });
    await assert.rejects(licenceIn(folder), /example 1\.2\.3 comes without a licence/);
    await write({ 'package.json': JSON.stringify({ name: 'example', version: '1.2.3' }), LICENSE: 'Text.' });
    await assert.rejects(licenceIn(folder), /example 1\.2\.3 comes without a licence/);
  });
});
