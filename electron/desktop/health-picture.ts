import { join } from 'node:path';
import type { Health } from '../../common/health.ts';

/** The shapes by which the tray and the taskbar tell the health: the drawings of build/icon/health. */
export const HEALTH_PICTURES = ['ok', 'warning', 'error', 'paused', 'stopped', 'unsettled'] as const;
export type HealthPicture = (typeof HEALTH_PICTURES)[number];

/** The picture of each health. */
export const PICTURE_OF: Readonly<Record<Health, HealthPicture>> = {
  unknown: 'unsettled',
  'not-installed': 'stopped',
  stopped: 'stopped',
  failed: 'error',
  starting: 'unsettled',
  healthy: 'ok',
  late: 'warning',
  silent: 'warning',
  paused: 'paused',
  stopping: 'unsettled',
  hung: 'warning',
  'posting-unregistered': 'warning',
};

/**
 * @param folder where the build has put the pictures
 * @returns the file of a picture: for the tray an .ico, with a drawing for each size, where the system reads it. An
 *   overlay is one drawing of the only size that Electron gives the taskbar; of an .ico it would take another one
 */
export function pictureFile(folder: string, use: 'tray' | 'overlay', picture: HealthPicture): string {
  const hasSizes = use === 'tray' && process.platform === 'win32';
  return join(folder, `${use}-${picture}.${hasSizes ? 'ico' : 'png'}`);
}
