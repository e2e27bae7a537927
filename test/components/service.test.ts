import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import { ENGLISH } from '../../common/languages/english.ts';
import { SERVICE_DISPLAY_NAME } from '../../common/product.ts';
import type { SimulationOptions } from '../../engine/simulation/simulated-bridge.ts';
import { until } from '../e2e/until.ts';
import type { SimulatedMain } from './simulated-main.ts';
import { buttonIn, openSimulated, requestIn, type SigmaWindow, SIDE_BY_SIDE } from './sigma-window.ts';

const { service: words, facts, requests, mdi } = ENGLISH;

/** Opens the Service window from the status bar. */
async function openService(simulation: SimulationOptions = {}) {
  const window = await openSimulated({ simulation });
  await window.untilHealth('healthy');
  await window.statusPart('service').click();
  const service = window.window('service');
  await service.waitFor();
  return { window, service, [Symbol.asyncDispose]: () => window[Symbol.asyncDispose]() };
}

/** @returns the reason that assistive technology and the tool tip give for a disabled button */
async function reasonOf(control: Locator): Promise<string> {
  assert.equal(await control.getAttribute('aria-disabled'), 'true');
  const reason = (await control.getAttribute('title')) ?? '';
  const described = await control.evaluate((element: Element) => {
    const id = element.getAttribute('aria-describedby');
    return id === null ? null : element.ownerDocument.getElementById(id)?.textContent;
  });
  assert.equal(described, reason);
  return reason;
}

/** @returns the value of a fact by its name */
function fact(within: Locator, name: string): Locator {
  return within.locator(`dt:text-is("${name}") + dd`);
}

describe('the first run', SIDE_BY_SIDE, () => {
  const isFocused = (window: SigmaWindow<SimulatedMain>, control: Locator) =>
    control.and(window.page.locator(':focus')).isVisible();

  it('opens the Service window in front, which installs by its one button', async () => {
    await using window = await openSimulated({ simulation: { notInstalled: true } });
    const service = window.window('service');
    await service.getByText(words.welcome.what).waitFor();
    assert.match((await service.getAttribute('class')) ?? '', /\bactive\b/);
    await requestIn(service, 'install').press('Enter');
    await window.untilHealth('stopped');
    await requestIn(service, 'start').waitFor();
    assert.ok(await isFocused(window, service), 'the button is gone, the focus is still in its window');
    await requestIn(service, 'start').click();
    await window.untilHealth('healthy');
  });

  it('is for those who have no service', async () => {
    await using window = await openSimulated();
    await window.untilHealth('healthy');
    await window.main.clock.skip(2000);
    await window.page.getByRole('option').nth(1).waitFor();
    assert.equal(await window.window('service').count(), 0);
  });

  it('leaves the windows to those who have arranged them', async () => {
    await using window = await openSimulated({ simulation: { notInstalled: true } });
    await buttonIn(window.page, mdi.forWindow(mdi.close, ENGLISH.windows.titles.service)).click();
    await window.page.reload();
    await window.untilHealth('not-installed');
    await window.untilText(ENGLISH.messages.hints['not-installed'](SERVICE_DISPLAY_NAME));
    assert.equal(await window.window('service').count(), 0);
  });

  it('needs no pointer', async () => {
    await using window = await openSimulated({ simulation: { notInstalled: true } });
    const service = window.window('service');
    await service.waitFor();
    const goTo = async (control: Locator) => {
      for (let steps = 0; steps < 60; steps += 1) {
        if (await isFocused(window, control)) return;
        await window.press('Tab');
      }
      assert.fail('the Tab key does not lead there');
    };
    await goTo(requestIn(service, 'install'));
    await window.press('Enter');
    await window.untilHealth('stopped');
    await goTo(requestIn(service, 'start'));
    await window.press('Space');
    await window.untilHealth('healthy');
  });
});

