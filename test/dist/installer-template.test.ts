import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { buildApp } from '../../build/app.ts';
import { makeAppFolder } from '../../build/packaging/app-folder.ts';
import { localElectron } from '../../build/packaging/local-electron.ts';
import { readProduct, type Product } from '../../build/packaging/product.ts';
import { runBuilder } from '../../build/packaging/run-builder.ts';
import { WinePrefix } from '../../build/wine.ts';
import { compilerWarnings, makeStandInNsis } from './stand-in-nsis.ts';

describe("electron-builder's template, with the installer's own script", () => {
  let prefix: WinePrefix;
  let workshop: string;
  let product: Product;
  let made: readonly string[];

  before(async () => {
    await buildApp();
    prefix = await WinePrefix.temporary();
    workshop = await mkdtemp(join(tmpdir(), 'sigma-template-'));
    const environment = { ...prefix.environment, ...(await makeStandInNsis(workshop)) };
    // electron-builder knows no other way, and starts Wine by itself.
    Object.assign(process.env, environment, { SIGMA_UPDATE_URL: 'https://updates.example/sigma/' });
    product = await readProduct();
    const output = join(workshop, 'output');
    const appFolder = join(output, 'app');
    await makeAppFolder(appFolder, product.manifest);
    const { folders } = await localElectron(join(output, 'stand-in'));
    const places = { appFolder, serviceFolder: join(output, 'service'), output, electronFolders: folders };
    made = await runBuilder(product, places, 'nsis');
  });

  after(async () => {
    await prefix.close();
    await rm(workshop, { recursive: true });
  });

  test('compiles to an installer for each processor', async () => {
    const installers = made.filter((path) => path.endsWith('.exe'));
    const { version } = product.manifest;
    const names = [`Sigma-${version}-arm64-setup.exe`, `Sigma-${version}-x64-setup.exe`];
    assert.deepEqual(installers.map((path) => basename(path)).sort(), names);
    for (const installer of installers) assert.ok((await stat(installer)).size > 0);
  });

  test('leaves no function and no variable unused, which would be errors in the real installer', async () => {
    const warnings = await compilerWarnings(workshop);
    const own = warnings.filter((line) => !/^warning 6012: label "_LogicLib_\w+" not used$/.test(line));
    assert.deepEqual(own, []);
  });

  test('says what there is to update to, for each processor', async () => {
    const latest = await readFile(join(workshop, 'output', 'latest.yml'), 'utf8');
    for (const architecture of ['x64', 'arm64'])
      assert.match(latest, new RegExp(`-${architecture}-setup\\.exe`));
    const source = join(workshop, 'output', 'win-unpacked', 'resources', 'app-update.yml');
    assert.match(
      await readFile(source, 'utf8'),
      /provider: generic\nurl: https:\/\/updates\.example\/sigma\//,
    );
  });
});
