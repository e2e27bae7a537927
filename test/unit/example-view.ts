import { SERVICE_DISPLAY_NAME, SERVICE_NAME } from '../../common/product.ts';
import type { ServiceStatus } from '../../common/service-status.ts';
import { DEFAULT_SETTINGS } from '../../common/settings.ts';
import {
  serviceIn,
  viewOf,
  type AppView,
  type ComputerView,
  type ServiceView,
  type View,
  type ViewPatch,
  type WireView,
} from '../../common/view.ts';

/** The status of a service that has stopped without an error. */
export const STOPPED: ServiceStatus = {
  state: 'stopped',
  acceptedControls: [],
  win32ExitCode: 0,
  serviceSpecificExitCode: undefined,
  checkPoint: 0,
  waitHintMs: 0,
  processId: undefined,
};

/**
 * Everything known of Sigma, the computer and Sigma's own service, field by field: no two parts of a view share a name.
 */
export type Known = AppView & ComputerView & ServiceView;

/** For tests to change: a computer without the service, on which nothing has happened yet. */
export const EXAMPLE: Known = {
  bridge: 'win32',
  settings: DEFAULT_SETTINGS,
  updates: { kind: 'disabled', obstacle: 'not-packaged' },
  speech: { language: 'en', locale: 'en-US', regionalFormat: 'en-US' },
  mailslot: { kind: 'open' },
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
  name: SERVICE_NAME,
  displayName: SERVICE_DISPLAY_NAME,
  health: 'not-installed',
  healthSince: 0,
  healthAfterMessage: 0,
  scm: { kind: 'absent' },
  senders: { processIds: [], judgedUpTo: 0 },
};

const APP_FIELDS: readonly string[] = ['bridge', 'settings', 'settingsTrouble', 'updates', 'speech'];
const COMPUTER_FIELDS: readonly string[] = ['host', 'mailslot', 'traffic'];

/** @returns the changes in the form of a batch */
export function patchWith(changes: Partial<Known>): ViewPatch {
  const fields = Object.entries(changes);
  const some = (isWanted: (field: string) => boolean) =>
    Object.fromEntries(fields.filter(([field]) => isWanted(field)));
  const app = some((field) => APP_FIELDS.includes(field));
  const computer = some((field) => COMPUTER_FIELDS.includes(field));
  const service = some((field) => !APP_FIELDS.includes(field) && !COMPUTER_FIELDS.includes(field));
  const has = (part: object) => Object.keys(part).length > 0;
  return {
    ...(has(app) && { app }),
    ...(has(computer) && { computer }),
    ...(has(service) && { services: [{ name: SERVICE_NAME, ...service }] }),
  };
}

/** @returns the example with changes, in the form of a snapshot */
export function wireViewWith(changes: Partial<Known> = {}): WireView {
  // The example has every field.
  const { app, computer, services } = patchWith({ ...EXAMPLE, ...changes });
  return { app, computer, services } as WireView;
}

/** @returns a view of the example with changes */
export function viewWith(changes: Partial<Known> = {}): View {
  return viewOf(wireViewWith(changes));
}

/** @returns everything that a view says about Sigma, the computer and Sigma's own service */
export function knownBy(view: View): Known {
  return { ...view.app, ...view.computer, ...serviceIn(view, SERVICE_NAME) };
}
