import { codeExplanation, codeNextStep } from './error-words.ts';
import * as v from 'valibot';
import { visibleText } from './display-text.ts';
import type { Words } from './languages/words.ts';
import { codeText } from './win32-codes.ts';

/**
 * What a check of this computer finds: whether each link of Sigma's own chain works, and why not. SigmaSrv /check
 * prints the same findings that the Check Sigma window shows.
 */

/** The links, in the order in which they are checked. Programs know them by these names. */
export const CHECK_LINKS = [
  'mailslot',
  'posting',
  'scm',
  'service',
  'helper-files',
  'prompt',
  'folders',
  'clock',
] as const;
export type CheckLink = (typeof CHECK_LINKS)[number];

type FindingWords = Words['check']['findings'];
export type FindingKind = keyof FindingWords;

/** One finding: the name of its sentence, and the values in the sentence. */
export type Finding = {
  [Kind in FindingKind]: readonly [kind: Kind, ...values: Parameters<FindingWords[Kind]>];
}[FindingKind];

const findings = v.array(v.custom<Finding>((input) => Array.isArray(input) && typeof input[0] === 'string'));
const link = v.picklist(CHECK_LINKS);

const linkReport = v.variant('verdict', [
  v.object({ verdict: v.literal('works'), link, findings }),
  /** It may work: that can't be told from here, or without administrator rights. */
  v.object({ verdict: v.literal('unknown'), link, findings }),
  v.object({
    verdict: v.literal('fails'),
    link,
    findings,
    /** A Win32 error. */
    code: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  }),
]);

/** What crosses to the window. */
export const checkReport = v.object({ version: v.string(), links: v.array(linkReport) });

export type LinkReport = v.InferOutput<typeof linkReport>;
export type CheckReport = v.InferOutput<typeof checkReport>;

/** A link as `SigmaSrv /check /json` prints it. */
interface LinkJson {
  readonly link: CheckLink;
  readonly verdict: LinkReport['verdict'];
  /** False only if something is known to be wrong with the link. */
  readonly ok: boolean;
  readonly detail: string;
  readonly code?: number;
}

/** @returns the findings about a link, in sentences */
export function linkDetail(words: Words, report: LinkReport): string {
  return visibleText(report.findings.map((finding) => sentenceOf(words, finding)).join(' '));
}

function sentenceOf(words: Words, finding: Finding): string {
  const [kind, ...values] = finding;
  // The type ties the values to their kind, which the compiler forgets once they are apart.
  const say = words.check.findings[kind] as (...given: readonly unknown[]) => string;
  const sentence = say(...values);
  return finding[0] === 'call-failed'
    ? `${sentence} ${codeExplanation(words, finding[2])} ${codeNextStep(words, finding[2])}`
    : sentence;
}

/** @returns a link as one line of text, its name padded to the longest one */
export function linkLine(words: Words, report: LinkReport): string {
  const width = Math.max(...CHECK_LINKS.map(({ length }) => length));
  const error = report.verdict === 'fails' ? ` [${codeText(report.code)}]` : '';
  return `${MARKS[report.verdict]}  ${report.link.padEnd(width)}  ${linkDetail(words, report)}${error}`;
}

/** All of the same width, and distinct even without colours and fonts. */
const MARKS: Readonly<Record<LinkReport['verdict'], string>> = { works: 'OK', unknown: '??', fails: '!!' };

/** @returns a link for programs, with its detail in English */
export function linkJson(words: Words, report: LinkReport): LinkJson {
  return {
    link: report.link,
    verdict: report.verdict,
    ok: report.verdict !== 'fails',
    detail: linkDetail(words, report),
    ...(report.verdict === 'fails' ? { code: report.code } : {}),
  };
}

/** @returns the number of links of each verdict */
export function countVerdicts(
  reports: readonly LinkReport[],
): Readonly<Record<LinkReport['verdict'], number>> {
  const count = (verdict: LinkReport['verdict']): number =>
    reports.filter((report) => report.verdict === verdict).length;
  return { works: count('works'), unknown: count('unknown'), fails: count('fails') };
}

/** Which Sigma was checked, and on which Windows. */
interface CheckedOn {
  readonly version: string;
  /** For example "Windows 11 10.0 (build 26100)". */
  readonly windows: string;
}

/** @returns a whole report as plain text, to be sent to support */
export function checkText(
  words: Words,
  { version, windows }: CheckedOn,
  links: readonly LinkReport[],
): string {
  return [
    `Sigma ${version}, ${windows}`,
    ...links.map((report) => linkLine(words, report)),
    words.check.summary(countVerdicts(links)),
  ].join('\n');
}

/**
 * Removes names from a report, which is made to be sent to someone: the user's folder from paths below the folder of
 * user profiles, and from SIDs the part that identifies a user.
 */
export function withoutUser(text: string): string {
  return text
    .replaceAll(/(\\(?:Users|Documents and Settings)\\)[^\\"]+/gi, '$1…')
    .replaceAll(/S-1-(5-21|12-1)-[\d-]+/g, 'S-1-$1-…');
}
