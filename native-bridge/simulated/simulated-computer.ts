import type { HeldInstaller, SystemBridge, SystemInformation } from '../bridge.ts';
import type { Clock } from '../clock.ts';
import { INTERACTIVE_USER, type Caller } from './calls.ts';
import { SimulatedFiles } from './files.ts';
import { SimulatedInspection } from './inspection.ts';
import { SimulatedMailslots } from './mailslots.ts';
import { RegistryStore, SimulatedRegistry } from './registry.ts';
import { Scm, type SimulatedPrograms } from './scm.ts';
import { SimulatedServiceManagers } from './service-manager.ts';

export const SIMULATED_SYSTEM: SystemInformation = {
  computerName: 'SIMULATED-PC',
  windows: { major: 10, minor: 0, build: 26_100, isServer: false },
  processors: 4,
  listSeparator: ',',
};

/**
 * A computer in memory: an SCM, mailslots, a registry and files that behave as on Windows, error codes included.
 * Disposing stops it: no service runs, no mailslot is open and no timer is pending afterwards.
 */
export class SimulatedComputer implements AsyncDisposable {
  readonly registry = new RegistryStore();
  readonly files: SimulatedFiles;
  readonly mailslots: SimulatedMailslots;
  readonly inspection: SimulatedInspection;
  readonly scm: Scm;

  constructor(clock: Clock, programs: SimulatedPrograms) {
    this.files = new SimulatedFiles((path) => programs.has(path));
    this.mailslots = new SimulatedMailslots(clock);
    this.inspection = new SimulatedInspection(this.mailslots, clock);
    this.scm = new Scm(clock, programs);
  }

  /** @returns the computer as an administrator or the user sees it */
  seenBy(caller: Caller): SystemBridge {
    return {
      serviceManager: new SimulatedServiceManagers(this.scm, caller),
      mailslots: this.mailslots,
      registry: new SimulatedRegistry(this.registry, caller),
      serviceRegistrations: () => this.scm.registrations(),
      listProcesses: () => Promise.resolve(this.scm.processes()),
      openProcess: (processId) => this.scm.openProcess(processId, caller),
      files: this.files,
      installers: { hold: simulatedInstaller },
      inspection: this.inspection,
      askingUser: () => Promise.resolve(INTERACTIVE_USER),
      systemVariables: () => ({}),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.scm.shutDown();
    await this.mailslots.closeAll();
  }
}

/** @returns an unsigned installer, whatever the file is */
function simulatedInstaller(): HeldInstaller {
  return {
    describe: () =>
      Promise.resolve({
        signature: { kind: 'none' },
        signer: undefined,
        product: undefined,
        version: undefined,
      }),
    [Symbol.dispose]: () => undefined,
  };
}

/** The lowest number of a registered window message: winuser/nf-winuser-registerwindowmessagew */
const FIRST = 0xc000;
const COUNT = 0x4000;

/** @returns the number of a registered message on the simulated computer, the same for every program there */
export function simulatedWindowMessage(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % COUNT;
  return FIRST + sum;
}
