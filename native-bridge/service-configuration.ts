import {
  LONGEST_POST_INTERVAL_MS,
  POST_INTERVAL_MS,
  SERVICE_KEY,
  SHORTEST_POST_INTERVAL_MS,
} from '../common/sigma-service.ts';
import type { Registry } from './bridge.ts';

/** What can be configured, as the registry has it below the service's key. */
export const PARAMETERS_KEY = `${SERVICE_KEY}\\Parameters`;
export const POST_INTERVAL_NAME = 'PostIntervalMs';

export interface Configuration {
  /** How often a status is posted, in milliseconds. */
  readonly postIntervalMs: number;
}

/** A value that was given to /config. */
export interface Assignment {
  readonly name: typeof POST_INTERVAL_NAME;
  readonly value: number;
}

/**
 * @param text `PostIntervalMs=2500`, the name in any case of letters
 * @returns the assignment, or why it is none
 */
export function parseAssignment(text: string): Assignment | string {
  const [name = '', value = '', ...more] = text.split('=');
  if (name.toLowerCase() !== POST_INTERVAL_NAME.toLowerCase()) {
    return `Unknown configuration: ${name}. There is ${POST_INTERVAL_NAME}`;
  }
  const number = /^\d{1,6}$/.test(value) && more.length === 0 ? Number(value) : Number.NaN;
  if (!isInRange(number)) return `${POST_INTERVAL_NAME} is a number from ${RANGE}, in milliseconds`;
  return { name: POST_INTERVAL_NAME, value: number };
}

/**
 * Reads the configuration; what is missing or out of range has its default.
 * @param onDamage told of each value that is not used, and why
 * @throws ERROR_ACCESS_DENIED
 */
export function readConfiguration(registry: Registry, onDamage: (problem: string) => void): Configuration {
  const value = registry.read(PARAMETERS_KEY, POST_INTERVAL_NAME);
  if (value === undefined) return { postIntervalMs: POST_INTERVAL_MS };
  if (typeof value === 'number' && isInRange(value)) return { postIntervalMs: value };
  onDamage(`${POST_INTERVAL_NAME} is ${JSON.stringify(value)}, and not a number from ${RANGE}`);
  return { postIntervalMs: POST_INTERVAL_MS };
}

const RANGE = `${String(SHORTEST_POST_INTERVAL_MS)} to ${String(LONGEST_POST_INTERVAL_MS)}`;

function isInRange(value: number): boolean {
  return value >= SHORTEST_POST_INTERVAL_MS && value <= LONGEST_POST_INTERVAL_MS;
}
