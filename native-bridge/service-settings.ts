import type { FailureActionType } from '../common/service-configuration.ts';

/**
 * What the SCM stores about a service beside its configuration: the levels of QueryServiceConfig2W and
 * ChangeServiceConfig2W, in our units. Windows may lack a level (ERROR_INVALID_LEVEL).
 * https://learn.microsoft.com/windows/win32/api/winsvc/nf-winsvc-changeserviceconfig2w
 */
export interface ServiceSettings {
  /** SERVICE_CONFIG_DESCRIPTION: '' if there is none. */
  readonly description: string;
  /** SERVICE_CONFIG_FAILURE_ACTIONS. */
  readonly failureActions: FailureActions;
  /** SERVICE_CONFIG_DELAYED_AUTO_START_INFO: applies to the start type `auto` only. */
  readonly delayedAutoStart: boolean;
  /** SERVICE_CONFIG_FAILURE_ACTIONS_FLAG: whether stopping with a non-zero exit code counts as a failure. */
  readonly failureActionsOnNonCrash: boolean;
  /** SERVICE_CONFIG_SERVICE_SID_INFO. */
  readonly sidType: SidType;
  /** SERVICE_CONFIG_REQUIRED_PRIVILEGES_INFO: an empty list means all that the account has. */
  readonly requiredPrivileges: readonly string[];
  /** SERVICE_CONFIG_PRESHUTDOWN_INFO: how long a shutdown waits for the service, in milliseconds. */
  readonly preShutdownTimeoutMs: number;
}
export type ServiceSetting = keyof ServiceSettings;

export interface FailureActions {
  /** After how long without a failure the count starts again, in milliseconds (whole seconds); undefined for never. */
  readonly resetPeriodMs: number | undefined;
  /** The actions for the first failure, the second and so on; the last one repeats. */
  readonly actions: readonly FailureAction[];
}

interface FailureAction {
  readonly type: FailureActionType;
  readonly delayMs: number;
}

/** SERVICE_SID_TYPE_NONE, _UNRESTRICTED and _RESTRICTED. */
export const SID_TYPES = ['none', 'unrestricted', 'restricted'] as const;
/** One of these, or the number of a type that a later Windows may have. */
type SidType = (typeof SID_TYPES)[number] | number;

/** The settings of a service for which nothing was set. */
export const NEW_SERVICE_SETTINGS: ServiceSettings = {
  description: '',
  failureActions: { resetPeriodMs: 0, actions: [] },
  delayedAutoStart: false,
  failureActionsOnNonCrash: false,
  sidType: 'none',
  requiredPrivileges: [],
  // https://learn.microsoft.com/windows/win32/api/winsvc/ns-winsvc-service_preshutdown_info
  preShutdownTimeoutMs: 10_000,
};
