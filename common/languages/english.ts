import { MAILSLOT_NAME, SERVICE_DISPLAY_NAME, SERVICE_NAME } from '../product.ts';
import { ERROR_SERVICE_NEVER_STARTED, codeText } from '../win32-codes.ts';
import type { ServiceState } from '../service-status.ts';
import { ENGLISH_CODES, ENGLISH_SURPRISES } from './english-codes.ts';

/** What a service is in each state, in the middle of a sentence. */
const STATES: Readonly<Record<ServiceState, string>> = {
  stopped: 'stopped',
  'start-pending': 'starting',
  'stop-pending': 'stopping',
  running: 'running',
  'continue-pending': 'resuming',
  'pause-pending': 'pausing',
  paused: 'paused',
};

/** Every word that Sigma's window says, in English. The other languages follow its shape. */
export const ENGLISH = {
  codes: ENGLISH_CODES,
  surprises: ENGLISH_SURPRISES,
  unknownCode: {
    explanation: 'Windows reported an error that Sigma has no explanation for.',
    nextStep: (code: number) => `Run "net helpmsg ${code}" for the text that Windows has for it.`,
  },

  requests: {
    labels: {
      install: 'Install service',
      uninstall: 'Uninstall service',
      start: 'Start',
      stop: 'Stop',
      restart: 'Restart',
      pause: 'Pause',
      continue: 'Continue',
      repair: 'Repair',
      'allow-user-control': 'Do not ask again for start and stop',
      'end-user-control': 'Ask again for start and stop',
      refresh: 'Refresh',
    },
    hints: {
      install:
        'Copies the service to where only administrators can change it, and registers it with Windows. Because that concerns the whole computer, Windows asks for administrator rights once.',
      uninstall:
        'Stops the service and removes it from this computer. Because that concerns the whole computer, Windows asks for administrator rights once.',
      start: 'Starts the service.',
      stop: 'Stops the service.',
      restart: 'Stops the service and starts it again.',
      pause: 'Pauses the service. It stays in memory and goes on saying that it is there.',
      continue: 'Lets the paused service go on.',
      repair:
        'Registers the service anew as it should be: files, account, failure actions. Takes back that start and stop are not asked for. Windows asks for administrator rights once.',
      'allow-user-control':
        'Lets you start, stop and pause this one service without an administrator prompt from now on. For this last time Windows asks.',
      'end-user-control':
        'Takes back from everybody that start, stop and pause are not asked for. Windows asks for administrator rights once.',
      'set-post-interval':
        'How often the service posts its status. It is kept in the registry, for which Windows asks for administrator rights once.',
      refresh: 'Asks Windows for the service state now.',
    },
    busy: {
      install: 'Installing…',
      uninstall: 'Uninstalling…',
      start: 'Starting…',
      stop: 'Stopping…',
      restart: 'Restarting…',
      pause: 'Pausing…',
      continue: 'Resuming…',
      repair: 'Repairing…',
      'allow-user-control': 'Allowing start and stop…',
      'end-user-control': 'Taking back the permission…',
      'set-post-interval': 'Setting the posting interval…',
    },
    failures: {
      install: 'The service was not installed.',
      uninstall: 'The service was not uninstalled.',
      start: 'The service was not started.',
      stop: 'The service was not stopped.',
      restart: 'The service was not restarted.',
      pause: 'The service was not paused.',
      continue: 'The service does not go on.',
      repair: 'The service was not repaired.',
      'allow-user-control': 'Start and stop are still asked for.',
      'end-user-control': 'Start and stop are still not asked for.',
      'set-post-interval': 'The posting interval was not changed.',
      refresh: 'The service state could not be read.',
    },
    /** What was left. */
    left: {
      title: 'Sigma waits no longer.',
      consequence: 'Windows goes on with it; Sigma shows what comes of it.',
      stillUnderWay: (task: string) => `Windows is still at: ${task}`,
      /** The task waits for the one that was left. */
      waitsFor: (task: string, left: string) => `${task} It begins when Windows is done with: ${left}`,
    },
    /** Asked before the service is uninstalled. */
    uninstalling: {
      question: `Uninstall ${SERVICE_DISPLAY_NAME}?`,
      consequence: 'It is stopped first, and nothing posts its status any more. Its log stays.',
      confirm: 'Uninstall it',
      refuse: 'Keep it',
    },
    withdrawn: 'Sigma waits no longer. It had not begun with it, so nothing was changed.',
    /** Why a request makes no sense now. */
    reasons: {
      busy: 'Sigma is still working on the last request.',
      unknown: 'The service state is not known yet.',
      installed: 'The service is already installed.',
      absent: 'The service is not installed.',
      pending: 'The service is changing its state.',
      running: 'The service is already running.',
      'not-running': 'The service is not running.',
      'not-paused': 'The service is not paused.',
      'no-stop': 'The service does not accept being stopped now.',
      'no-pause': 'The service does not accept being paused.',
    },
  },

  health: {
    words: {
      unknown: 'Unknown',
      'not-installed': 'Not installed',
      stopped: 'Stopped',
      failed: 'Stopped with an error',
      starting: 'Starting',
      healthy: 'Running',
      late: 'Running, but late',
      silent: 'Running, but silent',
      refused: 'Running, but cannot post',
      paused: 'Paused',
      stopping: 'Stopping',
      hung: 'Not responding',
      'posting-unregistered': 'Not installed, but posting',
    },
    sentences: {
      unknown: 'The state of the service is not known yet.',
      'not-installed': `${SERVICE_DISPLAY_NAME} is not installed.`,
      stopped: `${SERVICE_DISPLAY_NAME} is stopped.`,
      failed: `${SERVICE_DISPLAY_NAME} has stopped with an error.`,
      starting: `${SERVICE_DISPLAY_NAME} is starting.`,
      healthy: `${SERVICE_DISPLAY_NAME} is running.`,
      late: `${SERVICE_DISPLAY_NAME} is running, but its status is overdue.`,
      silent: `${SERVICE_DISPLAY_NAME} is running, but sends no status.`,
      refused: `${SERVICE_DISPLAY_NAME} is running, but cannot post its status.`,
      paused: `${SERVICE_DISPLAY_NAME} is paused.`,
      stopping: `${SERVICE_DISPLAY_NAME} is stopping.`,
      hung: `${SERVICE_DISPLAY_NAME} is changing its state, but makes no progress.`,
      'posting-unregistered': `${SERVICE_DISPLAY_NAME} is not installed, but its status messages arrive.`,
    },
    /** Why ERROR_ACCESS_DENIED keeps the service from posting, and what to do. */
    postDenied: [
      'Windows denies the service access to the mailslot.',
      'Exit Sigma and start it again: it then creates a new mailslot. If that does not help, repair the service.',
    ] as readonly [string, string],
    since: (time: string) => `Since ${time}.`,
    process: (id: number) => `Process ${id}.`,
    serviceSpecificError: (code: number) => `Service-specific error: ${code}.`,
  },

  mailslot: {
    words: {
      closed: 'Mailslot closed',
      open: 'Mailslot open',
      taken: 'Mailslot taken',
      failed: 'Mailslot failed',
    },
    taken: 'Messages cannot be received: the mailslot is taken.',
    failed: 'Messages cannot be received: the mailslot failed.',
    consequence: 'The service state is still shown, and the service can still be controlled.',
  },

  host: {
    unknown: 'Unknown computer',
    detail: (computer: string, system: string, build: number, processors: number) =>
      `${computer}, ${system} (build ${build}), ${processors} ${processors === 1 ? 'processor' : 'processors'}`,
  },

  messages: {
    malformed: 'Malformed message',
    fromOther: 'Another program sent this, not the service.',
    ofAnother: (text: string) => `Another program says: ${text}`,
    empty: '(empty message)',
    blank: '(blank message)',
    noneYet: 'No messages yet',
    number: (number: number, ago: string) => `No. ${number}, ${ago}`,
    filter: 'Filter messages',
    noMatch: 'No message matches',
    noMatchHint: 'Change the filter or clear it to see the other messages.',
    pause: 'Pause list',
    pauseHint: 'Keeps the list as it is. What arrives meanwhile shows when it goes on.',
    follow: 'Follow newest',
    followHint: 'Keeps the newest message in view.',
    copy: 'Copy',
    copyHint: 'Copies the selected messages, or all that are shown.',
    /** Of a message that had waited for Sigma. */
    late: (sent: string, arrived: string) => `Sent ${sent}\nArrived ${arrived}`,
    details: {
      button: 'Details',
      hint: 'Shows the whole message and who sent it.',
      nothing: 'Select a message to see all of it.',
      notKept: 'Only the beginning of this message was kept.',
      sent: (time: string) => `Sent ${time}`,
      arrived: (time: string) => `Arrived ${time}`,
      number: (number: number) => `No. ${number}`,
      sender: {
        service: (processId: number | undefined) => `${SERVICE_NAME}, process ${processId}`,
        other: (processId: number | undefined) =>
          processId === undefined ? 'Another program' : `Another program, which says process ${processId}`,
        unknown: (processId: number | undefined) => `Sender not known yet, says process ${processId}`,
      },
    },
    export: {
      done: 'The messages were exported.',
      showInFolder: 'Show in folder',
      failed: 'The messages were not exported.',
      button: 'Export…',
      hint: 'Writes all messages that are shown into a file.',
      title: 'Export messages',
      formats: { text: 'Plain text', csv: 'CSV (for spreadsheets)', 'json-lines': 'JSON Lines' },
      /** Without an ending; a name that Windows takes. */
      fileName: (time: string) => `Sigma messages ${time}`,
      nextStep: 'Export again, into another folder or under another name.',
    },
    notes: {
      paused: (count: string) => `Paused, ${count} held back`,
      matches: (shown: string, all: string) => `${shown} of ${all} shown`,
      forgotten: (count: string) => `${count} earlier not kept`,
      dropped: (count: string) => `${count} came too fast and ${count === '1' ? 'was' : 'were'} dropped`,
      malformed: (count: string) => `${count} malformed`,
    },
    hints: {
      waiting: 'Waiting for the first report on the service.',
      'no-mailslot': 'Status messages appear here as soon as Sigma can open its mailslot.',
      'not-installed': `${SERVICE_DISPLAY_NAME} is not installed. Install service is the first step, Start the second; then its status messages appear here.`,
      stopped: `${SERVICE_DISPLAY_NAME} is installed, but stopped. Once you start it, its status messages appear here.`,
      running: `The status messages of ${SERVICE_NAME} appear here while it runs.`,
    },
  },

  ago: {
    seconds: (count: number) => `${count} s ago`,
    minutes: (count: number) => `${count} min ago`,
    hours: (count: number) => `${count} h ago`,
    days: (count: number) => `${count} d ago`,
  },

  /** The titles of the child windows, and how the menus open them. */
  windows: {
    titles: {
      messages: 'Messages',
      service: 'Service',
      mailslot: 'Mailslot',
      system: 'System',
      settings: 'Settings',
      check: 'Check Sigma',
      about: 'About Sigma',
    },
    open: (title: string) => `Open ${title}`,
  },

  /** The Service window. */
  service: {
    controls: 'Controls of the service',
    groups: { process: 'Process', registration: 'Registration' },
    upTime: 'Up time',
    lastExitCode: 'Last exit code',
    lastFailure: 'Last failure',
    failedAt: (time: string, what: string) => `${time}: ${what}`,
    replaced: 'Its process ended and another one runs. Sigma was not asked for that.',
    noError: 'No error',
    startType: 'Start type',
    startTypes: {
      boot: 'Boot',
      system: 'System',
      auto: 'Automatic',
      delayed: 'Automatic (delayed start)',
      demand: 'Manual',
      disabled: 'Disabled',
    },
    account: 'Account',
    imagePath: 'Image path',
    description: 'Description',
    failureActions: 'After a failure',
    failure: {
      none: 'nothing is done',
      restart: (delays: string) => `restart after ${delays}`,
      reboot: (delays: string) => `restart the computer after ${delays}`,
      'run-command': (delays: string) => `run a program after ${delays}`,
      'own-restart': (delays: string) => `restart in a process of its own after ${delays}`,
      unknown: (type: number, delays: string) => `action ${String(type)} of Windows after ${delays}`,
      reset: (period: string) => `counter reset after ${period}`,
      noReset: 'counter never reset',
      nonCrash: 'also where it ends with an error',
    },
    userControl: 'Without a prompt',
    userControlAllowed: 'Start, stop and pause are allowed',
    userControlDenied: 'Nothing is allowed',
    every: (interval: string) => `Every ${interval}`,
    pending: {
      'start-pending': 'Starting',
      'stop-pending': 'Stopping',
      'continue-pending': 'Resuming',
      'pause-pending': 'Pausing',
    },
    progress: (what: string, step: number, patience: string) =>
      `${what}: step ${step}, Windows waits up to ${patience}`,
    welcome: {
      what: `${SERVICE_NAME} is a small Windows service. While it runs, it posts its status once a second; from that Sigma shows whether it is alive, what it is doing, and why it stopped.`,
      installing: 'What installing does',
      steps: [
        'Where others than administrators could change its files, they are copied to %ProgramFiles%\\Sigma Service.',
        'The service is registered to run as NT AUTHORITY\\LocalService, an account with few rights, and to start only when somebody starts it.',
        'Windows asks for administrator rights once. Sigma itself never has them.',
      ],
    },
    units: {
      milliseconds: (count: number) => `${count} ms`,
      seconds: (count: number) => `${count} s`,
      minutes: (count: number) => `${count} min`,
      hours: (count: number) => `${count} h`,
      days: (count: number) => (count === 1 ? 'a day' : `${count} days`),
    },
    /** A running time, as `2 d 3:04:05`. */
    daysAnd: (days: number, clock: string) => `${days} d ${clock}`,
  },

  facts: {
    name: 'Name',
    state: 'State',
    processId: 'Process ID',
    none: 'None',
    unknown: 'Unknown',
    received: 'Received',
    receivedSize: (count: string, size: string) =>
      `${count} ${count === '1' ? 'message' : 'messages'}, ${size}`,
    rate: 'Rate',
    perSecond: (count: string) => `${count} a second`,
    sizes: 'Size of a message',
    sizesOf: (average: string, largest: string) => `${average} on average, ${largest} at most`,
    gaps: 'Missing numbers',
    lost: 'Let go by the service',
    dropped: 'Let go by Sigma',
    malformed: 'Malformed',
    computer: 'Computer name',
    system: 'System',
    version: 'Version',
    versionAndBuild: (version: string, build: number) => `${version} (build ${build})`,
    processors: 'Processors',
    memory: 'Memory',
    availableOf: (available: string, total: string) => `${available} of ${total} available`,
  },

  settings: {
    title: 'Settings',
    notStored: 'The setting holds, but could not be stored.',
    appearance: 'Appearance',
    theme: 'Theme',
    themes: { system: 'As in Windows', light: 'Light', dark: 'Dark' },
    language: 'Language',
    systemLanguage: 'As in Windows',
    behaviour: 'Behaviour',
    notifications: 'Notifications',
    notificationsHint: 'Tell when the service stops unexpectedly or falls silent.',
    startWithWindows: 'Start with Windows',
    startWithWindowsHint: 'Sigma starts in the notification area when you sign in.',
    statusMessages: 'Status messages',
    postInterval: 'Posting interval',
    apply: 'Apply',
    sameInterval: 'The service has this interval already.',
  },

  /** The window About Sigma. */
  about: {
    version: 'Version',
    signature: 'Signature',
    signed: 'Signed',
    notSigned: 'Not signed',
    logFolder: 'Log folder',
    failed: 'What this Sigma is made of could not be read.',
    licences: 'Licences',
    licencesHint: 'Of Sigma itself, and of the programs and libraries that it contains.',
    chromiumLicences:
      'The licences of Chromium, and of all that it contains, are in the file LICENSES.chromium.html in the folder in which Sigma is installed.',
  },

  /** The window Check Sigma, and what SigmaSrv /check prints. */
  check: {
    hint: 'Looks at each link between the service and this window. Nothing is changed, and Windows asks for nothing.',
    again: 'Check again',
    running: 'Checking…',
    copy: 'Copy report',
    copyHint: 'Copies the report as text, without your user name.',
    failed: 'This computer could not be checked.',
    verdicts: { works: 'Works', unknown: 'Not known', fails: 'Does not work' },
    links: {
      mailslot: 'Mailslot',
      posting: 'Posting',
      scm: 'Service control manager',
      service: 'Service',
      'helper-files': 'Files of the helper',
      prompt: 'Administrator prompt',
      folders: 'Folders',
      clock: 'Clock',
    },
    summary: ({ works, unknown, fails }: Readonly<Record<'works' | 'unknown' | 'fails', number>>) =>
      [
        `${works} of ${works + unknown + fails} links work`,
        ...(fails === 0 ? [] : [`${fails} ${fails === 1 ? 'does' : 'do'} not`]),
        ...(unknown === 0 ? [] : [`${unknown} could not be told`]),
      ].join(', ') + '.',
    /** One sentence each. The first value of most is what it is about. */
    findings: {
      /** The meaning of the code follows. */
      'call-failed': (api: string, code: number) => `${api} failed with error ${code}.`,
      'own-failure': (message: string) => `Sigma failed while looking: ${message}`,
      'timed-out': (seconds: number) => `There was no answer within ${seconds} s.`,
      'mend-by-repair': () =>
        'Repair in Sigma, or SigmaSrv /repair with administrator rights, puts that right.',

      'slot-made': (milliseconds: number) =>
        `A mailslot can be created with the access that it needs, and a message came through in ${milliseconds} ms.`,
      'slot-access-differs': (asked: string, found: string) =>
        `A mailslot does not get the access that was asked for: ${asked} became ${found}. The service may be kept from posting.`,
      'slot-refused': () =>
        'This account may not post into its own mailslot. That is so for whoever signs in over the network, as by SSH or PowerShell remoting: check again from the computer itself.',
      'slot-silent': () => 'A message that was posted into a mailslot did not arrive.',
      'slot-free': () => `${MAILSLOT_NAME} is free, as it is while Sigma is closed.`,
      'slot-owned': () => `Another program owns ${MAILSLOT_NAME}, as Sigma does while it is open.`,
      'slot-of-other-account': () =>
        `A program of another account owns ${MAILSLOT_NAME}, as Sigma does while another user has it open.`,
      'slot-ours': () => `This Sigma owns ${MAILSLOT_NAME}.`,
      'slot-taken': () =>
        `Another program owns ${MAILSLOT_NAME}, so this Sigma receives no messages. Close that program, for example Sigma in another session.`,

      'post-measured': (milliseconds: number, processId: number) =>
        `A status of the service (process ${processId}) arrived ${milliseconds} ms after it was sent.`,
      'post-seen': (ageMs: number, milliseconds: number, processId: number) =>
        `The last status of the service (process ${processId}) arrived ${ageMs} ms ago, ${milliseconds} ms after it was sent.`,
      'kept-posts-taken': (count: number) =>
        `With it came ${count} older ${count === 1 ? 'message' : 'messages'} that had been kept for Sigma, and will not appear there.`,
      'post-missing': (state: ServiceState, waitedMs: number) =>
        `The service is ${STATES[state]}, but no status of it arrived within ${waitedMs} ms. Its log, %ProgramData%\\Sigma\\logs\\SigmaSrv.log, may say why.`,
      'posting-not-running': (state: ServiceState, exitCode: number) =>
        `Only a running service posts. The service is ${STATES[state]}${exitText(exitCode)}.`,
      'posting-absent': () => 'Nothing posts: the service is not installed.',
      'posting-not-measured': () =>
        'Not measured: the mailslot belongs to another program. Where that is Sigma, Check Sigma in its Help menu measures it.',

      'scm-read': (services: number, milliseconds: number) =>
        `Lists ${services} ${services === 1 ? 'service' : 'services'} in ${milliseconds} ms.`,

      'service-registered': (imagePath: string, state: ServiceState, exitCode: number) =>
        `Registered as ${imagePath}, and ${STATES[state]}${exitText(exitCode)}.`,
      'service-absent': () =>
        'Not installed. Install service in Sigma, or SigmaSrv /register with administrator rights, installs it.',
      'service-corrupt': () =>
        `The registry has an entry ${SERVICE_NAME} that the service control manager does not take for a service.`,
      'service-foreign': (imagePath: string) =>
        `A service that is not Sigma's has the name ${SERVICE_NAME}: ${imagePath}.`,
      'service-unquoted': () =>
        'Its image path is not in quotation marks, so another program could be started.',
      'service-file-missing': (path: string) => `Its program is missing: ${path}.`,
      'service-account': (wanted: string) => `It runs as another account than ${wanted}.`,
      'service-marked': () =>
        'It is marked for deletion. Close whatever holds it open, such as services.msc, Task Manager or Process Explorer.',
      'service-disabled': () => 'It is disabled: change its start type before it can be started.',

      'helper-as-built': (names: string) => `${names} are the files that were built.`,
      'helper-present': (names: string) =>
        `${names} are there. Whether they are the files that were built, only Check Sigma in Sigma's Help menu can tell.`,
      'helper-missing': (name: string) => `${name} is missing. Install Sigma again.`,
      'helper-differs': (name: string) =>
        `${name} is not the file that was built, so it is never given administrator rights. Install Sigma again.`,
      'helper-unvouched': () =>
        'This Sigma does not say what its files should be, so they are never given administrator rights. Install Sigma again.',
      'helper-simulated': () => 'Not looked at: a simulated computer has no files.',
      'helper-signed': () => 'They are signed, and Windows accepts the signatures.',
      'helper-unsigned': () =>
        'They are not signed: Smart App Control or an application control policy would not run them.',
      'helper-partly-signed': (name: string) =>
        `${name} is not signed though the other file is: Smart App Control or an application control policy would not run it.`,
      'helper-bad-signature': (name: string, status: string) =>
        `Windows does not accept the signature of ${name} (${status}).`,

      'prompt-elevated': () => 'This process has administrator rights already, so Windows would not ask.',
      'prompt-consent': () => 'Windows asks an administrator like you for consent.',
      'prompt-password': () => "Windows asks for an administrator's password.",
      'prompt-none': () => 'Windows gives administrators like you their rights without asking.',
      'prompt-off': () =>
        'User Account Control is off: Windows asks nobody, and only administrators have their rights.',
      'prompt-refused': () =>
        'Windows refuses users like you without asking (ConsentPromptBehaviorUser is 0). Sign in as an administrator to install the service.',
      'prompt-unsigned-refused': () =>
        'Windows gives administrator rights to signed programs only (ValidateAdminCodeSignatures is 1), and SigmaSrv.exe is not signed.',
      'prompt-protection': () =>
        'Administrator protection is on: the helper runs as an account of its own, not as you.',
      'prompt-policy': (values: string) => `Policy: ${values}.`,

      'folder-safe': (path: string) => `${path} is safe.`,
      'folder-unsafe': (path: string) => `Others than administrators could change ${path}.`,
      'folder-missing': (path: string) => `${path} is missing.`,
      'folder-unreadable': (path: string) =>
        `Who may change ${path} cannot be read without administrator rights.`,
      'folders-absent': () => 'There are none until the service is installed.',
      'owners-unknown': () =>
        'It cannot be told: like Wine, this system does not keep the owners of folders.',

      'clock-even': (milliseconds: number) =>
        `During the check the computer's date kept pace within ${milliseconds} ms.`,
      'clock-jumped': (milliseconds: number) =>
        `During the check the computer's date jumped by ${milliseconds} ms: the times of messages cannot be compared.`,
      'clock-before-build': (built: string) =>
        `The computer's date lies before ${built}, when SigmaSrv.exe was built. Set it right.`,
      'clock-message-early': (milliseconds: number) =>
        `The last status arrived ${milliseconds} ms before it was sent, by the computer's date, which must have been changed.`,
    },
  },

  updates: {
    title: 'Updates',
    look: 'Look for updates',
    lookHint: 'When Sigma starts, and once a day. Nothing is downloaded or installed unless you say so.',
    channel: 'Channel',
    channels: { stable: 'Stable', beta: 'Beta' },
    /** Why no updates are looked for. */
    obstacles: {
      'not-packaged': 'Not possible: this Sigma was not installed, so there is nothing to update.',
      'no-address': 'Not possible: this build does not say where its updates are published.',
      'not-secure': 'Not possible: this build names an address for updates that is not encrypted (https).',
      unsigned: 'Not possible: this build is not signed, so nobody could tell whose an update is.',
      'switched-off': 'Updates are not looked for.',
    },
    idle: 'Not looked for updates yet.',
    checking: 'Looking for updates…',
    none: (time: string) => `There was nothing newer on ${time}.`,
    available: (version: string) => `Sigma ${version} is available.`,
    downloading: (version: string) => `Downloading Sigma ${version}…`,
    percent: (percent: number) => `${percent}%`,
    ready: (version: string) => `Sigma ${version} is downloaded and ready to be installed.`,
    installing: (version: string) => `Checking Sigma ${version} once more, then Sigma closes to install it…`,
    failures: {
      unreachable: 'The update server could not be reached.',
      'nothing-published': 'Nothing is published for this channel.',
      'not-understood': 'What the update server said makes no sense.',
      damaged: 'The update arrived damaged and was discarded.',
      signature: 'The update is not signed by the publisher of this Sigma. It was not installed.',
      other: 'The update did not succeed.',
    },
    check: 'Check now',
    download: 'Download',
    install: 'Restart and update',
    installHint: 'Closes Sigma and starts the installer. Windows asks for administrator rights.',
    notes: (version: string) => `What is new in ${version}`,
    show: 'Show',
    showHint: 'Opens the settings, where the update can be downloaded and installed.',
  },

  frame: {
    toolbar: 'Service',
    statusBar: 'Status bar',
    simulation: 'Simulation: no real service is touched.',
    stopWaiting: 'Stop waiting',
    stopWaitingHint: 'Stops waiting, and frees the window. What Windows was asked to do goes on.',
    userControlOffer: 'Windows asked for administrator rights.',
    userControlConsequence:
      'You may allow yourself to start, stop and pause this one service without being asked.',
    cancelled: 'The administrator prompt was answered with No. Nothing was changed.',
    snapshotFailed: 'The window could not get the present state.',
    serviceUnavailable: 'The service state cannot be read.',
    settingsTrouble: {
      'set-aside': {
        title: 'The settings file is damaged, so the defaults apply.',
        text: (path: string) => `The damaged file is kept as "${path}".`,
      },
      unreadable: {
        title: "The settings can't be read right now, so the defaults apply.",
        text: (path: string) =>
          `Sigma leaves "${path}" as it is and keeps trying. If this stays, close the program that holds the file, or check that you are allowed to change it.`,
      },
    },
    copyDetails: 'Copy details',
    copied: 'Copied',
    notCopied: 'Could not be copied',
    retry: 'Retry',
    dismiss: 'Dismiss',
  },

  /** The child windows themselves: MDI's own words. */
  mdi: {
    windowMenu: 'Window',
    windowMenuHint: 'Arranges and opens the windows.',
    commands: {
      cascade: 'Cascade',
      'tile-horizontally': 'Tile horizontally',
      'tile-vertically': 'Tile vertically',
      'arrange-icons': 'Arrange minimised windows',
      'minimise-all': 'Minimise all',
      next: 'Next',
      previous: 'Previous',
      close: 'Close',
      'reset-layout': 'Reset layout',
    },
    restore: 'Restore',
    move: 'Move',
    size: 'Size',
    minimise: 'Minimise',
    maximise: 'Maximise',
    close: 'Close',
    next: 'Next',
    noWindow: 'No window is open. The Window menu opens one.',
    moveByKeyboard: 'Arrow keys move the window, Enter keeps it there, Esc puts it back.',
    sizeByKeyboard: 'Arrow keys size the window, Enter keeps it so, Esc puts it back.',
    /** The name of a button that belongs to one of several windows. */
    forWindow: (word: string, title: string) => `${word} ${title}`,
    systemMenu: (title: string) => `${title}: window menu`,
    /** The frame's title, which a maximised child's joins. */
    frameTitle: (child: string) => `Sigma - [${child}]`,
  },

  /** The menu bar. */
  menu: {
    file: 'File',
    service: 'Service',
    view: 'View',
    window: 'Window',
    help: 'Help',
    settings: 'Settings…',
    exit: 'Exit',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    actualSize: 'Actual size',
    openLogFolder: 'Open Sigma’s log folder',
    openServiceLogFolder: 'Open the service’s log folder',
  },

  /** What Sigma shows outside of its window: in the notification area and as notifications. */
  desktop: {
    open: 'Open Sigma',
    show: 'Show',
    failed: `${SERVICE_DISPLAY_NAME} stopped unexpectedly`,
    silent: `${SERVICE_DISPLAY_NAME} is silent`,
    replaced: `${SERVICE_DISPLAY_NAME} was restarted`,
    silentDetail: 'It is running, but sends no status any more.',
    refused: `${SERVICE_DISPLAY_NAME} cannot post its status`,
    inTray: 'Sigma goes on in the notification area',
    inTrayDetail: 'It still watches the service. Exit, in the menu of its icon there, ends it.',
  },

  /** What a box says where there is no window to say it. */
  failure: {
    start: {
      title: 'Sigma could not start',
      nextStep:
        'Start Sigma again. If it still does not start, restart the computer. If that does not help, install Sigma again.',
    },
    unexpected: {
      title: 'Something went wrong in Sigma',
      nextStep:
        'Sigma is still running, but what it shows may be out of date. Choose Exit in the File menu, and start Sigma again.',
    },
    detail: (text: string) => `The error was: ${text}`,
    logAt: (path: string) => `The log has more about it: ${path}`,
  },
};

/** @returns how a service ended last, where that says anything, to follow its state */
function exitText(code: number): string {
  if (code === 0) return '';
  if (code === ERROR_SERVICE_NEVER_STARTED) return ' (not started since the computer started)';
  return ` (last exit code: ${codeText(code)})`;
}
