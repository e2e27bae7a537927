import { CancellationToken } from 'builder-util-runtime';
import { getAppCacheDir, type AppAdapter } from 'electron-updater/out/AppAdapter.js';
import { NsisUpdater } from 'electron-updater/out/NsisUpdater.js';
import type { UpdateChannel } from '../../common/updates.ts';
import type { Elevation, HeldInstaller, Helper, Installers } from '../../native-bridge/bridge.ts';
import { installerProblem } from '../../engine/updates/installer-problem.ts';
import { untilReleased } from '../../native-bridge/node-files.ts';
import { readUpdate } from './update-source.ts';
import { SecureRequests, type Limits } from './secure-requests.ts';
import { UpdateError } from './update-state.ts';
import type { Updater } from './updates.ts';

/** Members of electron-updater that its types omit: its version is pinned, and the tests run them. */
interface Kept {
  httpExecutor: SecureRequests;
  readonly configOnDisk: { readonly value: Promise<unknown> };
}

/** The app to be updated. */
export interface Updated {
  readonly version: string;
  readonly name: string;
  /** The path of app-update.yml. */
  readonly configurationFile: string;
  readonly userDataFolder: string;
  readonly quit: () => void;
}

/** What Windows does with installers. */
export interface InstallerTools {
  readonly installers: Installers;
  readonly elevation: Pick<Elevation, 'startInstaller'>;
  /** SigmaSrv.exe, which starts the installers. */
  readonly helper: Helper;
  /** The window that owns the prompt. */
  readonly promptOwner: () => number;
  /** Does work that must not overlap with installing, repairing or controlling the service. */
  readonly alone: (work: () => Promise<void>) => Promise<void>;
}

interface NsisUpdatesOptions {
  /** Where downloads are kept: by default the user's cache. */
  readonly cacheFolder?: string;
  /** The limits for the server: by default those below. */
  readonly limits?: { readonly check: Limits; readonly download: Limits };
}

const MIB = 1024 * 1024;
/** A version's description has a few hundred bytes; an installer has about 100 MiB. */
const LIMITS = {
  check: { bytes: MIB, durationMs: 60_000 },
  download: { bytes: 1024 * MIB, durationMs: 2 * 3_600_000 },
};

const CHANNEL_NAMES: Readonly<Record<UpdateChannel, string>> = { stable: 'latest', beta: 'beta' };

/**
 * electron-updater as Sigma uses it: does nothing on its own, and installs nothing. Installing is done here, because
 * electron-updater would release the file between verifying and starting it, and quit before the prompt was answered.
 */
export class NsisUpdates implements Updater {
  readonly #updater: NsisUpdater;
  readonly #requests = new SecureRequests();
  readonly #updated: Updated;
  readonly #tools: () => InstallerTools;
  readonly #limits: typeof LIMITS;
  #publishers: readonly string[] = [];
  #version: string | undefined;
  #file: string | undefined;

  /** @param tools called when they are needed, because they do not exist yet when updates are checked for */
  constructor(updated: Updated, tools: () => InstallerTools, options: NsisUpdatesOptions = {}) {
    this.#updated = updated;
    this.#tools = tools;
    this.#limits = options.limits ?? LIMITS;
    this.#updater = new NsisUpdater(null, adapterOf(updated, options.cacheFolder ?? getAppCacheDir()));
    this.#kept.httpExecutor = this.#requests;
    this.#updater.logger = null;
    this.#updater.autoDownload = false;
    this.#updater.autoInstallOnAppQuit = false;
    this.#updater.disableWebInstaller = true;
    // A differential download is built from an older installer, which would have to lie where the user can write.
    this.#updater.disableDifferentialDownload = true;
    // electron-updater's own check accepts a file if PowerShell can't be run.
    this.#updater.verifyUpdateCodeSignature = async (_publishers, file) =>
      (await this.#withHeld(file, (installer) => this.#problemOf(installer))) ?? null;
  }

  /** The content of app-update.yml; undefined if it can't be read. */
  configuration(): Promise<unknown> {
    return this.#kept.configOnDisk.value.catch(() => undefined);
  }

  /** Accepts updates from these publishers. Before the first call, from nobody. */
  trust(publishers: readonly string[]): void {
    this.#publishers = publishers;
  }

  async check(channel: UpdateChannel): Promise<unknown> {
    this.#updater.channel = CHANNEL_NAMES[channel];
    // Choosing a channel turns this on.
    this.#updater.allowDowngrade = false;
    const result = await this.#requests.within(this.#limits.check, () => this.#updater.checkForUpdates());
    if (result?.isUpdateAvailable !== true) return undefined;
    this.#version = readUpdate(result.updateInfo).version;
    return result.updateInfo;
  }

  async download(onProgress: (percent: number) => void, signal: AbortSignal): Promise<void> {
    const token = new CancellationToken();
    const cancel = (): void => {
      token.cancel();
    };
    const tell = ({ percent }: { readonly percent: number }): void => {
      onProgress(percent);
    };
    signal.addEventListener('abort', cancel, { once: true });
    this.#updater.on('download-progress', tell);
    try {
      [this.#file] = await this.#requests.within(this.#limits.download, () =>
        this.#updater.downloadUpdate(token),
      );
    } finally {
      this.#updater.removeListener('download-progress', tell);
      signal.removeEventListener('abort', cancel);
    }
    // A file downloaded earlier was verified then, but has been unprotected since.
    await this.#withDownloaded(() => Promise.resolve());
  }

  async install(): Promise<void> {
    const { elevation, helper, promptOwner, alone } = this.#tools();
    await alone(async () => {
      await this.#withDownloaded((installer) => elevation.startInstaller(helper, installer, promptOwner()));
      this.#updated.quit();
    });
  }

  /**
   * Any program of the user can replace the file, unless it is held from the check to the end of `use`.
   * @throws UpdateError unless it is the announced file
   */
  async #withDownloaded(use: (installer: HeldInstaller) => Promise<void>): Promise<void> {
    if (this.#file === undefined) throw new UpdateError('other', 'There is no downloaded update');
    await this.#withHeld(this.#file, async (installer) => {
      const problem = await this.#problemOf(installer);
      if (problem !== undefined) throw new UpdateError('signature', problem);
      await use(installer);
    });
  }

  async #withHeld<T>(file: string, use: (installer: HeldInstaller) => Promise<T>): Promise<T> {
    // Antivirus software opens new files.
    using installer = await untilReleased(() =>
      Promise.resolve().then(() => this.#tools().installers.hold(file)),
    );
    return await use(installer);
  }

  async #problemOf(installer: HeldInstaller): Promise<string | undefined> {
    const version = this.#version;
    if (version === undefined) return 'The server announced no version';
    const expected = { publishers: this.#publishers, product: this.#updated.name, version };
    try {
      // What Windows fetches here is then available to SigmaSrv, which verifies the installer offline.
      return installerProblem(await installer.describe('online'), expected);
    } catch (error) {
      return `Windows could not check the signature: ${String(error)}`;
    }
  }

  get #kept(): Kept {
    // Its types omit what Kept lists.
    return this.#updater as unknown as Kept;
  }
}

function adapterOf(
  { version, name, configurationFile, userDataFolder, quit }: Updated,
  cache: string,
): AppAdapter {
  return {
    ...{ version, name, quit },
    isPackaged: true,
    appUpdateConfigPath: configurationFile,
    userDataPath: userDataFolder,
    baseCachePath: cache,
    whenReady: () => Promise.resolve(),
    // The installer starts Sigma again, and nothing is installed when Sigma quits on its own.
    relaunch: () => undefined,
    onQuit: () => undefined,
  };
}
