import type { About } from '../common/about.ts';
import type { CheckReport } from '../common/check.ts';
import type { WindowsReport } from '../common/ipc.ts';
import type { Exports } from './exports.ts';
import type { RequestHandlers } from './ipc-main.ts';
import type { Monitor } from '../engine/monitor.ts';
import type { SettingsFile } from './settings-file.ts';
import type { Updates } from './updates/updates.ts';

/** What the window's requests can reach, apart from the user's answers in dialogs and prompts. */
interface Reach {
  readonly monitor: Monitor;
  readonly settingsFile: SettingsFile;
  readonly updates: Pick<Updates, 'check' | 'download' | 'install'>;
  readonly desktop: {
    readonly tellFailure: () => void;
    readonly showWindows: (report: WindowsReport) => void;
  };
  readonly exports: Pick<Exports, 'ask' | 'show'>;
  readonly about: () => Promise<About>;
  /** Sigma's version. */
  readonly version: string;
}

/** @returns the functions that answer each request: everything that a page can cause */
export function requestHandlers({
  monitor,
  settingsFile,
  updates,
  desktop,
  exports,
  about,
  version,
}: Reach): RequestHandlers {
  return {
    about,
    check: sharedWhileUnderWay(async () => ({ version, links: await monitor.check() })),
    exportMessages: (request) => exports.ask(request),
    showExported: () => {
      exports.show();
      return undefined;
    },
    wholeTexts: (ids) => monitor.wholeTexts(ids),
    snapshot: () => monitor.snapshot(),
    took: (number) => {
      monitor.took(number);
      return undefined;
    },
    perform: async (request) => {
      const job = typeof request === 'string' ? { task: request } : request;
      const outcome = await monitor.perform(job);
      if (outcome.kind === 'failed') desktop.tellFailure();
      return outcome;
    },
    setPostInterval: (intervalMs) => monitor.setPostInterval(intervalMs),
    leave: () => {
      monitor.leave();
      return undefined;
    },
    refresh: async () => {
      await monitor.refresh();
      return undefined;
    },
    changeSettings: async (change) => {
      await settingsFile.change(change);
      return undefined;
    },
    reportWindows: (report) => {
      desktop.showWindows(report);
      return undefined;
    },
    checkForUpdates: () => {
      updates.check();
      return undefined;
    },
    downloadUpdate: () => {
      updates.download();
      return undefined;
    },
    installUpdate: () => {
      updates.install();
      return undefined;
    },
  };
}

/** Gives a page that repeats its request the result of the one that is running. */
function sharedWhileUnderWay(check: () => Promise<CheckReport>): () => Promise<CheckReport> {
  let underWay: Promise<CheckReport> | undefined;
  return () => {
    underWay ??= check().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
}
