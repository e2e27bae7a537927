import { withoutUser, type Finding } from '../../common/check.ts';
import {
  ERROR_BAD_CONFIGURATION,
  ERROR_FILE_NOT_FOUND,
  ERROR_SERVICE_DISABLED,
  ERROR_SERVICE_DOES_NOT_EXIST,
  ERROR_SERVICE_EXISTS,
  ERROR_SERVICE_MARKED_FOR_DELETE,
} from '../../common/error-codes.ts';
import { SERVICE_KEY } from '../../common/sigma-service.ts';
import { findInstalled } from '../registration/installed.ts';
import { ACCOUNT } from '../registration/wanted.ts';
import {
  fails,
  readService,
  works,
  type CheckContext,
  type Judgement,
  type RegisteredService,
} from './context.ts';

/** The SCM lists the services of this computer. */
export async function checkScm({ bridge, clock }: CheckContext): Promise<Judgement> {
  const startedAt = clock.now();
  using manager = await bridge.serviceManager.localComputer(['connect', 'enumerate']);
  const { length } = await manager.enumerateServices();
  return works(['scm-read', length, Math.round(clock.now() - startedAt)]);
}

/** SigmaSrv is registered as it should be. Whether it runs does not count here. */
export async function checkService(context: CheckContext): Promise<Judgement> {
  const { registry, files, serviceManager } = context.bridge;
  using manager = await serviceManager.localComputer(['connect']);
  const installed = await findInstalled(manager, { registry, files });
  const service = await readService(context);
  if (installed.kind === 'corrupt')
    return fails(ERROR_BAD_CONFIGURATION, ['service-corrupt'], ['mend-by-repair']);
  if (installed.kind === 'foreign')
    return fails(ERROR_SERVICE_EXISTS, ['service-foreign', withoutUser(installed.imagePath)]);
  // It may have been removed between the two looks.
  if (installed.kind === 'absent' || service === undefined)
    return fails(ERROR_SERVICE_DOES_NOT_EXIST, ['service-absent']);
  // The SCM writes that down until the service is gone, and tells it nobody before it is to be started or changed.
  if (registry.read(SERVICE_KEY, 'DeleteFlag') === 1)
    return fails(ERROR_SERVICE_MARKED_FOR_DELETE, ['service-marked']);
  if (!installed.exists) {
    const missing = withoutUser(installed.executable);
    return fails(ERROR_FILE_NOT_FOUND, ['service-file-missing', missing], ['mend-by-repair']);
  }
  return judgeRegistration(service);
}

function judgeRegistration({ configuration, status }: RegisteredService): Judgement {
  const { imagePath, account, startType } = configuration;
  const faults: Finding[] = [
    ...(imagePath.trim().startsWith('"') ? [] : [['service-unquoted'] as const]),
    ...(isWantedAccount(account) ? [] : [['service-account', ACCOUNT] as const]),
  ];
  if (faults.length > 0) return fails(ERROR_BAD_CONFIGURATION, ...faults, ['mend-by-repair']);
  const { state, win32ExitCode } = status;
  const registered: Finding = ['service-registered', withoutUser(imagePath), state, win32ExitCode];
  if (startType === 'disabled') return fails(ERROR_SERVICE_DISABLED, registered, ['service-disabled']);
  return works(registered);
}

function isWantedAccount(account: string): boolean {
  return account.toLowerCase() === ACCOUNT.toLowerCase();
}
