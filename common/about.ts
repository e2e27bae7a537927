import * as v from 'valibot';

/** Under what terms a part of Sigma comes. */
const licenceSchema = v.object({
  name: v.string(),
  version: v.string(),
  /** An SPDX expression. */
  terms: v.string(),
  text: v.string(),
});
export type Licence = v.InferOutput<typeof licenceSchema>;

/** What the build leaves for the window About Sigma. */
export const buildFactsSchema = v.object({
  /** Whether there was a certificate to sign the package with. */
  isSigned: v.boolean(),
  /** Sigma's own first. */
  licences: v.array(licenceSchema),
});

/** What the window About Sigma shows. */
export const aboutSchema = v.object({
  ...buildFactsSchema.entries,
  version: v.string(),
  /** The versions of what Sigma runs on; of Electron and Chromium undefined where something stands in for them. */
  runsOn: v.object({ electron: v.optional(v.string()), chromium: v.optional(v.string()), node: v.string() }),
  logFolder: v.string(),
});
export type About = v.InferOutput<typeof aboutSchema>;
