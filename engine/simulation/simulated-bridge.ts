import { MAILSLOT_NAME, SERVICE_DISPLAY_NAME, SERVICE_NAME } from '../../common/product.ts';
import { ERROR_ACCESS_DENIED } from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { NativeBridge, SystemBridge } from '../../native-bridge/bridge.ts';
import { systemClock, type Clock } from '../../native-bridge/clock.ts';
import { SimulatedElevation } from '../../native-bridge/simulated/elevation.ts';
import type { SimulatedFiles } from '../../native-bridge/simulated/files.ts';
import type { SimulatedInspection } from '../../native-bridge/simulated/inspection.ts';
import type { SimulatedMailslots } from '../../native-bridge/simulated/mailslots.ts';
import type { SimulatedPrograms } from '../../native-bridge/simulated/scm.ts';
import {
  SIMULATED_SYSTEM,
  SimulatedComputer,
  simulatedWindowMessage,
} from '../../native-bridge/simulated/simulated-computer.ts';
import { NO_LOG } from '../log.ts';
import { readParameters } from '../parameters.ts';
import { placesOf } from '../registration/context.ts';
import { ACCOUNT, CLOSED_FOLDER_ACCESS, LOG_FOLDER_ACCESS, WANTED_SETTINGS } from '../registration/wanted.ts';
import { parseCommandLine } from '../verbs/command-line.ts';
import { isHelperCommand, performCommand } from '../verbs/perform-command.ts';
import { Neighbours } from './neighbours.ts';
import { startFlood, INSTALLED_EXECUTABLE, sigmaPrograms } from './sigma-programs.ts';

/** How the simulated computer differs from one on which SigmaSrv is installed and running. */
export interface SimulationOptions {
  /** SigmaSrv is not installed. */
  readonly notInstalled?: boolean;
  /** The administrator prompt is answered with No. */
  readonly elevationCancelled?: boolean;
  /** Without elevation, services can only be viewed. */
  readonly elevationNeeded?: boolean;
  /** Another program owns Sigma's mailslot. */
  readonly mailslotTaken?: boolean;
  /** The service is disabled. */
  readonly disabled?: boolean;
  /** Starting and stopping take the service seconds. */
  readonly slowService?: boolean;
  /** Starting and stopping get no further than their first check point. */
  readonly hangs?: boolean;
  /** The number of posts after which SigmaSrv keeps running, but no longer posts. */
  readonly silentAfterPosts?: number;
  /** The number of posts after which Windows denies SigmaSrv access to the mailslot. */
  readonly refusedAfterPosts?: number;
  /** How many messages per second another program posts. */
  readonly floodPerSecond?: number;
  /** The number of posts after which SigmaSrv's process crashes, each time it runs. A start posts one too. */
  readonly crashAfterPosts?: number;
  /** The seed of what becomes of some 300 other services; without one, SigmaSrv is the only service. */
  readonly neighboursSeed?: number;
  /** The computer's own clock by default. */
  readonly clock?: Clock;
}

/** Events of a real computer that Sigma does not cause. */
interface Simulation {
  /**
   * Ends SigmaSrv's process, as Task Manager does: the service is stopped with exit code 1067.
   * @throws ERROR_SERVICE_DOES_NOT_EXIST
   */
  killServiceProcess(): void;
}

/** Disposing stops the simulated computer: no service runs, no mailslot is open and no timer is pending afterwards. */
export interface SimulatedBridge extends NativeBridge, AsyncDisposable {
  readonly kind: 'simulated';
  readonly inspection: SimulatedInspection;
  readonly files: SimulatedFiles;
  readonly simulation: Simulation;
}

/** How long each of the three steps of a start or stop takes, in milliseconds. */
const CHECK_POINT_INTERVAL_MS = 100;
const SLOW_CHECK_POINT_INTERVAL_MS = 4_000;

