import { countVerdicts, linkJson, linkLine, type LinkReport } from '../common/check.ts';
import { visibleJson } from '../common/display-text.ts';
import { ENGLISH } from '../common/languages/english.ts';
import { checkComputer } from '../native-bridge/check/check-computer.ts';
import type { CheckContext } from '../native-bridge/check/context.ts';
import { systemClock } from '../native-bridge/clock.ts';
import { win32Inspection } from '../native-bridge/win32/inspection.ts';
import { postToMailslot } from '../native-bridge/win32/mailslot-poster.ts';
import { win32Registry } from '../native-bridge/win32/registry.ts';
import { useSystemVariables } from '../native-bridge/win32/system-environment.ts';
import { win32ServiceManagers } from '../native-bridge/win32/service-manager.ts';
import { writeLine } from './output.ts';

/**
 * Looks at each link, and prints each as soon as it is known: the service's next status may take a minute. As JSON it
 * is one array at the end.
 * @returns the exit code: 0, or the code of the first link that fails
 */
export async function checkThisComputer(json: boolean): Promise<number> {
  useSystemVariables();
  const reports: LinkReport[] = [];
  for await (const report of checkComputer(context())) {
    reports.push(report);
    if (!json) writeLine(linkLine(ENGLISH, report));
  }
  writeLine(
    json
      ? visibleJson(reports.map((report) => linkJson(ENGLISH, report)))
      : ENGLISH.check.summary(countVerdicts(reports)),
  );
  return exitCodeOf(reports);
}

function exitCodeOf(reports: readonly LinkReport[]): number {
  return reports.find((report) => report.verdict === 'fails')?.code ?? 0;
}

function context(): CheckContext {
  return {
    bridge: {
      serviceManager: win32ServiceManagers,
      registry: win32Registry,
      mailslots: { post: postToMailslot },
      inspection: win32Inspection,
    },
    clock: systemClock,
    wallClock: Date.now,
    helper: { executable: process.execPath, sha256: {} },
    seen: undefined,
  };
}
