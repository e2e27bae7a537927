import { assertNever } from '../common/assert-never.ts';
import { ERROR_FAILED_SERVICE_CONTROLLER_CONNECT } from '../common/error-codes.ts';
import { MAILSLOT_NAME } from '../common/sigma-service.ts';
import { Win32Error } from '../common/win32-error.ts';
import { systemClock } from '../native-bridge/clock.ts';
import { readConfiguration } from '../native-bridge/service-configuration.ts';
import { postToMailslot } from '../native-bridge/win32/mailslot-poster.ts';
import { win32Registry } from '../native-bridge/win32/registry.ts';
import { isInOwnToken } from '../native-bridge/win32/own-token.ts';
import { runService } from '../native-bridge/win32/service-process.ts';
import { tellEventLog } from './event-log.ts';
import { fail, writeLine } from './output.ts';
import type { Log } from '../native-bridge/log.ts';
import { tellOfOwnToken } from './own-token.ts';
import { openServiceLog } from './service-log.ts';
import { SigmaServiceProgram } from './sigma-service-program.ts';
import type { Reach } from './status-poster.ts';
import { USAGE } from './usage.ts';
import { VERSION } from './version.ts';

/** Serves the SCM until the service has stopped. @returns the exit code */
export async function serve(): Promise<number> {
  const log = openServiceLog();
  let exitCode = 0;
  const tellOfFailure = (error: unknown): void => {
    exitCode = fail(error, 'serve').code;
    log.write('failed', { error: String(error), stack: error instanceof Error ? (error.stack ?? '') : '' });
    tellEventLog('failed', String(error));
  };
  const program = new SigmaServiceProgram({
    clock: systemClock,
    post: (message) => postToMailslot(MAILSLOT_NAME, message),
    onReach: (reach) => {
      logReach(log, reach);
    },
    readConfiguration: () =>
      readConfiguration(win32Registry, (problem) => {
        log.write('configuration damaged', { problem });
      }),
    onState: (state) => {
      log.write('state', { state, pid: process.pid, version: VERSION });
      // Once: before it nothing is told, and nothing leads back to it.
      if (state === 'start-pending') tellOfOwnToken({ isInOwnToken, log, tellEventLog });
      if (state === 'running') tellEventLog('started');
      // Who looks for a failure should not find that all went well behind it.
      if (state === 'stopped' && exitCode === 0) tellEventLog('stopped');
    },
  });
  // Also for a rejection that nobody handled. The dispatcher returns once the SCM knows that the service stopped.
  process.on('uncaughtException', (error) => {
    tellOfFailure(error);
    program.crash();
  });
  try {
    await runService(program);
  } catch (error) {
    if (isStartedByHand(error)) {
      exitCode = fail(error, 'serve').code;
      writeLine(`\n${USAGE}`);
    } else {
      tellOfFailure(error);
    }
  }
  await log.flush();
  return exitCode;
}

function logReach(log: Log, reach: Reach): void {
  switch (reach.kind) {
    case 'taken':
      log.write('client back', {});
      return;
    case 'away':
      log.write('client away', {});
      return;
    case 'refused': {
      const { api, code, name, detail } = reach.error;
      log.write('post refused', { api, code, name, ...(detail === undefined ? {} : { detail }) });
      return;
    }
    default:
      assertNever(reach);
  }
}

/** Only the SCM's own processes reach its dispatcher. */
function isStartedByHand(error: unknown): boolean {
  return error instanceof Win32Error && error.code === ERROR_FAILED_SERVICE_CONTROLLER_CONNECT;
}
