/** What /help prints, and every refusal of arguments. */
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
  SigmaSrv /start        start the service and wait until it is running
  SigmaSrv /stop         stop the service and wait until it is stopped
  SigmaSrv /restart      stop the service if it is running, then start it
  SigmaSrv /pause        pause the service
  SigmaSrv /continue     resume the paused service
  SigmaSrv /config       show the configuration
  SigmaSrv /config PostIntervalMs=N
                         post the status every N milliseconds (100 to 60000;
                         needs administrator rights)
  SigmaSrv /install-update FILE
                         start the installer of a newer Sigma from the same publisher
                         in a folder that only administrators can change
                         (needs administrator rights)
  SigmaSrv /status [/json]
                         show the state of the service
  SigmaSrv /check [/json]
                         check each link between the service and Sigma's window: each
                         works (OK), failed (!!, with the reason) or is unknown (??);
                         changes nothing and needs no administrator rights
  SigmaSrv /console      post the status from this console, without the Service Control
                         Manager, until you press Ctrl+C
  SigmaSrv /version      show the version
  SigmaSrv /help         show this help

The exit code is 0 or a Win32 error code; for /check, the code of the first failed link.`;
