import type { CodeTexts, SurpriseTexts } from './code-texts.ts';

const RETRY = 'Try again in a moment.';
const REPORT = 'Restart Sigma. If the problem persists, report it and include the log.';

/** What Win32 error codes mean, and what to do, in English. */
export const ENGLISH_CODES: CodeTexts = {
  0: ['The operation completed successfully.', 'No action is needed.'],
  2: [
    'The file or mailslot does not exist.',
    'Check that Sigma is installed completely and that its window is open.',
  ],
  3: ['The folder does not exist.', 'Check that Sigma is installed completely.'],
  5: [
    'This needs administrator rights.',
    'Use the Sigma window and approve the prompt, or run the command as administrator.',
  ],
  6: ['The handle is closed or of the wrong type.', REPORT],
  13: ['Windows returned an undocumented value.', 'Report the problem and include the log.'],
  19: ['The disk is write-protected.', 'Choose another disk.'],
  32: ['The file or mailslot is in use by another program.', 'Close the other program, then try again.'],
  50: ['Windows or Sigma does not support this.', 'No action is possible here.'],
  87: ['An argument is not valid.', 'Run SigmaSrv /help to see the valid arguments.'],
  109: ['The other end of the connection was closed.', RETRY],
  112: ['There is not enough space on the disk.', 'Free up some space on the disk, then try again.'],
  120: ['This system does not support the call.', 'No action is needed: Sigma works without it.'],
  121: ['No data arrived in time.', RETRY],
  122: ['The message is too large for the buffer.', 'Send a shorter message.'],
  123: ['The name is not valid.', String.raw`The name of a mailslot starts with \\.\mailslot\ .`],
  124: ['This system does not support the setting.', 'No action is needed: Sigma works without it.'],
  183: [
    'Another program already owns the mailslot, probably another Sigma of a user who is still signed in.',
    'Close the other Sigma or sign out its user. This Sigma takes over the mailslot as soon as it is free.',
  ],
  193: [
    'The file is not a program that this version of Windows can run.',
    'Repair the service to copy its files again.',
  ],
  225: [
    'The antivirus software on this computer considers the file harmful and has blocked it.',
    'Look for the file in the protection history of the antivirus software. If the file belongs to Sigma, restore it and report the false alarm with the name of the software.',
  ],
  232: ['The service process ended before it could answer.', 'Choose Refresh, then start the service again.'],
  234: ['There is more data than the buffer can hold.', RETRY],
  258: ['The operation did not finish in time.', 'Check the service state, then try again.'],
  259: ['There is no more data.', 'Try again.'],
  577: [
    'SigmaSrv.exe or its koffi.node is not the file that came with this Sigma, so it was not run with administrator rights.',
    'Reinstall Sigma. If the problem persists, another program or person is changing the files.',
  ],
  995: ['The operation was cancelled.', RETRY],
  1051: ['Other running services depend on this service.', 'Stop the dependent services first.'],
  1052: [
    'The service does not accept this control in its current state.',
    'Wait until the service is running, then try again.',
  ],
  1053: [
    'The service did not respond in time.',
    'Try again. If the problem persists, see the log of the service.',
  ],
  1056: ['The service is already running or paused.', 'If it is paused, resume it instead.'],
  1057: [
    'The account does not exist, or its password is wrong.',
    'Repair the service to restore its own account.',
  ],
  1058: [
    'The service is disabled.',
    'Repair the service, which sets its startup type to Manual, then start it.',
  ],
  1060: ['The service is not installed.', 'If you need it, install it first.'],
  1061: ['The service is changing state.', 'Wait until the change is complete, then try again.'],
  1062: ['The service is not running.', 'If you need it, start it first.'],
  1063: [
    'SigmaSrv was started from a console, not by the Service Control Manager.',
    'Start the service with SigmaSrv /start, or run SigmaSrv /help.',
  ],
  1064: [
    'The service failed while handling a request.',
    'See the log of the service, then start the service again.',
  ],
  1066: [
    'The service stopped with a service-specific error.',
    'See the log of the service for the meaning of its error code.',
  ],
  1067: [
    'The service process ended unexpectedly.',
    'Start the service again. If the problem persists, see the log of the service.',
  ],
  1068: [
    'A service that this service depends on failed to start.',
    'Start the services that it depends on first.',
  ],
  1069: [
    'The service could not log on with its account.',
    String.raw`Repair the service, so that it logs on as NT AUTHORITY\LocalService again.`,
  ],
  1072: [
    'The service is being deleted, but another program still has it open.',
    'Close services.msc, Task Manager and Process Explorer, then try again.',
  ],
  1073: ['A service with this name is already installed.', 'To replace it, uninstall it first.'],
  1077: ['The service has not been started since Windows started.', 'Start the service.'],
  1078: [
    'Another service already uses this display name.',
    'Remove the other service, or change its display name.',
  ],
  1115: ['The computer is shutting down.', 'Try again after the restart.'],
  1223: ['The administrator prompt was declined.', 'Nothing was changed. You can try again at any time.'],
  1260: [
    'A policy on this computer (AppLocker or Software Restriction Policies) blocks the program.',
    'Ask your administrator to allow the programs of Sigma.',
  ],
  1332: [
    'Windows did not identify the user who made the request, so no permission was granted.',
    'Sign in as the user to be given control of the service, and allow it in the Sigma window.',
  ],
  1336: ['The access control list is not valid.', REPORT],
  1359: ['An unexpected error occurred in Sigma.', REPORT],
  1398: ['The clocks differ by too much.', 'Set the date and time of this computer.'],
  1460: ['The operation did not finish in time.', 'Check the service state, then try again.'],
  1603: [
    'The installer closed immediately and installed nothing.',
    'Close other installers, then try again. The installer may have shown the reason.',
  ],
  1610: [
    'Windows did not store the settings that Sigma requested.',
    'Repair the service. If the problem persists, check whether a policy or another program changes the service.',
  ],
  1618: [
    'Another Sigma installer is running.',
    'Finish that installation or wait until it is complete, then try again.',
  ],
  1620: [
    'The installer is not for a newer Sigma from the same publisher, so it was not started.',
    'Download the installer from the official source of Sigma. The log SigmaSrv-verbs.log says what is wrong with this installer.',
  ],
  1630: ['The registry value has the wrong data type.', 'Run SigmaSrv /repair.'],
  4551: [
    'Smart App Control or an App Control policy on this computer has blocked the file, because it is not signed by a trusted publisher.',
    'Install a signed version of Sigma, or ask your administrator to allow this one. Event Viewer names the file under Microsoft, Windows, CodeIntegrity.',
  ],
  5023: ['The service is not in the required state.', 'Check the service state, then try again.'],
};

