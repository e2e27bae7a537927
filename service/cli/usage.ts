/** What /help prints, and SigmaSrv.exe when a user starts it without a verb. */
export const USAGE = `SigmaSrv: the Sigma Support Service

  SigmaSrv /register [/auto|/delayed|/demand] [/start] [/allow-user-control] [/dry-run]
                         install the service (needs administrator rights)
      /auto                startup type Automatic
      /delayed             startup type Automatic (Delayed Start)
      /demand              startup type Manual (the default)
      /start               start the service after installing it
      /allow-user-control  let you start, stop and pause the service without a prompt
      /dry-run             show what would change without changing anything
  SigmaSrv /unregister   stop and remove the service (needs administrator rights)
  SigmaSrv /repair       restore the files, account and recovery settings of the service,
                         and revoke prompt-free control (needs administrator rights)
  SigmaSrv /allow-user-control
                         let you start, stop and pause the service without a prompt
                         (needs administrator rights)
  SigmaSrv /end-user-control
                         revoke prompt-free control for everyone
                         (needs administrator rights)
  SigmaSrv /start [NAME] start a service and wait until it is running; NAME is its key
                         name or display name (elevated, its key name only); without
                         NAME it is SigmaSrv
  SigmaSrv /stop [NAME]  stop a service, after the services that depend on it
  SigmaSrv /restart [NAME]
                         stop a service if it is running, then start it and the
                         services that depend on it and were running
  SigmaSrv /pause [NAME] pause a service
  SigmaSrv /continue [NAME]
                         resume a paused service
  SigmaSrv /startup-type [NAME] /auto|/delayed|/demand|/disabled
                         change when Windows starts a service
                         (needs administrator rights)
  SigmaSrv /end-process NAME
                         end the process of a service that is stuck while stopping
                         (needs administrator rights)
  SigmaSrv /config       show the configuration
  SigmaSrv /config PostIntervalMs=N
                         post the status every N milliseconds (100 to 60000;
                         needs administrator rights)
  SigmaSrv /install-update FILE
                         start the installer of a newer Sigma from the same publisher
                         in a folder that only administrators can change
                         (needs administrator rights)
  SigmaSrv /list [/problems] [/json]
                         list the services of this computer, those that need attention
                         first; with /problems only these
  SigmaSrv /status [NAME] [/json]
                         show the state of a service
  SigmaSrv /watch [NAME...] [/json]
                         print each change of the services, or of all, as it happens,
                         until you press Ctrl+C
  SigmaSrv /check [/json]
                         check each link between the service and Sigma's window: each
                         works (OK), failed (!!, with the reason) or is unknown (??);
                         needs no administrator rights, and changes nothing except
                         that it collects the messages kept for Sigma
  SigmaSrv /console      post the status from this console, without the Service Control
                         Manager, until you press Ctrl+C
  SigmaSrv /version      show the version
  SigmaSrv /help         show this help

The exit code is 0 or a Win32 error code; for /check, the code of the first failed link.`;

/** The line after the reason why the arguments were refused. */
export const HELP_HINT = 'Run SigmaSrv /help to see every verb.';
