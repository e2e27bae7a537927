import type { UpdateChannel } from '../../common/updates.ts';
import type { Updater } from '../../electron/updates/updates.ts';

/** A mock of electron-updater: gives the answers that the test provides, and records what it was asked. */
export class MockUpdater implements Updater {
  readonly asked: string[] = [];
  onCheck: () => Promise<unknown> = () => Promise.resolve({ version: '2.0.0', releaseNotes: 'New.' });
  onDownload: (onProgress: (percent: number) => void, signal: AbortSignal) => Promise<void> = () =>
    Promise.resolve();
  onInstall: () => Promise<void> = () => Promise.resolve();

  check(channel: UpdateChannel): Promise<unknown> {
    this.asked.push(`check ${channel}`);
    return this.onCheck();
  }

  download(onProgress: (percent: number) => void, signal: AbortSignal): Promise<void> {
    this.asked.push('download');
    return this.onDownload(onProgress, signal);
  }

  install(): Promise<void> {
    this.asked.push('install');
    return this.onInstall();
  }
}
