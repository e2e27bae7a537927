import { assertNever } from '../../common/assert-never.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { ServiceControl, ServiceDefinition, ServiceSummary } from '../bridge.ts';
import type { Clock } from '../clock.ts';
import {
  ERROR_DUPLICATE_SERVICE_NAME,
  ERROR_FILE_NOT_FOUND,
  ERROR_INVALID_SERVICE_CONTROL,
  ERROR_PROCESS_ABORTED,
  ERROR_SERVICE_ALREADY_RUNNING,
  ERROR_SERVICE_CANNOT_ACCEPT_CTRL,
  ERROR_SERVICE_DISABLED,
  ERROR_SERVICE_DOES_NOT_EXIST,
  ERROR_SERVICE_EXISTS,
  ERROR_SERVICE_MARKED_FOR_DELETE,
  ERROR_SERVICE_NOT_ACTIVE,
  ERROR_SHUTDOWN_IN_PROGRESS,
} from '../../common/error-codes.ts';
import { isKnownExecutable } from './executables.ts';
import { ServiceRecord } from './service-record.ts';
import { SimulatedServiceProcess } from './simulated-service.ts';

/** What a service has to accept to be sent a control. */
const NEEDED_CONTROLS = {
  stop: 'stop',
  pause: 'pause-continue',
  continue: 'pause-continue',
  'param-change': 'param-change',
} as const;

/** The service control manager in memory: its database, and what it does with the services in it. */
export class Scm {
  readonly #clock: Clock;
  readonly #post: (message: Uint8Array) => number;
  readonly #postIntervalMs: () => number;
  /** By name in lower case: the SCM keeps the case of letters, and does not heed it. */
  readonly #records = new Map<string, ServiceRecord>();
  readonly #checkPointIntervalMs: number | undefined;
  #lastProcessId = 4_000;
  #isShutDown = false;

  /**
   * @param post writes a message of a running service into Sigma's mailslot, if there is one, and says why it may not
   * @param postIntervalMs how often services are configured to post
   * @param checkPointIntervalMs how long each step of a start or stop takes; undefined where the first never ends
   */
  constructor(
    clock: Clock,
    post: (message: Uint8Array) => number,
    postIntervalMs: () => number,
    checkPointIntervalMs: number | undefined,
  ) {
    this.#checkPointIntervalMs = checkPointIntervalMs;
    this.#postIntervalMs = postIntervalMs;
    this.#clock = clock;
    this.#post = post;
  }

  /** @throws ERROR_SERVICE_DOES_NOT_EXIST */
  find(name: string): ServiceRecord {
    const record = this.#records.get(name.toLowerCase());
    if (record === undefined) throw new Win32Error('OpenServiceW', ERROR_SERVICE_DOES_NOT_EXIST);
    return record;
  }

