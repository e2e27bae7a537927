import { ERROR_SERVICE_DOES_NOT_EXIST } from '../../common/win32-codes.ts';
import type { ServiceManager } from '../../native-bridge/bridge.ts';
import type { RegistrationContext } from './context.ts';
import { findInstalled } from './installed.ts';
import { foreignError, preFlightError } from './register.ts';
import { allowUserControlStep, endUserControlStep } from './service-steps.ts';
import { runTransaction, type Step } from './transaction.ts';

/**
 * Lets the requesting user start, stop and pause the service without a prompt, and nothing more.
 * @throws ERROR_ACCESS_DENIED without administrator rights. StepError: ERROR_SERVICE_DOES_NOT_EXIST, ERROR_NONE_MAPPED
 *   if Windows does not tell who is asking, ERROR_SERVICE_EXISTS if the service is not Sigma's, ERROR_BAD_CONFIGURATION
 *   if Windows does not store it
 */
export function allowUserControl(context: RegistrationContext): Promise<void> {
  return changeUserControl(context, (manager) => allowUserControlStep(manager, context.askingUser));
}

/** Revokes what {@link allowUserControl} granted, for every user. @throws as that does */
export function endUserControl(context: RegistrationContext): Promise<void> {
  return changeUserControl(context, endUserControlStep);
}

async function changeUserControl(
  context: RegistrationContext,
  stepFor: (manager: ServiceManager) => Step,
): Promise<void> {
  using manager = await context.managers.localComputer(['connect']);
  const installed = await findInstalled(manager, context);
  if (installed.kind === 'foreign') throw foreignError(installed.imagePath);
  if (installed.kind !== 'sigma') {
    throw preFlightError(ERROR_SERVICE_DOES_NOT_EXIST, 'Run SigmaSrv /register to install the service.');
  }
  // Registering can do without this step; here it is all that was asked for.
  await runTransaction([{ ...stepFor(manager), isOptional: false }], context.report);
}
