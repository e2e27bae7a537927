import assert from 'node:assert/strict';
import type { StartType } from '../../common/service-configuration.ts';
import { isPending, type ServiceState, type ServiceStatus } from '../../common/service-status.ts';
import type { ServiceAccess, ServiceControl, ServiceDefinition } from '../../native-bridge/bridge.ts';

/**
 * What the documentation of winsvc.h says the SCM answers, for services that behave like SigmaSrv. If several reasons
 * to refuse a call apply, it specifies no order, and each of their codes is right. Nor does it say how fast a service
 * is: how long a state is pending is observed, not predicted, and judged by its wait hint.
 * https://learn.microsoft.com/windows/win32/api/winsvc/
 */

/** Win32 codes, one for each reason to refuse a call. Without any the call has to succeed. */
export type Refusals = readonly number[];

export interface ModelHandle {
  readonly service: ModelService;
  readonly rights: readonly ServiceAccess[];
  isOpen: boolean;
}

const AT_WORK = ['stop', 'pause-continue', 'shutdown', 'param-change', 'pre-shutdown'];

/** Where a pending state leads if nothing else happens: nobody controls a service that is changing its state. */
const DESTINATION: Partial<Record<ServiceState, ServiceState>> = {
  'start-pending': 'running',
  'pause-pending': 'paused',
  'continue-pending': 'running',
  'stop-pending': 'stopped',
};

/** The states that a service that accepts the control may be in once the call has returned. */
const AFTER_CONTROL: Readonly<Record<string, readonly ServiceState[]>> = {
  stop: ['stop-pending', 'stopped'],
  pause: ['pause-pending', 'paused'],
  continue: ['continue-pending', 'running'],
};

const CONTROL_RIGHT: Readonly<Record<Exclude<ServiceControl, number>, ServiceAccess>> = {
  stop: 'stop',
  pause: 'pause-continue',
  continue: 'pause-continue',
  // The bridge opens a handle for SERVICE_INTERROGATE and for SERVICE_QUERY_STATUS by the same word.
  interrogate: 'interrogate',
  'param-change': 'pause-continue',
};

/** One service in the SCM's database. */
export class ModelService {
  readonly name: string;
  readonly displayName: string;
  startType: StartType;
  isMarked = false;
  state: ServiceState = 'stopped';
  processId: number | undefined;
  /** The states it may be found in when it is looked at next. */
  #possible: readonly ServiceState[] = ['stopped'];
  /** The exit code when it stops by itself, and the one it has ended with. */
  #exitCode = 1077;
  #checkPoint = 0;
  #waitHintMs = 0;
  /** How much time has passed since its check point rose, in milliseconds. */
  #standingMs = 0;

  constructor({ name, displayName, startType }: ServiceDefinition) {
    this.name = name;
    this.displayName = displayName;
    this.startType = startType;
  }

  get isAlive(): boolean {
    return this.state !== 'stopped';
  }

  get mayHaveStopped(): boolean {
    return this.#possible.includes('stopped');
  }

  start(): Refusals {
    const refusals = [
      ...(this.startType === 'disabled' ? [1058] : []),
      ...(this.isMarked ? [1072] : []),
      ...(this.isAlive ? [1056] : []),
    ];
    if (refusals.length === 0) {
      this.#possible = ['start-pending', 'running'];
      this.#exitCode = 0;
    }
    return refusals;
  }

  /** The table in https://learn.microsoft.com/windows/win32/api/winsvc/nf-winsvc-controlservice */
  control(control: ServiceControl): Refusals {
    if (this.state === 'stopped') return [1062];
    if (this.state === 'stop-pending') return [1061];
    // It accepts nothing yet; a stop is the one control that the SCM would pass on.
    if (this.state === 'start-pending') return [control === 'stop' ? 1052 : 1061];
    this.#possible = AFTER_CONTROL[String(control)] ?? this.#possible;
    return [];
  }

  kill(): void {
    if (!this.isAlive) return;
    this.#possible = ['stopped'];
    this.#exitCode = 1067;
  }

  letTimePass(durationMs: number): void {
    const destination = DESTINATION[this.state];
    if (destination !== undefined) this.#possible = [this.state, destination];
    this.#standingMs += durationMs;
  }

  /** It has stopped while nobody could see it. */
  stopUnseen(): void {
    this.state = 'stopped';
    this.processId = undefined;
  }

