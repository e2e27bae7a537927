import { countVerdicts, linkJson, linkLine, type LinkReport } from '../../common/check.ts';
import { visibleJson } from '../../common/display-text.ts';
import { ENGLISH } from '../../common/languages/english.ts';
import { checkComputer } from '../../engine/check/check-computer.ts';
import type { SystemBridge } from '../../native-bridge/bridge.ts';
import { systemClock } from '../../native-bridge/clock.ts';
import type { Output } from './output.ts';

/**
 * Checks each link, and prints each result as soon as it is known, because the service's next status may take a minute.
 * As JSON, prints one array at the end.
 * @returns the exit code: 0, or the code of the first link that fails
 */
export async function checkThisComputer(
  bridge: SystemBridge,
  output: Output,
  json: boolean,
): Promise<number> {
  const reports: LinkReport[] = [];
  const helper = { executable: process.execPath, sha256: {} };
  const context = { bridge, clock: systemClock, wallClock: Date.now, helper, seen: undefined };
  for await (const report of checkComputer(context)) {
    reports.push(report);
    if (!json) output.writeLine(linkLine(ENGLISH, report));
  }
  output.writeLine(
    json
      ? visibleJson(reports.map((report) => linkJson(ENGLISH, report)))
      : ENGLISH.check.summary(countVerdicts(reports)),
  );
  return reports.find((report) => report.verdict === 'fails')?.code ?? 0;
}
