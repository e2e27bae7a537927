import type { MessageRow, ServiceView, View } from '../../common/ipc.ts';

type Status = Extract<ServiceView, { readonly kind: 'present' }>['status'];

export const STATUS: Status = {
  state: 'running',
  acceptedControls: ['stop', 'pause-continue'],
  win32ExitCode: 0,
  checkPoint: 0,
  waitHintMs: 0,
  processId: 4321,
};

/** What a view has of a service that runs as it should. */
export const RUNNING: Partial<View> = {
  bridge: 'win32',
  health: 'healthy',
  service: { kind: 'present', status: STATUS },
};

/** Messages of the service, each a second after the one before. */
export function exampleMessages(count: number): MessageRow[] {
  return Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    seq: index + 1,
    arrivedAt: index * 1000,
    text: `Message ${String(index + 1)}`,
    size: 40,
    malformed: false,
  }));
}
