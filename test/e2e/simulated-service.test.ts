import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import { ChildWindows } from './child-windows.ts';
import { isWineSuite, startSigma, type SigmaApp } from './sigma-app.ts';

/** The Service window on the simulated computer: everything that a person does with the service. */
function describeSimulated(name: string, define: () => void): void {
  // With a real system behind it the window has tests of its own.
  if (!isWineSuite && process.platform !== 'win32') describe(name, { timeout: 180_000 }, define);
}

function serviceWindow({ page }: SigmaApp): Locator {
  return page.getByRole('region', { name: 'Service', exact: true });
}

async function openService(sigma: SigmaApp): Promise<Locator> {
  await sigma.statusPart('service').click();
  const window = serviceWindow(sigma);
  await window.waitFor();
  return window;
}

function button(within: Locator, name: string): Locator {
  return within.getByRole('button', { name, exact: true });
}

/** @returns what assistive technology and the tool tip say of a button that cannot be used */
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

describeSimulated('the first run', () => {
  it('opens the Service window in front, which says what installing does, and installs by its one button', async () => {
    await using sigma = await startSigma({ simulation: 'not-installed' });
    const window = serviceWindow(sigma);
    await window.getByText('SigmaSrv is a small Windows service.').waitFor();
    await window.getByText('NT AUTHORITY\\LocalService').waitFor();
    await window.getByText('%ProgramFiles%\\Sigma\\service').waitFor();
    await window.getByText('Windows asks for administrator rights once.').waitFor();
    assert.match((await window.getAttribute('class')) ?? '', /\bactive\b/);
    await button(window, 'Install service').press('Enter');
    await sigma.untilShown('service', 'Stopped');
    await button(window, 'Start').waitFor();
    const focused = await sigma.page.evaluate<string>('document.activeElement.id');
    assert.equal(
      focused,
      await window.getAttribute('id'),
      'the button is gone, the focus is still in its window',
    );
    await button(window, 'Start').click();
    await sigma.untilShown('service', 'Running');
  });

  it('is for those who have no service', async () => {
    await using sigma = await startSigma();
    await sigma.untilShown('service', 'Running');
    await sigma.untilNumber(2);
    assert.equal(await serviceWindow(sigma).count(), 0);
  });

  it('leaves the windows to those who have arranged them', async () => {
    await using sigma = await startSigma({ simulation: 'not-installed' });
    const window = serviceWindow(sigma);
    await window.waitFor();
    await button(window, 'Close Service').click();
    await sigma.page.reload();
    await sigma.untilShown('service', 'Not installed');
    await sigma.page.getByText('Install service is the first step').waitFor();
    assert.equal(await window.count(), 0);
  });
});

describeSimulated('every control of the Service window', () => {
  let sigma: SigmaApp;
  let window: Locator;

  before(async () => {
    sigma = await startSigma();
    await sigma.untilShown('service', 'Running');
    window = await openService(sigma);
  });
  after(() => sigma[Symbol.asyncDispose]());

  it('works or says why it does not, while the service runs', async () => {
    assert.equal(await reasonOf(button(window, 'Start')), 'The service is already running.');
    assert.equal(await reasonOf(button(window, 'Continue')), 'The service is not paused.');
    for (const name of ['Stop', 'Restart', 'Pause', 'Repair', 'Uninstall service']) {
      assert.equal(await button(window, name).isEnabled(), true, name);
    }
  });

  it('tells its reason in the window too, to whoever gets there by the keyboard', async () => {
    await button(window, 'Continue').focus();
    await window.locator('.hint').filter({ hasText: 'The service is not paused.' }).waitFor();
    await button(window, 'Repair').focus();
    await window
      .locator('.hint')
      .filter({ hasText: 'Windows asks for administrator rights once.' })
      .waitFor();
  });

  it('restarts in another process', async () => {
    const before = await factOf(window, 'Process ID');
    await button(window, 'Restart').click();
    await window.locator('dd').filter({ hasNotText: before, hasText: /^\d+$/ }).first().waitFor();
    await sigma.untilShown('service', /^Running$/);
    assert.notEqual(await factOf(window, 'Process ID'), before);
  });

  it('pauses and continues', async () => {
    await button(window, 'Pause').click();
    await sigma.untilShown('service', 'Paused');
    assert.equal(await reasonOf(button(window, 'Pause')), 'The service is not running.');
    await button(window, 'Continue').click();
    await sigma.untilShown('service', 'Running');
  });

  it('tells how the service is registered', async () => {
    assert.equal(await factOf(window, 'Start type'), 'Manual');
    assert.equal(await factOf(window, 'Account'), 'NT AUTHORITY\\LocalService');
    assert.match(await factOf(window, 'Image path'), /^".*\\SigmaSrv\.exe"$/);
    assert.match(
      await factOf(window, 'After a failure'),
      /^Restart after 3 s, 30 s, 10 min; counter reset after a day/,
    );
  });

  it('lets the up time rise', async () => {
    const before = await factOf(window, 'Up time');
    assert.match(before, /^0:\d\d:\d\d$/);
    await window.locator('dt:text-is("Up time") + dd').filter({ hasNotText: before }).waitFor();
    assert.ok((await factOf(window, 'Up time')) > before);
  });

  it('stops, and says what the service ended with', async () => {
    await button(window, 'Stop').click();
    await sigma.untilShown('service', 'Stopped');
    assert.equal(await factOf(window, 'Last exit code'), 'No error (0)');
    assert.equal(await reasonOf(button(window, 'Restart')), 'The service is not running.');
  });

  it('uninstalls', async () => {
    await button(window, 'Uninstall service').click();
    await sigma.untilShown('service', 'Not installed');
    await window.getByText('What installing does').waitFor();
  });
});

