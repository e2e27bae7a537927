import * as v from 'valibot';

/** SERVICE_BOOT_START to SERVICE_DISABLED, in the order of their values. */
export const START_TYPES = ['boot', 'system', 'auto', 'demand', 'disabled'] as const;
export type StartType = (typeof START_TYPES)[number];

/** The startup types that Windows offers for services: Automatic, Automatic (Delayed Start), Manual and Disabled. */
export const STARTUP_TYPES = ['auto', 'delayed-auto', 'demand', 'disabled'] as const;
export type StartupType = (typeof STARTUP_TYPES)[number];

/** SC_ACTION_NONE to SC_ACTION_OWN_RESTART, in the order of their values. */
export const FAILURE_ACTION_TYPES = ['none', 'restart', 'reboot', 'run-command', 'own-restart'] as const;
/** One of these, or the number of an action that a later Windows may have. */
export type FailureActionType = (typeof FAILURE_ACTION_TYPES)[number] | number;

const duration = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** How the service is registered, as it crosses to the window. What Windows lacks or denies is undefined. */
export const configurationSchema = v.object({
  displayName: v.string(),
  /** As stored, with its quotation marks and arguments. */
  imagePath: v.string(),
  startType: v.picklist(START_TYPES),
  /** Applies to the start type `auto` only. */
  delayedAutoStart: v.optional(v.boolean()),
  account: v.string(),
  /** '' if there is none. */
  description: v.optional(v.string()),
  failureActions: v.optional(
    v.object({
      /** After how long without a failure the count starts again, in milliseconds; undefined for never. */
      resetPeriodMs: v.optional(duration),
      /** The actions for the first failure, the second and so on; the last one repeats. */
      actions: v.array(
        v.object({
          type: v.union([v.picklist(FAILURE_ACTION_TYPES), v.pipe(v.number(), v.safeInteger())]),
          delayMs: duration,
        }),
      ),
    }),
  ),
  /** Whether stopping with a non-zero exit code counts as a failure too. */
  failureActionsOnNonCrash: v.optional(v.boolean()),
  /** How often the service posts its status, or will once it runs, in milliseconds. */
  postIntervalMs: v.optional(duration),
  /** Whether users other than administrators were allowed to start and stop it. */
  isUserInControl: v.optional(v.boolean()),
  /** Whether this user may start, stop and pause it without a prompt. */
  mayControl: v.optional(v.boolean()),
});
export type ConfigurationView = v.InferOutput<typeof configurationSchema>;
