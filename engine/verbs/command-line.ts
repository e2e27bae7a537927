import type { StartupType } from '../../common/service-configuration.ts';
import { CONTROL_VERBS, type ControlVerb } from '../../common/sigma-service.ts';
import type { RegisterOptions } from '../registration/context.ts';
import { parseAssignment, type Assignment } from '../parameters.ts';

/** Every verb, with the flags it takes. */
export const VERB_FLAGS = {
  '/register': ['/auto', '/delayed', '/demand', '/start', '/allow-user-control', '/dry-run'],
  '/unregister': [],
  '/repair': [],
  '/allow-user-control': [],
  '/end-user-control': [],
  '/start': [],
  '/stop': [],
  '/restart': [],
  '/pause': [],
  '/continue': [],
  '/startup-type': ['/auto', '/delayed', '/demand', '/disabled'],
  '/end-process': [],
  '/config': [],
  '/install-update': [],
  '/list': ['/problems', '/json'],
  '/status': ['/json'],
  '/watch': ['/json'],
  '/check': ['/json'],
  '/console': [],
  '/version': [],
  '/help': [],
} as const;
export type Verb = keyof typeof VERB_FLAGS;
export const VERBS = Object.keys(VERB_FLAGS).filter((name): name is Verb => name in VERB_FLAGS);

export type CommandLine =
  /** No arguments: the SCM started the process, or a user who does not know the verbs. */
  | { readonly kind: 'serve' }
  | {
      readonly kind: 'register';
      readonly options: RegisterOptions;
      readonly start: boolean;
      readonly dryRun: boolean;
    }
  | { readonly kind: 'unregister' | 'repair' | 'allow-user-control' | 'end-user-control' }
  | { readonly kind: 'version' | 'help' }
  | { readonly kind: 'console' }
  /** Of Sigma's own service, where none is named. */
  | { readonly kind: 'control'; readonly verb: ControlVerb; readonly service: string | undefined }
  | { readonly kind: 'startup-type'; readonly service: string | undefined; readonly startupType: StartupType }
  | { readonly kind: 'end-process'; readonly service: string }
  | { readonly kind: 'config' }
  | { readonly kind: 'change-config'; readonly assignment: Assignment }
  /** An installer's full path. */
  | { readonly kind: 'install-update'; readonly file: string }
  | { readonly kind: 'list'; readonly problems: boolean; readonly json: boolean }
  | { readonly kind: 'status'; readonly service: string | undefined; readonly json: boolean }
  /** All services, where none is named. */
  | { readonly kind: 'watch'; readonly services: readonly string[]; readonly json: boolean }
  | { readonly kind: 'check'; readonly json: boolean }
  | { readonly kind: 'invalid'; readonly reason: string };

const START_TYPES: Readonly<Record<string, RegisterOptions['startType']>> = {
  '/auto': 'auto',
  '/delayed': 'delayed-auto',
  '/demand': 'demand',
};
/**
 * The verbs that take the name of a service. The word after one of them is the name, whatever it looks like, unless it begins
 * with a slash, which no name of a service contains.
 */
const NAMING_VERBS: readonly Verb[] = [...CONTROL_VERBS, '/startup-type', '/end-process', '/status'];
const HELP_NAMES = ['/?', '/h'];

/**
 * Reads the arguments: one verb and its flags, in any case of letters, after `/` as in the article, `-`, `--` or nothing.
 * Never guesses: arguments that are unknown or contradict each other do nothing.
 */
export function parseCommandLine(parameters: readonly string[]): CommandLine {
  const [first, ...rest] = parameters;
  if (first === undefined) return { kind: 'serve' };
  const name = normalized(first);
  const verb = HELP_NAMES.includes(name) ? '/help' : VERBS.find((known) => known === name);
  if (verb === undefined) return invalid(`Unknown argument: ${first}`);
  if (verb === '/config') return parseConfig(rest);
  if (verb === '/install-update') return parseInstallUpdate(rest);
  if (verb === '/watch') return parseWatch(rest);
  const [word] = rest;
  const named = NAMING_VERBS.includes(verb) && word !== undefined && !word.startsWith('/') ? word : undefined;
  const flags = rest.slice(named === undefined ? 0 : 1).map(normalized);
  return whyRefused(verb, flags) ?? commandOf(verb, flags, named);
}

