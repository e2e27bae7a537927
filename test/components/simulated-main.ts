import { viewOf } from '../../common/view.ts';
import { knownBy, type Known } from '../unit/example-view.ts';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { APP_OUT, ROOT } from '../../build/paths.ts';
import { buildFactsSchema, type About } from '../../common/about.ts';
import type { ExportRequest } from '../../common/export.ts';
import type { PageCommand, ExportOutcome, WindowsReport } from '../../common/ipc.ts';
import { speechFor } from '../../common/languages/languages.ts';
import type { UpdateObstacle } from '../../common/updates.ts';
import type { RequestHandlers } from '../../electron/ipc-main.ts';
import { Monitor } from '../../engine/monitor.ts';
import { requestHandlers } from '../../electron/request-handlers.ts';
import { SettingsFile } from '../../electron/settings-file.ts';
import { Updates, type Updater } from '../../electron/updates/updates.ts';
import { NO_WINDOW } from '../../native-bridge/bridge.ts';
import { systemClock } from '../../native-bridge/clock.ts';
import {
  createSimulatedBridge,
  type SimulatedBridge,
  type SimulationOptions,
} from '../../engine/simulation/simulated-bridge.ts';
import { COMPUTER, HELPER, memoryLog } from '../unit/engine-subject.ts';
import type { MainSide, PageEnd } from './main-side.ts';
import { SkippingClock } from './skipping-clock.ts';

export interface SimulatedMainOptions {
  readonly simulation?: SimulationOptions;
  /** The content of settings.json. */
  readonly settings?: string;
  readonly updater?: Updater | UpdateObstacle;
}

/**
 * The main process's own monitor, settings and updates on a simulated computer, connected as in electron/main.ts,
 * without Electron.
 */
export class SimulatedMain implements MainSide {
  readonly clock: SkippingClock;
  readonly monitor: Monitor;
  readonly handlers: RequestHandlers;
  readonly settingsPath: string;
  /** The exports that the page has requested, and their results. */
  readonly exports: ExportRequest[] = [];
  exportOutcome: ExportOutcome = { kind: 'done', path: String.raw`C:\Messages.csv` };
  /** How often the exported file should have been shown in its folder. */
  shownExports = 0;
  /** The page's last report of its child windows. */
  windows: WindowsReport | undefined;
  readonly #bridge: SimulatedBridge;
  readonly #folder: string;
  readonly #settingsFile: SettingsFile;
  readonly #updates: Updates;
  #page: PageEnd | undefined;

  static async start(options: SimulatedMainOptions = {}): Promise<SimulatedMain> {
    const folder = await mkdtemp(join(tmpdir(), 'sigma-components-'));
    const path = join(folder, 'settings.json');
    if (options.settings !== undefined) await writeFile(path, options.settings);
    let onChange: () => void = () => undefined;
    const settingsFile = await SettingsFile.open({
      path,
      log: memoryLog(),
      clock: systemClock,
      onChange: () => {
        onChange();
      },
    });
    const main = new SimulatedMain(options, folder, path, settingsFile);
    onChange = () => {
      main.#settingsChanged();
    };
    return main;
  }

  private constructor(
    { simulation = {}, updater = 'not-packaged' }: SimulatedMainOptions,
    folder: string,
    settingsPath: string,
    settingsFile: SettingsFile,
  ) {
    const clock = new SkippingClock();
    const log = memoryLog();
    this.clock = clock;
    this.#folder = folder;
    this.settingsPath = settingsPath;
    this.#settingsFile = settingsFile;
    this.#bridge = createSimulatedBridge({ ...simulation, clock });
    this.#updates = new Updates({
      updater,
      clock,
      log,
      onChange: () => {
        this.monitor.preferencesChanged();
      },
    });
    this.monitor = new Monitor({
      bridge: this.#bridge,
      clock,
      date: () => clock.now(),
      log,
      helper: HELPER,
      computer: COMPUTER,
      send: (batch) => this.#page?.send('batch', batch),
      onView: () => undefined,
      promptOwner: () => NO_WINDOW,
      confirm: () => Promise.resolve(false),
      preferences: () => ({
        settings: settingsFile.settings,
        settingsTrouble: settingsFile.trouble,
        speech: speechFor(settingsFile.settings.language, ['en-US']),
        updates: this.#updates.state,
      }),
    });
    this.handlers = requestHandlers({
      monitor: this.monitor,
      settingsFile,
      updates: this.#updates,
      desktop: {
        tellFailure: () => undefined,
        showWindows: (report) => {
          this.windows = report;
        },
      },
      exports: {
        ask: (request) => {
          this.exports.push(request);
          return Promise.resolve(this.exportOutcome);
        },
        show: () => {
          this.shownExports += 1;
        },
      },
      about: readAbout,
      version: '1.2.3',
    });
  }

  /** What is known of Sigma, the computer and the service. */
  known(): Known {
    return knownBy(viewOf(this.monitor.snapshot().view));
  }

  attach(page: PageEnd): void {
    this.#page = page;
    page.showTheme(this.#settingsFile.settings.theme);
    this.#updates.follow(this.#settingsFile.settings);
    this.monitor.setVisible(true);
  }

  /** Makes the window do what was chosen outside it. */
  command(command: PageCommand): void {
    this.#page?.send('command', command);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#page = undefined;
    this.#updates[Symbol.dispose]();
    await this.monitor[Symbol.asyncDispose]();
    await this.#bridge[Symbol.asyncDispose]();
    await this.#settingsFile.flush();
    await rm(this.#folder, { recursive: true });
  }

  #settingsChanged(): void {
    const { settings } = this.#settingsFile;
    this.#page?.showTheme(settings.theme);
    this.#updates.follow(settings);
    this.monitor.preferencesChanged();
  }
}

/** As electron/about.ts does, for an unpackaged Sigma. */
async function readAbout(): Promise<About> {
  const facts = v.parse(buildFactsSchema, JSON.parse(await readFile(join(APP_OUT, 'about.json'), 'utf8')));
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const runsOn = { node: process.versions.node };
  return { ...facts, isSigned: false, version, runsOn, logFolder: '/logs' };
}
