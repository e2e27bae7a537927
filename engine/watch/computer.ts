import type { ComputerView } from '../../common/view.ts';
import { freemem, totalmem, uptime } from 'node:os';
import { windowsName } from '../../common/windows-name.ts';
import type { SystemInformation } from '../../native-bridge/bridge.ts';

/** What Node reports on every operating system: no bridge is needed for it. */
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

/** How long a measured value is shown, in milliseconds. */
export const MEASURED_FOR_MS = 5_000;
const MIB = 1024 * 1024;

/**
 * Describes this computer and its available memory, which is measured only every few seconds because it never stands
 * still.
 */
export class HostWatch {
  readonly #system: SystemInformation;
  readonly #computer: Computer;
  #measuredAt = Number.NEGATIVE_INFINITY;
  #availableMiB: number;

  constructor(system: SystemInformation, computer: Computer) {
    this.#system = system;
    this.#computer = computer;
    this.#availableMiB = availableMiB(computer);
  }

  /** Measures again if the last measurement is a few seconds old. */
  tick(at: number): void {
    if (at - this.#measuredAt < MEASURED_FOR_MS) return;
    this.#measuredAt = at;
    this.#availableMiB = availableMiB(this.#computer);
  }

  view(): ComputerView['host'] {
    const { computerName, windows, processors, listSeparator } = this.#system;
    const { memoryBytes, startedAt } = this.#computer;
    return {
      computerName,
      system: windowsName(windows),
      version: `${String(windows.major)}.${String(windows.minor)}`,
      build: windows.build,
      ...{ processors, memoryBytes, startedAt, listSeparator },
      availableMemoryBytes: this.#availableMiB * MIB,
    };
  }
}

function availableMiB(computer: Computer): number {
  return Math.round(computer.availableMemoryBytes() / MIB);
}
