import { SERVICE_NAME } from '../../common/product.ts';
import { win32 } from 'node:path';
import { ERROR_SERVICE_DOES_NOT_EXIST } from '../../common/win32-codes.ts';
import { SERVICE_KEY } from '../../common/sigma-service.ts';
import type { Registry, ServiceManager } from '../../native-bridge/bridge.ts';
import type { RegisterOptions, RegistrationContext } from './context.ts';
import { findInstalled } from './installed.ts';
import { chooseFolder } from './location.ts';
import { completeTransaction, foreignError, preFlightError, registrationSteps } from './register.ts';
import { endUserControlStep } from './service-steps.ts';
import type { Step } from './transaction.ts';
import { SERVICE_FILES } from './wanted.ts';

/**
 * Repairs a registration: a registry entry that the SCM does not recognise as a service, an image path that leads
 * nowhere or to another copy, and settings that were changed or never made. Revokes prompt-free control.
 * @returns the path of the executable that the service runs
 * @throws ERROR_ACCESS_DENIED without administrator rights. StepError: ERROR_SERVICE_DOES_NOT_EXIST if nothing is
 *   registered, ERROR_SERVICE_EXISTS if the service is not Sigma's, ERROR_SERVICE_MARKED_FOR_DELETE
 */
export async function repairService(context: RegistrationContext): Promise<string> {
  using manager = await context.managers.localComputer(['connect', 'create-service']);
  const installed = await findInstalled(manager, context);
  if (installed.kind === 'foreign') throw foreignError(installed.imagePath);
  if (installed.kind === 'absent') {
    throw preFlightError(
      ERROR_SERVICE_DOES_NOT_EXIST,
      'There is nothing to repair. Run SigmaSrv /register to install the service.',
    );
  }
  const folder = await chooseFolder(context.files, context.places, context.executable);
  const options = { startType: await startTypeOf(manager, installed.kind), allowUserControl: false } as const;
  const steps = registrationSteps(manager, folder, options, context);
  const first = installed.kind === 'corrupt' ? [corruptEntryStep(context.registry)] : [];
  await completeTransaction(manager, folder, [...first, ...steps, endUserControlStep(manager)], context);
  return win32.join(folder, SERVICE_FILES[0]);
}

/** Keeps the startup type that the user chose when registering. */
async function startTypeOf(
  manager: ServiceManager,
  kind: 'corrupt' | 'sigma',
): Promise<RegisterOptions['startType']> {
  if (kind === 'corrupt') return 'demand';
  using service = await manager.openService(SERVICE_NAME, ['query-config']);
  if ((await service.queryConfiguration()).startType !== 'auto') return 'demand';
  const isDelayed = await service.querySetting('delayedAutoStart').catch(() => false);
  return isDelayed ? 'delayed-auto' : 'auto';
}

/**
 * Removes what readers of the article were left with: a key that the SCM does not know, and that blocks a new service.
 */
function corruptEntryStep(registry: Registry): Step {
  let isRemoved = false;
  return {
    name: 'the corrupt registry entry',
    isOptional: false,
    pending: () => Promise.resolve(isRemoved ? undefined : `remove HKLM\\${SERVICE_KEY}`),
    run() {
      // Not undone, because the entry holds nothing that anybody could want back.
      registry.deleteKey(SERVICE_KEY);
      isRemoved = true;
      return Promise.resolve();
    },
  };
}
