import { CancellationToken } from 'builder-util-runtime';
import { getAppCacheDir, type AppAdapter } from 'electron-updater/out/AppAdapter.js';
import { NsisUpdater } from 'electron-updater/out/NsisUpdater.js';
import type { UpdateChannel } from '../../common/updates.ts';
import { SecureRequests } from './secure-requests.ts';
import { askForSignature, signatureProblem } from './signature.ts';
import { UpdateError } from './update-error.ts';
import type { Updater } from './updates.ts';

/** What electron-updater has, and keeps from its types: its version is an exact one, and the tests run it. */
interface Kept {
  httpExecutor: SecureRequests;
  readonly configOnDisk: { readonly value: Promise<unknown> };
}

/** The app that is to be updated. */
export interface Updated {
  readonly version: string;
  readonly name: string;
  /** The path of app-update.yml. */
  readonly configurationFile: string;
  readonly userDataFolder: string;
  readonly quit: () => void;
}

interface NsisUpdatesOptions {
  /** Where downloads are kept: a user's cache, unless a test says otherwise. */
  readonly cacheFolder?: string;
  /** Says what Windows thinks of a file's signature. */
  readonly askForSignature?: (file: string) => Promise<string>;
}

const CHANNEL_NAMES: Readonly<Record<UpdateChannel, string>> = { stable: 'latest', beta: 'beta' };

/** electron-updater, as Sigma uses it: it does nothing by itself, and installs nothing that was not checked. */
export class NsisUpdates implements Updater {
  readonly #updater: NsisUpdater;
  readonly #askForSignature: (file: string) => Promise<string>;
  #publishers: readonly string[] = [];
  #file: string | undefined;

  constructor(updated: Updated, options: NsisUpdatesOptions = {}) {
    this.#askForSignature = options.askForSignature ?? askForSignature;
    this.#updater = new NsisUpdater(null, adapterOf(updated, options.cacheFolder ?? getAppCacheDir()));
    this.#kept.httpExecutor = new SecureRequests();
    this.#updater.logger = null;
    this.#updater.autoDownload = false;
    this.#updater.autoInstallOnAppQuit = false;
    this.#updater.disableWebInstaller = true;
    // electron-updater's own check lets a file through where PowerShell cannot be run.
    this.#updater.verifyUpdateCodeSignature = async (_publishers, file) =>
      (await this.#problemOf(file)) ?? null;
  }

  /** What stands in app-update.yml; undefined where it cannot be read. */
  configuration(): Promise<unknown> {
    return this.#kept.configOnDisk.value.catch(() => undefined);
  }

  /** Takes updates of these publishers: of nobody before. */
  trust(publishers: readonly string[]): void {
    this.#publishers = publishers;
  }

  async check(channel: UpdateChannel): Promise<unknown> {
    this.#updater.channel = CHANNEL_NAMES[channel];
    // Choosing a channel allows it.
    this.#updater.allowDowngrade = false;
    const result = await this.#updater.checkForUpdates();
    return result?.isUpdateAvailable === true ? result.updateInfo : undefined;
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
      [this.#file] = await this.#updater.downloadUpdate(token);
    } finally {
      this.#updater.removeListener('download-progress', tell);
      signal.removeEventListener('abort', cancel);
    }
    // One that was downloaded earlier was checked then, and has lain there since.
    await this.#verify();
  }

  async install(): Promise<void> {
    await this.#verify();
    this.#updater.quitAndInstall(false, true);
  }

  /** Where it lies, any program of the same user can replace it. */
  async #verify(): Promise<void> {
    if (this.#file === undefined) throw new UpdateError('other', 'Nothing was downloaded');
    const problem = await this.#problemOf(this.#file);
    if (problem !== undefined) throw new UpdateError('signature', problem);
  }

  async #problemOf(file: string): Promise<string | undefined> {
    try {
      return signatureProblem(await this.#askForSignature(file), this.#publishers);
    } catch (error) {
      return `Windows could not be asked for the signature: ${String(error)}`;
    }
  }

  get #kept(): Kept {
    // Its types leave out what Kept names.
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
    // The installer starts Sigma again, and nothing is installed when Sigma quits by itself.
    relaunch: () => undefined,
    onQuit: () => undefined,
  };
}
