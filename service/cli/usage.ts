/** What /help prints, and every refusal of arguments. */
export const USAGE = `SigmaSrv: the Sigma Support Service

  SigmaSrv /register [/auto|/delayed|/demand] [/start] [/allow-user-control] [/dry-run]
                         install the service (needs administrator rights)
      /auto                start it with the system; /delayed: some time after that;
                           /demand: when somebody wants it (the default)
      /start               start it at once
      /allow-user-control  let you start, stop and pause it without a prompt
      /dry-run             print what would change, and change nothing
  SigmaSrv /unregister   stop and remove the service (needs administrator rights)
  SigmaSrv /repair       mend a damaged registration, and take back /allow-user-control
                         (needs administrator rights)
  SigmaSrv /allow-user-control
                         let you start, stop and pause it without a prompt from now on
                         (needs administrator rights)
  SigmaSrv /end-user-control
                         take that back from everybody (needs administrator rights)
  SigmaSrv /start        start the service and wait until it runs
  SigmaSrv /stop         stop the service and wait until it has stopped
  SigmaSrv /restart      stop it, if it runs, and start it
  SigmaSrv /pause        pause the service
  SigmaSrv /continue     let a paused service go on
  SigmaSrv /config [PostIntervalMs=N]
                         print the configuration, or post every N milliseconds from now on
                         (100 to 60000; needs administrator rights)
  SigmaSrv /install-update FILE
                         start the installer of a newer Sigma, signed by the same publisher,
                         from where only administrators can change it
                         (needs administrator rights)
  SigmaSrv /status [/json]
                         print the service's state
  SigmaSrv /check [/json]
                         look at each link of Sigma's own chain on this computer, and say
                         of each whether it works (OK), cannot be told (??), or fails (!!)
                         and why; changes nothing, and needs no administrator rights
  SigmaSrv /console      post the status from this console, without the SCM, until Ctrl+C
  SigmaSrv /version      print the version
  SigmaSrv /help         print this text

The exit code is 0 or the Win32 error code; of /check it is the first failing link's.`;
