import { join } from 'node:path';
import type { App } from 'electron';
import type { UpdateObstacle } from '../../common/updates.ts';
import type { InstallerTools } from './nsis-updates.ts';
import { updateSource } from './update-source.ts';
import type { Updater } from './updates.ts';

/**
 * @param tools called when an update was downloaded
 * @returns the updater for this build, or why there is none
 */
export async function findUpdater(app: App, tools: () => InstallerTools): Promise<Updater | UpdateObstacle> {
  if (!app.isPackaged) return 'not-packaged';
  // As much code as the rest of the main process, and needed only here.
  const { NsisUpdates } = await import('./nsis-updates.ts');
  const updated = {
    version: app.getVersion(),
    name: app.getName(),
    configurationFile: join(process.resourcesPath, 'app-update.yml'),
    userDataFolder: app.getPath('userData'),
    quit: () => {
      app.quit();
    },
  };
  const updates = new NsisUpdates(updated, tools);
  const source = updateSource(await updates.configuration());
  if (source.kind === 'unusable') return source.obstacle;
  updates.trust(source.publishers);
  return updates;
}
