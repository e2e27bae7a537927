import type { Known } from '../unit/example-view.ts';
import type { MessageRow, ScmView } from '../../common/view.ts';

type Status = Extract<ScmView, { readonly kind: 'present' }>['status'];

export const STATUS: Status = {
  state: 'running',
  acceptedControls: ['stop', 'pause-continue'],
  win32ExitCode: 0,
  checkPoint: 0,
  waitHintMs: 0,
  processId: 4321,
};

/** The view of a service that runs as it should. */
export const RUNNING: Partial<Known> = {
  bridge: 'win32',
  health: 'healthy',
  scm: { kind: 'present', status: STATUS },
};

/** Messages of the service, one second apart. @param first the number of the first */
export function exampleMessages(count: number, first = 1): MessageRow[] {
  return Array.from({ length: count }, (_, index) => {
    const id = first + index;
    return {
      id,
      seq: id,
      arrivedAt: (id - 1) * 1000,
      text: `Message ${String(id)}`,
      size: 40,
      malformed: false,
    };
  });
}
