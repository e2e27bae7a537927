import { win32 } from 'node:path';
import { SERVICE_DISPLAY_NAME, SERVICE_EXECUTABLE } from '../../common/product.ts';
import { CONTROL_POST_STATUS } from '../../common/sigma-service.ts';
import { encodeMessage, formatStatusMessage, statusSentence } from '../../common/status-message.ts';
import type { SimulatedProcessHost, SimulatedPrograms } from '../../native-bridge/simulated/scm.ts';
import type { Clock } from '../../native-bridge/clock.ts';
import { ServiceProcess, type Pace } from './service-process.ts';

/** How many check points a start or stop goes through. */
const CHECK_POINTS = 3;

/** The memory that the simulated process's status messages report, in bytes. */
const MEMORY_BYTES = 24 * 1024 * 1024;

/** What the simulated SigmaSrv.exe works with. */
interface SigmaServiceWorld {
  /** The time from one check point to the next, in milliseconds; undefined if the next one never comes. */
  readonly checkPointIntervalMs: number | undefined;
  /** @returns how often the service is configured to post, in milliseconds */
  postIntervalMs(): number;
  /**
   * Writes one message into Sigma's mailslot, if there is one.
   * @returns the Win32 code of the refusal; 0 for success, also if there is no mailslot
   */
  post(message: Uint8Array): number;
}

/** The executable of the service that exists from the beginning. */
export const INSTALLED_EXECUTABLE = `C:\\Program Files\\Sigma\\${SERVICE_EXECUTABLE}`;

/** @returns whether the simulated computer has the file: every folder has a SigmaSrv.exe, and nothing else */
export function isKnownExecutable(path: string): boolean {
  return win32.basename(path).toLowerCase() === SERVICE_EXECUTABLE.toLowerCase();
}

/** @returns the programs of a computer on which every service runs SigmaSrv.exe */
export function sigmaPrograms(world: SigmaServiceWorld): SimulatedPrograms {
  return { has: isKnownExecutable, start: (host) => new SigmaServiceProcess(host, world) };
}

const CONTROLS = ['stop', 'pause-continue', 'shutdown', 'param-change', 'pre-shutdown'] as const;

/** The process of a started SigmaSrv: posts once a second, also while it is paused. */
class SigmaServiceProcess extends ServiceProcess {
  readonly #world: SigmaServiceWorld;
  #postIntervalMs: number;
  #posts = 0;

  constructor(host: SimulatedProcessHost, world: SigmaServiceWorld) {
    super(host, CONTROLS);
    this.#world = world;
    this.#postIntervalMs = world.postIntervalMs();
  }

  override handleControl(control: number): void {
    if (control === CONTROL_POST_STATUS) this.#postStatus();
  }

  override applyParameters(): void {
    this.#postIntervalMs = this.#world.postIntervalMs();
    this.#postRepeatedly();
  }

  usage(): { processorMs: number; privateBytes: number; handles: number; threads: number } {
    const upMs = this.host.clock.now() - this.startedAt;
    return { processorMs: upMs / 1000, privateBytes: MEMORY_BYTES, handles: 61, threads: 12 };
  }

  protected override paceOf(): Pace {
    return { checkPoints: CHECK_POINTS, checkPointIntervalMs: this.#world.checkPointIntervalMs };
  }

  protected override onPending(): void {
    this.#postStatus();
  }

  protected override onWork(): void {
    this.#postRepeatedly();
  }

  #postRepeatedly(): void {
    this.#postStatus();
    this.wait(this.#postIntervalMs, () => {
      this.#postRepeatedly();
    });
  }

  #postStatus(): void {
    const { clock, processId: pid } = this.host;
    const { state } = this;
    const at = clock.now();
    const up = Math.floor((at - this.startedAt) / 1000);
    this.#posts += 1;
    const sentence = statusSentence(SERVICE_DISPLAY_NAME, state, up);
    const text = formatStatusMessage(sentence, {
      ...{ seq: this.#posts, at, state, pid, up },
      mem: MEMORY_BYTES,
      every: this.#postIntervalMs,
    });
    // The code of a refused post: see service/host/lifecycle.ts.
    const refusal = this.#world.post(encodeMessage(text));
    if (refusal === this.codeAtWork) return;
    this.codeAtWork = refusal;
    if (state === 'running' || state === 'paused') this.reportAtWork();
  }
}

/** How often the messages that have become due are posted, in milliseconds. */
const STEP_MS = 10;

/**
 * Simulates another program that posts a given number of messages per second, evenly, until it is stopped.
 * @returns the function that stops it
 */
export function startFlood(perSecond: number, clock: Clock, post: (message: Uint8Array) => void): () => void {
  const startedAt = clock.now();
  let posted = 0;
  let cancel: () => void = () => undefined;
  const step = (): void => {
    const due = Math.floor(((clock.now() - startedAt) * perSecond) / 1000);
    while (posted < due) {
      posted += 1;
      post(
        encodeMessage(
          `Message ${String(posted)} from another program, which posts ${String(perSecond)} per second`,
        ),
      );
    }
    cancel = clock.setTimeout(step, STEP_MS);
  };
  step();
  return () => {
    cancel();
  };
}
