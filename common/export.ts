import * as v from 'valibot';

/** What messages are exported as, with the ending of the files' names. */
export const EXPORT_FORMATS = { text: 'txt', csv: 'csv', 'json-lines': 'jsonl' } as const;
export type ExportFormat = keyof typeof EXPORT_FORMATS;
export const EXPORT_FORMAT_NAMES = Object.keys(EXPORT_FORMATS) as ExportFormat[];

/** The longest text that is exported, in UTF-16 units: more than the window's messages can come to. */
const TEXT_LIMIT = 256 * 1024 * 1024;

/** A file of messages to be written where the person says. */
export const exportRequest = v.object({
  format: v.picklist(EXPORT_FORMAT_NAMES),
  /** What to call the file, without its ending: a name that Windows takes, and no path. */
  suggestedName: v.pipe(v.string(), v.regex(/^[^\\/:*?"<>|\u0000-\u001f]{1,100}$/)),
  text: v.pipe(v.string(), v.maxLength(TEXT_LIMIT)),
});
export type ExportRequest = v.InferOutput<typeof exportRequest>;
