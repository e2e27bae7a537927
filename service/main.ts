import { assertNever } from '../common/assert-never.ts';
import { ERROR_INVALID_PARAMETER } from '../common/error-codes.ts';
import { exitAtOnce } from '../native-bridge/win32/process.ts';
import { checkThisComputer } from './check-verb.ts';
import { parseCommandLine, type Command } from './command-line.ts';
import { runInConsole } from './console.ts';
import { fail, writeLine } from './output.ts';
import { serve } from './serve.ts';
import { USAGE } from './usage.ts';
import { answerVerb } from './verbs.ts';

/** A single executable sees itself twice before its arguments. */
void run(parseCommandLine(process.argv.slice(2))).then(exitAtOnce);

async function run(command: Command): Promise<number> {
  switch (command.kind) {
    case 'serve':
      return serve();
    case 'console':
      return runInConsole();
    case 'check':
      return checkThisComputer(command.json);
    case 'invalid':
      writeLine(`${command.reason}\n\n${USAGE}`);
      return ERROR_INVALID_PARAMETER;
    case 'register':
    case 'unregister':
    case 'repair':
    case 'control':
    case 'allow-user-control':
    case 'end-user-control':
    case 'config':
    case 'install-update':
    case 'status':
    case 'version':
    case 'help':
      return runVerb(command);
    default:
      return assertNever(command);
  }
}

async function runVerb(command: Parameters<typeof answerVerb>[0]): Promise<number> {
  try {
    writeLine(await answerVerb(command));
    return 0;
  } catch (error) {
    return fail(error, `/${command.kind === 'control' ? command.verb.slice(1) : command.kind}`).code;
  }
}
