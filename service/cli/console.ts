import { errorExplanation } from '../../common/error-words.ts';
import { ENGLISH } from '../../common/languages/english.ts';
import { codeText } from '../../common/win32-codes.ts';
import { MAILSLOT_NAME, SERVICE_DISPLAY_NAME } from '../../common/product.ts';
import { assertNever } from '../../common/assert-never.ts';
import { systemClock } from '../../native-bridge/clock.ts';
import { readParameters } from '../../engine/parameters.ts';
import type { SystemBridge } from '../../native-bridge/bridge.ts';
import type { Output } from './output.ts';
import { SigmaServiceProgram } from '../host/sigma-service-program.ts';
import type { Reach } from '../host/status-poster.ts';

/** SERVICE_CONTROL_STOP, which Ctrl+C sends. */
const SERVICE_CONTROL_STOP = 1;

/** @returns a promise that settles when the user presses Ctrl+C or Ctrl+Break, or closes the console */
export function userEnds(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGBREAK', 'SIGHUP'] as const) {
      process.on(signal, () => {
        resolve();
      });
    }
  });
}

/** Runs the service in the foreground, without the SCM, until Ctrl+C. @returns the exit code */
export function runInConsole(bridge: SystemBridge, output: Output): Promise<number> {
  const say = (line: string): void => {
    output.writeLine(line);
  };
  return new Promise((resolve) => {
    const program = new SigmaServiceProgram({
      clock: systemClock,
      post: (message) => bridge.mailslots.post(MAILSLOT_NAME, message),
      onReach: (reach) => {
        say(reachText(reach));
      },
      readParameters: () => readParameters(bridge.registry, say),
      onState: (state) => {
        say(`${SERVICE_DISPLAY_NAME}: ${state}`);
        if (state === 'stopped') resolve(0);
      },
    });
    void userEnds().then(() => program.handleControl(SERVICE_CONTROL_STOP));
    program.main(() => undefined);
    say('Press Ctrl+C to stop');
  });
}

function reachText(reach: Reach): string {
  switch (reach.kind) {
    case 'taken':
      return 'Sigma is receiving the status';
    case 'away':
      return 'Sigma is closed: the newest messages are kept for it';
    case 'refused': {
      const { api, code } = reach.error;
      return `Windows rejected the status in ${api}: ${codeText(code)}. ${errorExplanation(ENGLISH, reach.error)} The newest messages are kept`;
    }
    default:
      return assertNever(reach);
  }
}
