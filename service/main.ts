import { assertNever } from '../common/assert-never.ts';
import { ERROR_INVALID_PARAMETER } from '../common/win32-codes.ts';
import { describeParameters } from '../engine/parameters.ts';
import { parseCommandLine, type CommandLine } from '../engine/verbs/command-line.ts';
import { namedService } from '../engine/verbs/named-service.ts';
import { performCommand, verbOf } from '../engine/verbs/perform-command.ts';
import { VERSION } from '../engine/version.ts';
import type { ServiceBridge } from '../native-bridge/bridge.ts';
import { systemClock } from '../native-bridge/clock.ts';
import { win32ServiceBridge } from '../native-bridge/win32/service-bridge.ts';
import { checkThisComputer } from './cli/check-verb.ts';
import { runInConsole, userEnds } from './cli/console.ts';
import { listServices } from './cli/list-verb.ts';
import { Output } from './cli/output.ts';
import { describeService, serviceAsJson } from './cli/status-verb.ts';
import { HELP_HINT, USAGE } from './cli/usage.ts';
import { watchServices } from './cli/watch-verb.ts';
import { serve } from './host/serve.ts';
import { openVerbLog } from './host/records.ts';

const bridge: ServiceBridge = win32ServiceBridge;
const output = new Output(bridge);

/** A single executable has itself as the first two arguments. */
void run(parseCommandLine(process.argv.slice(2))).then((exitCode) => {
  bridge.endProcess(exitCode);
});

async function run(command: CommandLine): Promise<number> {
  if (command.kind === 'invalid') {
    output.writeLine(`${command.reason}\n${HELP_HINT}`);
    return ERROR_INVALID_PARAMETER;
  }
  try {
    return await obey(command);
  } catch (error) {
    return output.fail(error, verbOf(command)).code;
  }
}

type Valid = Exclude<CommandLine, { readonly kind: 'invalid' }>;

/** @returns the exit code */
async function obey(command: Valid): Promise<number> {
  switch (command.kind) {
    case 'serve':
      return serve(bridge, output);
    case 'console':
      return runInConsole(bridge, output);
    case 'check':
      useSystemVariables();
      return checkThisComputer(bridge, output, command.json);
    case 'watch':
      useSystemVariables();
      await watchServices(
        { names: command.services, json: command.json },
        {
          ...{ bridge, clock: systemClock, date: Date.now, ended: userEnds() },
          say: (line) => output.writeLine(line),
        },
      );
      return 0;
    default:
      useSystemVariables();
      output.writeLine(await answerTo(command));
      return 0;
  }
}

/** Makes this process find Windows' own folders, whatever the user's environment variables say. */
function useSystemVariables(): void {
  Object.assign(process.env, bridge.systemVariables());
}

async function answerTo(
  command: Exclude<Valid, { readonly kind: 'serve' | 'console' | 'watch' | 'check' }>,
): Promise<string> {
  const { registry } = bridge;
  switch (command.kind) {
    case 'help':
      return USAGE;
    case 'version':
      return `SigmaSrv ${VERSION}`;
    case 'status': {
      const service = await namedService(command.service, bridge);
      return command.json ? serviceAsJson(service, bridge) : describeService(service, bridge);
    }
    case 'list':
      return listServices(bridge, command);
    case 'config':
      return describeParameters(registry);
    case 'register':
    case 'unregister':
    case 'repair':
    case 'allow-user-control':
    case 'end-user-control':
    case 'control':
    case 'startup-type':
    case 'end-process':
    case 'change-config':
    case 'install-update':
      return performCommand(command, {
        bridge,
        clock: systemClock,
        executable: process.execPath,
        say: (line) => {
          output.writeLine(line);
        },
        openLog: () => openVerbLog(bridge.files),
      });
    default:
      return assertNever(command);
  }
}
