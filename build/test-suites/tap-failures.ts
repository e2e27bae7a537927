/** `not ok 3 - name`, indented by four spaces for each suite around it, and the details below it. */
const FAILED =
  /^(?<indent> *)not ok \d+ - (?<name>.*)\n\k<indent> {2}---\n(?<details>[^]*?)\n\k<indent> {2}\.\.\.$/gm;
/** One line in quotes, or lines that are indented further. */
const ERROR = /^(?<indent> *)error: (?:\|-\n(?<lines>(?:\k<indent> {2}.*(?:\n|$)|\n)+)|(?<line>.*))/m;

/**
 * Reads what failed, and why, from what Node's `tap` reporter wrote.
 * @returns a text for each test, `name: error`, without the suites that failed only because of their tests
 */
export function tapFailures(report: string): string[] {
  return Array.from(report.matchAll(FAILED), ({ groups: { name = '', details = '' } = {} }) => ({
    name,
    details,
  }))
    .filter(({ details }) => !details.includes("failureType: 'subtestsFailed'"))
    .map(({ name, details }) => `${name}: ${errorOf(details)}`);
}

function errorOf(details: string): string {
  const { indent = '', lines, line } = ERROR.exec(details)?.groups ?? {};
  if (lines === undefined) return unquoted(line ?? 'no error');
  return lines.trimEnd().replaceAll(`\n${indent}  `, '\n').trimStart();
}

function unquoted(text: string): string {
  return text.replace(/^(['"])(.*)\1$/, '$2');
}
