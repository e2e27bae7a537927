import { codeName } from '../../common/win32-codes.ts';
import { MAILSLOT_NAME } from '../../common/product.ts';
import { assertNever } from '../../common/assert-never.ts';
import { ERROR_FAILED_SERVICE_CONTROLLER_CONNECT } from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { Log } from '../../engine/log.ts';
import { readParameters } from '../../engine/parameters.ts';
import { VERSION } from '../../engine/version.ts';
import type { ServiceBridge } from '../../native-bridge/bridge.ts';
import { systemClock } from '../../native-bridge/clock.ts';
import type { Output } from '../cli/output.ts';
import { USAGE } from '../cli/usage.ts';
import { tellEventLog, tellOfOwnToken, openServiceLog, type Event } from './records.ts';
import { SigmaServiceProgram } from './sigma-service-program.ts';
import type { Reach } from './status-poster.ts';

/** Serves the SCM until the service has stopped. @returns the exit code */
export async function serve(bridge: ServiceBridge, output: Output): Promise<number> {
  const { serviceHost, eventLog, registry, mailslots, files } = bridge;
  const log = openServiceLog(files);
  const tell = (event: Event, detail = ''): void => {
    tellEventLog(eventLog, event, detail);
  };
  let exitCode = 0;
  const tellOfFailure = (error: unknown): void => {
    exitCode = output.fail(error, 'serve').code;
    log.write('failed', { error: String(error), stack: error instanceof Error ? (error.stack ?? '') : '' });
    tell('failed', String(error));
  };
  const program = new SigmaServiceProgram({
    clock: systemClock,
    post: (message) => mailslots.post(MAILSLOT_NAME, message),
    onReach: (reach) => {
      logReach(log, reach);
    },
    readParameters: () =>
      readParameters(registry, (problem) => {
        log.write('configuration damaged', { problem });
      }),
    onState: (state) => {
      log.write('state', { state, pid: process.pid, version: VERSION });
      // Happens once: nothing is reported before this state, and no other leads back to it.
      if (state === 'start-pending')
        tellOfOwnToken({ isInOwnToken: (sid) => serviceHost.isInOwnToken(sid), log, tell });
      if (state === 'running') tell('started');
      // After a failure, the log must not end with a normal stop.
      if (state === 'stopped' && exitCode === 0) tell('stopped');
    },
  });
  // Also for an unhandled rejection. The dispatcher returns once the SCM knows that the service has stopped.
  process.on('uncaughtException', (error) => {
    tellOfFailure(error);
    program.crash();
  });
  try {
    await serviceHost.run(program);
  } catch (error) {
    if (isStartedByHand(error)) {
      exitCode = output.fail(error, 'serve').code;
      output.writeLine(`\n${USAGE}`);
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
      const { api, code, detail } = reach.error;
      log.write('post refused', {
        api,
        code,
        name: codeName(code),
        ...(detail === undefined ? {} : { detail }),
      });
      return;
    }
    default:
      assertNever(reach);
  }
}

/** Only processes started by the SCM reach its dispatcher. */
function isStartedByHand(error: unknown): boolean {
  return error instanceof Win32Error && error.code === ERROR_FAILED_SERVICE_CONTROLLER_CONNECT;
}
