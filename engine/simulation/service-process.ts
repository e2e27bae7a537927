import type { AcceptedControl, ServiceState, ServiceStatus } from '../../common/service-status.ts';
import type { SimulatedProcess, SimulatedProcessHost } from '../../native-bridge/simulated/scm.ts';

/** How fast a service changes its state. */
export interface Pace {
  /** How many check points a start and a stop go through. */
  readonly checkPoints: number;
  /** The time from one check point to the next, in milliseconds; undefined if the next one never comes. */
  readonly checkPointIntervalMs: number | undefined;
}

/** The shortest wait hint that a service gives for its next check point, in milliseconds. */
const SHORTEST_WAIT_HINT_MS = 2_000;
/** How many times longer the wait hint is than the step really takes. */
const CAUTION = 5;
/** How long the process outlives its stopped service, as that of SigmaSrv.exe does. In milliseconds. */
const FLUSH_MS = 100;

/** The process of a started service: goes through its states, as the SCM allows. */
export abstract class ServiceProcess implements SimulatedProcess {
  readonly isHeld = true;
  protected readonly host: SimulatedProcessHost;
  protected readonly startedAt: number;
  /** The code that it reports while it is at work, and has not ended with. */
  protected codeAtWork = 0;
  readonly #controls: readonly AcceptedControl[];
  #state: ServiceState = 'stopped';
  #goneAt: number | undefined;
  /** The process waits for one thing at a time: its next check point, or what it does while running. */
  #cancelTimer: () => void = () => undefined;

  /** @param controls what it accepts while it is at work */
  constructor(host: SimulatedProcessHost, controls: readonly AcceptedControl[]) {
    this.host = host;
    this.startedAt = host.clock.now();
    this.#controls = controls;
  }

  start(): void {
    this.#passCheckPoints('start-pending', this.paceOf('start'), () => {
      this.run();
    });
  }

  run(): void {
    this.#work('running');
  }

  pause(): void {
    this.#work('paused');
  }

  stop(): void {
    this.#passCheckPoints('stop-pending', this.paceOf('stop'), () => {
      this.end(0);
      this.#goneAt = this.host.clock.now() + FLUSH_MS;
    });
  }

  abstract handleControl(control: number): void;

  abstract applyParameters(): void;

  hasEnded(): boolean {
    return this.#goneAt !== undefined && this.host.clock.now() >= this.#goneAt;
  }

  end(win32ExitCode: number, serviceSpecificExitCode?: number): void {
    this.#cancelTimer();
    this.#goneAt = this.host.clock.now();
    this.#report('stopped', { processId: undefined, win32ExitCode, serviceSpecificExitCode });
  }

  protected get state(): ServiceState {
    return this.#state;
  }

  protected abstract paceOf(change: 'start' | 'stop'): Pace;

  /** Called at the first check point of each change. */
  protected onPending(): void {
    // Says nothing.
  }

  /** Called when it has begun to run or to pause. */
  protected onWork(): void {
    // Does nothing.
  }

  protected reportAtWork(state = this.#state): void {
    this.#report(state, { acceptedControls: this.#controls, win32ExitCode: this.codeAtWork });
  }

  protected wait(delayMs: number, then: () => void): void {
    this.#cancelTimer();
    this.#cancelTimer = this.host.clock.setTimeout(then, delayMs);
  }

  #work(state: 'running' | 'paused'): void {
    this.#cancelTimer();
    this.reportAtWork(state);
    this.onWork();
  }

  #passCheckPoints(
    state: 'start-pending' | 'stop-pending',
    { checkPoints, checkPointIntervalMs }: Pace,
    then: () => void,
  ): void {
    const waitHintMs = Math.max(SHORTEST_WAIT_HINT_MS, CAUTION * (checkPointIntervalMs ?? 0));
    const pass = (checkPoint: number): void => {
      this.#report(state, { checkPoint, waitHintMs });
      if (checkPointIntervalMs === undefined) {
        this.#cancelTimer();
        return;
      }
      this.wait(checkPointIntervalMs, () => {
        if (checkPoint >= checkPoints) then();
        else pass(checkPoint + 1);
      });
    };
    pass(1);
    this.onPending();
  }

  #report(state: ServiceState, changes: Partial<ServiceStatus>): void {
    this.#state = state;
    this.host.report({
      state,
      acceptedControls: [],
      win32ExitCode: 0,
      serviceSpecificExitCode: undefined,
      checkPoint: 0,
      waitHintMs: 0,
      processId: this.host.processId,
      ...changes,
    });
  }
}
