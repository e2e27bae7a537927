import type { ServiceStatus } from '../../common/service-status.ts';
import type { ServiceConfiguration, ServiceDefinition } from '../bridge.ts';
import { ERROR_SERVICE_NEVER_STARTED } from '../../common/error-codes.ts';
import type { SimulatedServiceProcess } from './simulated-service.ts';

const NEVER_STARTED: ServiceStatus = {
  state: 'stopped',
  acceptedControls: [],
  win32ExitCode: ERROR_SERVICE_NEVER_STARTED,
  serviceSpecificExitCode: undefined,
  checkPoint: 0,
  waitHintMs: 0,
  processId: undefined,
};

/** One service in the SCM's database. */
export class ServiceRecord {
  readonly name: string;
  readonly executable: string;
  readonly configuration: ServiceConfiguration;
  status: ServiceStatus = NEVER_STARTED;
  /** The last one that was started; it lives unless the status is `stopped`. */
  process: SimulatedServiceProcess | undefined;
  isMarkedForDelete = false;
  openHandles = 0;

  constructor({ name, displayName, executable, startType, account }: ServiceDefinition) {
    this.name = name;
    this.executable = executable;
    this.configuration = {
      displayName,
      imagePath: `"${executable}"`,
      startType,
      errorControl: 'normal',
      ownProcess: true,
      account: account ?? 'LocalSystem',
    };
  }

  /** Whether the SCM may forget it. */
  get isGone(): boolean {
    return this.isMarkedForDelete && this.openHandles === 0 && this.status.state === 'stopped';
  }
}
