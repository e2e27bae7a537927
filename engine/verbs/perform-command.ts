import { ENGLISH } from '../../common/languages/english.ts';
import { displayText } from '../../common/display-text.ts';
import { nameToShow, OWN_SERVICE } from '../../common/service-profile.ts';
import { startupTypeText } from '../../common/status-text.ts';
import { assertNever } from '../../common/assert-never.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { ServiceSummary, SystemBridge } from '../../native-bridge/bridge.ts';
import type { Clock } from '../../native-bridge/clock.ts';
import { controlService } from '../jobs/control.ts';
import { endProcess } from '../jobs/end-process.ts';
import { changeStartupType } from '../jobs/startup-type.ts';
import type { Log } from '../log.ts';
import { changeParameter } from '../parameters.ts';
import { registrationContext, type RegistrationContext } from '../registration/context.ts';
import { allowUserControl, endUserControl } from '../registration/prompt-free-control.ts';
import { planRegistration, registerService } from '../registration/register.ts';
import { repairService } from '../registration/repair.ts';
import { unregisterService } from '../registration/unregister.ts';
import { installUpdate } from '../updates/install-update.ts';
import { StepError } from '../registration/transaction.ts';
import type { CommandLine } from './command-line.ts';
import { namedService } from './named-service.ts';

/**
 * The commands that change something, for the console and the elevated helper. The others run the service, or only
 * read.
 */
const HELPER_COMMANDS = [
  'register',
  'unregister',
  'repair',
  'allow-user-control',
  'end-user-control',
  'control',
  'startup-type',
  'end-process',
  'change-config',
  'install-update',
] as const;
type HelperKind = (typeof HELPER_COMMANDS)[number];
export type HelperCommand = CommandLine & { readonly kind: HelperKind };

export function isHelperCommand(command: CommandLine): command is HelperCommand {
  return HELPER_COMMANDS.some((kind) => kind === command.kind);
}

/** What a command works with: the real computer in SigmaSrv.exe, the simulated one in the simulation. */
export interface CommandTools {
  readonly bridge: SystemBridge;
  readonly clock: Clock;
  /** The path of the running SigmaSrv.exe. */
  readonly executable: string;
  /** Called for each step as it is taken. */
  readonly say: (line: string) => void;
  /** Opens the log of what administrators do with the service. */
  readonly openLog: () => Log;
}

/**
 * Performs a command and waits until it is done. Everything that may need privileges writes a log line for each step.
 * @returns one or more lines of text for the user
 * @throws Win32Error, whose code becomes the exit code
 */
export async function performCommand(command: HelperCommand, tools: CommandTools): Promise<string> {
  const { bridge, clock, executable, say } = tools;
  const contextFor = (report: (line: string) => void): RegistrationContext =>
    registrationContext(bridge, { clock, executable, report });
  if (command.kind === 'register' && command.dryRun)
    return describePlan(
      command,
      contextFor(() => undefined),
    );
  const verb = verbOf(command);
  const log = tools.openLog();
  try {
    const context = contextFor((line) => {
      say(line);
      log.write('step', { verb, line });
    });
    const answer = await perform(command, context, tools);
    log.write('done', { verb });
    return answer;
  } catch (error) {
    log.write('failed', { verb, error: String(error), ...failureFacts(error) });
    throw error;
  } finally {
    await log.flush();
  }
}

/** @returns what the error's text leaves out, and what the exit code cannot carry */
function failureFacts(error: unknown): Readonly<Record<string, string | number>> {
  if (!(error instanceof Win32Error)) return {};
  const { surprise, serviceSpecificExitCode } = error.circumstances;
  const { step, detail } = error instanceof StepError ? error : {};
  const facts = { surprise, serviceSpecificExitCode, step, detail };
  const known = Object.entries(facts).filter(
    (fact): fact is [string, string | number] => fact[1] !== undefined,
  );
  return Object.fromEntries(known);
}

/** @returns the verb as it is typed */
export function verbOf(command: Exclude<CommandLine, { readonly kind: 'invalid' }>): string {
  switch (command.kind) {
    case 'startup-type':
    case 'end-process':
      return command.service === undefined ? `/${command.kind}` : `/${command.kind} ${command.service}`;
    case 'control':
      return command.service === undefined ? command.verb : `${command.verb} ${command.service}`;
    case 'change-config':
      return '/config';
    default:
      return `/${command.kind}`;
  }
}

async function perform(
  command: HelperCommand,
  context: RegistrationContext,
  { bridge, say }: CommandTools,
): Promise<string> {
  const { managers, registry, executable, report } = context;
  switch (command.kind) {
    case 'register': {
      const registered = `The service is registered as "${await registerService(command.options, context)}"`;
      if (!command.start) return registered;
      say(registered);
      return controlService('/start', { ...context, service: OWN_SERVICE });
    }
    case 'repair':
      return `${OWN_SERVICE.displayName} is registered correctly as "${await repairService(context)}"`;
    case 'unregister': {
      const isComplete = (await unregisterService(context)) === 'removed';
      const rest = isComplete ? '' : '. Its files are in use and will be removed when Windows restarts';
      return `${OWN_SERVICE.displayName} was removed${rest}`;
    }
    case 'allow-user-control':
      await allowUserControl(context);
      return `You can now start, stop and pause ${OWN_SERVICE.displayName} without a prompt`;
    case 'end-user-control':
      await endUserControl(context);
      return `Only administrators can now start, stop and pause ${OWN_SERVICE.displayName}`;
    case 'control':
      return controlService(command.verb, {
        ...context,
        service: await namedService(command.service, bridge),
        onDependents: (dependents) => {
          for (const one of dependents) {
            report(`stops ${nameIn(one)} first, which depends on it`);
          }
        },
        onDependencies: (dependencies) => {
          for (const one of dependencies) {
            report(`starts ${nameIn(one)} first, which it needs`);
          }
        },
      });
    case 'startup-type': {
      const service = await namedService(command.service, bridge);
      await changeStartupType(command.startupType, service, managers);
      return `The startup type of ${service.displayName} is now ${startupTypeText(ENGLISH, command.startupType)}`;
    }
    case 'end-process':
      return endProcess({
        service: await namedService(command.service, bridge),
        bridge,
        clock: context.clock,
      });
    case 'change-config':
      return changeParameter(command.assignment, registry, managers);
    case 'install-update':
      return installUpdate(command.file, { bridge, executable, report });
    default:
      return assertNever(command);
  }
}

function nameIn({ name, displayName }: ServiceSummary): string {
  return displayText(`${nameToShow(name, displayName)} (${name})`);
}

async function describePlan(
  { options, start }: HelperCommand & { readonly kind: 'register' },
  context: RegistrationContext,
): Promise<string> {
  const plan = await planRegistration(options, context);
  const lines = start ? [...plan, 'the service: start'] : plan;
  return lines.length === 0 ? 'Nothing would change' : ['This would change:', ...lines].join('\n  ');
}
