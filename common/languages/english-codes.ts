import type { CodeTexts, SurpriseTexts } from './code-texts.ts';

const RETRY = 'Try again in a moment.';

/** What Win32 error codes mean, and what to do, in English. */
export const ENGLISH_CODES: CodeTexts = {
  0: ['It worked.', 'Nothing to do.'],
  2: [
    'The file or mailslot does not exist.',
    'Check that Sigma is installed completely and that its window is open.',
  ],
  3: ['The folder does not exist.', 'Check that Sigma is installed completely.'],
  5: [
    'This needs administrator rights.',
    'Do it from the Sigma window and allow the prompt, or run the command as administrator.',
  ],
  6: [
    'The handle is closed or of another kind.',
    'Restart Sigma; if it happens again, report it with the log.',
  ],
  13: ['The system answered with a value that it does not document.', 'Report it with the log.'],
  19: ['The disk is protected against writing.', 'Choose another disk.'],
  32: ['Another program has it open and does not share it.', 'Close the other program, then try again.'],
  87: ['An argument is not valid.', 'See SigmaSrv /help for the arguments.'],
  109: ['The other end was closed.', RETRY],
  112: ['There is not enough room on the disk.', 'Make room on the disk, then try again.'],
  120: ['This system does not support the call.', 'Nothing to do: Sigma goes on without it.'],
  121: ['Nothing arrived within the time allowed.', RETRY],
  122: ['The message is larger than the buffer.', 'Send a shorter message.'],
  123: [
    'The name is not written as the system requires.',
    String.raw`A mailslot's name starts with \\.\mailslot\ .`,
  ],
  124: ['This system does not support that setting.', 'Nothing to do: Sigma goes on without it.'],
  183: [
    'Another program already owns the mailslot, probably a second Sigma, of another user who is signed in.',
    'Close the other Sigma, or sign its user out; this one takes the mailslot as soon as it is free.',
  ],
  193: [
    'The file is no program that this Windows can run.',
    'Repair the service, which copies its files anew.',
  ],
  225: [
    'The antivirus software of this computer takes the file for harmful, and has blocked it.',
    'Look into its protection history for the file. If it is one of Sigma, restore it, and report the false alarm with its name.',
  ],
  232: ['The service process ended before it could answer.', 'Refresh, then start the service again.'],
  234: ['There is more data than fits.', RETRY],
  258: ['It did not finish within the time allowed.', 'Look at the service state, then try again.'],
  577: [
    'SigmaSrv.exe or its koffi.node is not the file that this Sigma came with, and was not given administrator rights.',
    'Install Sigma again; if it happens again, somebody changes its files.',
  ],
  995: ['The operation was cancelled.', RETRY],
  1051: ['Other running services depend on this one.', 'Stop the services that depend on it first.'],
  1052: [
    'The service does not accept this control in its present state.',
    'Wait until the service is running, then try again.',
  ],
  1053: [
    'The service process did not answer in time.',
    'Try again; if it happens again, look into the log of the service.',
  ],
  1056: ['The service is already running.', 'Nothing to do.'],
  1057: [
    'The account does not exist or its password is wrong.',
    'Repair the service, which gives it its own account again.',
  ],
  1058: ['The service is disabled.', 'Repair the service, which has it start on demand, then start it.'],
  1060: ['The service is not installed.', 'Install the service.'],
  1061: ['The service is busy changing its state.', 'Wait until the change is done, then try again.'],
  1062: ['The service is not running.', 'Nothing to do.'],
  1063: [
    'SigmaSrv was started from a console, not by the service control manager.',
    'Start it with SigmaSrv /start, or see SigmaSrv /help.',
  ],
  1064: [
    'The service failed while handling a request.',
    'Look into the log of the service, then start it again.',
  ],
  1066: [
    'The service stopped with an error of its own.',
    'Look into the log of the service for what its own code means.',
  ],
  1067: [
    'The service process ended unexpectedly.',
    'Start it again; if it happens again, look into the log of the service.',
  ],
  1068: ['A service that this one depends on failed to start.', 'Start the services it depends on first.'],
  1069: [
    'The service could not log on with its account.',
    String.raw`Repair the service, which has it run as NT AUTHORITY\LocalService again.`,
  ],
  1072: [
    'The service is being deleted, but another program still holds it open.',
    'Close services.msc, Task Manager and Process Explorer, then try again.',
  ],
  1073: ['A service of this name is already installed.', 'Uninstall it first if it should be replaced.'],
  1077: ['The service has not been started since the system started.', 'Start the service.'],
  1078: [
    'Another service already has this display name.',
    'Remove the other service, or change its display name.',
  ],
  1115: ['The system is shutting down.', 'Try again after the restart.'],
  1223: [
    'The administrator prompt was answered with No.',
    'Nothing was changed. Try again whenever you like.',
  ],
  1260: [
    'A policy of this computer (AppLocker or Software Restriction Policies) does not let the program run.',
    'Ask whoever manages this computer to allow the programs of Sigma.',
  ],
  1332: [
    'Windows does not tell which user asked for this, so nobody was given control without a prompt.',
    'Sign in as the user who is to control the service, and allow it in his Sigma window.',
  ],
  1336: ['The access list is not valid.', 'Restart Sigma; if it happens again, report it with the log.'],
  1359: [
    'Sigma failed in a way it did not expect.',
    'Restart Sigma; if it happens again, report it with the log.',
  ],
  1398: ['The clocks differ by too much.', 'Set the date and time of this computer.'],
  1460: ['It did not finish within the time allowed.', 'Look at the service state, then try again.'],
  1603: [
    'The installer ended at once, and installed nothing.',
    'Close other installers, and try again. Its own window may have said why.',
  ],
  1610: [
    'What the system stored is not what Sigma asked for.',
    'Repair the service; if it happens again, look whether a policy or another program changes the service.',
  ],
  1618: ['Another installer of Sigma is running.', 'Finish it, or wait for its end, then try again.'],
  1620: [
    'The installer is not one of a newer Sigma by the publisher of this one, and was not started.',
    'Get the installer from where Sigma is published. The log SigmaSrv-verbs.log says what is wrong with this one.',
  ],
  1630: ['The registry has data of another type there.', 'Run SigmaSrv /repair.'],
  4551: [
    'Smart App Control or an App Control policy of this computer has blocked the file, because it is not signed by a publisher whom it trusts.',
    'Install a signed Sigma, or ask whoever manages this computer to allow it. Event Viewer names the file under Microsoft, Windows, CodeIntegrity.',
  ],
};

/** What a service does instead of what was asked for, and what to do, in English. */
export const ENGLISH_SURPRISES: SurpriseTexts = {
  'ended-at-once': [
    'The service started, and ended by itself without an error.',
    'Some services end when there is nothing for them to do. If this one should not, look into its log.',
  ],
  'runs-on': [
    'The service took the request, and did nothing about it.',
    'Try again; if it happens again, end its process in Task Manager.',
  ],
  'changed-meanwhile': [
    'Another program changed the state of the service in the meantime.',
    'Look at its state, and ask again for what you want.',
  ],
  stuck: [
    'The service is changing its state, and has not got any further for longer than it asked for.',
    'Wait a little. If it stays so, end its process, whose id the Service window shows, in Task Manager.',
  ],
};
