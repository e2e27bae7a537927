import type { StartType } from './service-configuration.ts';

/** How a service is registered, as far as it decides whether Windows would have it running. */
export interface ServiceRegistration {
  readonly startType: StartType;
  /** Counts for the startup type `auto` only. */
  readonly delayedAutoStart: boolean;
  /** Whether an event, such as a device that arrives, starts the service (SERVICE_CONFIG_TRIGGER_INFO). */
  readonly isTriggerStart: boolean;
  /**
   * Set for a per-user service (SERVICE_USER_SERVICE): Windows makes an `instance` of each `template` when a user signs in,
   * with a name of its own, and runs only that: https://learn.microsoft.com/windows/application-management/per-user-services-in-windows
   */
  readonly perUser: 'template' | 'instance' | undefined;
  /** Whether it may share its process with other services (SERVICE_WIN32_SHARE_PROCESS). */
  readonly sharesProcess: boolean;
}
