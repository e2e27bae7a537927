import type { ProgressView, ScmView, ServiceView } from '../../../common/view.ts';
import type { ConfigurationView } from '../../../common/service-configuration.ts';
import type { ServiceStatus } from '../../../common/service-status.ts';
import type { Spoken } from '../../../common/languages/languages.ts';
import type { Words } from '../../../common/languages/words.ts';
import { exitCodeText, startupTypeText } from '../../../common/status-text.ts';
import { fullTime } from '../../time-words.ts';

/** What the Service window says about the SCM's data. */

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const UNITS = [
  ['days', DAY_MS],
  ['hours', HOUR_MS],
  ['minutes', MINUTE_MS],
  ['seconds', SECOND_MS],
] as const;

/** @returns a duration in the largest unit that gives a whole number */
export function durationText({ service: { units } }: Words, durationMs: number): string {
  if (durationMs === 0) return units.seconds(0);
  const unit = UNITS.find(([, sizeMs]) => durationMs % sizeMs === 0);
  return unit === undefined ? units.milliseconds(durationMs) : units[unit[0]](durationMs / unit[1]);
}

/** @returns how long something has been running, as `3:04:05`, preceded by the days */
export function upTimeText({ service }: Words, durationMs: number): string {
  const whole = Math.max(0, durationMs);
  const days = Math.floor(whole / DAY_MS);
  const hours = Math.floor((whole % DAY_MS) / HOUR_MS);
  const [minutes, seconds] = [whole % HOUR_MS, whole % MINUTE_MS].map((rest, index) =>
    String(Math.floor(rest / (index === 0 ? MINUTE_MS : SECOND_MS))).padStart(2, '0'),
  );
  const clock = `${String(hours)}:${minutes ?? ''}:${seconds ?? ''}`;
  return days === 0 ? clock : service.daysAnd(days, clock);
}

export function startTypeText(words: Words, configuration: ConfigurationView): string {
  const { startType, delayedAutoStart } = configuration;
  const isDelayed = startType === 'auto' && delayedAutoStart === true;
  return startupTypeText(words, isDelayed ? 'delayed-auto' : startType);
}

/** @returns what Windows does when the service fails; undefined if that is not known */
export function failureActionsText(words: Words, configuration: ConfigurationView): string | undefined {
  const { failureActions, failureActionsOnNonCrash } = configuration;
  if (failureActions === undefined) return undefined;
  const { failure } = words.service;
  const { actions, resetPeriodMs } = failureActions;
  const runs = runsOf(actions).map(({ type, delays }) => {
    if (type === 'none') return failure.none;
    const text = delays.map((delay) => durationText(words, delay)).join(', ');
    return typeof type === 'number' ? failure.unknown(type, text) : failure[type](text);
  });
  if (runs.length === 0) return capitalised(failure.none);
  const reset =
    resetPeriodMs === undefined ? failure.noReset : failure.reset(durationText(words, resetPeriodMs));
  const nonCrash = failureActionsOnNonCrash === true ? [failure.nonCrash] : [];
  return capitalised([...runs, reset, ...nonCrash].join('; '));
}

/** @returns what the service ended with; undefined while it is running */
export function lastExitText(words: Words, status: ServiceStatusView): string | undefined {
  const { state, win32ExitCode } = status;
  if (state !== 'stopped') return undefined;
  return win32ExitCode === 0 ? `${words.service.noError} (0)` : exitCodeText(words, status);
}

/** @returns when and how the service last failed */
export function lastFailureText(spoken: Spoken, failure: NonNullable<ServiceView['lastFailure']>): string {
  const { words } = spoken;
  const { failedAt, replaced } = words.service;
  return failedAt(
    fullTime(spoken, failure.at),
    failure.kind === 'replaced' ? replaced : exitCodeText(words, failure),
  );
}

/** @returns the progress of a pending state; undefined for any other state */
export function progressText(
  words: Words,
  state: ServiceStatus['state'],
  { checkPoint, waitHintMs }: ProgressView,
): string | undefined {
  const { pending, progress } = words.service;
  if (!(state in pending)) return undefined;
  const what = pending[state as keyof typeof pending];
  return progress(what, checkPoint, durationText(words, Math.ceil(waitHintMs / SECOND_MS) * SECOND_MS));
}

type ServiceStatusView = Extract<ScmView, { kind: 'present' }>['status'];
type Actions = NonNullable<ConfigurationView['failureActions']>['actions'];

/** Joins consecutive actions of the same kind. */
function runsOf(actions: Actions): { type: Actions[number]['type']; delays: number[] }[] {
  const runs: { type: Actions[number]['type']; delays: number[] }[] = [];
  for (const { type, delayMs } of actions) {
    const last = runs.at(-1);
    if (last?.type === type) last.delays.push(delayMs);
    else runs.push({ type, delays: [delayMs] });
  }
  return runs;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
