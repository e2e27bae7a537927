import { DEFAULT_SETTINGS } from '../../common/settings.ts';
import type { View } from '../../common/ipc.ts';

/** A view for tests to change: a computer without the service, on which nothing has happened yet. */
export const EXAMPLE_VIEW: View = {
  bridge: 'win32',
  health: 'not-installed',
  healthSince: 0,
  healthAfterMessage: 0,
  service: { kind: 'absent' },
  mailslot: { kind: 'open' },
  senders: { processIds: [], judgedUpTo: 0 },
  traffic: {
    received: 0,
    malformed: 0,
    dropped: 0,
    bytes: 0,
    largest: 0,
    perSecond: 0,
    gaps: 0,
    lost: 0,
  },
  settings: DEFAULT_SETTINGS,
  updates: { kind: 'disabled', obstacle: 'not-packaged' },
  speech: { language: 'en', locale: 'en-US', regionalFormat: 'en-US' },
  host: {
    computerName: 'PC',
    system: 'Windows 11',
    version: '10.0',
    build: 26_100,
    processors: 4,
    memoryBytes: 8 * 1024 ** 3,
    availableMemoryBytes: 4 * 1024 ** 3,
    startedAt: 0,
    listSeparator: ',',
  },
};
