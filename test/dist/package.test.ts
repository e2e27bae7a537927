import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { SENTINEL } from '@electron/fuses/dist/constants.js';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { ABOUT_FILE } from '../../build/about.ts';
import { ARCHITECTURES, type Architecture } from '../../build/packaging/architectures.ts';
import { readArchivedText, readArchiveHeader } from '../../build/packaging/asar-archive.ts';
import { packageProblems } from '../../build/packaging/check-package.ts';
import { readFuses } from '../../build/packaging/fuses.ts';
import { packageFolders } from '../../build/packaging/package.ts';
import { readProduct, type Product } from '../../build/packaging/product.ts';
import { imagesIn } from '../../build/packaging/signed-images.ts';
import { APP_OUT, ROOT, TEST_OUT } from '../../build/paths.ts';
import { withoutSignature } from '../../build/portable-executable.ts';
import { run } from '../../build/run.ts';
import { checkSignature, signWithOwnCertificate } from './own-certificate.ts';

const OUTPUT = join(TEST_OUT, 'packages');
const CERTIFICATE = join(TEST_OUT, 'package-certificate');

/**
 * Not on Windows, where electron-builder downloads its signing tool: .github/workflows/windows.yml packages with a
 * certificate there.
 */
const canSign = process.platform !== 'win32';

let folders: Readonly<Record<Architecture, string>>;
let product: Product;

before(async () => {
  product = await readProduct();
  if (canSign) await signWithOwnCertificate(CERTIFICATE);
  ({ folders } = await packageFolders(OUTPUT));
});

after(async () => {
  for (const folder of [OUTPUT, CERTIFICATE]) await rm(folder, { recursive: true, force: true });
});

const read = (architecture: Architecture, file: string): Promise<Buffer> =>
  readFile(join(folders[architecture], file));

const archiveOf = (architecture: Architecture): string =>
  join(folders[architecture], 'resources', 'app.asar');

