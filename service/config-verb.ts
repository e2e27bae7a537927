import type { Registry } from '../native-bridge/bridge.ts';
import { POST_INTERVAL_NAME, readConfiguration } from '../native-bridge/service-configuration.ts';

/** @returns the configuration as `name=value`, with what is wrong with the stored one. @throws ERROR_ACCESS_DENIED */
export function describeConfiguration(registry: Registry): string {
  const problems: string[] = [];
  const { postIntervalMs } = readConfiguration(registry, (problem) => problems.push(`warning: ${problem}`));
  return [...problems, `${POST_INTERVAL_NAME}=${String(postIntervalMs)}`].join('\n');
}
