import { ERROR_FAILED_SERVICE_CONTROLLER_CONNECT, ERROR_INVALID_PARAMETER } from '../common/error-codes.ts';
import { writeSync } from 'node:fs';
import { assertNever } from '../common/assert-never.ts';
import { MAILSLOT_NAME } from '../common/sigma-service.ts';
import { reportError } from '../common/win32-error.ts';
import { systemClock } from '../native-bridge/clock.ts';
import { performVerb } from '../native-bridge/helper-verbs.ts';
import { postToMailslot } from '../native-bridge/win32/mailslot-poster.ts';
import { StepError } from '../native-bridge/registration/step-error.ts';
import { win32Registry } from '../native-bridge/win32/registry.ts';
import { win32ServiceFiles } from '../native-bridge/win32/service-files.ts';
import { win32ServiceManagers } from '../native-bridge/win32/service-manager.ts';
import { runService } from '../native-bridge/win32/service-process.ts';
import { parseCommandLine, USAGE, type Verb } from './command-line.ts';
import { SigmaServiceProgram } from './sigma-service-program.ts';
import { StatusPoster } from './status-poster.ts';
import { describeService } from './status-verb.ts';

/** A single executable sees itself twice before its arguments. */
void run(process.argv.slice(2)).then((exitCode) => process.exit(exitCode));

async function run(parameters: readonly string[]): Promise<number> {
  const command = parseCommandLine(parameters);
  switch (command.kind) {
    case 'serve':
      return serve();
    case 'verb':
      return runVerb(command.verb);
    case 'invalid':
      writeLine(`${command.reason}\n\n${USAGE}`);
      return ERROR_INVALID_PARAMETER;
    default:
      return assertNever(command);
  }
}

async function serve(): Promise<number> {
  const poster = new StatusPoster((message) => postToMailslot(MAILSLOT_NAME, message));
  const program = new SigmaServiceProgram(poster);
  let exitCode = 0;
  // Also for a rejection that nobody handled. The dispatcher returns once the SCM knows that the service stopped.
  process.on('uncaughtException', (error) => {
    exitCode = fail(error, 'serve').code;
    program.crash();
  });
  try {
    await runService(program);
    return exitCode;
  } catch (error) {
    const { code } = fail(error, 'serve');
    if (code === ERROR_FAILED_SERVICE_CONTROLLER_CONNECT) writeLine(`\n${USAGE}`);
    return code;
  }
}

async function runVerb(verb: Verb): Promise<number> {
  try {
    writeLine(await answerVerb(verb));
    return 0;
  } catch (error) {
    return fail(error, verb).code;
  }
}

function answerVerb(verb: Verb): Promise<string> {
  const managers = win32ServiceManagers;
  if (verb === '/help') return Promise.resolve(USAGE);
  if (verb === '/status') return describeService(managers);
  return performVerb(verb, {
    managers,
    registry: win32Registry,
    files: win32ServiceFiles(),
    executable: process.execPath,
    clock: systemClock,
    report: writeLine,
  });
}

function fail(error: unknown, step: string): { readonly code: number } {
  const { api, code, name, explanation, nextStep } = reportError(error, step);
  const place = error instanceof StepError ? `at ${error.step}, in ${api}` : `in ${api}`;
  const detail = error instanceof StepError ? error.detail : undefined;
  const whatToDo = detail ?? nextStep;
  writeLine(`SigmaSrv ${step} failed ${place}: ${name} (${String(code)}). ${explanation} ${whatToDo}`);
  return { code };
}

/** A service and an elevated helper have no console to write to: the exit code has to do then. */
function writeLine(text: string): void {
  try {
    writeSync(1, `${text}\n`);
  } catch {
    return;
  }
}