for (const architecture of ARCHITECTURES) {
  describe(`the package for ${architecture}`, () => {
    test('has fuses that keep Sigma.exe from running anything else', async () => {
      assert.deepEqual(await readFuses(join(folders[architecture], 'Sigma.exe')), {
        runAsNode: false,
        enableCookieEncryption: true,
        enableNodeOptionsEnvironmentVariable: false,
        enableNodeCliInspectArguments: false,
        enableEmbeddedAsarIntegrityValidation: true,
        onlyLoadAppFromAsar: true,
        loadBrowserProcessSpecificV8Snapshot: false,
        grantFileProtocolExtraPrivileges: false,
      });
    });

    test('names the only app.asar that it starts with', async () => {
      const { entries } = NtExecutableResource.from(
        NtExecutable.from(await read(architecture, 'Sigma.exe'), { ignoreCert: true }),
      );
      const integrity = entries.find(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR');
      assert.ok(integrity);
      const { sha256 } = readArchiveHeader(archiveOf(architecture));
      assert.deepEqual(JSON.parse(Buffer.from(integrity.bin).toString('utf8')), [
        { file: 'resources\\app.asar', alg: 'SHA256', value: sha256 },
      ]);
    });

    test('contains what runs, and nothing that it was made from', () => {
      const { files } = readArchiveHeader(archiveOf(architecture));
      const paths = files.map(({ path }) => path);
      for (const wanted of ['main.js', 'preload.cjs', 'renderer/index.html', 'node_modules/koffi/index.js'])
        assert.ok(paths.includes(wanted), wanted);
      assert.deepEqual(
        paths.filter((path) => /\.(map|tsx?|cc|hh|md)$|node_modules\/(?!koffi\/|@koromix\/)/.test(path)),
        [],
      );
      const beside = files.filter(({ isUnpacked }) => isUnpacked).map(({ path }) => path);
      assert.deepEqual(beside, [
        `node_modules/@koromix/koffi-win32-${architecture}/win32_${architecture}/koffi.node`,
      ]);
    });

    test('has its threads in the archive, each in one CommonJS file that needs no other', () => {
      const archive = archiveOf(architecture);
      const threads = readArchiveHeader(archive).files.filter(({ path }) => path.includes('.worker.'));
      assert.deepEqual(
        threads.map(({ path, isUnpacked }) => ({ path, isUnpacked })),
        ['elevation', 'mailslot-reader'].map((name) => ({ path: `${name}.worker.cjs`, isUnpacked: false })),
      );
      for (const { path } of threads) {
        const script = readArchivedText(archive, path) ?? '';
        assert.doesNotMatch(script, /^\s*(?:import|export)\s|\bimport\(|\bimport\.meta\b/m, path);
        const needed = [...script.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name = '']) => name);
        assert.ok(needed.includes('koffi'), path);
        assert.deepEqual(
          needed.filter((name) => name !== 'koffi' && !name.startsWith('node:')),
          [],
          path,
        );
      }
    });

    test('has all of koffi that the main process imports and its threads require', async () => {
      const archive = archiveOf(architecture);
      const folder = await mkdtemp(join(tmpdir(), 'sigma-archive-'));
      try {
        for (const { path } of readArchiveHeader(archive).files) {
          if (!path.startsWith('node_modules/koffi/') && path !== 'package.json') continue;
          await mkdir(dirname(join(folder, path)), { recursive: true });
          await writeFile(join(folder, path), readArchivedText(archive, path) ?? '');
        }
        // This computer's addon, in place of the one for Windows.
        const addon = join('node_modules', '@koromix', `koffi-${process.platform}-${process.arch}`);
        await cp(join(ROOT, addon), join(folder, addon), { recursive: true });
        const load = `[(await import('koffi')).default, require('koffi')].map((koffi) => typeof koffi.load)`;
        const script = `import { createRequire } from 'node:module';
          const require = createRequire(import.meta.url);
          console.log(JSON.stringify(${load}));`;
        await writeFile(join(folder, 'load.mjs'), script);
        const { output } = await run(process.execPath, [join(folder, 'load.mjs')], { output: 'capture' });
        assert.equal(output.trim(), '["function","function"]');
      } finally {
        await rm(folder, { recursive: true });
      }
    });

    test('has Sigma’s signature in each executable, library and addon', { skip: !canSign }, async () => {
      const images = (await imagesIn(folders[architecture])).sort();
      assert.deepEqual(images, [
        'Sigma.exe',
        'ffmpeg.dll',
        `resources/app.asar.unpacked/node_modules/@koromix/koffi-win32-${architecture}/win32_${architecture}/koffi.node`,
        'resources/service/SigmaSrv.exe',
        'resources/service/koffi.node',
      ]);
      for (const image of images) await checkSignature(join(folders[architecture], image), CERTIFICATE);
    });

    test('says whether it is signed, while the app that it is made from says it is not', async () => {
      const packaged = readArchivedText(archiveOf(architecture), 'about.json');
      assert.match(packaged ?? '', new RegExp(`"isSigned":${String(canSign)}`));
      assert.match(await readFile(join(APP_OUT, ABOUT_FILE), 'utf8'), /"isSigned":false/);
    });

    test("shows Sigma's name, version and icon", async () => {
      const { entries } = NtExecutableResource.from(
        NtExecutable.from(await read(architecture, 'Sigma.exe'), { ignoreCert: true }),
      );
      const [version] = Resource.VersionInfo.fromEntries(entries);
      const strings = version?.getStringValues({ lang: 0x409, codepage: 1200 });
      assert.equal(strings?.['ProductName'], 'Sigma');
      assert.equal(strings['FileVersion'], product.manifest.version);
      const sizes = Resource.IconGroupEntry.fromEntries(entries).map(({ icons }) =>
        icons.map(({ width }) => width || 256),
      );
      assert.deepEqual(sizes, [[16, 20, 24, 32, 40, 48, 64, 256]]);
    });
  });
}