describe('every control of the Service window', SIDE_BY_SIDE, () => {
  it('works or says why it does not, while the service runs', async () => {
    await using opened = await openService();
    const { service } = opened;
    assert.equal(await reasonOf(requestIn(service, 'start')), requests.reasons.running);
    assert.equal(await reasonOf(requestIn(service, 'continue')), requests.reasons['not-paused']);
    for (const name of ['stop', 'restart', 'pause', 'repair', 'uninstall'] as const) {
      await opened.window.untilEnabled(requestIn(service, name));
    }
  });

  it('tells its reason in the window too, to whoever gets there by the keyboard', async () => {
    await using opened = await openService();
    const { service } = opened;
    const hint = service.locator('.hint');
    await requestIn(service, 'continue').focus();
    await hint.getByText(requests.reasons['not-paused'], { exact: true }).waitFor();
    await requestIn(service, 'repair').focus();
    await hint.getByText(requests.hints.repair, { exact: true }).waitFor();
  });

  it('restarts in another process', async () => {
    await using opened = await openService();
    const { window, service } = opened;
    const processId = fact(service, facts.processId);
    const before = await processId.innerText();
    await requestIn(service, 'restart').click();
    await processId.filter({ hasNotText: before, hasText: /^\d+$/ }).waitFor();
    await window.untilHealth('healthy');
    assert.notEqual(await processId.innerText(), before);
  });

  it('pauses and continues', async () => {
    await using opened = await openService();
    const { window, service } = opened;
    await requestIn(service, 'pause').click();
    await window.untilHealth('paused');
    assert.equal(await reasonOf(requestIn(service, 'pause')), requests.reasons['not-running']);
    await requestIn(service, 'continue').click();
    await window.untilHealth('healthy');
  });

  it('stops, after which nothing more is posted, and says what the service ended with', async () => {
    await using opened = await openService();
    const { window, service } = opened;
    await requestIn(service, 'stop').click();
    await window.untilHealth('stopped');
    assert.equal(await fact(service, words.lastExitCode).innerText(), `${words.noError} (0)`);
    assert.equal(await reasonOf(requestIn(service, 'restart')), requests.reasons['not-running']);
    const { clock } = window.main;
    const received = () => window.main.known().traffic.received;
    const before = received();
    await clock.skip(5000);
    assert.ok(before > 0);
    assert.equal(received(), before);
  });

  it('uninstalls', async () => {
    await using opened = await openService();
    const { window, service } = opened;
    await requestIn(service, 'uninstall').click();
    await window.button(requests.uninstalling.confirm).click();
    await window.untilHealth('not-installed');
    await service.getByText(words.welcome.installing).waitFor();
    assert.equal(await reasonOf(window.toolbarButton('start')), requests.reasons.absent);
  });
});

describe('the Service window', SIDE_BY_SIDE, () => {
  it('tells how the service is registered', async () => {
    await using opened = await openService();
    const { service } = opened;
    const value = (name: string) => fact(service, name).innerText();
    assert.equal(await value(words.startType), words.startTypes.demand);
    assert.equal(await value(words.account), String.raw`NT AUTHORITY\LocalService`);
    assert.match(await value(words.imagePath), /^".*\\SigmaSrv\.exe"$/);
    const actions = `${words.failure.restart('3 s, 30 s, 10 min')}; ${words.failure.reset(words.units.days(1))}`;
    assert.ok((await value(words.failureActions)).toLowerCase().startsWith(actions));
  });

  it('lets the up time rise', async () => {
    await using opened = await openService();
    const { service } = opened;
    const upTime = fact(service, words.upTime);
    await upTime.filter({ hasText: /^0:\d\d:\d\d$/ }).waitFor();
    const before = await upTime.innerText();
    await upTime.filter({ hasNotText: before }).waitFor();
    assert.ok((await upTime.innerText()) > before);
  });

  it('shows how far a service is that takes its time', async () => {
    await using opened = await openService({ slowService: true });
    const { window, service } = opened;
    await requestIn(service, 'stop').click();
    for (const step of [1, 2]) {
      await service
        .getByText(words.progress(words.pending['stop-pending'], step, words.units.seconds(20)))
        .waitFor();
      assert.equal(await service.getByRole('progressbar').count(), 1);
      await window.main.clock.skip(4000);
    }
    await window.main.clock.skip(4000);
    await window.untilHealth('stopped');
    await service.getByRole('progressbar').waitFor({ state: 'detached' });
  });

  it('says of a service that may not post why, and what to do', async () => {
    await using opened = await openService({ refusedAfterPosts: 30 });
    const { window, service } = opened;
    await until(async () => {
      await window.main.clock.skip(1000);
      assert.equal(window.main.known().health, 'refused');
    });
    await window.untilHealth('refused');
    for (const text of ENGLISH.health.postDenied) await service.getByText(text).waitFor();
    await service.getByText('ERROR_ACCESS_DENIED (5)').waitFor();
  });

  // The first posts arrive while a slow computer is still drawing the window.
  it('shows a service that hangs, falls silent or crashes', async () => {
    for (const [simulation, health] of [
      [{ silentAfterPosts: 30 }, 'silent'],
      [{ crashAfterPosts: 30 }, 'failed'],
      [{ hangs: true }, 'hung'],
    ] as const) {
      await using opened = await openService(simulation);
      const { window, service } = opened;
      if (health === 'hung') await requestIn(service, 'stop').click();
      await until(async () => {
        await window.main.clock.skip(1000);
        assert.equal(window.main.known().health, health);
      });
      await window.untilHealth(health);
      await service.getByText(ENGLISH.health.sentences[health](SERVICE_DISPLAY_NAME)).waitFor();
    }
  });

  it('says how it failed last, also once it runs again', async () => {
    await using opened = await openService({ crashAfterPosts: 30 });
    const { window, service } = opened;
    const failure = service.locator('dt', { hasText: words.lastFailure });
    await until(async () => {
      await window.main.clock.skip(1000);
      assert.equal(window.main.known().health, 'failed');
    });
    await service.getByText(words.lastExitCode).waitFor();
    assert.equal(await failure.count(), 0, 'it says so already');
    await requestIn(service, 'start').click();
    await window.untilHealth('healthy');
    await failure.waitFor();
    await service.locator('dd', { hasText: 'ERROR_PROCESS_ABORTED (1067)' }).waitFor();
  });
});
