import { freemem, totalmem, uptime } from 'node:os';

/** What Node tells of every computer in the same way: no bridge is needed for it. */
export interface Computer {
  readonly memoryBytes: number;
  /** When the system started, in milliseconds since 1970. */
  readonly startedAt: number;
  availableMemoryBytes(): number;
}

export function thisComputer(): Computer {
  return {
    memoryBytes: totalmem(),
    startedAt: Date.now() - Math.round(uptime()) * 1000,
    availableMemoryBytes: freemem,
  };
}
