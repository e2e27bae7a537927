/** What a Win32 error code means for a person who runs a service. */
export interface CodeDescription {
  /** The constant's name in winerror.h. */
  readonly name: string;
  readonly explanation: string;
  readonly nextStep: string;
}

type Row = readonly [name: string, explanation: string, nextStep: string];

const RETRY = 'Try again in a moment.';

/** Source of names and values: https://learn.microsoft.com/windows/win32/debug/system-error-codes */
const CODES: Readonly<Record<number, Row>> = {
  0: ['ERROR_SUCCESS', 'It worked.', 'Nothing to do.'],
  2: [
    'ERROR_FILE_NOT_FOUND',
    'The file or mailslot does not exist.',
    'Check that Sigma is installed completely and that its window is open.',
  ],
  3: ['ERROR_PATH_NOT_FOUND', 'The folder does not exist.', 'Check that Sigma is installed completely.'],
  5: [
    'ERROR_ACCESS_DENIED',
    'This needs administrator rights.',
    'Do it from the Sigma window and allow the prompt, or run the command as administrator.',
  ],
  6: [
    'ERROR_INVALID_HANDLE',
    'The handle is closed or of another kind.',
    'Restart Sigma; if it happens again, report it with the log.',
  ],
  13: [
    'ERROR_INVALID_DATA',
    'The system answered with a value that it does not document.',
    'Report it with the log.',
  ],
  32: [
    'ERROR_SHARING_VIOLATION',
    'Another program has it open and does not share it.',
    'Close the other program, then try again.',
  ],
  87: ['ERROR_INVALID_PARAMETER', 'An argument is not valid.', 'See SigmaSrv /help for the arguments.'],
  109: ['ERROR_BROKEN_PIPE', 'The other end was closed.', RETRY],
  120: [
    'ERROR_CALL_NOT_IMPLEMENTED',
    'This system does not support the call.',
    'Nothing to do: Sigma goes on without it.',
  ],
  121: ['ERROR_SEM_TIMEOUT', 'Nothing arrived within the time allowed.', RETRY],
  122: ['ERROR_INSUFFICIENT_BUFFER', 'The message is larger than the buffer.', 'Send a shorter message.'],
  123: [
    'ERROR_INVALID_NAME',
    'The name is not written as the system requires.',
    String.raw`A mailslot's name starts with \\.\mailslot\ .`,
  ],
  124: [
    'ERROR_INVALID_LEVEL',
    'This system does not support that setting.',
    'Nothing to do: Sigma goes on without it.',
  ],
  183: [
    'ERROR_ALREADY_EXISTS',
    'Another program already owns the mailslot, probably a second Sigma in another session.',
    'Close the other Sigma; this one takes the mailslot as soon as it is free.',
  ],
  232: [
    'ERROR_NO_DATA',
    'The service process ended before it could answer.',
    'Refresh, then start the service again.',
  ],
  234: ['ERROR_MORE_DATA', 'There is more data than fits.', RETRY],
  258: [
    'WAIT_TIMEOUT',
    'It did not finish within the time allowed.',
    'Look at the service state, then try again.',
  ],
  995: ['ERROR_OPERATION_ABORTED', 'The operation was cancelled.', RETRY],
  1051: [
    'ERROR_DEPENDENT_SERVICES_RUNNING',
    'Other running services depend on this one.',
    'Stop the services that depend on it first.',
  ],
  1052: [
    'ERROR_INVALID_SERVICE_CONTROL',
    'The service does not accept this control in its present state.',
    'Wait until the service is running, then try again.',
  ],
  1053: [
    'ERROR_SERVICE_REQUEST_TIMEOUT',
    'The service process did not answer in time.',
    'Try again; if it happens again, look into the service log.',
  ],
  1056: ['ERROR_SERVICE_ALREADY_RUNNING', 'The service is already running.', 'Nothing to do.'],
  1057: [
    'ERROR_INVALID_SERVICE_ACCOUNT',
    'The account does not exist or its password is wrong.',
    'Uninstall the service and install it again.',
  ],
  1058: [
    'ERROR_SERVICE_DISABLED',
    'The service is disabled.',
    'Set its start type to Manual or Automatic, then start it.',
  ],
  1060: ['ERROR_SERVICE_DOES_NOT_EXIST', 'The service is not installed.', 'Install the service.'],
  1061: [
    'ERROR_SERVICE_CANNOT_ACCEPT_CTRL',
    'The service is busy changing its state.',
    'Wait until the change is done, then try again.',
  ],
  1062: ['ERROR_SERVICE_NOT_ACTIVE', 'The service is not running.', 'Nothing to do.'],
  1063: [
    'ERROR_FAILED_SERVICE_CONTROLLER_CONNECT',
    'SigmaSrv was started from a console, not by the service control manager.',
    'Start it with SigmaSrv /start, or see SigmaSrv /help.',
  ],
  1064: [
    'ERROR_EXCEPTION_IN_SERVICE',
    'The service failed while handling a request.',
    'Look into the service log, then start it again.',
  ],
  1066: [
    'ERROR_SERVICE_SPECIFIC_ERROR',
    'The service stopped with an error of its own.',
    'Look into the service log for the service-specific code.',
  ],
  1067: [
    'ERROR_PROCESS_ABORTED',
    'The service process ended unexpectedly.',
    'Start it again; if it happens again, look into the service log.',
  ],
  1068: [
    'ERROR_SERVICE_DEPENDENCY_FAIL',
    'A service that this one depends on failed to start.',
    'Start the services it depends on first.',
  ],
  1069: [
    'ERROR_SERVICE_LOGON_FAILED',
    'The service could not log on with its account.',
    String.raw`The account should be NT AUTHORITY\LocalService: uninstall the service and install it again.`,
  ],
  1072: [
    'ERROR_SERVICE_MARKED_FOR_DELETE',
    'The service is being deleted, but another program still holds it open.',
    'Close services.msc, Task Manager and Process Explorer, then try again.',
  ],
  1073: [
    'ERROR_SERVICE_EXISTS',
    'A service of this name is already installed.',
    'Uninstall it first if it should be replaced.',
  ],
  1077: [
    'ERROR_SERVICE_NEVER_STARTED',
    'The service has not been started since the system started.',
    'Start the service.',
  ],
  1078: [
    'ERROR_DUPLICATE_SERVICE_NAME',
    'Another service already has this display name.',
    'Remove the other service, or change its display name.',
  ],
  1115: ['ERROR_SHUTDOWN_IN_PROGRESS', 'The system is shutting down.', 'Try again after the restart.'],
  1223: [
    'ERROR_CANCELLED',
    'The administrator prompt was answered with No.',
    'Nothing was changed. Try again whenever you like.',
  ],
  1359: [
    'ERROR_INTERNAL_ERROR',
    'Sigma failed in a way it did not expect.',
    'Restart Sigma; if it happens again, report it with the log.',
  ],
  1460: [
    'ERROR_TIMEOUT',
    'It did not finish within the time allowed.',
    'Look at the service state, then try again.',
  ],
  1610: [
    'ERROR_BAD_CONFIGURATION',
    'What the system stored is not what Sigma asked for.',
    'Uninstall the service and install it again.',
  ],
};

/** @returns the description of a code; for one that Sigma does not know, where to look it up */
export function describeWin32Code(code: number): CodeDescription {
  const row = CODES[code];
  if (row === undefined) {
    return {
      name: `Win32 error ${String(code)}`,
      explanation: 'Windows reported an error that Sigma has no explanation for.',
      nextStep: `Run "net helpmsg ${String(code)}" for the text that Windows has for it.`,
    };
  }
  const [name, explanation, nextStep] = row;
  return { name, explanation, nextStep };
}