  /**
   * Compares the SCM's answer with the model, and continues from there.
   * @returns whether its state differs from the previous one
   */
  see(status: ServiceStatus, isOldProcess: (processId: number) => boolean): boolean {
    const { state, checkPoint, waitHintMs, processId } = status;
    const before = this.state;
    assert.ok(this.#possible.includes(state), `${state} instead of ${this.#possible.join(' or ')}`);
    assert.equal(processId === undefined, state === 'stopped', 'it has a process unless it is stopped');
    if (before === 'stopped' && processId !== undefined)
      assert.ok(!isOldProcess(processId), 'every start has a process of its own');
    else if (processId !== undefined) assert.equal(processId, this.processId);
    const isAtWork = state === 'running' || state === 'paused';
    assert.deepEqual(status.acceptedControls, isAtWork ? AT_WORK : []);
    assert.equal(status.win32ExitCode, state === 'stopped' ? this.#exitCode : 0);
    assert.equal(status.serviceSpecificExitCode, undefined);
    this.#seeProgress(status);
    this.state = state;
    this.processId = processId;
    this.#checkPoint = checkPoint;
    this.#waitHintMs = waitHintMs;
    this.#possible = [state];
    return state !== before;
  }

  #seeProgress({ state, checkPoint, waitHintMs }: ServiceStatus): void {
    if (!isPending(state)) {
      assert.deepEqual({ checkPoint, waitHintMs }, { checkPoint: 0, waitHintMs: 0 });
      return;
    }
    assert.ok(waitHintMs > 0, 'it says how long the next check point takes');
    if (state !== this.state || checkPoint > this.#checkPoint) {
      this.#standingMs = 0;
      return;
    }
    assert.equal(checkPoint, this.#checkPoint, 'the check point never falls');
    assert.ok(this.#standingMs <= this.#waitHintMs, 'the check point rises within the wait hint');
  }
}

/** The SCM's database, and the handles that are or were open. */
export class ScmModel {
  readonly services = new Map<string, ModelService>();
  readonly handles: ModelHandle[] = [];

  /** Whatever the case of letters. */
  find(name: string): ModelService | undefined {
    return this.services.get(name.toLowerCase());
  }

  create(definition: ServiceDefinition, rights: readonly ServiceAccess[]): Refusals {
    const existing = this.find(definition.name);
    const refusals = [
      ...(existing === undefined ? [] : [existing.isMarked ? 1072 : 1073]),
      ...(this.#isTaken(definition.displayName) ? [1078] : []),
    ];
    if (refusals.length > 0) return refusals;
    const service = new ModelService(definition);
    this.services.set(definition.name.toLowerCase(), service);
    this.handles.push({ service, rights, isOpen: true });
    return [];
  }

  open(name: string, rights: readonly ServiceAccess[]): Refusals {
    const service = this.find(name);
    if (service === undefined) return [1060];
    this.handles.push({ service, rights, isOpen: true });
    return [];
  }

  close(handle: ModelHandle): Refusals {
    handle.isOpen = false;
    this.forget(handle.service);
    return [];
  }

  delete(handle: ModelHandle): Refusals {
    return this.#with(handle, 'delete', ({ service }) => {
      if (service.isMarked) return [1072];
      service.isMarked = true;
      return [];
    });
  }

  changeStartType(handle: ModelHandle, startType: StartType): Refusals {
    return this.#with(handle, 'change-config', ({ service }) => {
      if (service.isMarked) return [1072];
      service.startType = startType;
      return [];
    });
  }

  start(handle: ModelHandle): Refusals {
    return this.#with(handle, 'start', ({ service }) => service.start());
  }

  control(handle: ModelHandle, control: ServiceControl): Refusals {
    return this.#with(
      handle,
      typeof control === 'number' ? 'user-defined-control' : CONTROL_RIGHT[control],
      ({ service }) => service.control(control),
    );
  }

  queryStatus(handle: ModelHandle): Refusals {
    return this.#with(handle, 'query-status', () => []);
  }

  isHeld(service: ModelService): boolean {
    return this.handles.some((handle) => handle.isOpen && handle.service === service);
  }

  /** A deleted service is gone once it has stopped and nobody has a handle. */
  forget(service: ModelService): void {
    const isGone = service.isMarked && !service.isAlive && !this.isHeld(service);
    // Its name may be another service's by now.
    if (isGone && this.find(service.name) === service) this.services.delete(service.name.toLowerCase());
  }

  #with(handle: ModelHandle, right: ServiceAccess, answer: (handle: ModelHandle) => Refusals): Refusals {
    if (!handle.isOpen) return [6];
    return handle.rights.includes(right) ? answer(handle) : [5];
  }

  /** As a service's name or as a display name, whatever the case of letters. */
  #isTaken(displayName: string): boolean {
    const wanted = displayName.toLowerCase();
    return [...this.services.values()].some(
      (service) => service.name.toLowerCase() === wanted || service.displayName.toLowerCase() === wanted,
    );
  }
}