/** @returns a computer in memory with SigmaSrv on it, for use without Windows */
export function createSimulatedBridge(options: SimulationOptions = {}): SimulatedBridge {
  const clock = options.clock ?? systemClock;
  let posts = 0;
  const sigma = sigmaPrograms({
    post(message) {
      if (posts === options.silentAfterPosts) return 0;
      if (posts === options.refusedAfterPosts) return ERROR_ACCESS_DENIED;
      postIfOpen(computer.mailslots, message);
      posts += 1;
      if (posts === options.crashAfterPosts) crashSoon();
      return 0;
    },
    postIntervalMs: () => readParameters(administrator.registry, () => undefined).postIntervalMs,
    checkPointIntervalMs: checkPointIntervalMs(options),
  });
  const neighbours =
    options.neighboursSeed === undefined ? undefined : new Neighbours(clock, options.neighboursSeed);
  const programs: SimulatedPrograms = {
    has: (path) => sigma.has(path) || neighbours?.has(path) === true,
    start: (host) => (neighbours?.isOneOf(host.service) === true ? neighbours : sigma).start(host),
  };
  const computer = new SimulatedComputer(clock, programs);
  const { scm, mailslots, files, inspection } = computer;
  const administrator = computer.seenBy('administrator');
  /** Not during a post, after which the process would continue. */
  function crashSoon(): void {
    posts = 0;
    clock.setTimeout(killServiceProcess, 0);
  }
  function killServiceProcess(): void {
    scm.killProcess(scm.find(SERVICE_NAME));
  }
  if (options.mailslotTaken === true) mailslots.occupy(MAILSLOT_NAME);
  neighbours?.moveIn(scm);
  if (options.notInstalled !== true) installService(computer, options.disabled === true);
  const endFlood =
    options.floodPerSecond === undefined
      ? () => undefined
      : startFlood(options.floodPerSecond, clock, (message) => {
          postIfOpen(mailslots, message);
        });
  return {
    ...computer.seenBy(options.elevationNeeded === true ? 'user' : 'administrator'),
    kind: 'simulated',
    mailslots,
    elevation: new SimulatedElevation({
      ...{ programs, clock, isPromptRefused: options.elevationCancelled === true },
      run: (executable, values) => runHelper(values, executable, elevated(administrator), clock),
    }),
    system: SIMULATED_SYSTEM,
    isStartupSwitchedOff: () => false,
    // Nothing here keeps the process from ending by itself.
    endProcess: () => undefined,
    registerWindowMessage: simulatedWindowMessage,
    ...{ files, inspection, simulation: { killServiceProcess } },
    async [Symbol.asyncDispose]() {
      endFlood();
      neighbours?.[Symbol.dispose]();
      await computer[Symbol.asyncDispose]();
    },
  };
}

/** Does what SigmaSrv.exe does when it is started with a verb. @returns its exit code */
async function runHelper(
  values: readonly string[],
  executable: string,
  bridge: SystemBridge,
  clock: Clock,
): Promise<number> {
  const command = parseCommandLine(values);
  if (!isHelperCommand(command)) throw new Error(`The helper does not know ${values.join(' ')}`);
  try {
    await performCommand(command, { bridge, clock, executable, say: () => undefined, openLog: () => NO_LOG });
    return 0;
  } catch (error) {
    if (error instanceof Win32Error) return error.code;
    throw error;
  }
}

/** What the elevated helper sees of itself. */
function elevated(bridge: SystemBridge): SystemBridge {
  const { inspection } = bridge;
  return {
    ...bridge,
    inspection: {
      createMailslot: (name) => inspection.createMailslot(name),
      isMailslotOwned: (name) => inspection.isMailslotOwned(name),
      fileHash: (path) => inspection.fileHash(path),
      fileTime: (path) => inspection.fileTime(path),
      signature: (path) => inspection.signature(path),
      elevation: () => 'elevated',
    },
  };
}

function checkPointIntervalMs({ hangs, slowService }: SimulationOptions): number | undefined {
  if (hangs === true) return undefined;
  return slowService === true ? SLOW_CHECK_POINT_INTERVAL_MS : CHECK_POINT_INTERVAL_MS;
}

/** Leaves the service as `SigmaSrv /register /start` does, or disabled. */
function installService({ scm, files }: SimulatedComputer, isDisabled: boolean): void {
  const { dataFolder, logFolder } = placesOf(files);
  files.haveFolder(dataFolder, CLOSED_FOLDER_ACCESS);
  files.haveFolder(logFolder, LOG_FOLDER_ACCESS);
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

/** A missing mailslot (ERROR_FILE_NOT_FOUND) is no failure of the service: the client is not running. */
function postIfOpen(mailslots: SimulatedMailslots, message: Uint8Array): void {
  try {
    mailslots.write(MAILSLOT_NAME, message);
  } catch (error) {
    if (!(error instanceof Win32Error)) throw error;
  }
}