  /** @throws ERROR_SERVICE_MARKED_FOR_DELETE, ERROR_SERVICE_EXISTS, ERROR_DUPLICATE_SERVICE_NAME */
  create(definition: ServiceDefinition): ServiceRecord {
    const api = 'CreateServiceW';
    const existing = this.#records.get(definition.name.toLowerCase());
    if (existing !== undefined)
      throw new Win32Error(
        api,
        existing.isMarkedForDelete ? ERROR_SERVICE_MARKED_FOR_DELETE : ERROR_SERVICE_EXISTS,
      );
    if (this.#isDisplayNameTaken(definition.displayName))
      throw new Win32Error(api, ERROR_DUPLICATE_SERVICE_NAME);
    const record = new ServiceRecord(definition);
    this.#records.set(definition.name.toLowerCase(), record);
    return record;
  }

  /**
   * @throws ERROR_SERVICE_DISABLED, ERROR_SERVICE_MARKED_FOR_DELETE, ERROR_SERVICE_ALREADY_RUNNING,
   *   ERROR_FILE_NOT_FOUND, ERROR_SHUTDOWN_IN_PROGRESS
   */
  start(record: ServiceRecord): void {
    const api = 'StartServiceW';
    if (this.#isShutDown) throw new Win32Error(api, ERROR_SHUTDOWN_IN_PROGRESS);
    if (record.configuration.startType === 'disabled') throw new Win32Error(api, ERROR_SERVICE_DISABLED);
    if (record.isMarkedForDelete) throw new Win32Error(api, ERROR_SERVICE_MARKED_FOR_DELETE);
    if (record.status.state !== 'stopped') throw new Win32Error(api, ERROR_SERVICE_ALREADY_RUNNING);
    if (!isKnownExecutable(record.executable)) throw new Win32Error(api, ERROR_FILE_NOT_FOUND);
    this.#createProcess(record).start();
  }

  /** Has the service running without a start anyone could have seen. */
  startEarlier(record: ServiceRecord): void {
    this.#createProcess(record).run();
  }

  /**
   * Which states take which control: https://learn.microsoft.com/windows/win32/api/winsvc/nf-winsvc-controlservice
   * @throws ERROR_SERVICE_NOT_ACTIVE, ERROR_SERVICE_CANNOT_ACCEPT_CTRL, ERROR_INVALID_SERVICE_CONTROL
   */
  control(record: ServiceRecord, control: ServiceControl): void {
    const api = 'ControlService';
    const { state, acceptedControls } = record.status;
    if (state === 'stopped') throw new Win32Error(api, ERROR_SERVICE_NOT_ACTIVE);
    if (state === 'stop-pending') throw new Win32Error(api, ERROR_SERVICE_CANNOT_ACCEPT_CTRL);
    if (state === 'start-pending' && control !== 'stop')
      throw new Win32Error(api, ERROR_SERVICE_CANNOT_ACCEPT_CTRL);
    if (control === 'interrogate') return;
    if (control === 'post-status') return record.process?.postNow();
    if (!acceptedControls.includes(NEEDED_CONTROLS[control]))
      throw new Win32Error(api, ERROR_INVALID_SERVICE_CONTROL);
    switch (control) {
      case 'stop':
        return record.process?.stop();
      case 'pause':
        return record.process?.pause();
      case 'continue':
        return record.process?.run();
      case 'param-change':
        return record.process?.applyParameters();
      default:
        return assertNever(control);
    }
  }

  /** @throws ERROR_SERVICE_MARKED_FOR_DELETE */
  markForDelete(record: ServiceRecord): void {
    if (record.isMarkedForDelete) throw new Win32Error('DeleteService', ERROR_SERVICE_MARKED_FOR_DELETE);
    record.isMarkedForDelete = true;
  }

  /** @throws ERROR_SERVICE_MARKED_FOR_DELETE, ERROR_DUPLICATE_SERVICE_NAME */
  requireChangeable(api: string, record: ServiceRecord, displayName?: string): void {
    if (record.isMarkedForDelete) throw new Win32Error(api, ERROR_SERVICE_MARKED_FOR_DELETE);
    if (displayName !== undefined && this.#isDisplayNameTaken(displayName, record))
      throw new Win32Error(api, ERROR_DUPLICATE_SERVICE_NAME);
  }

  /** @returns the name of the service with this display name */
  findByDisplayName(displayName: string): string | undefined {
    const wanted = displayName.toLowerCase();
    return [...this.#records.values()].find(
      ({ configuration }) => configuration.displayName.toLowerCase() === wanted,
    )?.name;
  }

  summaries(): ServiceSummary[] {
    return [...this.#records.values()].map(({ name, configuration, status }) => {
      return { name, displayName: configuration.displayName, state: status.state };
    });
  }

  closeHandle(record: ServiceRecord): void {
    record.openHandles -= 1;
    this.#forgetIfGone(record);
  }

  /** Ends the service's process from outside, as Task Manager does: the SCM finds it gone (1067). */
  killProcess(record: ServiceRecord): void {
    if (record.status.state !== 'stopped') record.process?.end(ERROR_PROCESS_ABORTED);
  }

  /** Ends every process, and with it every timer, for good. */
  shutDown(): void {
    this.#isShutDown = true;
    for (const record of this.#records.values()) this.killProcess(record);
  }

  #createProcess(record: ServiceRecord): SimulatedServiceProcess {
    // Windows gives out multiples of four.
    this.#lastProcessId += 4;
    record.process = new SimulatedServiceProcess({
      clock: this.#clock,
      processId: this.#lastProcessId,
      post: this.#post,
      postIntervalMs: this.#postIntervalMs,
      checkPointIntervalMs: this.#checkPointIntervalMs,
      report: (status) => {
        record.status = status;
        this.#forgetIfGone(record);
      },
    });
    return record.process;
  }

  #forgetIfGone(record: ServiceRecord): void {
    if (record.isGone) this.#records.delete(record.name.toLowerCase());
  }

  #isDisplayNameTaken(displayName: string, except?: ServiceRecord): boolean {
    const wanted = displayName.toLowerCase();
    const others = [...this.#records.values()].filter((record) => record !== except);
    return others.some(({ name, configuration }) => {
      return [name, configuration.displayName].some((taken) => taken.toLowerCase() === wanted);
    });
  }
}
