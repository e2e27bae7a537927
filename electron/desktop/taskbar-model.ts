import type { View } from '../../common/ipc.ts';
import type { Words } from '../../common/languages/words.ts';
import { isPending } from '../../common/service-status.ts';
import { PICTURE_OF, type HealthPicture } from './health-picture.ts';

/** The window's button on the taskbar. */
export interface TaskbarModel {
  readonly isBusy: boolean;
  readonly overlay: HealthPicture;
  /** What the overlay means, for who does not see it. */
  readonly description: string;
}

/** It is busy while an operation is under way, or the service changes its state by anybody's doing. */
export function taskbarModel(words: Words, view: View): TaskbarModel {
  const { busy, service, health } = view;
  return {
    isBusy: busy !== undefined || (service.kind === 'present' && isPending(service.status.state)),
    overlay: PICTURE_OF[view.health],
    description: words.health.words[health],
  };
}
