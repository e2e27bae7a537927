import { HELPER_VERBS } from '../common/sigma-service.ts';

/** What SigmaSrv.exe can be asked to do: the helper's verbs, and those that only tell something. */
export const VERBS = [...HELPER_VERBS, '/status', '/help'] as const;
export type Verb = (typeof VERBS)[number];

export type Command =
  /** No arguments: the SCM started us, or somebody who does not know better. */
  | { readonly kind: 'serve' }
  | { readonly kind: 'verb'; readonly verb: Verb }
  | { readonly kind: 'invalid'; readonly reason: string };

/**
 * Reads the arguments: one verb, in any case of letters, after `/` as in the article or `-` or `--`.
 * Never guesses: what is not understood does nothing.
 */
export function parseCommandLine(parameters: readonly string[]): Command {
  const [first, ...rest] = parameters;
  if (first === undefined) return { kind: 'serve' };
  const name = first.toLowerCase().replace(/^--?/, '/');
  const verb = HELP_NAMES.includes(name) ? '/help' : VERBS.find((known) => known === name);
  if (verb === undefined) return { kind: 'invalid', reason: `Unknown argument: ${first}` };
  if (rest.length > 0) {
    return { kind: 'invalid', reason: `${verb} takes no further argument: ${rest.join(' ')}` };
  }
  return { kind: 'verb', verb };
}

const HELP_NAMES = ['/?', '/h'];

export const USAGE = `SigmaSrv: the Sigma Support Service

  SigmaSrv /register     install the service (needs administrator rights)
  SigmaSrv /unregister   stop and remove the service (needs administrator rights)
  SigmaSrv /start        start the service and wait until it runs
  SigmaSrv /stop         stop the service and wait until it has stopped
  SigmaSrv /pause        pause the service
  SigmaSrv /continue     let a paused service go on
  SigmaSrv /status       print the service's state
  SigmaSrv /help         print this text

The exit code is 0 or the Win32 error code.`;