describe('the check of a package', () => {
  const service = 'resources/service/SigmaSrv.exe';
  const addon = 'node_modules/@koromix/koffi-win32-x64/win32_x64/koffi.node';
  const unpackedAddon = `resources/app.asar.unpacked/${addon}`;

  test('finds no problem in a good package', async () => {
    for (const architecture of ARCHITECTURES)
      assert.deepEqual(await packageProblems(folders[architecture], architecture, product), []);
  });

  for (const file of [
    'Sigma.exe',
    'resources/app.asar',
    service,
    'resources/service/koffi.node',
    unpackedAddon,
  ]) {
    test(`notices a missing ${file}`, () => problemsWith(file, undefined, [`${file} is missing`]));
  }

  for (const file of ['resources/default_app.asar', 'resources/service/notes.txt', 'version']) {
    test(`notices a superfluous ${file}`, () =>
      problemsWith(file, () => Buffer.of(0), [`${file} is not expected there`]));
  }

  test('finds a fuse that was not flipped', () =>
    problemsWith('Sigma.exe', withRunAsNode, ['the fuse runAsNode is on']));

  test('finds an app.asar that Electron would refuse', () =>
    problemsWith('resources/app.asar', withOtherName, [
      'app.asar lacks main.js',
      'app.asar has moin.js, which is not expected there',
      /^the executable expects another app\.asar/,
    ]));

  test('finds a service that the client would not run with administrator rights', () =>
    problemsWith('resources/service/SigmaSrv.exe', withOneByteMore, [
      'the client expects another SigmaSrv.exe',
    ]));

  test("finds another processor's addon", async () => {
    const other = await read(
      'arm64',
      'resources/app.asar.unpacked/node_modules/@koromix/koffi-win32-arm64/win32_arm64/koffi.node',
    );
    await problemsWith(unpackedAddon, () => other, [`${unpackedAddon} is not for x64`]);
  });

  for (const file of ['ffmpeg.dll', unpackedAddon]) {
    test(`finds ${file} without a signature if Sigma.exe has one`, { skip: !canSign }, () =>
      problemsWith(file, withoutSignature, [`${file} is not signed, and Sigma.exe is`]),
    );
  }

  test('requires no signature if Sigma.exe has none', { skip: !canSign }, () =>
    problemsWith('Sigma.exe', withoutSignature, []),
  );

  test('finds a different version', async () => {
    const other = { ...product, manifest: { ...product.manifest, version: '9.9.9' } };
    assert.deepEqual(await packageProblems(folders.x64, 'x64', other), [
      `the executable's FileVersion is "${product.manifest.version}"`,
    ]);
  });
});

/**
 * Changes or removes one file of the x64 package, compares the problems found with the expected ones, and puts the file
 * back.
 */
async function problemsWith(
  file: string,
  change: ((bytes: Buffer) => Buffer) | undefined,
  expected: readonly (string | RegExp)[],
): Promise<void> {
  const path = join(folders.x64, file);
  const original = await readFile(path).catch(() => undefined);
  await mkdir(dirname(path), { recursive: true });
  if (change === undefined) await rm(path);
  else await writeFile(path, change(original ?? Buffer.alloc(0)));
  try {
    const problems = await packageProblems(folders.x64, 'x64', product);
    assert.equal(problems.length, expected.length, problems.join('\n'));
    for (const [index, problem] of problems.entries()) {
      const wanted = expected[index] ?? '';
      if (typeof wanted === 'string') assert.equal(problem, wanted);
      else assert.match(problem, wanted);
    }
  } finally {
    if (original === undefined) await rm(path);
    else await writeFile(path, original);
  }
}

function withRunAsNode(executable: Buffer): Buffer {
  const first = executable.indexOf(SENTINEL, 'latin1') + SENTINEL.length + 2;
  const changed = Buffer.from(executable);
  changed.write('1', first, 'latin1');
  return changed;
}

function withOneByteMore(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.of(0)]);
}

/** The new name has the same length, so the header still fits. */
function withOtherName(archive: Buffer): Buffer {
  const changed = Buffer.from(archive);
  changed.write('"moin.js"', changed.indexOf('"main.js"', 'latin1'), 'latin1');
  return changed;
}
