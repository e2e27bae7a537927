import { SERVICE_DISPLAY_NAME, SERVICE_NAME } from '../../common/product.ts';
import { ERROR_CALL_NOT_IMPLEMENTED } from '../../common/win32-codes.ts';
import { encodeMessage, formatStatusMessage, statusSentence } from '../../common/status-message.ts';
import { CONTROL_POST_STATUS, POST_INTERVAL_MS } from '../../common/sigma-service.ts';
import type { ServiceState } from '../../common/service-status.ts';
import type { Clock } from '../../native-bridge/clock.ts';
import type { ReportedStatus, ServiceProgram } from '../../native-bridge/bridge.ts';
import type { SigmaParameters } from '../../engine/parameters.ts';
import { CRASHED, nextStatus, withRefusal, type ExitCode } from './lifecycle.ts';
import { StatusPoster, type Reach } from './status-poster.ts';

/** winsvc.h: https://learn.microsoft.com/windows/win32/api/winsvc/nc-winsvc-lphandler_function_ex */
const SERVICE_CONTROL_STOP = 1;
const SERVICE_CONTROL_PAUSE = 2;
const SERVICE_CONTROL_CONTINUE = 3;
const SERVICE_CONTROL_INTERROGATE = 4;
const SERVICE_CONTROL_SHUTDOWN = 5;
const SERVICE_CONTROL_PARAMCHANGE = 6;
const SERVICE_CONTROL_PRESHUTDOWN = 15;

/** How long stopping waits for the last status to be posted, in milliseconds. */
const LAST_POST_MS = 500;

/** What the service works with. */
interface ServiceTools {
  readonly clock: Clock;
  /** Posts one message: see {@link StatusPoster}. */
  readonly post: (message: Uint8Array) => Promise<void>;
  readonly readParameters: () => SigmaParameters;
  /** Called for each state that is reported to the SCM. */
  readonly onState: (state: ServiceState) => void;
  /** Called whenever posting starts or stops succeeding. */
  readonly onReach: (reach: Reach) => void;
}

/** SigmaSrv's work: posts its status regularly until it is stopped, also while it is paused. */
export class SigmaServiceProgram implements ServiceProgram {
  readonly name = SERVICE_NAME;
  readonly #tools: ServiceTools;
  readonly #poster: StatusPoster;
  #report: ((status: ReportedStatus) => void) | undefined;
  #status: ReportedStatus | undefined;
  /** The service waits for one thing at a time: to post the next status, or for the last one to be posted. */
  #cancelTimer: () => void = () => undefined;
  #postIntervalMs = POST_INTERVAL_MS;
  #seq = 0;
  /** Why it may not post, as a Win32 code; 0 if it may. */
  #refusal = 0;

  constructor(tools: ServiceTools) {
    this.#tools = tools;
    this.#poster = new StatusPoster(tools.post, (reach) => {
      tools.onReach(reach);
      this.#tellRefusal(reach);
    });
  }

  main(report: (status: ReportedStatus) => void): void {
    this.#report = report;
    this.#setServiceStatus('start-pending');
    this.#configure();
    this.#setServiceStatus('running');
  }

  handleControl(control: number): number {
    switch (control) {
      case SERVICE_CONTROL_STOP:
      case SERVICE_CONTROL_SHUTDOWN:
      case SERVICE_CONTROL_PRESHUTDOWN:
        void this.#stop();
        return 0;
      case SERVICE_CONTROL_PAUSE:
        this.#setServiceStatus('paused');
        return 0;
      case SERVICE_CONTROL_CONTINUE:
        this.#setServiceStatus('running');
        return 0;
      case SERVICE_CONTROL_INTERROGATE:
        return 0;
      case SERVICE_CONTROL_PARAMCHANGE:
        this.#reconfigure();
        return 0;
      case CONTROL_POST_STATUS:
        this.#postStatus();
        return 0;
      default:
        return ERROR_CALL_NOT_IMPLEMENTED;
    }
  }

  /** Ends at once after a failure of our own, with an exit code that triggers the failure actions. */
  crash(): void {
    this.#cancelTimer();
    this.#setServiceStatus('stopped', CRASHED);
  }

  /** Posts at once, because that tells a client about a longer interval; otherwise the next post would seem late. */
  #reconfigure(): void {
    if (this.#status?.state === 'stop-pending' || this.#status?.state === 'stopped') return;
    this.#cancelTimer();
    this.#configure();
    this.#postStatus();
  }

  #configure(): void {
    this.#postIntervalMs = this.#tools.readParameters().postIntervalMs;
    this.#scheduleNextPost();
  }

  #scheduleNextPost(): void {
    this.#cancelTimer = this.#tools.clock.setTimeout(() => {
      this.#scheduleNextPost();
      this.#postStatus();
    }, this.#postIntervalMs);
  }

  async #stop(): Promise<void> {
    if (this.#status?.state === 'stop-pending' || !this.#setServiceStatus('stop-pending')) return;
    this.#cancelTimer();
    await Promise.race([
      this.#poster.settled(),
      new Promise<void>((resolve) => {
        this.#cancelTimer = this.#tools.clock.setTimeout(resolve, LAST_POST_MS);
      }),
    ]);
    this.#cancelTimer();
    this.#setServiceStatus('stopped');
  }

  /**
   * The only place that reports a state to the SCM. What is reported is posted as well.
   * @returns whether the state was reported: it is not if it may not follow the current one
   */
  #setServiceStatus(state: ServiceState, exit?: ExitCode): boolean {
    const status = nextStatus(this.#status, state, exit);
    if (status === undefined) return false;
    this.#reportStatus(status);
    this.#tools.onState(state);
    this.#postStatus();
    return true;
  }

  /** The SCM shows the code to a client that receives nothing and has no other way to learn why. */
  #tellRefusal(reach: Reach): void {
    this.#refusal = reach.kind === 'refused' ? reach.error.code : 0;
    if (this.#status === undefined) return;
    if (withRefusal(this.#status, this.#refusal).win32ExitCode === this.#status.win32ExitCode) return;
    this.#reportStatus(this.#status);
  }

  #reportStatus(status: ReportedStatus): void {
    this.#status = withRefusal(status, this.#refusal);
    this.#report?.(this.#status);
  }

  /** Posts nothing after the end, when nothing may be left to send it. */
  #postStatus(): void {
    const state = this.#status?.state;
    if (state === undefined || state === 'stopped') return;
    const up = Math.floor(process.uptime());
    this.#seq += 1;
    const text = formatStatusMessage(statusSentence(SERVICE_DISPLAY_NAME, state, up), {
      seq: this.#seq,
      at: Date.now(),
      state,
      pid: process.pid,
      up,
      mem: process.memoryUsage.rss(),
      every: this.#postIntervalMs,
      lost: this.#poster.lost,
    });
    this.#poster.submit(encodeMessage(text));
  }
}
