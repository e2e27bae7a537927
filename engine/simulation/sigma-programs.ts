import { win32 } from 'node:path';
import { SERVICE_DISPLAY_NAME, SERVICE_EXECUTABLE } from '../../common/product.ts';
import type { ServiceState, ServiceStatus } from '../../common/service-status.ts';
import { CONTROL_POST_STATUS } from '../../common/sigma-service.ts';
import { encodeMessage, formatStatusMessage, statusSentence } from '../../common/status-message.ts';
import type {
  SimulatedProcess,
  SimulatedProcessHost,
  SimulatedPrograms,
} from '../../native-bridge/simulated/scm.ts';
import type { Clock } from '../../native-bridge/clock.ts';

/** How many check points a start or stop goes through. */
const CHECK_POINTS = 3;
/** The shortest wait hint that the service gives for its next check point, in milliseconds. */
const SHORTEST_WAIT_HINT_MS = 2_000;
/** How many times longer the wait hint is than the step really takes. */
const CAUTION = 5;
/** How long the process outlives its stopped service, as that of SigmaSrv.exe does. In milliseconds. */
const FLUSH_MS = 100;

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

/** The process of a started SigmaSrv: goes through its states, and posts once a second. */
class SigmaServiceProcess implements SimulatedProcess {
  readonly isHeld = true;
  readonly #host: SimulatedProcessHost;
  readonly #world: SigmaServiceWorld;
  readonly #startedAt: number;
  #postIntervalMs: number;
  #state: ServiceState = 'stopped';
  #posts = 0;
  /** The code of the refused post, which it reports while running: see service/host/lifecycle.ts. */
  #refusal = 0;
  #goneAt: number | undefined;
  /** The process waits for one thing at a time: its next check point, or its next post. */
  #cancelTimer: () => void = () => undefined;

  constructor(host: SimulatedProcessHost, world: SigmaServiceWorld) {
    this.#host = host;
    this.#world = world;
    this.#startedAt = host.clock.now();
    this.#postIntervalMs = world.postIntervalMs();
  }

  start(): void {
    this.#passCheckPoints('start-pending', () => {
      this.run();
    });
  }

  run(): void {
    this.#work('running');
  }

  /** Rests from now on, and keeps posting its status. */
  pause(): void {
    this.#work('paused');
  }

  handleControl(control: number): void {
    if (control === CONTROL_POST_STATUS) this.#postStatus();
  }

  applyParameters(): void {
    this.#postIntervalMs = this.#world.postIntervalMs();
    this.#postRepeatedly();
  }

  stop(): void {
    this.#passCheckPoints('stop-pending', () => {
      this.end(0);
      this.#goneAt = this.#host.clock.now() + FLUSH_MS;
    });
  }

  hasEnded(): boolean {
    return this.#goneAt !== undefined && this.#host.clock.now() >= this.#goneAt;
  }

  end(win32ExitCode: number): void {
    this.#cancelTimer();
    this.#goneAt = this.#host.clock.now();
    this.#report('stopped', { processId: undefined, win32ExitCode });
  }

  #work(state: 'running' | 'paused'): void {
    this.#reportAtWork(state);
    this.#postRepeatedly();
  }

  #reportAtWork(state: 'running' | 'paused'): void {
    this.#report(state, {
      acceptedControls: ['stop', 'pause-continue', 'shutdown', 'param-change', 'pre-shutdown'],
      win32ExitCode: this.#refusal,
    });
  }

  #passCheckPoints(state: 'start-pending' | 'stop-pending', then: () => void): void {
    const { checkPointIntervalMs } = this.#world;
    const waitHintMs = Math.max(SHORTEST_WAIT_HINT_MS, CAUTION * (checkPointIntervalMs ?? 0));
    const pass = (checkPoint: number): void => {
      this.#report(state, { checkPoint, waitHintMs });
      if (checkPointIntervalMs === undefined) {
        this.#cancelTimer();
        return;
      }
      this.#wait(checkPointIntervalMs, () => {
        if (checkPoint === CHECK_POINTS) then();
        else pass(checkPoint + 1);
      });
    };
    pass(1);
    this.#postStatus();
  }

  #postRepeatedly(): void {
    this.#postStatus();
    this.#wait(this.#postIntervalMs, () => {
      this.#postRepeatedly();
    });
  }

  #postStatus(): void {
    const { clock, processId: pid } = this.#host;
    const state = this.#state;
    const at = clock.now();
    const up = Math.floor((at - this.#startedAt) / 1000);
    this.#posts += 1;
    const sentence = statusSentence(SERVICE_DISPLAY_NAME, state, up);
    const text = formatStatusMessage(sentence, {
      ...{ seq: this.#posts, at, state, pid, up },
      mem: MEMORY_BYTES,
      every: this.#postIntervalMs,
    });
    const refusal = this.#world.post(encodeMessage(text));
    if (refusal === this.#refusal) return;
    this.#refusal = refusal;
    if (state === 'running' || state === 'paused') this.#reportAtWork(state);
  }

  #wait(delayMs: number, then: () => void): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#host.clock.setTimeout(then, delayMs);
  }

  #report(state: ServiceState, changes: Partial<ServiceStatus>): void {
    this.#state = state;
    this.#host.report({
      state,
      acceptedControls: [],
      win32ExitCode: 0,
      serviceSpecificExitCode: undefined,
      checkPoint: 0,
      waitHintMs: 0,
      processId: this.#host.processId,
      ...changes,
    });
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
