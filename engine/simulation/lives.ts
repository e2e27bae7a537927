import {
  ERROR_FILE_NOT_FOUND,
  ERROR_PROCESS_ABORTED,
  ERROR_SEM_TIMEOUT,
  ERROR_SERVICE_DEPENDENCY_FAIL,
  ERROR_SERVICE_SPECIFIC_ERROR,
} from '../../common/win32-codes.ts';
import type { SimulatedProcessHost } from '../../native-bridge/simulated/scm.ts';
import type { Random } from './random.ts';
import { ServiceProcess, type Pace } from './service-process.ts';

/** How a service ends by itself. */
interface End {
  /** How long it runs before, in milliseconds: at least and at most. */
  readonly afterMs: readonly [least: number, most: number];
  readonly win32ExitCode: number;
  readonly serviceSpecificExitCode?: number;
  /** After how long Windows starts it again, in milliseconds; undefined for never. */
  readonly restartAfterMs?: number;
}

/** How a service of the simulated computer lives, where it does not just run. */
export interface Life {
  readonly startMs?: number;
  readonly stopMs?: number;
  /** Gets no further than the first check point of a stop. */
  readonly isStuckStopping?: boolean;
  readonly end?: End;
  /** How much memory it gains while it runs, in bytes an hour. */
  readonly growthPerHour?: number;
  /** Its share of one processor. */
  readonly processorShare?: number;
  /** The state in which the simulation finds it. */
  readonly found?:
    'starting' | 'stopping' | { readonly win32ExitCode: number; readonly serviceSpecificExitCode?: number };
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const MEGABYTE = 1024 * 1024;

/** The story: who has trouble, and of what kind. */
export const LIVES: Readonly<Record<string, Life>> = {
  // Crashes again and again; Windows restarts it each time.
  ContosoSync: {
    end: {
      afterMs: [15 * SECOND_MS, 45 * SECOND_MS],
      win32ExitCode: ERROR_PROCESS_ABORTED,
      restartAfterMs: 3 * SECOND_MS,
    },
  },
  // Finds no licence, and says so with a code of its own.
  ContosoLicensing: {
    end: {
      afterMs: [SECOND_MS, 2 * SECOND_MS],
      win32ExitCode: ERROR_SERVICE_SPECIFIC_ERROR,
      serviceSpecificExitCode: 42,
    },
    found: { win32ExitCode: ERROR_SERVICE_SPECIFIC_ERROR, serviceSpecificExitCode: 42 },
  },
  // Was asked to stop, and never answers: only the end of its process helps.
  ContosoBackup: { isStuckStopping: true, found: 'stopping' },
  // Somebody stopped the Spooler, and disabled the queue: this one needs both.
  AdatumPrint: { found: { win32ExitCode: ERROR_SERVICE_DEPENDENCY_FAIL } },
  Spooler: { found: { win32ExitCode: 0 } },
  // Its drive is not connected.
  WideWorldBridge: { found: { win32ExitCode: ERROR_FILE_NOT_FOUND } },
  // Takes most of a minute to start.
  NorthwindIndexer: { startMs: 45 * SECOND_MS, found: 'starting', processorShare: 0.35 },
  // Loses its connection, and gives up; Windows gives it another chance.
  NorthwindPrices: {
    end: {
      afterMs: [MINUTE_MS, 3 * MINUTE_MS],
      win32ExitCode: ERROR_SEM_TIMEOUT,
      restartAfterMs: 30 * SECOND_MS,
    },
  },
  // A crash now and then.
  FabrikamBridge: {
    end: {
      afterMs: [3 * MINUTE_MS, 8 * MINUTE_MS],
      win32ExitCode: ERROR_PROCESS_ABORTED,
      restartAfterMs: MINUTE_MS,
    },
  },
  // Never gives memory back.
  LitwareVpn: { growthPerHour: 900 * MEGABYTE },
  VanArsdelKiosk: { stopMs: 20 * SECOND_MS },
  MSSQL$SQLEXPRESS: { startMs: 8 * SECOND_MS, stopMs: 5 * SECOND_MS, processorShare: 0.04 },
  WinDefend: { processorShare: 0.08 },
  WSearch: { processorShare: 0.05 },
};

/** Services that come and go, because something needs them for a while. */
export const VISITORS = [
  ...['BITS', 'ClipSVC', 'ContosoUpdate', 'defragsvc', 'DeviceInstall', 'DoSvc', 'DsmSvc', 'edgeupdate'],
  ...['LxpSvc', 'msiserver', 'ProsewareUpdater', 'smphost', 'sppsvc', 'swprv', 'TrustedInstaller', 'VSS'],
  ...['WaaSMedicSvc', 'WerSvc', 'wisvc', 'wmiApSrv', 'wuauserv'],
] as const;

/** The time between two check points, in milliseconds. */
const CHECK_POINT_MS = SECOND_MS;
const QUICK_MS = 200;
const HOUR_MS = 60 * MINUTE_MS;
const SMALLEST_BYTES = 2 * MEGABYTE;
const USUAL_SHARE = 0.002;
/** How long one wave of work takes, in milliseconds. */
const WAVE_MS = 17 * SECOND_MS;

/** The process of any service but Sigma's own. */
export class LivingProcess extends ServiceProcess {
  readonly #life: Life;
  readonly #random: Random;
  readonly #onEnd: (end: End) => void;
  /** What distinguishes it from others, from 0 to 1. */
  readonly #size: number;

  /** @param onEnd called when it has ended by itself */
  constructor(host: SimulatedProcessHost, life: Life, random: Random, onEnd: (end: End) => void) {
    super(host, ['stop', 'shutdown']);
    this.#life = life;
    this.#random = random;
    this.#onEnd = onEnd;
    this.#size = random(0, 1);
  }

  handleControl(): void {
    // It knows no control of its own.
  }

  applyParameters(): void {
    // It has none.
  }

  /** Work comes in waves, and never takes time back. */
  usage(): { processorMs: number; privateBytes: number; handles: number; threads: number } {
    const { processorShare = USUAL_SHARE * this.#size, growthPerHour = 0 } = this.#life;
    const upMs = this.host.clock.now() - this.startedAt;
    const wave = (WAVE_MS / (2 * Math.PI)) * Math.sin((2 * Math.PI * upMs) / WAVE_MS);
    const grown = growthPerHour * (upMs / HOUR_MS);
    return {
      processorMs: processorShare * (upMs - wave),
      privateBytes: Math.round(SMALLEST_BYTES + 60 * MEGABYTE * this.#size ** 3 + grown),
      handles: Math.round(90 + 600 * this.#size),
      threads: Math.round(3 + 20 * this.#size),
    };
  }

  protected override paceOf(change: 'start' | 'stop'): Pace {
    if (change === 'stop' && this.#life.isStuckStopping === true)
      return { checkPoints: 1, checkPointIntervalMs: undefined };
    const { startMs = QUICK_MS, stopMs = QUICK_MS } = this.#life;
    const takesMs = change === 'start' ? startMs : stopMs;
    const checkPoints = Math.max(1, Math.round(takesMs / CHECK_POINT_MS));
    return { checkPoints, checkPointIntervalMs: takesMs / checkPoints };
  }

  protected override onWork(): void {
    const { end } = this.#life;
    if (end === undefined) return;
    this.wait(this.#random(...end.afterMs), () => {
      this.end(end.win32ExitCode, end.serviceSpecificExitCode);
      this.#onEnd(end);
    });
  }
}
