import { join } from 'node:path';
import type { App } from 'electron';
import type { UpdateObstacle } from '../../common/updates.ts';
import { updateSource } from './update-source.ts';
import type { Updater } from './updates.ts';

/** @returns what gets updates for this build, or why nothing does */
export async function findUpdater(app: App): Promise<Updater | UpdateObstacle> {
  if (!app.isPackaged) return 'not-packaged';
  // As much code as the rest of the main process, of use only here.
  const { NsisUpdates } = await import('./nsis-updates.ts');
  const updates = new NsisUpdates({
    version: app.getVersion(),
    name: app.getName(),
    configurationFile: join(process.resourcesPath, 'app-update.yml'),
    userDataFolder: app.getPath('userData'),
    quit: () => {
      app.quit();
    },
  });
  const source = updateSource(await updates.configuration());
  if (source.kind === 'unusable') return source.obstacle;
  updates.trust(source.publishers);
  return updates;
}
