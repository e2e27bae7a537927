import { languageOf, type Speech } from '../common/languages/languages.ts';
import type { Words } from '../common/languages/words.ts';

/** @returns the local time of day of `time` (milliseconds since 1970) as `hh:mm:ss.mmm` */
export function clockTime(time: number): string {
  const date = new Date(time);
  const parts = [date.getHours(), date.getMinutes(), date.getSeconds()];
  return `${parts.map((part) => String(part).padStart(2, '0')).join(':')}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

const FULL_TIMES = new Map<string, Intl.DateTimeFormat>();

/**
 * @returns the local date and time as the user writes them; in figures if that is another language than the window's
 */
export function fullTime(
  { language, regionalFormat }: Pick<Speech, 'language' | 'regionalFormat'>,
  time: number,
): string {
  const dateStyle = languageOf(regionalFormat) === language ? 'full' : 'short';
  const key = `${dateStyle} ${regionalFormat}`;
  // Creating a formatter takes a thousand times as long as using it, and it keeps the time zone in which it was
  // created. So it is given the local time as if that were UTC, which follows the zone like all other times in the
  // window.
  const format =
    FULL_TIMES.get(key) ??
    new Intl.DateTimeFormat(regionalFormat, { dateStyle, timeStyle: 'medium', timeZone: 'UTC' });
  FULL_TIMES.set(key, format);
  return format.format(localAsUtc(time));
}

/** @returns the moment at which UTC has the date and time of day that the local time zone has at `time` */
export function localAsUtc(time: number): number {
  return time - new Date(time).getTimezoneOffset() * 60_000;
}

/** @returns the local date and time in a form that a file name may have, and that sorts */
export function fileTime(time: number): string {
  const date = new Date(time);
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()];
  return [day, clock].map((parts) => parts.map((part) => String(part).padStart(2, '0')).join('-')).join(' ');
}

/** @returns how long ago `then` is, in one unit; both are milliseconds since 1970 */
export function timeAgo({ ago }: Words, then: number, now: number): string {
  const seconds = Math.max(0, Math.floor((now - then) / 1000));
  if (seconds < 60) return ago.seconds(seconds);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return ago.minutes(minutes);
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? ago.hours(hours) : ago.days(Math.floor(hours / 24));
}
