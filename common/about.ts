import * as v from 'valibot';

/** The licence of one part of Sigma. */
const licenceSchema = v.object({
  name: v.string(),
  version: v.string(),
  /** An SPDX expression. */
  terms: v.string(),
  text: v.string(),
});
export type Licence = v.InferOutput<typeof licenceSchema>;

/** What the build leaves for the About Sigma window. */
export const buildFactsSchema = v.object({
  /** Whether there was a certificate to sign the package with. */
  isSigned: v.boolean(),
  /** Sigma's own licence first. */
  licences: v.array(licenceSchema),
});

/** What the About Sigma window shows. */
export const aboutSchema = v.object({
  ...buildFactsSchema.entries,
  version: v.string(),
  /** The versions of what Sigma runs on. Electron and Chromium are undefined if something stands in for them. */
  runsOn: v.object({ electron: v.optional(v.string()), chromium: v.optional(v.string()), node: v.string() }),
  logFolder: v.string(),
});
export type About = v.InferOutput<typeof aboutSchema>;
