import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CHECK_LINKS, type CheckReport } from '../../common/check.ts';
import { ENGLISH } from '../../common/languages/english.ts';
import { GERMAN } from '../../common/languages/german.ts';
import { CHECK } from './hand-made-main.ts';
import { openHandMade, openSimulated, SIDE_BY_SIDE } from './sigma-window.ts';

const { check: words, frame } = ENGLISH;

describe('the window Check Sigma', SIDE_BY_SIDE, () => {
  it('looks at every link when it is opened, and says of each how it is by shape and word', async () => {
    await using window = await openSimulated();
    await window.untilHealth('healthy');
    const check = await window.openChild('check');
    const rows = check.getByRole('listitem');
    await rows.first().waitFor();
    assert.equal(await rows.count(), CHECK_LINKS.length);
    for (const [index, link] of CHECK_LINKS.entries()) {
      // A simulated computer has no files to verify.
      const verdict = link === 'helper-files' ? 'unknown' : 'works';
      const row = rows.nth(index);
      const text = await row.innerText();
      assert.ok(text.includes(words.links[link]) && text.includes(words.verdicts[verdict]), text);
      assert.equal(await row.locator(`svg.verdict-shape.${verdict}`).count(), 1);
    }
    await check.getByRole('status').getByText('7 of 8 links work, 1 unknown.').waitFor();
  });

  it('tells the code of what does not work, and with the keyboard checks again after it was mended', async () => {
    await using window = await openSimulated({ simulation: { notInstalled: true } });
    await window.untilHealth('not-installed');
    const check = await window.openChild('check');
    const row = check.getByRole('listitem').filter({ hasText: words.findings['service-absent']() });
    await row.getByText(words.verdicts.fails, { exact: true }).waitFor();
    await row.getByText('ERROR_SERVICE_DOES_NOT_EXIST (1060)', { exact: true }).waitFor();
    await window.toolbarButton('install').click();
    await window.untilHealth('stopped');
    await check.getByRole('button', { name: words.again }).focus();
    await window.press('Enter');
    await check
      .getByRole('listitem')
      .filter({ hasText: 'Registered as' })
      .filter({ hasText: words.verdicts.works })
      .waitFor();
  });

  it('says that it checks, takes no second question meanwhile, and keeps the report of before', async () => {
    const answers: PromiseWithResolvers<CheckReport>[] = [];
    await using window = await openHandMade({
      answers: {
        check: () => {
          const answer = Promise.withResolvers<CheckReport>();
          answers.push(answer);
          return answer.promise;
        },
      },
    });
    const check = await window.openChild('check');
    const again = check.getByRole('button', { name: words.again });
    await check.getByRole('status').getByText(words.running).waitFor();
    assert.equal(await again.getAttribute('aria-disabled'), 'true');
    await again.focus();
    await window.press('Enter');
    assert.equal(answers.length, 1);
    answers[0]?.resolve(CHECK);
    await check.getByRole('listitem').first().waitFor();
    await again.click();
    await check.getByRole('status').getByText(words.running).waitFor();
    assert.equal(await check.getByRole('listitem').count(), CHECK.links.length);
    assert.equal(answers.length, 2);
    answers[1]?.reject(new Error('It could not be asked'));
    await check.getByRole('alert').filter({ hasText: words.failed }).waitFor();
    assert.equal(await check.getByRole('listitem').count(), 0);
  });

  it('words the same report in another language as soon as that is chosen', async () => {
    await using window = await openSimulated();
    await window.untilHealth('healthy');
    const check = await window.openChild('check');
    await check.getByRole('listitem').first().waitFor();
    await window.page.evaluate(`sigma.changeSettings({ language: 'de' })`);
    const german = window.page.getByRole('region', { name: GERMAN.windows.titles.check, exact: true });
    await german.getByText('Registriert als').waitFor();
    await german.getByText('7 von 8 Prüfungen in Ordnung, 1 unbekannt.').waitFor();
    assert.equal(await german.getByText('Registered as').count(), 0);
  });
});

// Not side by side with others, because all windows share one clipboard.
describe('the report of a check', () => {
  it('can be copied, with the versions and without the user', { timeout: 120_000 }, async () => {
    await using window = await openHandMade();
    await window.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const check = await window.openChild('check');
    await check.getByRole('button', { name: words.copy }).click();
    await check.getByRole('button', { name: frame.copied }).waitFor();
    const copied = await window.page.evaluate('navigator.clipboard.readText()');
    assert.deepEqual(String(copied).split(/\r?\n/), [
      'Sigma 1.2.3, Windows 11, 10.0 (build 26100)',
      'OK  scm           Lists 214 services in 3 ms.',
      '??  helper-files  Not checked: a simulated computer has no files.',
      '!!  service       Not installed. Choose Install service in Sigma, or run SigmaSrv /register as administrator. [ERROR_SERVICE_DOES_NOT_EXIST (1060)]',
      '1 of 3 links works, 1 failed, 1 unknown.',
    ]);
  });
});
