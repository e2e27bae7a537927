import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { attachToWindow, toolbarButton } from './app-window.ts';
import { buildAppWithService } from './app-with-service.ts';
import { buildApp } from './app.ts';
import { chooseHost } from './choose-host.ts';
import { launchApp } from './launch-app.ts';
import { ROOT } from './paths.ts';
import { EXIT_USAGE } from './run.ts';
import { missingText, WINE } from './tools.ts';
import { takeChildren } from './tour-children.ts';
import { LOOKS, takeLooks } from './tour-looks.ts';
import { takeArrangements } from './tour-windows.ts';
import { scWitness, simulationWitness, type ScmState, type Witness } from './tour-witness.ts';
import { WinePrefix } from './wine.ts';
import { installWindowsAddon } from './windows-addon.ts';

/**
 * `npm run tour`: drives the real window through a service's life by its buttons, verifies each step with the SCM, and
 * keeps a picture of each in out/tour/.
 */

const PICTURES = join(ROOT, 'out', 'tour');
const USAGE = 'Usage: npm run tour [-- --wine]';

/** How long a step may take to show, in milliseconds. */
const STEP_TIMEOUT_MS = 30_000;

interface Step {
  /** The toolbar button to click; undefined if there is only something to look at. */
  readonly button?: string;
  /** The answer to the window's question, instead of a toolbar button. */
  readonly answer?: string;
  /** What the status bar's service part then shows. */
  readonly window: string;
  /** What the SCM then reports. */
  readonly scm: ScmState;
  readonly picture: string;
}

const CONFIRMATION = 'Uninstall';

const STEPS: readonly Step[] = [
  { window: 'Not installed', scm: 'not installed', picture: 'not-installed' },
  { button: 'Install service', window: 'Stopped', scm: 'STOPPED', picture: 'installed' },
  { button: 'Start', window: 'Running', scm: 'RUNNING', picture: 'running' },
  { button: 'Pause', window: 'Paused', scm: 'PAUSED', picture: 'paused' },
  { button: 'Resume', window: 'Running', scm: 'RUNNING', picture: 'continued' },
  { button: 'Stop', window: 'Stopped', scm: 'STOPPED', picture: 'stopped' },
  { button: 'Uninstall service', window: 'Stopped', scm: 'STOPPED', picture: 'asked' },
  { answer: CONFIRMATION, window: 'Not installed', scm: 'not installed', picture: 'uninstalled' },
];

const given = process.argv.slice(2);
if (given.some((argument) => argument !== '--wine')) {
  console.error(USAGE);
  process.exitCode = EXIT_USAGE;
} else {
  try {
    await tour(given.length > 0);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

async function tour(isWine: boolean): Promise<void> {
  if (isWine && WINE.find() === undefined) throw new Error(missingText(WINE));
  const isReal = isWine || process.platform === 'win32';
  if (isReal) {
    await installWindowsAddon();
    await buildAppWithService();
  } else {
    await buildApp();
  }
  await rm(PICTURES, { recursive: true, force: true });
  await mkdir(PICTURES, { recursive: true });
  const prefix = isWine ? await openPrefix() : undefined;
  try {
    await visit(isReal, prefix);
  } finally {
    await prefix?.close();
  }
}

/** The tour begins without a service, so it gets a new prefix unless one was named. */
function openPrefix(): Promise<WinePrefix> {
  const named = process.env['WINEPREFIX'];
  return named === undefined || named === '' ? WinePrefix.temporary() : WinePrefix.open(named);
}

async function visit(isReal: boolean, prefix: WinePrefix | undefined): Promise<void> {
  const isWine = prefix !== undefined;
  const host = await chooseHost({ isWine });
  const environment = { ...prefix?.environment, SIGMA_SIMULATION: 'not-installed' };
  const app = await launchApp({ host, isHeadless: true, isWine, environment });
  try {
    const page = await attachToWindow(app);
    await page.setViewportSize({ width: 1100, height: 720 });
    const witness = isReal ? scWitness(prefix) : simulationWitness(page);
    await begin(page);
    for (const [index, step] of STEPS.entries()) await take(step, index + 1, page, witness);
    await page.close();
    console.log(`Pictures: ${PICTURES}`);
  } finally {
    app.kill();
    await app.ended;
  }
}

/** An existing service is removed first, by its button, like everything else. */
async function begin(page: Page): Promise<void> {
  const service = page.locator('[data-part="service"]');
  await service.filter({ hasNotText: 'Unknown' }).waitFor();
  if ((await service.innerText()) === 'Not installed') return;
  console.log('The service is installed already: pressing "Uninstall service" first.');
  await toolbarButton(page, 'Uninstall service').click();
  await answer(page, CONFIRMATION);
  await waitForService(page, 'Not installed');
}

async function answer(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
}

async function take(step: Step, number: number, page: Page, witness: Witness): Promise<void> {
  if (step.button !== undefined) {
    await toolbarButton(page, step.button).click();
  }
  if (step.answer !== undefined) await answer(page, step.answer);
  await waitForService(page, step.window);
  if (step.window === 'Running') await waitForPosts(page);
  const scm = await witness();
  const text = await page.locator('[data-part="text"]').innerText();
  const clicked = step.button ?? step.answer;
  console.log(`${number}. ${clicked === undefined ? 'Look' : `Click "${clicked}"`}`);
  console.log(`   window: ${step.window}: ${text}`);
  console.log(`   SCM:    ${scm}`);
  if (scm !== step.scm) throw new Error(`The SCM says ${scm} instead of ${step.scm}.`);
  const name = `${String(number).padStart(2, '0')}-${step.picture}`;
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
  if (LOOKS.has(step.picture)) await takeLooks(page, join(PICTURES, name));
  if (step.picture !== 'running') return;
  await takeArrangements(page, join(PICTURES, name));
  await takeChildren(page, join(PICTURES, name));
}

async function waitForService(page: Page, text: string): Promise<void> {
  const exactly = new RegExp(`^${text}$`);
  const part = page.locator('[data-part="service"]').filter({ hasText: exactly });
  await part.waitFor({ timeout: STEP_TIMEOUT_MS });
}

/** Live means that the numbers rise: three posts more than at the beginning. */
async function waitForPosts(page: Page): Promise<void> {
  const part = page.locator('[data-part="last-message"]');
  const numberShown = async (): Promise<number> =>
    Number(/No\. (\d+)/.exec(await part.innerText())?.[1] ?? 0);
  const first = await numberShown();
  const deadline = performance.now() + STEP_TIMEOUT_MS;
  while ((await numberShown()) < first + 3) {
    if (performance.now() > deadline) throw new Error('The sequence numbers do not rise.');
    await page.waitForTimeout(100);
  }
}
