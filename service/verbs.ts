import { assertNever } from '../common/assert-never.ts';
import type { ServiceManagers } from '../native-bridge/bridge.ts';
import { changeConfiguration } from '../native-bridge/change-configuration.ts';
import { systemClock } from '../native-bridge/clock.ts';
import { controlSigmaService } from '../native-bridge/control-verbs.ts';
import { performVerb } from '../native-bridge/helper-verbs.ts';
import type { RegistrationContext } from '../native-bridge/registration/context.ts';
import { planRegistration, registerService } from '../native-bridge/registration/register.ts';
import type { Assignment } from '../native-bridge/service-configuration.ts';
import { win32Registry } from '../native-bridge/win32/registry.ts';
import { win32ServiceFiles } from '../native-bridge/win32/service-files.ts';
import { useSystemVariables } from '../native-bridge/win32/system-environment.ts';
import { win32ServiceManagers } from '../native-bridge/win32/service-manager.ts';
import type { Command } from './command-line.ts';
import { describeConfiguration } from './config-verb.ts';
import { installUpdate } from './install-update.ts';
import { writeLine } from './output.ts';
import { openVerbLog } from './service-log.ts';
import { describeService, serviceAsJson } from './status-verb.ts';
import { USAGE } from './usage.ts';
import { VERSION } from './version.ts';

type Answerable = Exclude<Command, { readonly kind: 'serve' | 'console' | 'check' | 'invalid' }>;

/**
 * Does what the command says.
 * @returns what there is to say about it
 * @throws Win32Error, whose code becomes the exit code
 */
export async function answerVerb(command: Answerable): Promise<string> {
  useSystemVariables();
  const managers = win32ServiceManagers;
  switch (command.kind) {
    case 'help':
      return USAGE;
    case 'version':
      return `SigmaSrv ${VERSION}`;
    case 'status':
      return command.json ? serviceAsJson(managers, win32Registry) : describeService(managers);
    case 'config':
      return configure(command.assignment);
    case 'control':
      return logged(command.verb, (context) => controlSigmaService(command.verb, context));
    case 'install-update':
      return logged('/install-update', ({ report }) => installUpdate(command.file, report));
    case 'register':
      return register(command);
    case 'unregister':
    case 'repair':
    case 'allow-user-control':
    case 'end-user-control': {
      const verb = `/${command.kind}` as const;
      return logged(verb, (context) => performVerb(verb, context));
    }
    default:
      return assertNever(command);
  }
}

async function register({
  options,
  start,
  dryRun,
}: Answerable & { readonly kind: 'register' }): Promise<string> {
  if (dryRun) {
    const plan = await planRegistration(
      options,
      registrationContext(() => undefined),
    );
    const lines = start ? [...plan, 'the service: start it'] : plan;
    return lines.length === 0 ? 'Nothing would change' : ['This would change:', ...lines].join('\n  ');
  }
  return logged('/register', async (context) => {
    const executable = await registerService(options, context);
    const said = `The service is registered as "${executable}"`;
    if (!start) return said;
    writeLine(said);
    return controlSigmaService('/start', context);
  });
}

function configure(assignment: Assignment | undefined): Promise<string> {
  if (assignment === undefined) return Promise.resolve(describeConfiguration(win32Registry));
  return logged('/config', ({ registry, managers }) => changeConfiguration(assignment, registry, managers));
}

/** Does what may need privileges, and leaves a line in the log for every step of it. */
async function logged(
  verb: string,
  work: (context: RegistrationContext) => Promise<string>,
): Promise<string> {
  const context = registrationContext((line) => {
    writeLine(line);
    log.write('step', { verb, line });
  });
  const log = openVerbLog(context.files);
  try {
    const answer = await work(context);
    log.write('done', { verb });
    return answer;
  } catch (error) {
    log.write('failed', { verb, error: String(error) });
    throw error;
  } finally {
    await log.flush();
  }
}

function registrationContext(report: (line: string) => void): RegistrationContext {
  const managers: ServiceManagers = win32ServiceManagers;
  return {
    managers,
    registry: win32Registry,
    files: win32ServiceFiles(),
    executable: process.execPath,
    clock: systemClock,
    report,
  };
}
