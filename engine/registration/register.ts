import { SERVICE_DISPLAY_NAME, SERVICE_NAME } from '../../common/product.ts';
import { win32 } from 'node:path';
import {
  ERROR_BAD_CONFIGURATION,
  ERROR_DUPLICATE_SERVICE_NAME,
  ERROR_SERVICE_DOES_NOT_EXIST,
  ERROR_SERVICE_EXISTS,
} from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { ServiceManager } from '../../native-bridge/bridge.ts';
import type { RegisterOptions, RegistrationContext } from './context.ts';
import { dataFolderSteps, eventSourceStep, programFilesStep, safePlaceStep } from './file-steps.ts';
import { findInstalled, type Installed } from './installed.ts';
import { chooseFolder, copyFolders, isCopy, isSamePath } from './location.ts';
import { allowUserControlStep, serviceStep, settingSteps } from './service-steps.ts';
import { StepError, planOf, runTransaction, type Step } from './transaction.ts';
import { SERVICE_FILES } from './wanted.ts';

/** The name of the checks before the first step. */
const LOOKING = 'checking the current state';

/**
 * Registers the service, all or nothing: if a step fails, the steps before it are undone. An existing registration is
 * brought up to date.
 * @returns the path of the executable that the service runs
 * @throws ERROR_ACCESS_DENIED without administrator rights. StepError: ERROR_SERVICE_EXISTS if another copy of Sigma or
 *   a foreign service has the name, ERROR_DUPLICATE_SERVICE_NAME if another service has the display name;
 *   ERROR_SERVICE_MARKED_FOR_DELETE; ERROR_BAD_CONFIGURATION if the registry has a corrupt entry, or Windows did not
 *   store what it was given
 */
export async function registerService(
  options: RegisterOptions,
  context: RegistrationContext,
): Promise<string> {
  using manager = await context.managers.localComputer(['connect', 'create-service']);
  const folder = await prepare(manager, context);
  await completeTransaction(manager, folder, registrationSteps(manager, folder, options, context), context);
  return win32.join(folder, SERVICE_FILES[0]);
}

/**
 * @returns what {@link registerService} would change, one line each. Needs no administrator rights
 * @throws what registerService() throws before its first change
 */
export async function planRegistration(
  options: RegisterOptions,
  context: RegistrationContext,
): Promise<string[]> {
  using manager = await context.managers.localComputer(['connect']);
  const folder = await prepare(manager, context);
  return await planOf(registrationSteps(manager, folder, options, context));
}

/**
 * Takes the steps, all or nothing. Afterwards removes what was kept in case a step fails, and copies of the service
 * that are no longer used.
 * @param folder the folder that the service runs from in the end
 * @throws StepError, with ERROR_SERVICE_MARKED_FOR_DELETE before the first step
 */
export async function completeTransaction(
  manager: ServiceManager,
  folder: string,
  steps: readonly Step[],
  context: RegistrationContext,
): Promise<void> {
  const { files, places, report } = context;
  await refuseMarkedForDelete(manager);
  await runTransaction(steps, report);
  try {
    await files.removeReplaced(places.programFolder);
  } catch (error) {
    report(`warning: the replaced files in "${places.programFolder}" could not be removed: ${String(error)}`);
  }
  try {
    await removeCopies(context, folder);
  } catch (error) {
    report(`warning: an unused copy of the service could not be removed: ${String(error)}`);
  }
}

/**
 * Removes all copies of the service that registering has made, except one.
 * @returns whether some files are in use: they are removed when Windows restarts
 * @throws ERROR_ACCESS_DENIED
 */
export async function removeCopies(
  { files, places, report }: RegistrationContext,
  except?: string,
): Promise<'removed' | 'after-restart'> {
  let result: 'removed' | 'after-restart' = 'removed';
  for (const { folder, above } of copyFolders(places)) {
    if ((except !== undefined && isSamePath(folder, except)) || !(await files.exists(folder))) continue;
    report(`the program folder: remove "${folder}"`);
    if ((await files.removeFolder(folder, above)) === 'removed') continue;
    result = 'after-restart';
    report('the program folder: in use, will be removed when Windows restarts');
  }
  return result;
}

/** @returns every step that brings the service into its wanted state */
export function registrationSteps(
  manager: ServiceManager,
  folder: string,
  options: RegisterOptions,
  context: RegistrationContext,
): Step[] {
  const { registry, files, places, askingUser, clock } = context;
  return [
    // First, so that the other steps are logged.
    ...dataFolderSteps(files, places),
    programFilesStep(context, folder),
    safePlaceStep(files, folder),
    serviceStep(manager, win32.join(folder, SERVICE_FILES[0]), options, clock),
    ...settingSteps(manager, options),
    eventSourceStep(registry),
    ...(options.allowUserControl ? [allowUserControlStep(manager, askingUser)] : []),
  ];
}

/** Checks that nothing is in the way. @returns the folder that the service has to run from */
async function prepare(manager: ServiceManager, context: RegistrationContext): Promise<string> {
  const folder = await chooseFolder(context.files, context.places, context.executable);
  const executable = win32.join(folder, SERVICE_FILES[0]);
  refuseOccupied(await findInstalled(manager, context), executable, context);
  const holder = await manager.findByDisplayName(SERVICE_DISPLAY_NAME);
  if (holder !== undefined && holder.toLowerCase() !== SERVICE_NAME.toLowerCase()) {
    throw preFlightError(ERROR_DUPLICATE_SERVICE_NAME, `The service ${holder} uses that display name.`);
  }
  return folder;
}

/**
 * A service marked for deletion looks like any other until it disappears: only changing it fails, even without a
 * change.
 */
async function refuseMarkedForDelete(manager: ServiceManager): Promise<void> {
  try {
    using service = await manager.openService(SERVICE_NAME, ['change-config']);
    await service.changeConfiguration({});
  } catch (error) {
    if (!(error instanceof Win32Error)) throw error;
    if (error.code !== ERROR_SERVICE_DOES_NOT_EXIST) throw new StepError(LOOKING, error);
  }
}

function refuseOccupied(installed: Installed, executable: string, { places }: RegistrationContext): void {
  switch (installed.kind) {
    case 'absent':
      return;
    case 'corrupt':
      throw preFlightError(
        ERROR_BAD_CONFIGURATION,
        'The registry has an entry that the Service Control Manager does not recognise as a service. Run SigmaSrv /repair to remove it.',
      );
    case 'foreign':
      throw foreignError(installed.imagePath);
    case 'sigma':
      if (isSamePath(installed.executable, executable) || isCopy(places, installed.executable)) return;
      // Left by a Sigma that was moved, or deleted without being uninstalled: of no use to anybody.
      if (!installed.exists && installed.isDriveThere) return;
      throw preFlightError(
        ERROR_SERVICE_EXISTS,
        `The installed service runs "${installed.executable}". Run SigmaSrv /repair to change it to "${executable}".`,
      );
  }
}

/** @returns the refusal to touch a service that is not Sigma's */
export function foreignError(imagePath: string): StepError {
  return preFlightError(
    ERROR_SERVICE_EXISTS,
    `Another service uses the name ${SERVICE_NAME}: ${imagePath}. Nothing was changed. ` +
      `If that service is not needed, remove it with "sc delete ${SERVICE_NAME}", then try again.`,
  );
}

/** @returns the refusal because of something found before the first step */
export function preFlightError(code: number, detail: string): StepError {
  return new StepError(LOOKING, { api: 'OpenServiceW', code }, detail);
}