function whyRefused(verb: Verb, flags: readonly string[]): CommandLine | undefined {
  const allowed: readonly string[] = VERB_FLAGS[verb];
  const unknown = flags.find((flag) => !allowed.includes(flag));
  if (unknown !== undefined) return invalid(`${verb} does not accept this argument: ${unknown}`);
  const repeated = flags.find((flag, index) => flags.indexOf(flag) !== index);
  return repeated === undefined ? undefined : invalid(`${repeated} is specified twice`);
}

/** Every word without a slash is a name: no name of a service contains one. */
function parseWatch(rest: readonly string[]): CommandLine {
  const flags = rest.filter((word) => word.startsWith('/')).map(normalized);
  const services = rest.filter((word) => !word.startsWith('/'));
  return whyRefused('/watch', flags) ?? { kind: 'watch', services, json: flags.includes('/json') };
}

function commandOf(
  verb: Exclude<Verb, '/config' | '/install-update' | '/watch'>,
  flags: readonly string[],
  service: string | undefined,
): CommandLine {
  const control = CONTROL_VERBS.find((known) => known === verb);
  if (control !== undefined) return { kind: 'control', verb: control, service };
  switch (verb) {
    case '/register':
      return parseRegister(flags);
    case '/startup-type':
      return parseStartupType(flags, service);
    case '/end-process':
      return service === undefined
        ? invalid('/end-process needs the name of a service')
        : { kind: 'end-process', service };
    case '/list':
      return { kind: 'list', problems: flags.includes('/problems'), json: flags.includes('/json') };
    case '/status':
      return { kind: 'status', service, json: flags.includes('/json') };
    case '/check':
      return { kind: 'check', json: flags.includes('/json') };
    case '/unregister':
      return { kind: 'unregister' };
    case '/repair':
      return { kind: 'repair' };
    case '/allow-user-control':
      return { kind: 'allow-user-control' };
    case '/end-user-control':
      return { kind: 'end-user-control' };
    case '/console':
      return { kind: 'console' };
    case '/version':
      return { kind: 'version' };
    default:
      return { kind: 'help' };
  }
}

function parseRegister(flags: readonly string[]): CommandLine {
  const chosen = flags.filter((flag) => flag in START_TYPES);
  if (chosen.length > 1) return invalid(`${chosen.join(' and ')} can't be used together`);
  return {
    kind: 'register',
    options: {
      startType: START_TYPES[chosen[0] ?? '/demand'] ?? 'demand',
      allowUserControl: flags.includes('/allow-user-control'),
    },
    start: flags.includes('/start'),
    dryRun: flags.includes('/dry-run'),
  };
}

function parseStartupType(flags: readonly string[], service: string | undefined): CommandLine {
  const [startupType, ...more] = flags.map((flag) => (flag === '/disabled' ? 'disabled' : START_TYPES[flag]));
  return startupType === undefined || more.length > 0
    ? invalid(`/startup-type needs one of ${VERB_FLAGS['/startup-type'].join(', ')}`)
    : { kind: 'startup-type', service, startupType };
}

function parseConfig(rest: readonly string[]): CommandLine {
  const [text, ...more] = rest;
  if (text === undefined) return { kind: 'config' };
  if (more.length > 0) return invalid(`/config accepts only one name=value: ${more.join(' ')}`);
  const assignment = parseAssignment(text);
  return typeof assignment === 'string' ? invalid(assignment) : { kind: 'change-config', assignment };
}

/**
 * A local path. A path on another computer would send it the credentials of an elevated process; links and mapped
 * drives are not examined.
 */
const LOCAL_PROGRAM = /^[a-z]:\\[^:]+\.exe$/i;

function parseInstallUpdate(rest: readonly string[]): CommandLine {
  const [file = '', ...more] = rest;
  return LOCAL_PROGRAM.test(file) && more.length === 0
    ? { kind: 'install-update', file }
    : invalid(String.raw`/install-update needs the full path of an installer: C:\…\….exe`);
}

function normalized(parameter: string): string {
  return parameter.toLowerCase().replace(/^(\/|--?)?/, '/');
}

function invalid(reason: string): CommandLine {
  return { kind: 'invalid', reason };
}
