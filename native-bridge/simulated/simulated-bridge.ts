import { ERROR_ACCESS_DENIED, ERROR_CALL_NOT_IMPLEMENTED } from '../../common/error-codes.ts';
import { MAILSLOT_NAME, SERVICE_DISPLAY_NAME, SERVICE_NAME } from '../../common/sigma-service.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { HeldInstaller, NativeBridge, SystemInformation } from '../bridge.ts';
import { ACCOUNT, CLOSED_FOLDER_ACCESS, LOG_FOLDER_ACCESS, WANTED_SETTINGS } from '../registration/wanted.ts';
import { readConfiguration } from '../service-configuration.ts';
import { systemClock, type Clock } from '../clock.ts';
import { SimulatedElevation } from './elevation.ts';
import { INSTALLED_EXECUTABLE } from './executables.ts';
import { startFlood } from './flood.ts';
import { SimulatedInspection } from './inspection.ts';
import { SimulatedMailslots } from './mailslots.ts';
import { RegistryStore, SimulatedRegistry } from './registry.ts';
import { Scm } from './scm.ts';
import { SimulatedServiceFiles } from './service-files.ts';
import { SimulatedServiceManagers } from './service-manager.ts';
import { simulatedWindowMessage } from './window-messages.ts';

/** How the simulated computer differs from one where SigmaSrv is installed and running. */
export interface SimulationOptions {
  /** There is no service. */
  readonly notInstalled?: boolean;
  /** The administrator prompt is answered with No. */
  readonly elevationCancelled?: boolean;
  /** Without elevation, services can be looked at only. */
  readonly elevationNeeded?: boolean;
  /** Another program owns Sigma's mailslot. */
  readonly mailslotTaken?: boolean;
  /** The service is there, and disabled. */
  readonly disabled?: boolean;
  /** Starting and stopping take the service seconds. */
  readonly slowService?: boolean;
  /** Starting and stopping get no further than their first check point. */
  readonly hangs?: boolean;
  /** After how many posts SigmaSrv posts no more, though it runs on. */
  readonly silentAfterPosts?: number;
  /** After how many posts SigmaSrv may post no more: Windows denies it access to the mailslot. */
  readonly refusedAfterPosts?: number;
  /** Another program posts that many messages a second. */
  readonly floodPerSecond?: number;
  /** After how many posts SigmaSrv's process crashes, again and again. Starting is told by one too. */
  readonly crashAfterPosts?: number;
  /** The computer's own by default. */
  readonly clock?: Clock;
}

/** What happens on a real computer without Sigma's doing. */
interface Simulation {
  /**
   * Ends SigmaSrv's process, as Task Manager does: the service is stopped with exit code 1067.
   * @throws ERROR_SERVICE_DOES_NOT_EXIST
   */
  killServiceProcess(): void;
}

/** Disposing stops the simulated computer: no service runs, no mailslot is open and no timer waits any more. */
export interface SimulatedBridge extends NativeBridge, AsyncDisposable {
  readonly kind: 'simulated';
  readonly inspection: SimulatedInspection;
  readonly simulation: Simulation;
}

/** How long each of the three steps of a start or stop takes, in milliseconds. */
const CHECK_POINT_INTERVAL_MS = 100;
const SLOW_CHECK_POINT_INTERVAL_MS = 4_000;

const SYSTEM: SystemInformation = {
  computerName: 'SIMULATED-PC',
  windows: { major: 10, minor: 0, build: 26_100, isServer: false },
  processors: 4,
  listSeparator: ',',
};

/** @returns an installer that nobody has signed, whatever the file is: nothing installs anything here */
function simulatedInstaller(): HeldInstaller {
  return {
    describe: () =>
      Promise.resolve({
        signature: { kind: 'none' },
        signer: undefined,
        product: undefined,
        version: undefined,
      }),
    start: () => Promise.reject(new Win32Error('ShellExecuteExW', ERROR_CALL_NOT_IMPLEMENTED)),
    [Symbol.dispose]: () => undefined,
  };
}

