import * as v from 'valibot';
import { LANGUAGE_TAGS } from './languages/languages.ts';
import { UPDATE_CHANNELS } from './updates.ts';

export const THEMES = ['system', 'light', 'dark'] as const;

/** The user's settings, as they are stored and as they cross to the window. */
export const settingsSchema = v.object({
  /** `system`: the first of the system's languages that Sigma supports. */
  language: v.picklist(['system', ...LANGUAGE_TAGS]),
  theme: v.picklist(THEMES),
  /** Whether a notification appears when the service stops unexpectedly or falls silent. */
  notifications: v.boolean(),
  /** Whether Sigma starts in the tray when the user signs in. */
  startWithWindows: v.boolean(),
  /** Whether Sigma checks for newer versions of itself. Nothing is downloaded without a click. */
  lookForUpdates: v.boolean(),
  updateChannel: v.picklist(UPDATE_CHANNELS),
  /** Whether the user was told that closing the window leaves Sigma in the tray. */
  trayExplained: v.boolean(),
  /** Whether prompt-free control was offered to the user. */
  userControlOffered: v.boolean(),
});
export type Settings = v.InferOutput<typeof settingsSchema>;

/** Some of the settings, to be changed while the others stay. */
export const settingsChange = v.object({
  language: v.exactOptional(settingsSchema.entries.language),
  theme: v.exactOptional(settingsSchema.entries.theme),
  notifications: v.exactOptional(settingsSchema.entries.notifications),
  startWithWindows: v.exactOptional(settingsSchema.entries.startWithWindows),
  lookForUpdates: v.exactOptional(settingsSchema.entries.lookForUpdates),
  updateChannel: v.exactOptional(settingsSchema.entries.updateChannel),
  trayExplained: v.exactOptional(settingsSchema.entries.trayExplained),
  userControlOffered: v.exactOptional(settingsSchema.entries.userControlOffered),
});
export type SettingsChange = v.InferOutput<typeof settingsChange>;

/** What happened to an unusable settings file: a damaged one was set aside, one that could not be read stays. */
export const settingsTroubleSchema = v.object({
  kind: v.picklist(['set-aside', 'unreadable']),
  /** Where the file is now. */
  path: v.string(),
});
export type SettingsTrouble = v.InferOutput<typeof settingsTroubleSchema>;

export const DEFAULT_SETTINGS: Settings = {
  language: 'system',
  theme: 'system',
  notifications: true,
  startWithWindows: false,
  lookForUpdates: true,
  updateChannel: 'stable',
  trayExplained: false,
  userControlOffered: false,
};
