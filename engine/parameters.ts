import { codeExplanation } from '../common/error-words.ts';
import { ENGLISH } from '../common/languages/english.ts';
import { SERVICE_DISPLAY_NAME, SERVICE_NAME } from '../common/product.ts';
import {
  LONGEST_POST_INTERVAL_MS,
  POST_INTERVAL_MS,
  SERVICE_KEY,
  SHORTEST_POST_INTERVAL_MS,
} from '../common/sigma-service.ts';
import type { Registry, ServiceManagers } from '../native-bridge/bridge.ts';
import { ERROR_SERVICE_NOT_ACTIVE } from '../common/win32-codes.ts';
import { Win32Error } from '../common/win32-error.ts';

/** The registry key of the service's configuration. */
export const PARAMETERS_KEY = `${SERVICE_KEY}\\Parameters`;
export const POST_INTERVAL_NAME = 'PostIntervalMs';

export interface SigmaParameters {
  /** How often a status is posted, in milliseconds. */
  readonly postIntervalMs: number;
}

/** A value given to /config. */
export interface Assignment {
  readonly name: typeof POST_INTERVAL_NAME;
  readonly value: number;
}

/**
 * @param text `PostIntervalMs=2500`; the case of the name does not matter
 * @returns the assignment, or why the text is not one
 */
export function parseAssignment(text: string): Assignment | string {
  const [name = '', value = '', ...more] = text.split('=');
  if (name.toLowerCase() !== POST_INTERVAL_NAME.toLowerCase()) {
    return `Unknown setting: ${name}. The only setting is ${POST_INTERVAL_NAME}`;
  }
  const number = /^\d{1,6}$/.test(value) && more.length === 0 ? Number(value) : Number.NaN;
  if (!isInRange(number)) return `${POST_INTERVAL_NAME} must be a number from ${RANGE}, in milliseconds`;
  return { name: POST_INTERVAL_NAME, value: number };
}

/**
 * Reads the configuration. A value that is missing or out of range gets its default.
 * @param onDamage called for each value that is not used, with the reason
 * @throws ERROR_ACCESS_DENIED
 */
export function readParameters(registry: Registry, onDamage: (problem: string) => void): SigmaParameters {
  const value = registry.read(PARAMETERS_KEY, POST_INTERVAL_NAME);
  if (value === undefined) return { postIntervalMs: POST_INTERVAL_MS };
  if (typeof value === 'number' && isInRange(value)) return { postIntervalMs: value };
  onDamage(
    `${POST_INTERVAL_NAME} is ${JSON.stringify(value)}, not a number from ${RANGE}; the default applies`,
  );
  return { postIntervalMs: POST_INTERVAL_MS };
}

const RANGE = `${String(SHORTEST_POST_INTERVAL_MS)} to ${String(LONGEST_POST_INTERVAL_MS)}`;

function isInRange(value: number): boolean {
  return value >= SHORTEST_POST_INTERVAL_MS && value <= LONGEST_POST_INTERVAL_MS;
}

/**
 * Stores a value and has a running service apply it at once. A stopped service applies it at its next start, as does
 * one that accepts no control right now (ERROR_SERVICE_CANNOT_ACCEPT_CTRL).
 * @returns one line of text for the user
 * @throws ERROR_ACCESS_DENIED without administrator rights, ERROR_SERVICE_DOES_NOT_EXIST
 */
export async function changeParameter(
  { name, value }: Assignment,
  registry: Registry,
  managers: ServiceManagers,
): Promise<string> {
  using manager = await managers.localComputer(['connect']);
  using service = await manager.openService(SERVICE_NAME, ['pause-continue']);
  registry.write(PARAMETERS_KEY, name, value);
  const stored = `${name}=${String(value)}`;
  try {
    await service.control('param-change');
    return `${stored} from now on`;
  } catch (error) {
    if (!(error instanceof Win32Error)) throw error;
    const later = `${stored} from the next start of ${SERVICE_DISPLAY_NAME}`;
    return error.code === ERROR_SERVICE_NOT_ACTIVE
      ? later
      : `${later}, not immediately: ${error.message}. ${codeExplanation(ENGLISH, error.code)}`;
  }
}

/** @returns the configuration as `name=value`, with any damage of the stored one. @throws ERROR_ACCESS_DENIED */
export function describeParameters(registry: Registry): string {
  const problems: string[] = [];
  const { postIntervalMs } = readParameters(registry, (problem) => problems.push(`warning: ${problem}`));
  return [...problems, `${POST_INTERVAL_NAME}=${String(postIntervalMs)}`].join('\n');
}