/** What a service does instead of what was asked for, and what to do, in English. */
export const ENGLISH_SURPRISES: SurpriseTexts = {
  'ended-at-once': [
    'The service started, then stopped without an error.',
    'Some services stop when they have no work to do. If you did not expect this, see the log of the service.',
  ],
  'runs-on': [
    'The service accepted the request but did not act on it.',
    'Try again. If the problem persists, end the service process in Task Manager.',
  ],
  'changed-meanwhile': [
    'Another program changed the service state in the meantime.',
    'Check the service state, then try again.',
  ],
  stuck: [
    'The service is stuck while changing state: the time it asked for has passed.',
    'Wait a moment. If nothing changes, end the service process in Task Manager; the Service window shows its process ID.',
  ],
  'not-stuck': [
    'The service is not stuck while stopping, so its process was not ended.',
    'Stop the service instead. Its process can be ended once the stop makes no more progress.',
  ],
  own: [
    "This is Sigma's own service, so its process was not ended.",
    'Stop the service, or repair it, instead.',
  ],
  shared: [
    'Other services run in the same process, so it was not ended.',
    'Wait for the service, or restart the computer.',
  ],
  critical: [
    'Windows stops the whole computer if this process ends, so it was not ended.',
    'Restart the computer if the service does not recover.',
  ],
  protected: [
    'Windows protects this process: not even an administrator can end it.',
    'Restart the computer if the service does not recover.',
  ],
};