/** @returns a computer in memory, for everything that needs one where there is no Windows */
export function createSimulatedBridge(options: SimulationOptions = {}): SimulatedBridge {
  const clock = options.clock ?? systemClock;
  const mailslots = new SimulatedMailslots(clock);
  const registry = new RegistryStore();
  const elevatedRegistry = new SimulatedRegistry(registry, 'administrator');
  let posts = 0;
  const scm: Scm = new Scm(
    clock,
    (message) => {
      if (posts === options.silentAfterPosts) return 0;
      if (posts === options.refusedAfterPosts) return ERROR_ACCESS_DENIED;
      postIfOpen(mailslots, message);
      posts += 1;
      if (posts === options.crashAfterPosts) crashSoon();
      return 0;
    },
    () => readConfiguration(elevatedRegistry, () => undefined).postIntervalMs,
    checkPointIntervalMs(options),
  );
  /** Not in the middle of a post, after which the process would go on. */
  function crashSoon(): void {
    posts = 0;
    clock.setTimeout(() => {
      scm.killProcess(scm.find(SERVICE_NAME));
    }, 0);
  }
  if (options.mailslotTaken === true) mailslots.occupy(MAILSLOT_NAME);
  const files = new SimulatedServiceFiles();
  if (options.notInstalled !== true) installService(scm, files, options.disabled === true);
  const endFlood =
    options.floodPerSecond === undefined
      ? () => undefined
      : startFlood(options.floodPerSecond, clock, (message) => {
          postIfOpen(mailslots, message);
        });
  const caller = options.elevationNeeded === true ? 'user' : 'administrator';
  const administrators = {
    managers: new SimulatedServiceManagers(scm, 'administrator'),
    registry: elevatedRegistry,
    files,
  };
  return {
    kind: 'simulated',
    serviceManager: new SimulatedServiceManagers(scm, caller),
    mailslots,
    elevation: new SimulatedElevation(administrators, clock, options.elevationCancelled === true),
    installers: { hold: simulatedInstaller },
    registry: new SimulatedRegistry(registry, caller),
    system: SYSTEM,
    isStartupSwitchedOff: () => false,
    registerWindowMessage: simulatedWindowMessage,
    // Nothing here keeps a process from ending by itself.
    endProcess: () => undefined,
    serviceLogFolder: () => files.logFolder,
    inspection: new SimulatedInspection(files, mailslots, clock),
    simulation: {
      killServiceProcess() {
        scm.killProcess(scm.find(SERVICE_NAME));
      },
    },
    async [Symbol.asyncDispose]() {
      endFlood();
      scm.shutDown();
      await mailslots.closeAll();
    },
  };
}

function checkPointIntervalMs({ hangs, slowService }: SimulationOptions): number | undefined {
  if (hangs === true) return undefined;
  return slowService === true ? SLOW_CHECK_POINT_INTERVAL_MS : CHECK_POINT_INTERVAL_MS;
}

/** As `SigmaSrv /register /start` leaves it, or disabled. */
function installService(scm: Scm, files: SimulatedServiceFiles, isDisabled: boolean): void {
  files.haveFolder(files.dataFolder, CLOSED_FOLDER_ACCESS);
  files.haveFolder(files.logFolder, LOG_FOLDER_ACCESS);
  const record = scm.create({
    name: SERVICE_NAME,
    displayName: SERVICE_DISPLAY_NAME,
    executable: INSTALLED_EXECUTABLE,
    startType: isDisabled ? 'disabled' : 'demand',
    account: ACCOUNT,
  });
  record.changeSettings(WANTED_SETTINGS);
  if (!isDisabled) scm.startEarlier(record);
}

/** A closed mailslot (ERROR_FILE_NOT_FOUND) is no concern of the service: the client is not there, that is all. */
function postIfOpen(mailslots: SimulatedMailslots, message: Uint8Array): void {
  try {
    mailslots.write(MAILSLOT_NAME, message);
  } catch (error) {
    if (!(error instanceof Win32Error)) throw error;
  }
}
