import { SERVICE_DISPLAY_NAME, type HelperVerb, type PostIntervalVerb } from '../common/sigma-service.ts';
import { changeConfiguration } from './change-configuration.ts';
import { controlSigmaService } from './control-verbs.ts';
import { DEFAULT_REGISTER_OPTIONS, type RegistrationContext } from './registration/context.ts';
import { registerService } from './registration/register.ts';
import { repairService } from './registration/repair.ts';
import { unregisterService } from './registration/unregister.ts';
import { allowUserControl, endUserControl } from './registration/user-control.ts';
import { parseAssignment } from './service-configuration.ts';

/**
 * Does what a verb of the helper says, and waits until it is done.
 * @returns one line of text for the person who asked
 * @throws Win32Error, whose code becomes the helper's exit code
 */
export async function performVerb(verb: HelperVerb, context: RegistrationContext): Promise<string> {
  switch (verb) {
    case '/register': {
      const executable = await registerService(DEFAULT_REGISTER_OPTIONS, context);
      return `${SERVICE_DISPLAY_NAME} is registered as "${executable}"`;
    }
    case '/repair':
      return `${SERVICE_DISPLAY_NAME} is in order, and registered as "${await repairService(context)}"`;
    case '/unregister': {
      const isComplete = (await unregisterService(context)) === 'removed';
      const rest = isComplete ? '' : '. Its files are in use: they go when the system starts the next time';
      return `${SERVICE_DISPLAY_NAME} is removed${rest}`;
    }
    case '/allow-user-control':
      await allowUserControl(context);
      return `You may start, stop and pause ${SERVICE_DISPLAY_NAME} without a prompt from now on`;
    case '/end-user-control':
      await endUserControl(context);
      return `Only administrators may start, stop and pause ${SERVICE_DISPLAY_NAME} from now on`;
    case '/start':
    case '/stop':
    case '/restart':
    case '/pause':
    case '/continue':
      return controlSigmaService(verb, context);
    default:
      return setPostInterval(verb, context);
  }
}

function setPostInterval(
  verb: PostIntervalVerb,
  { registry, managers }: RegistrationContext,
): Promise<string> {
  const assignment = parseAssignment(verb.slice('/config '.length));
  // Every interval that has a verb lies within the range.
  if (typeof assignment === 'string') throw new Error(assignment);
  return changeConfiguration(assignment, registry, managers);
}
