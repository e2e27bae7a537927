/**
 * The names of the contract's channels, apart from its schemas: the preload needs no more than these, and so
 * carries no more into the window.
 */

/** Renderer to main and back. */
export const REQUEST_NAMES = [
  'snapshot',
  'took',
  'perform',
  'setPostInterval',
  'leave',
  'refresh',
  'changeSettings',
  'exportMessages',
  'showExported',
  'wholeTexts',
  'reportWindows',
  'about',
  'check',
  'checkForUpdates',
  'downloadUpdate',
  'installUpdate',
] as const;
export type RequestName = (typeof REQUEST_NAMES)[number];

/** Main to renderer. */
export const EVENT_NAMES = ['batch', 'command'] as const;
export type EventName = (typeof EVENT_NAMES)[number];

/** @returns the channel's name on the wire */
export function channelOf(name: RequestName | EventName): string {
  return `sigma:${name}`;
}
