import * as v from 'valibot';

/** The formats for exported messages, with the file extension of each. */
export const EXPORT_FORMATS = { text: 'txt', csv: 'csv', 'json-lines': 'jsonl' } as const;
export type ExportFormat = keyof typeof EXPORT_FORMATS;
export const EXPORT_FORMAT_NAMES = Object.keys(EXPORT_FORMATS) as ExportFormat[];

/** The longest text that is exported, in UTF-16 units: longer than all of the window's messages together. */
const TEXT_LIMIT = 256 * 1024 * 1024;

/** A file of messages, to be written where the user chooses. */
export const exportRequest = v.object({
  format: v.picklist(EXPORT_FORMAT_NAMES),
  /** The suggested file name without its extension: a name that Windows accepts, not a path. */
  suggestedName: v.pipe(v.string(), v.regex(/^[^\\/:*?"<>|\u0000-\u001f]{1,100}$/)),
  text: v.pipe(v.string(), v.maxLength(TEXT_LIMIT)),
});
export type ExportRequest = v.InferOutput<typeof exportRequest>;
