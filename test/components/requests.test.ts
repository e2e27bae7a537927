import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import { ENGLISH } from '../../common/languages/english.ts';
import { SERVICE_DISPLAY_NAME } from '../../common/product.ts';
import { requestIn, openSimulated, buttonIn, SIDE_BY_SIDE } from './sigma-window.ts';

const { requests, frame } = ENGLISH;

/** The texts that say that Windows will prompt. */
function shieldOn(button: Locator): Locator {
  return button.locator('.shield');
}

/** Requests of the user, and Windows' answers. */
describe('administrator prompts', SIDE_BY_SIDE, () => {
  it('make it possible if the rights do not suffice', async () => {
    await using window = await openSimulated({ simulation: { elevationNeeded: true } });
    await window.untilHealth('healthy');
    await window.toolbarButton('stop').click();
    await window.untilHealth('stopped');
    await window.toolbarButton('start').click();
    await window.untilHealth('healthy');
  });

  it('are spared by one more: offered once, and taken back in the Service window', async () => {
    await using window = await openSimulated({ simulation: { elevationNeeded: true } });
    await window.untilHealth('healthy');
    await shieldOn(window.toolbarButton('stop')).waitFor();
    await window.toolbarButton('stop').click();
    const offer = window.page.getByText(frame.userControlOffer);
    await offer.waitFor();
    await window.button(requests.labels['allow-user-control']).click();
    const service = await window.openChild('service');
    await requestIn(service, 'end-user-control').waitFor();
    await shieldOn(window.toolbarButton('start')).waitFor({ state: 'detached' });
    await shieldOn(requestIn(service, 'end-user-control')).waitFor();
    await window.toolbarButton('start').click();
    await window.untilHealth('healthy');
    assert.equal(await offer.count(), 0);
    await requestIn(service, 'end-user-control').click();
    await requestIn(service, 'allow-user-control').waitFor();
    await window.toolbarButton('stop').click();
    await window.untilHealth('stopped');
    await window.untilIdle();
    assert.equal(await offer.count(), 0, 'it is offered once');
  });

  it('that are refused are told quietly, change nothing, and can be asked for again', async () => {
    await using window = await openSimulated({
      simulation: { notInstalled: true, elevationCancelled: true },
    });
    await window.untilHealth('not-installed');
    await window.toolbarButton('install').click();
    await window.untilText(frame.cancelled);
    assert.equal(await window.page.getByRole('alert').count(), 0);
    assert.equal(await window.page.getByText('ERROR_').count(), 0);
    await window.untilHealth('not-installed');
    await window.untilEnabled(window.toolbarButton('install'));
    await window.untilEnabled(window.button(frame.retry));
  });

  it('that are refused are told whatever they were for', async () => {
    await using window = await openSimulated({
      simulation: { elevationNeeded: true, elevationCancelled: true },
    });
    await window.untilHealth('healthy');
    const service = await window.openChild('service');
    for (const request of ['restart', 'repair', 'allow-user-control'] as const) {
      await requestIn(service, request).click();
      await window.untilText(frame.cancelled);
      await window.button(frame.dismiss).click();
      await window.page.getByText(frame.cancelled).waitFor({ state: 'detached' });
    }
    await window.openChild('settings');
    const { postInterval, apply } = ENGLISH.settings;
    await window.page.getByLabel(postInterval).selectOption('5000');
    await window.button(apply).click();
    await window.untilText(frame.cancelled);
    await window.untilEnabled(window.button(frame.retry));
    await window.untilHealth('healthy');
  });
});

describe('a service that cannot be started', SIDE_BY_SIDE, () => {
  it('is repaired from the error, and then starts', async () => {
    await using window = await openSimulated({ simulation: { disabled: true } });
    await window.untilHealth('stopped');
    await window.toolbarButton('start').click();
    const error = window.page.getByRole('alert');
    await error.filter({ hasText: 'ERROR_SERVICE_DISABLED (1058)' }).waitFor();
    for (const name of [frame.retry, frame.copyDetails]) {
      await window.untilEnabled(buttonIn(error, name));
    }
    await requestIn(error, 'repair').click();
    await error.waitFor({ state: 'detached' });
    await window.untilIdle();
    await window.toolbarButton('start').click();
    await window.untilHealth('healthy');
  });
});

describe('uninstalling', SIDE_BY_SIDE, () => {
  it('is asked about first, with the focus on the answer that keeps the service', async () => {
    await using window = await openSimulated({});
    const { question, consequence, refuse } = requests.uninstalling;
    await window.untilHealth('healthy');
    await window.toolbarButton('uninstall').press('Enter');
    await window.page.getByText(consequence).waitFor();
    await window.page.keyboard.press('Enter');
    await window.page.getByText(question(SERVICE_DISPLAY_NAME)).waitFor({ state: 'detached' });
    assert.equal(await window.button(refuse).count(), 0);
    await window.untilHealth('healthy');
  });
});

describe('a request that takes its time', SIDE_BY_SIDE, () => {
  it('can be left: the window is free at once, Windows works on, and nothing overtakes it', async () => {
    await using window = await openSimulated({ simulation: { elevationNeeded: true, slowService: true } });
    await window.untilHealth('healthy');
    const stopWaiting = window.button(frame.stopWaiting);
    await window.toolbarButton('stop').click();
    await stopWaiting.click();
    await window.page.getByText(requests.left.consequence).waitFor();
    await window.untilText(requests.left.stillUnderWay(requests.busy.stop));
    await window.untilEnabled(window.toolbarButton('uninstall'));
    const isPending = window.page.getByTitle(requests.reasons.pending, { exact: true });
    await window.toolbarButton('start').and(isPending).waitFor();

    await window.toolbarButton('uninstall').click();
    await window.button(requests.uninstalling.confirm).click();
    await window.untilText(requests.left.waitsFor(requests.busy.uninstall, requests.busy.stop));
    await stopWaiting.click();
    await window.untilText(requests.withdrawn);
    await window.main.clock.skip(20_000);
    await window.untilHealth('stopped');
    await window.untilIdle();
    await window.untilHealth('stopped');
  });
});

describe('a mailslot that is taken', SIDE_BY_SIDE, () => {
  it('is told with the details to copy, and the service is shown all the same', async () => {
    await using window = await openSimulated({ simulation: { mailslotTaken: true } });
    await window.statusPart('mailslot').getByText(ENGLISH.mailslot.words.taken).waitFor();
    await window.untilHealth('healthy');
    await window.page.getByText('ERROR_ALREADY_EXISTS (183)').waitFor();
    await window.button(frame.copyDetails).click();
    await window.button(frame.copied).waitFor();
  });
});
