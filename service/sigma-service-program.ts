import { ERROR_CALL_NOT_IMPLEMENTED } from '../common/error-codes.ts';
import { encodeMessage, formatStatusMessage, statusSentence } from '../common/status-message.ts';
import { POST_INTERVAL_MS, SERVICE_DISPLAY_NAME, SERVICE_NAME } from '../common/sigma-service.ts';
import type { ServiceState } from '../common/service-status.ts';
import type { ReportedStatus, ServiceProgram } from '../native-bridge/win32/service-process.ts';
import type { StatusPoster } from './status-poster.ts';

const SERVICE_CONTROL_STOP = 1;
const SERVICE_CONTROL_PAUSE = 2;
const SERVICE_CONTROL_CONTINUE = 3;
const SERVICE_CONTROL_INTERROGATE = 4;
const SERVICE_CONTROL_SHUTDOWN = 5;

/** How long starting and stopping may take at most, in milliseconds. */
const PENDING_HINT_MS = 3_000;
/** How long stopping waits for the last status to go out, in milliseconds. */
const LAST_POST_MS = 500;

/** SigmaSrv's own work: it posts its status once a second until it is told to stop, also while it is paused. */
export class SigmaServiceProgram implements ServiceProgram {
  readonly name = SERVICE_NAME;
  readonly #poster: StatusPoster;
  #report: ((status: ReportedStatus) => void) | undefined;
  #state: ServiceState = 'stopped';
  #schedule: NodeJS.Timeout | undefined;
  #seq = 0;

  constructor(poster: StatusPoster) {
    this.#poster = poster;
  }

  main(report: (status: ReportedStatus) => void): void {
    this.#report = report;
    this.#setServiceStatus('start-pending');
    this.#postStatus();
    this.#schedule = setInterval(() => {
      this.#postStatus();
    }, POST_INTERVAL_MS);
    this.#setServiceStatus('running');
    this.#postStatus();
  }

  handleControl(control: number): number {
    switch (control) {
      case SERVICE_CONTROL_STOP:
      case SERVICE_CONTROL_SHUTDOWN:
        void this.#stop();
        return 0;
      case SERVICE_CONTROL_PAUSE:
        this.#rest('running', 'paused');
        return 0;
      case SERVICE_CONTROL_CONTINUE:
        this.#rest('paused', 'running');
        return 0;
      case SERVICE_CONTROL_INTERROGATE:
        return 0;
      default:
        return ERROR_CALL_NOT_IMPLEMENTED;
    }
  }

  /** A paused service goes on saying that it is there. */
  #rest(from: ServiceState, to: ServiceState): void {
    if (this.#state !== from) return;
    this.#setServiceStatus(to);
    this.#postStatus();
  }

  async #stop(): Promise<void> {
    if (this.#state !== 'running' && this.#state !== 'paused') return;
    this.#setServiceStatus('stop-pending');
    clearInterval(this.#schedule);
    this.#postStatus();
    await Promise.race([this.#poster.settled(), new Promise((resolve) => setTimeout(resolve, LAST_POST_MS))]);
    this.#setServiceStatus('stopped');
  }

  /** The one place from which the SCM is told anything. */
  #setServiceStatus(state: ServiceState): void {
    const isAtWork = state === 'running' || state === 'paused';
    const isPendingNow = state === 'start-pending' || state === 'stop-pending';
    this.#state = state;
    this.#report?.({
      state,
      acceptedControls: isAtWork ? ['stop', 'pause-continue', 'shutdown'] : [],
      win32ExitCode: 0,
      serviceSpecificExitCode: 0,
      checkPoint: isPendingNow ? 1 : 0,
      waitHintMs: isPendingNow ? PENDING_HINT_MS : 0,
    });
  }

  #postStatus(): void {
    const up = Math.floor(process.uptime());
    this.#seq += 1;
    const text = formatStatusMessage(statusSentence(SERVICE_DISPLAY_NAME, this.#state, up), {
      seq: this.#seq,
      at: Date.now(),
      state: this.#state,
      pid: process.pid,
      up,
      mem: process.memoryUsage.rss(),
    });
    this.#poster.submit(encodeMessage(text));
  }
}
