import type { ServiceView } from '../../common/view.ts';
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
export function taskbarModel(words: Words, { busy, scm, health }: ServiceView): TaskbarModel {
  return {
    isBusy: busy !== undefined || (scm.kind === 'present' && isPending(scm.status.state)),
    overlay: PICTURE_OF[health],
    description: words.health.words[health],
  };
}
