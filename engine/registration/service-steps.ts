import { SERVICE_DISPLAY_NAME, SERVICE_NAME } from '../../common/product.ts';
import { isDeepStrictEqual } from 'node:util';
import { ERROR_SERVICE_DOES_NOT_EXIST } from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type {
  Service,
  ServiceAccess,
  ServiceConfiguration,
  ServiceManager,
} from '../../native-bridge/bridge.ts';
import type { Clock } from '../../native-bridge/clock.ts';
import { waitUntilGone } from '../jobs/control.ts';
import {
  NEW_SERVICE_SETTINGS,
  type ServiceSetting,
  type ServiceSettings,
} from '../../native-bridge/service-settings.ts';
import { withoutUserControl, withUserControl, usersInControl } from './access-list.ts';
import type { RegisterOptions } from './context.ts';
import { executableOf } from './installed.ts';
import type { Step } from './transaction.ts';
import { ACCOUNT, WANTED_SETTINGS } from './wanted.ts';

/** How long a service that was just created may take to disappear again, in milliseconds. */
const GONE_TIMEOUT_MS = 10_000;

/** Creates the service, or makes an existing one run this executable as this account. */
export function serviceStep(
  manager: ServiceManager,
  executable: string,
  { startType }: RegisterOptions,
  clock: Clock,
): Step {
  const definition = {
    name: SERVICE_NAME,
    displayName: SERVICE_DISPLAY_NAME,
    executable,
    startType: startType === 'demand' ? ('demand' as const) : ('auto' as const),
    account: ACCOUNT,
  };
  const isRight = (configuration: ServiceConfiguration): boolean =>
    configuration.displayName === definition.displayName &&
    configuration.imagePath.toLowerCase() === `"${executable}"`.toLowerCase() &&
    configuration.startType === definition.startType &&
    configuration.account.toLowerCase() === ACCOUNT.toLowerCase();
  return {
    name: 'the service',
    isOptional: false,
    async pending() {
      const configuration = await configurationOf(manager);
      if (configuration !== undefined && isRight(configuration)) return undefined;
      const verb = configuration === undefined ? 'create' : 'change';
      return `${verb} ${SERVICE_NAME} (${SERVICE_DISPLAY_NAME}): "${executable}", startup type ${definition.startType}, log on as ${ACCOUNT}`;
    },
    async run(undoWith) {
      const before = await configurationOf(manager);
      if (before === undefined) {
        const created = await manager.createService(definition, []);
        created[Symbol.dispose]();
        undoWith(async () => {
          await withService(manager, ['delete'], (service) => service.delete());
          await waitUntilGone(manager, SERVICE_NAME, GONE_TIMEOUT_MS, clock);
        });
        return;
      }
      await withService(manager, ['change-config'], (service) => service.changeConfiguration(definition));
      undoWith(async () => {
        const { displayName, imagePath, startType: oldStartType, account } = before;
        const old = { displayName, executable: executableOf(imagePath), startType: oldStartType, account };
        await withService(manager, ['change-config'], (service) => service.changeConfiguration(old));
      });
    },
  };
}

/** One step for each setting. */
export function settingSteps(manager: ServiceManager, { startType }: RegisterOptions): Step[] {
  return [
    settingStep(manager, 'the description', 'description', WANTED_SETTINGS.description),
    settingStep(manager, 'the recovery actions', 'failureActions', WANTED_SETTINGS.failureActions),
    settingStep(
      manager,
      'the recovery actions after an error',
      'failureActionsOnNonCrash',
      WANTED_SETTINGS.failureActionsOnNonCrash,
    ),
    settingStep(manager, 'the service SID', 'sidType', WANTED_SETTINGS.sidType),
    settingStep(manager, 'the privileges', 'requiredPrivileges', WANTED_SETTINGS.requiredPrivileges),
    settingStep(
      manager,
      'the pre-shutdown time',
      'preShutdownTimeoutMs',
      WANTED_SETTINGS.preShutdownTimeoutMs,
    ),
    settingStep(manager, 'the delayed start', 'delayedAutoStart', startType === 'delayed-auto'),
  ];
}

function settingStep<Setting extends ServiceSetting>(
  manager: ServiceManager,
  name: string,
  setting: Setting,
  wanted: ServiceSettings[Setting],
): Step {
  // Setting a restart after a failure requires the right to start the service.
  const access: readonly ServiceAccess[] =
    setting === 'failureActions' ? ['change-config', 'start'] : ['change-config'];
  const change = (value: ServiceSettings[Setting]): Promise<void> =>
    withService(manager, access, (service) => service.changeSetting(setting, value));
  const current = (): Promise<ServiceSettings[Setting]> =>
    withService(manager, ['query-config'], (service) => service.querySetting(setting));
  return {
    name,
    isOptional: setting !== 'description',
    async pending() {
      const isThere = (await configurationOf(manager)) !== undefined;
      if (isDeepStrictEqual(isThere ? await current() : NEW_SERVICE_SETTINGS[setting], wanted))
        return undefined;
      return typeof wanted === 'string' ? wanted : JSON.stringify(wanted);
    },
    async run(undoWith) {
      const before = await current();
      await change(wanted);
      undoWith(() => change(before));
    },
  };
}

/** Lets the requesting user start, stop and pause the service without a prompt. */
export function allowUserControlStep(manager: ServiceManager, askingUser: () => Promise<string>): Step {
  return accessListStep(
    manager,
    async (sddl) => withUserControl(sddl, await askingUser()),
    async () => `${await askingUser()} may start, stop, pause and query the service, but nothing else`,
  );
}

/** Revokes what {@link allowUserControlStep} granted. */
export function endUserControlStep(manager: ServiceManager): Step {
  return accessListStep(
    manager,
    (sddl) => Promise.resolve(withoutUserControl(sddl)),
    (sddl) =>
      Promise.resolve(`${usersInControl(sddl).join(', ')} may no longer start, stop and pause the service`),
  );
}

function accessListStep(
  manager: ServiceManager,
  change: (sddl: string) => Promise<string>,
  describe: (sddl: string) => Promise<string>,
): Step {
  const current = (): Promise<string> =>
    withService(manager, ['read-control'], (service) => service.queryAccessList());
  const set = (sddl: string): Promise<void> =>
    withService(manager, ['write-dac'], (service) => service.changeAccessList(sddl));
  return {
    name: 'the access list of the service',
    isOptional: true,
    async pending() {
      const isThere = (await configurationOf(manager)) !== undefined;
      const sddl = isThere ? await current() : 'D:';
      return (await change(sddl)) === sddl ? undefined : await describe(sddl);
    },
    async run(undoWith) {
      const before = await current();
      await set(await change(before));
      undoWith(() => set(before));
    },
  };
}

async function configurationOf(manager: ServiceManager): Promise<ServiceConfiguration | undefined> {
  try {
    return await withService(manager, ['query-config'], (service) => service.queryConfiguration());
  } catch (error) {
    if (error instanceof Win32Error && error.code === ERROR_SERVICE_DOES_NOT_EXIST) return undefined;
    throw error;
  }
}

/** Closes the handle at once: an open one would keep a service alive whose creation is undone. */
async function withService<T>(
  manager: ServiceManager,
  access: readonly ServiceAccess[],
  work: (service: Service) => Promise<T>,
): Promise<T> {
  using service = await manager.openService(SERVICE_NAME, access);
  return await work(service);
}
