import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { signLibraries } from '../../build/packaging/signed-images.ts';
import { hasCertificates } from '../../build/portable-executable.ts';

const HEADER = 0x80;
const IMAGE_BYTES = 0x400;
const TABLE_BYTES = 0x10;
const DIRECTORIES = { '32 bits': [0x10b, 96], '64 bits': [0x20b, 112] } as const;

/** The headers of an image, and maybe a certificate table at its end. */
function image(bits: keyof typeof DIRECTORIES, certificates: boolean): Buffer {
  const [magic, directories] = DIRECTORIES[bits];
  const bytes = Buffer.alloc(IMAGE_BYTES + (certificates ? TABLE_BYTES : 0));
  bytes.writeUInt32LE(HEADER, 0x3c);
  bytes.write('PE\0\0', HEADER, 'latin1');
  bytes.writeUInt16LE(magic, HEADER + 24);
  const entry = HEADER + 24 + directories + 4 * 8;
  bytes.writeUInt32LE(certificates ? IMAGE_BYTES : 0, entry);
  bytes.writeUInt32LE(certificates ? TABLE_BYTES : 0, entry + 4);
  return bytes;
}

describe('an image', () => {
  for (const bits of ['32 bits', '64 bits'] as const) {
    test(`for ${bits} is signed where it has a certificate table, all of which is there`, () => {
      const signed = image(bits, true);
      assert.equal(hasCertificates(signed, signed.length), true);
      assert.equal(hasCertificates(signed, signed.length - 1), false);
      assert.equal(hasCertificates(image(bits, false), IMAGE_BYTES), false);
    });
  }

  test('is nothing else, and nothing that is cut off', () => {
    const signed = image('64 bits', true);
    for (let length = 0; length < HEADER + 24 + 112 + 5 * 8; length++)
      assert.equal(hasCertificates(signed.subarray(0, length), signed.length), false);
    assert.equal(hasCertificates(Buffer.alloc(IMAGE_BYTES, 0xff), IMAGE_BYTES), false);
    assert.equal(hasCertificates(Buffer.from('a stand-in'), 10), false);
  });
});

describe('signing libraries', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sigma-signing-'));
  });
  after(() => rm(folder, { recursive: true }));

  test('signs each library and addon once, and nothing that is already signed', async () => {
    const files: Record<string, Buffer> = {
      'electron.exe': image('64 bits', false),
      'ffmpeg.dll': image('64 bits', false),
      'd3dcompiler_47.dll': image('64 bits', true),
      'deep/er/koffi.node': image('64 bits', false),
      'readme.txt': Buffer.alloc(0),
    };
    for (const [name, bytes] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), bytes);
    }
    const signed: string[] = [];
    const signer = {
      signIf: async (file: string): Promise<boolean> => {
        signed.push(file.slice(folder.length + 1).replaceAll('\\', '/'));
        await writeFile(file, image('64 bits', true));
        return true;
      },
    };
    await signLibraries(folder, signer);
    assert.deepEqual(signed.sort(), ['deep/er/koffi.node', 'ffmpeg.dll']);
    await signLibraries(folder, signer);
    assert.equal(signed.length, 2);
    assert.deepEqual(await readFile(join(folder, 'd3dcompiler_47.dll')), files['d3dcompiler_47.dll']);
  });
});
