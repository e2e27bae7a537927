import { MAILSLOT_NAME, SERVICE_NAME } from '../product.ts';
import { ERROR_SERVICE_NEVER_STARTED, codeText } from '../win32-codes.ts';
import type { ServiceState } from '../service-status.ts';
import { ENGLISH_CODES, ENGLISH_SURPRISES } from './english-codes.ts';
import { pluralIn } from './plural.ts';

const plural = pluralIn('en');

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

/** Every text of Sigma's window, in English. The other languages follow its shape. */
export const ENGLISH = {
  codes: ENGLISH_CODES,
  surprises: ENGLISH_SURPRISES,
  unknownCode: {
    explanation: "Windows reported an error that Sigma can't explain.",
    nextStep: (code: number) => `Run "net helpmsg ${code}" to see what Windows says about it.`,
  },

  /** The dialog before something is done to another service with administrator rights. */
  confirm: {
    title: 'Sigma',
    questions: {
      stop: (name: string) => `Stop ${name}?`,
      restart: (name: string) => `Restart ${name}?`,
      pause: (name: string) => `Pause ${name}?`,
      'end-process': (name: string) => `End the process of ${name}?`,
      'set-startup-type': (name: string, startupType: string) =>
        `Change the startup type of ${name} to ${startupType}?`,
    },
    actions: {
      stop: 'Stop',
      restart: 'Restart',
      pause: 'Pause',
      'end-process': 'End process',
      'set-startup-type': 'Change',
    },
    cancel: 'Cancel',
    keyName: (name: string) => `Key name: ${name}`,
    alsoStops: (names: string) => `These services depend on it and will be stopped first: ${names}`,
    alsoStopsAll: 'Services that depend on it will be stopped first.',
    processConsequence: 'Anything the service has not saved will be lost.',
    consequence:
      'Windows will ask you to approve SigmaSrv.exe, which does this. Its prompt does not name the service.',
  },

  requests: {
    labels: {
      install: 'Install service',
      uninstall: 'Uninstall service',
      start: 'Start',
      stop: 'Stop',
      restart: 'Restart',
      pause: 'Pause',
      continue: 'Resume',
      repair: 'Repair',
      'allow-user-control': 'Allow control without a prompt',
      'end-user-control': 'Require approval again',
      refresh: 'Refresh',
    },
    hints: {
      install: 'Installs the service where only administrators can change it. Windows will ask for approval.',
      uninstall: 'Stops the service and removes it from this computer. Windows will ask for approval.',
      start: 'Starts the service.',
      stop: 'Stops the service.',
      restart: 'Stops the service and starts it again.',
      pause: 'Pauses the service. It stays in memory and keeps reporting its status.',
      continue: 'Resumes the paused service.',
      repair:
        'Restores its files, account and recovery settings, and revokes prompt-free control. Windows will ask for approval.',
      'allow-user-control':
        'Lets you start, stop and pause this service without an administrator prompt. Windows will ask for approval one last time.',
      'end-user-control':
        'Revokes prompt-free control for everyone. Windows will ask for approval now, and each time the service is started, stopped or paused.',
      'set-post-interval':
        'How often the service posts its status. Windows will ask for approval when you change it.',
      refresh: 'Reads the current state of the service from Windows.',
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
      'allow-user-control': 'Granting permission…',
      'end-user-control': 'Revoking permission…',
      'set-post-interval': 'Changing the posting interval…',
      'end-process': 'Ending the process…',
      'set-startup-type': 'Changing the startup type…',
    },
    failures: {
      install: "Couldn't install the service.",
      uninstall: "Couldn't uninstall the service.",
      start: "Couldn't start the service.",
      stop: "Couldn't stop the service.",
      restart: "Couldn't restart the service.",
      pause: "Couldn't pause the service.",
      continue: "Couldn't resume the service.",
      repair: "Couldn't repair the service.",
      'allow-user-control': "Couldn't grant permission.",
      'end-user-control': "Couldn't revoke permission.",
      'set-post-interval': "Couldn't change the posting interval.",
      'end-process': "Couldn't end the process.",
      'set-startup-type': "Couldn't change the startup type.",
      refresh: "Couldn't read the service state.",
    },
    /** What Sigma no longer waits for. */
    left: {
      title: 'Sigma stopped waiting.',
      consequence: 'Windows may still finish; the result will appear here.',
      stillUnderWay: (task: string) => `Still in progress: ${task}`,
      /** The task waits for the one that was left. */
      waitsFor: (task: string, left: string) => `${task} Queued behind: ${left}`,
    },
    /** Asked before the service is uninstalled. */
    uninstalling: {
      question: (service: string) => `Uninstall ${service}?`,
      consequence: 'The service will be stopped and removed. Its log is kept.',
      confirm: 'Uninstall',
      refuse: 'Cancel',
    },
    withdrawn: 'Sigma stopped waiting before the task began. Nothing was changed.',
    /** Why a request makes no sense now. */
    reasons: {
      busy: 'Sigma is still working on the previous task.',
      unknown: 'The service state is not known yet.',
      installed: 'The service is already installed.',
      absent: 'The service is not installed.',
      pending: 'The service is changing state.',
      running: 'The service is already running.',
      'not-running': 'The service is not running.',
      'not-paused': 'The service is not paused.',
      'no-stop': "The service can't be stopped right now.",
      'no-pause': "The service can't be paused.",
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
      late: 'Running, status overdue',
      silent: 'Running, no status',
      refused: "Running, can't post",
      paused: 'Paused',
      stopping: 'Stopping',
      hung: 'Not responding',
      'posting-unregistered': 'Not installed, but posting',
    },
    sentences: {
      unknown: () => 'The service state is not known yet.',
      'not-installed': (service: string) => `${service} is not installed.`,
      stopped: (service: string) => `${service} is stopped.`,
      failed: (service: string) => `${service} stopped with an error.`,
      starting: (service: string) => `${service} is starting.`,
      healthy: (service: string) => `${service} is running.`,
      late: (service: string) => `${service} is running, but its status is overdue.`,
      silent: (service: string) => `${service} is running, but is not posting its status.`,
      refused: (service: string) => `${service} is running, but can't post its status.`,
      paused: (service: string) => `${service} is paused.`,
      stopping: (service: string) => `${service} is stopping.`,
      hung: (service: string) => `${service} is stuck while changing state.`,
      'posting-unregistered': (service: string) =>
        `${service} is not installed, but its status messages are arriving.`,
    },
    /** Why ERROR_ACCESS_DENIED keeps the service from posting, and what to do. */
    postDenied: [
      'Windows denies the service access to the mailslot.',
      'Exit and restart Sigma to create a new mailslot. If that does not help, repair the service.',
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
    taken: "Can't receive messages: the mailslot is taken.",
    failed: "Can't receive messages: the mailslot failed.",
    consequence: 'You can still see and control the service.',
  },

  host: {
    unknown: 'Unknown computer',
    detail: (computer: string, system: string, build: number, processors: number) =>
      `${computer}, ${system} (build ${build}), ${processors} ${plural(processors, 'processor', 'processors')}`,
  },

  messages: {
    malformed: 'Malformed message',
    fromOther: 'Sent by another program, not by the service.',
    ofAnother: (text: string) => `Another program says: ${text}`,
    empty: '(empty message)',
    blank: '(blank message)',
    noneYet: 'No messages yet',
    number: (number: number, ago: string) => `No. ${number}, ${ago}`,
    filter: 'Filter messages',
    noMatch: 'No matching messages',
    noMatchHint: 'Change or clear the filter to see other messages.',
    pause: 'Pause list',
    pauseHint: 'Freezes the list. New messages appear when you resume.',
    follow: 'Follow newest',
    followHint: 'Keeps the newest message in view.',
    copy: 'Copy',
    copyHint: 'Copies the selected messages, or all messages shown.',
    /** Of a message that had waited for Sigma. */
    late: (sent: string, arrived: string) => `Sent ${sent}\nArrived ${arrived}`,
    details: {
      button: 'Details',
      hint: 'Shows the full message and its sender.',
      nothing: 'Select a message to see its full text.',
      notKept: 'Only the beginning of this message was kept.',
      sent: (time: string) => `Sent ${time}`,
      arrived: (time: string) => `Arrived ${time}`,
      number: (number: number) => `No. ${number}`,
      sender: {
        service: (processId: number | undefined, service: string) => `${service}, process ${processId}`,
        other: (processId: number | undefined) =>
          processId === undefined ? 'Another program' : `Another program, claims to be process ${processId}`,
        unknown: (processId: number | undefined) =>
          `Sender not confirmed yet, claims to be process ${processId}`,
      },
    },
    export: {
      done: 'Messages exported.',
      showInFolder: 'Show in folder',
      failed: "Couldn't export the messages.",
      button: 'Export…',
      hint: 'Saves all messages shown to a file.',
      title: 'Export messages',
      formats: { text: 'Plain text', csv: 'CSV (for spreadsheets)', 'json-lines': 'JSON Lines' },
      /** Without an ending; a name that Windows takes. */
      fileName: (time: string) => `Sigma messages ${time}`,
      nextStep: 'Try again with another folder or file name.',
    },
    notes: {
      paused: (count: string) => `Paused, ${count} new`,
      matches: (shown: string, all: string) => `${shown} of ${all} shown`,
      forgotten: (count: string) => `${count} older discarded`,
      dropped: (count: string) => `${count} dropped (too many at once)`,
      malformed: (count: string) => `${count} malformed`,
    },
    hints: {
      waiting: 'Reading the service state…',
      'no-mailslot': 'Status messages will appear here once Sigma can open its mailslot.',
      'not-installed': (service: string) =>
        `${service} is not installed. Choose Install service, then Start, to see its status messages here.`,
      stopped: (service: string) => `${service} is stopped. Start it to see its status messages here.`,
      running: (service: string) => `Status messages from ${service} appear here while the service runs.`,
    },
  },

  ago: {
    seconds: (count: number) => `${count} s ago`,
    minutes: (count: number) => `${count} min ago`,
    hours: (count: number) => `${count} h ago`,
    days: (count: number) => `${count} ${plural(count, 'day', 'days')} ago`,
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
    controls: 'Service controls',
    groups: { process: 'Process', registration: 'Registration' },
    upTime: 'Up time',
    lastExitCode: 'Last exit code',
    lastFailure: 'Last failure',
    failedAt: (time: string, what: string) => `${time}: ${what}`,
    replaced: 'The service process ended and a new one is running. Sigma did not restart it.',
    noError: 'No error',
    startType: 'Startup type',
    startTypes: {
      boot: 'Boot',
      system: 'System',
      auto: 'Automatic',
      delayed: 'Automatic (Delayed Start)',
      demand: 'Manual',
      disabled: 'Disabled',
    },
    account: 'Log on as',
    imagePath: 'Path to executable',
    description: 'Description',
    failureActions: 'Recovery',
    failure: {
      none: 'take no action',
      restart: (delays: string) => `restart the service after ${delays}`,
      reboot: (delays: string) => `restart the computer after ${delays}`,
      'run-command': (delays: string) => `run a program after ${delays}`,
      'own-restart': (delays: string) => `restart the service in its own process after ${delays}`,
      unknown: (type: number, delays: string) => `Windows action ${String(type)} after ${delays}`,
      reset: (period: string) => `reset fail count after ${period}`,
      noReset: 'never reset fail count',
      nonCrash: 'also when it exits with an error',
    },
    userControl: 'Prompt-free control',
    userControlAllowed: 'On (start, stop and pause)',
    userControlDenied: 'Off',
    every: (interval: string) => `Every ${interval}`,
    pending: {
      'start-pending': 'Starting',
      'stop-pending': 'Stopping',
      'continue-pending': 'Resuming',
      'pause-pending': 'Pausing',
    },
    progress: (what: string, step: number, patience: string) =>
      `${what}: step ${step}, may take up to ${patience}`,
    welcome: {
      what: `${SERVICE_NAME} is a small Windows service. While it runs, it posts its status once a second. From that, Sigma shows whether the service is alive, what it is doing and why it stopped.`,
      installing: 'What happens during installation',
      steps: [
        'If non-administrators could change its files, they are copied to %ProgramFiles%\\Sigma Service.',
        'The service is registered to log on as NT AUTHORITY\\LocalService, an account with few rights. Its startup type is Manual.',
        'Windows will ask for approval once. Sigma itself never runs with administrator rights.',
      ],
    },
    units: {
      milliseconds: (count: number) => `${count} ms`,
      seconds: (count: number) => `${count} s`,
      minutes: (count: number) => `${count} min`,
      hours: (count: number) => `${count} h`,
      days: (count: number) => `${count} ${plural(count, 'day', 'days')}`,
    },
    /** A running time, as `2 days, 3:04:05`. */
    daysAnd: (days: number, clock: string) => `${days} ${plural(days, 'day', 'days')}, ${clock}`,
  },

  facts: {
    name: 'Name',
    state: 'State',
    processId: 'Process ID',
    none: 'None',
    unknown: 'Unknown',
    received: 'Messages received',
    receivedSize: (count: string, size: string) => `${count} (${size})`,
    rate: 'Rate',
    perSecond: (count: string) => `${count} per second`,
    sizes: 'Message size',
    sizesOf: (average: string, largest: string) => `${average} on average, ${largest} maximum`,
    gaps: 'Sequence gaps',
    lost: 'Dropped by the service',
    dropped: 'Dropped by Sigma',
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
    notStored: "Applied, but couldn't be saved.",
    appearance: 'Appearance',
    theme: 'Theme',
    themes: { system: 'Use system setting', light: 'Light', dark: 'Dark' },
    language: 'Language',
    systemLanguage: 'Use system setting',
    behaviour: 'Behaviour',
    notifications: 'Notifications',
    notificationsHint: 'Notifies you when the service stops unexpectedly or no longer posts its status.',
    startWithWindows: 'Start with Windows',
    startWithWindowsHint: 'Starts Sigma in the notification area when you sign in.',
    statusMessages: 'Status messages',
    postInterval: 'Posting interval',
    apply: 'Apply',
    sameInterval: 'The service already uses this interval.',
  },

  /** The window About Sigma. */
  about: {
    version: 'Version',
    signature: 'Signature',
    signed: 'Signed',
    notSigned: 'Not signed',
    logFolder: 'Log folder',
    failed: "Couldn't read the details of this version.",
    licences: 'Licences',
    licencesHint: 'For Sigma and the programs and libraries it contains.',
    chromiumLicences:
      'The licences of Chromium and its components are in the file LICENSES.chromium.html, in the folder where Sigma is installed.',
  },

  /** The window Check Sigma, and what SigmaSrv /check prints. */
  check: {
    hint: 'Checks each link between the service and this window. Nothing is changed, and no approval is needed.',
    again: 'Check again',
    running: 'Checking…',
    copy: 'Copy report',
    copyHint: 'Copies the report as text, without your user name.',
    failed: "Couldn't check this computer.",
    verdicts: { works: 'Works', unknown: 'Unknown', fails: 'Failed' },
    links: {
      mailslot: 'Mailslot',
      posting: 'Posting',
      scm: 'Service Control Manager',
      service: 'Service',
      'helper-files': 'Helper files',
      prompt: 'Administrator prompt',
      folders: 'Folders',
      clock: 'Clock',
    },
    summary: ({ works, unknown, fails }: Readonly<Record<'works' | 'unknown' | 'fails', number>>) =>
      [
        `${works} of ${works + unknown + fails} links ${plural(works, 'works', 'work')}`,
        ...(fails === 0 ? [] : [`${fails} failed`]),
        ...(unknown === 0 ? [] : [`${unknown} unknown`]),
      ].join(', ') + '.',
    /** One sentence each. The first value of most is what it is about. */
    findings: {
      /** The meaning of the code follows. */
      'call-failed': (api: string, code: number) => `${api} failed with error ${code}.`,
      'own-failure': (message: string) => `Sigma failed during the check: ${message}`,
      'timed-out': (seconds: number) => `No answer within ${seconds} s.`,
      'mend-by-repair': () =>
        'To fix this, choose Repair in Sigma, or run SigmaSrv /repair as administrator.',

      'slot-made': (milliseconds: number) =>
        `A mailslot can be created with the required access, and a message arrived in ${milliseconds} ms.`,
      'slot-access-differs': (asked: string, found: string) =>
        `A mailslot does not get the requested access: ${asked} became ${found}. The service may be unable to post.`,
      'slot-refused': () =>
        'This account may not post to its own mailslot. This is normal for a network sign-in, such as SSH or PowerShell remoting. Check again on the computer itself.',
      'slot-silent': () => 'A message posted to a mailslot did not arrive.',
      'slot-free': () => `${MAILSLOT_NAME} is free, as expected while Sigma is closed.`,
      'slot-owned': () => `Another program owns ${MAILSLOT_NAME}, as expected while Sigma is open.`,
      'slot-of-other-account': () =>
        `A program of another account owns ${MAILSLOT_NAME}, as expected while another user has Sigma open.`,
      'slot-ours': () => `This Sigma owns ${MAILSLOT_NAME}.`,
      'slot-taken': () =>
        `Another program owns ${MAILSLOT_NAME}, so this Sigma receives no messages. Close the other program, for example Sigma in another session.`,

      'post-measured': (milliseconds: number, processId: number) =>
        `A status message from the service (process ${processId}) arrived ${milliseconds} ms after it was sent.`,
      'post-seen': (ageMs: number, milliseconds: number, processId: number) =>
        `The last status message from the service (process ${processId}) arrived ${ageMs} ms ago, ${milliseconds} ms after it was sent.`,
      'kept-posts-taken': (count: number) =>
        `${count} older ${plural(count, 'message', 'messages')} kept for Sigma ${plural(count, 'was', 'were')} also collected and will not appear in its window.`,
      'post-missing': (state: ServiceState, waitedMs: number) =>
        `The service is ${STATES[state]}, but no status message arrived within ${waitedMs} ms. The log %ProgramData%\\Sigma\\logs\\SigmaSrv.log may say why.`,
      'posting-not-running': (state: ServiceState, exitCode: number) =>
        `Only a running service posts its status. The service is ${STATES[state]}${exitText(exitCode)}.`,
      'posting-absent': () => 'No status is posted: the service is not installed.',
      'posting-not-measured': () =>
        'Not measured: another program owns the mailslot. If that program is Sigma, choose Check Sigma in its Help menu.',

      'scm-read': (services: number, milliseconds: number) =>
        `Lists ${services} ${plural(services, 'service', 'services')} in ${milliseconds} ms.`,

      'service-registered': (imagePath: string, state: ServiceState, exitCode: number) =>
        `Registered as ${imagePath}, state: ${STATES[state]}${exitText(exitCode)}.`,
      'service-absent': () =>
        'Not installed. Choose Install service in Sigma, or run SigmaSrv /register as administrator.',
      'service-corrupt': () =>
        `The registry has an entry ${SERVICE_NAME} that the Service Control Manager does not recognise as a service.`,
      'service-foreign': (imagePath: string) =>
        `Another service uses the name ${SERVICE_NAME}: ${imagePath}.`,
      'service-unquoted': () =>
        'The path to the executable is not in quotation marks, so Windows could start another program instead.',
      'service-file-missing': (path: string) => `The program of the service is missing: ${path}.`,
      'service-account': (wanted: string) => `The service does not log on as ${wanted}.`,
      'service-marked': () =>
        'The service is marked for deletion. Close programs that may have it open, such as services.msc, Task Manager or Process Explorer.',
      'service-disabled': () => 'The service is disabled. Change its startup type to start it.',

      'helper-as-built': (names: string) => `${names} are the original files of this build.`,
      'helper-present': (names: string) =>
        `${names} exist. To find out whether they are the original files of this build, choose Check Sigma in Sigma's Help menu.`,
      'helper-missing': (name: string) => `${name} is missing. Reinstall Sigma.`,
      'helper-differs': (name: string) =>
        `${name} is not the original file of this build, so Sigma never runs it with administrator rights. Reinstall Sigma.`,
      'helper-unvouched': () =>
        'This build has no record of its original files, so Sigma never runs them with administrator rights. Reinstall Sigma.',
      'helper-simulated': () => 'Not checked: a simulated computer has no files.',
      'helper-signed': () => 'The files are signed, and Windows accepts the signatures.',
      'helper-unsigned': () =>
        'The files are not signed. Smart App Control or an App Control policy would block them.',
      'helper-partly-signed': (name: string) =>
        `${name} is not signed, but the other file is. Smart App Control or an App Control policy would block it.`,
      'helper-bad-signature': (name: string, status: string) =>
        `Windows does not accept the signature of ${name} (${status}).`,

      'prompt-elevated': () =>
        'This process already has administrator rights, so Windows would not ask for approval.',
      'prompt-consent': () => 'You are an administrator: Windows asks for your approval.',
      'prompt-password': () => "Windows asks for an administrator's password.",
      'prompt-none': () => 'You are an administrator: Windows grants administrator rights without asking.',
      'prompt-off': () =>
        'User Account Control is off: Windows never asks, and standard users cannot get administrator rights.',
      'prompt-refused': () =>
        'You are a standard user, and Windows denies administrator rights without asking (ConsentPromptBehaviorUser is 0). Sign in as an administrator to install the service.',
      'prompt-unsigned-refused': () =>
        'Windows grants administrator rights only to signed programs (ValidateAdminCodeSignatures is 1), and SigmaSrv.exe is not signed.',
      'prompt-protection': () =>
        'Administrator protection is on: the helper runs under a separate account, not under yours.',
      'prompt-policy': (values: string) => `Policy: ${values}.`,

      'folder-safe': (path: string) => `${path} is safe.`,
      'folder-unsafe': (path: string) => `Non-administrators could change ${path}.`,
      'folder-missing': (path: string) => `${path} is missing.`,
      'folder-unreadable': (path: string) =>
        `The permissions of ${path} cannot be read without administrator rights.`,
      'folders-absent': () => 'There are no folders to check until the service is installed.',
      'owners-unknown': () =>
        'Cannot be checked: like Wine, this system does not store the owners of folders.',

      'clock-even': (milliseconds: number) =>
        `During the check, the computer's clock was accurate to ${milliseconds} ms.`,
      'clock-jumped': (milliseconds: number) =>
        `During the check, the computer's clock jumped by ${milliseconds} ms: the times of messages cannot be compared.`,
      'clock-before-build': (built: string) =>
        `The computer's date is earlier than ${built}, when SigmaSrv.exe was built. Correct the date and time.`,
      'clock-message-early': (milliseconds: number) =>
        `The last status message seems to have arrived ${milliseconds} ms before it was sent: the computer's clock must have been changed.`,
    },
  },

  updates: {
    title: 'Updates',
    look: 'Check for updates',
    lookHint: 'When Sigma starts, and once a day. Nothing is downloaded or installed unless you choose to.',
    channel: 'Channel',
    channels: { stable: 'Stable', beta: 'Beta' },
    /** Why Sigma does not check for updates. */
    obstacles: {
      'not-packaged': 'Not available: this copy of Sigma was not installed, so there is nothing to update.',
      'no-address': 'Not available: this build does not say where its updates are published.',
      'not-secure': 'Not available: the update address of this build is not encrypted (https).',
      unsigned: "Not available: this build is not signed, so updates can't be verified.",
      'switched-off': 'Update checks are off.',
    },
    idle: 'Not checked for updates yet.',
    checking: 'Checking for updates…',
    none: (time: string) => `No newer version found on ${time}.`,
    available: (version: string) => `Sigma ${version} is available.`,
    downloading: (version: string) => `Downloading Sigma ${version}…`,
    percent: (percent: number) => `${percent}%`,
    ready: (version: string) => `Sigma ${version} is ready to install.`,
    installing: (version: string) => `Verifying Sigma ${version}, then closing Sigma to install it…`,
    failures: {
      unreachable: "Couldn't reach the update server.",
      'nothing-published': 'Nothing is published on this channel.',
      'not-understood': 'The update server sent an unexpected reply.',
      damaged: 'The downloaded update was damaged and has been discarded.',
      signature: 'The update is not signed by the publisher of this Sigma. It was not installed.',
      other: 'The update failed.',
    },
    check: 'Check now',
    download: 'Download',
    install: 'Restart and update',
    installHint: 'Closes Sigma and starts the installer. Windows will ask for approval.',
    notes: (version: string) => `What's new in ${version}`,
    show: 'Show',
    showHint: 'Opens Settings, where you can download and install the update.',
  },

  frame: {
    toolbar: 'Service',
    statusBar: 'Status bar',
    simulation: 'Simulation: no real service is touched.',
    stopWaiting: 'Stop waiting',
    stopWaitingHint: 'Lets you use the window again. Windows may still finish the task.',
    userControlOffer: 'Windows asked for approval.',
    userControlConsequence: 'You can allow yourself to start, stop and pause this service without a prompt.',
    cancelled: 'The administrator prompt was declined. Nothing was changed.',
    snapshotFailed: "Couldn't get the current state.",
    serviceUnavailable: "Couldn't read the service state.",
    settingsTrouble: {
      'set-aside': {
        title: 'The settings file is damaged, so the defaults apply.',
        text: (path: string) => `The damaged file is kept as "${path}".`,
      },
      unreadable: {
        title: "The settings can't be read right now, so the defaults apply.",
        text: (path: string) =>
          `Sigma leaves "${path}" unchanged and keeps trying. If this message stays, close the program that uses the file, or check that you have permission to change it.`,
      },
    },
    copyDetails: 'Copy details',
    copied: 'Copied',
    notCopied: "Couldn't copy",
    retry: 'Retry',
    dismiss: 'Dismiss',
  },

  /** The child windows themselves: MDI's own words. */
  mdi: {
    windowMenu: 'Window',
    windowMenuHint: 'Arranges and opens windows.',
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
    noWindow: 'No window is open. Open one from the Window menu.',
    moveByKeyboard: 'Use the arrow keys to move the window. Press Enter to finish or Esc to cancel.',
    sizeByKeyboard: 'Use the arrow keys to resize the window. Press Enter to finish or Esc to cancel.',
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
    failed: (service: string) => `${service} stopped unexpectedly`,
    silent: (service: string) => `No status from ${service}`,
    replaced: (service: string) => `${service} restarted unexpectedly`,
    silentDetail: 'The service is running, but no longer posts its status.',
    refused: (service: string) => `${service} can't post its status`,
    inTray: 'Sigma is still running',
    inTrayDetail:
      'Sigma keeps watching the service from the notification area. To close Sigma, right-click its icon there and choose Exit.',
  },

  /** What a box says where there is no window to say it. */
  failure: {
    start: {
      title: "Sigma couldn't start",
      nextStep:
        "Start Sigma again. If that doesn't help, restart the computer. If Sigma still doesn't start, reinstall it.",
    },
    unexpected: {
      title: 'Something went wrong in Sigma',
      nextStep:
        'Sigma is still running, but may show outdated information. Choose Exit in the File menu, then start Sigma again.',
    },
    detail: (text: string) => `Error: ${text}`,
    logAt: (path: string) => `Details are in the log: ${path}`,
  },
};

/** @returns how a service ended last, where that says anything, to follow its state */
function exitText(code: number): string {
  if (code === 0) return '';
  if (code === ERROR_SERVICE_NEVER_STARTED) return ' (not started since Windows started)';
  return ` (last exit code: ${codeText(code)})`;
}