describeSimulated('administrator prompts', () => {
  it('are spared by one more: offered once, and taken back in the Service window', async () => {
    await using sigma = await startSigma({ simulation: 'elevation-needed' });
    await sigma.untilShown('service', 'Running');
    await sigma.button('Stop').click();
    const offer = sigma.page.getByText('Windows asked for administrator rights.');
    await offer.waitFor();
    await sigma.button('Do not ask again for start and stop').click();
    const window = await openService(sigma);
    await button(window, 'Ask again for start and stop').waitFor();
    await sigma.button('Start').click();
    await sigma.untilShown('service', 'Running');
    assert.equal(await offer.count(), 0);
    await button(window, 'Ask again for start and stop').click();
    await button(window, 'Do not ask again for start and stop').waitFor();
    await sigma.button('Stop').click();
    await sigma.untilShown('service', 'Stopped');
    await sigma.untilIdle();
    assert.equal(await offer.count(), 0, 'it is offered once');
  });

  it('that are refused change nothing, and can be tried again', async () => {
    await using sigma = await startSigma({ simulation: 'elevation-needed,elevation-cancelled' });
    await sigma.untilShown('service', 'Running');
    const window = await openService(sigma);
    for (const name of ['Restart', 'Repair', 'Do not ask again for start and stop']) {
      await button(window, name).click();
      await sigma.page
        .getByText('The administrator prompt was answered with No. Nothing was changed.')
        .waitFor();
      await sigma.button('Dismiss').click();
    }
    await new ChildWindows(sigma.page).choose('Open Settings');
    await sigma.page.getByLabel('Posting interval').selectOption({ label: 'Every 5 s' });
    await sigma.button('Apply').click();
    await sigma.page.getByText('The administrator prompt was answered with No.').waitFor();
    assert.equal(await sigma.button('Retry').isEnabled(), true);
    await sigma.untilShown('service', 'Running');
  });
});

describeSimulated('a service that cannot be started', () => {
  it('is repaired from the error, and then starts', async () => {
    await using sigma = await startSigma({ simulation: 'disabled' });
    await sigma.untilShown('service', 'Stopped');
    await sigma.button('Start').click();
    const error = sigma.page.getByRole('alert');
    await error.filter({ hasText: 'ERROR_SERVICE_DISABLED (1058)' }).waitFor();
    for (const name of ['Retry', 'Copy details']) assert.equal(await button(error, name).isEnabled(), true);
    await button(error, 'Repair').click();
    await error.waitFor({ state: 'detached' });
    await sigma.untilIdle();
    await sigma.button('Start').click();
    await sigma.untilShown('service', 'Running');
  });
});

describeSimulated('a service that takes its time', () => {
  let sigma: SigmaApp;
  let window: Locator;

  before(async () => {
    sigma = await startSigma({ simulation: 'elevation-needed,slow-service' });
    await sigma.untilShown('service', 'Running');
    window = await openService(sigma);
  });
  after(() => sigma[Symbol.asyncDispose]());

  it('shows how far it is', async () => {
    await sigma.button('Stop').click();
    await window.getByText('Stopping: step 1, Windows waits up to 20 s').waitFor();
    await window.getByText('Stopping: step 2, Windows waits up to 20 s').waitFor();
    assert.equal(await window.getByRole('progressbar').count(), 1);
  });

  it('can be left: the window is free at once, and the service goes on', async () => {
    await sigma.button('Stop waiting').click();
    await sigma.page.getByText('Windows goes on with it; Sigma shows what comes of it.').waitFor();
    await sigma.page.getByText('Windows is still at: Stopping…').waitFor();
    assert.equal(await sigma.button('Uninstall service').isEnabled(), true);
    assert.equal(await reasonOf(button(window, 'Start')), 'The service is changing its state.');
  });

  it('lets nothing overtake what was left, and says so', async () => {
    await sigma.button('Uninstall service').click();
    await sigma.page.getByText('Uninstalling… It begins when Windows is done with: Stopping…').waitFor();
    await sigma.button('Stop waiting').click();
    await sigma.page.getByText('It had not begun with it, so nothing was changed.').waitFor();
    await sigma.untilShown('service', 'Stopped');
    await sigma.untilIdle();
    await sigma.untilShown('service', 'Stopped');
  });
});

describeSimulated('the keyboard alone', () => {
  it('installs the service and starts it', async () => {
    await using sigma = await startSigma({ simulation: 'not-installed' });
    const window = serviceWindow(sigma);
    await window.getByText('What installing does').waitFor();
    const { keyboard } = sigma.page;

    async function goTo(control: Locator): Promise<void> {
      for (let steps = 0; steps < 60; steps += 1) {
        if (await control.evaluate((element: Element) => element === element.ownerDocument.activeElement))
          return;
        await keyboard.press('Tab');
      }
      assert.fail('the Tab key does not lead there');
    }

    await goTo(button(window, 'Install service'));
    await keyboard.press('Enter');
    await sigma.untilShown('service', 'Stopped');
    await goTo(button(window, 'Start'));
    await keyboard.press('Space');
    await sigma.untilShown('service', 'Running');
  });
});

/** @returns the value of a fact by its name */
function factOf(window: Locator, name: string): Promise<string> {
  return window.locator(`dt:text-is("${name}") + dd`).innerText();
}
