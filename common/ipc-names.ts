/**
 * The names of the contract's channels, without their schemas: the preload needs only these, and so brings nothing else
 * into the window.
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

/** @returns the channel's name in Electron */
export function channelOf(name: RequestName | EventName): string {
  return `sigma:${name}`;
}
