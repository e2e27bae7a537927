import { MAILSLOT_NAME, SERVICE_DISPLAY_NAME, SERVICE_NAME } from '../product.ts';
import { ERROR_SERVICE_NEVER_STARTED, codeText } from '../win32-codes.ts';
import type { ServiceState } from '../service-status.ts';
import { GERMAN_CODES, GERMAN_SURPRISES } from './german-codes.ts';
import type { Words } from './words.ts';

/** What a service does in each state, after its name. */
const STATES: Readonly<Record<ServiceState, string>> = {
  stopped: 'ist beendet',
  'start-pending': 'startet',
  'stop-pending': 'wird beendet',
  running: 'läuft',
  'continue-pending': 'wird fortgesetzt',
  'pause-pending': 'wird angehalten',
  paused: 'ist angehalten',
};

/** Every word that Sigma's window says, in German. */
export const GERMAN: Words = {
  codes: GERMAN_CODES,
  surprises: GERMAN_SURPRISES,
  unknownCode: {
    explanation: 'Windows meldet einen Fehler, für den Sigma keine Erklärung hat.',
    nextStep: (code) => `"net helpmsg ${code}" zeigt den Text, den Windows dafür hat.`,
  },

  requests: {
    labels: {
      install: 'Installieren',
      uninstall: 'Deinstallieren',
      start: 'Starten',
      stop: 'Beenden',
      restart: 'Neu starten',
      pause: 'Anhalten',
      continue: 'Fortsetzen',
      repair: 'Reparieren',
      'allow-user-control': 'Bei Starten und Beenden nicht mehr fragen',
      'end-user-control': 'Bei Starten und Beenden wieder fragen',
      refresh: 'Aktualisieren',
    },
    hints: {
      install:
        'Kopiert den Dienst dorthin, wo nur Administratoren ihn ändern können, und meldet ihn bei Windows an. Weil das den ganzen Computer betrifft, fragt Windows einmal nach Administratorrechten.',
      uninstall:
        'Beendet den Dienst und entfernt ihn von diesem Computer. Weil das den ganzen Computer betrifft, fragt Windows einmal nach Administratorrechten.',
      start: 'Startet den Dienst.',
      stop: 'Beendet den Dienst.',
      restart: 'Beendet den Dienst und startet ihn neu.',
      pause: 'Hält den Dienst an. Er bleibt im Speicher und meldet weiter, dass er da ist.',
      continue: 'Setzt den angehaltenen Dienst fort.',
      repair:
        'Meldet den Dienst neu so an, wie er sein soll: Dateien, Konto, Wiederherstellung. Nimmt zurück, dass bei Starten und Beenden nicht gefragt wird. Windows fragt einmal nach Administratorrechten.',
      'allow-user-control':
        'Erlaubt Ihnen, diesen einen Dienst künftig ohne Administratorabfrage zu starten, zu beenden und anzuhalten. Windows fragt dafür ein letztes Mal.',
      'end-user-control':
        'Nimmt allen zurück, dass beim Starten, Beenden und Anhalten nicht gefragt wird. Windows fragt einmal nach Administratorrechten.',
      'set-post-interval':
        'Wie oft der Dienst seinen Status sendet. Das steht in der Registrierung, wofür Windows einmal nach Administratorrechten fragt.',
      refresh: 'Fragt Windows jetzt nach dem Zustand des Dienstes.',
    },
    busy: {
      install: 'Wird installiert…',
      uninstall: 'Wird deinstalliert…',
      start: 'Wird gestartet…',
      stop: 'Wird beendet…',
      restart: 'Wird neu gestartet…',
      pause: 'Wird angehalten…',
      continue: 'Wird fortgesetzt…',
      repair: 'Wird repariert…',
      'allow-user-control': 'Starten und Beenden wird erlaubt…',
      'end-user-control': 'Die Erlaubnis wird zurückgenommen…',
      'set-post-interval': 'Das Sendeintervall wird gesetzt…',
    },
    failures: {
      install: 'Der Dienst wurde nicht installiert.',
      uninstall: 'Der Dienst wurde nicht deinstalliert.',
      start: 'Der Dienst wurde nicht gestartet.',
      stop: 'Der Dienst wurde nicht beendet.',
      restart: 'Der Dienst wurde nicht neu gestartet.',
      pause: 'Der Dienst wurde nicht angehalten.',
      continue: 'Der Dienst läuft nicht weiter.',
      repair: 'Der Dienst wurde nicht repariert.',
      'allow-user-control': 'Bei Starten und Beenden wird weiter gefragt.',
      'end-user-control': 'Bei Starten und Beenden wird weiter nicht gefragt.',
      'set-post-interval': 'Das Sendeintervall wurde nicht geändert.',
      refresh: 'Der Zustand des Dienstes konnte nicht gelesen werden.',
    },
    left: {
      title: 'Sigma wartet nicht mehr.',
      consequence: 'Windows macht damit weiter; Sigma zeigt, was daraus wird.',
      stillUnderWay: (task) => `Windows ist noch dabei: ${task}`,
      waitsFor: (task, left) => `${task} Beginnt, wenn Windows damit fertig ist: ${left}`,
    },
    uninstalling: {
      question: `${SERVICE_DISPLAY_NAME} deinstallieren?`,
      consequence: 'Er wird vorher beendet, und nichts meldet mehr seinen Status. Sein Protokoll bleibt.',
      confirm: 'Deinstallieren',
      refuse: 'Behalten',
    },
    withdrawn: 'Sigma wartet nicht mehr. Es hatte noch nicht begonnen, also wurde nichts geändert.',
    reasons: {
      busy: 'Sigma arbeitet noch am letzten Auftrag.',
      unknown: 'Der Zustand des Dienstes ist noch nicht bekannt.',
      installed: 'Der Dienst ist bereits installiert.',
      absent: 'Der Dienst ist nicht installiert.',
      pending: 'Der Dienst wechselt gerade seinen Zustand.',
      running: 'Der Dienst läuft bereits.',
      'not-running': 'Der Dienst läuft nicht.',
      'not-paused': 'Der Dienst ist nicht angehalten.',
      'no-stop': 'Der Dienst lässt sich jetzt nicht beenden.',
      'no-pause': 'Der Dienst lässt sich nicht anhalten.',
    },
  },

  health: {
    words: {
      unknown: 'Unbekannt',
      'not-installed': 'Nicht installiert',
      stopped: 'Beendet',
      failed: 'Mit Fehler beendet',
      starting: 'Startet',
      healthy: 'Läuft',
      late: 'Läuft, aber verspätet',
      silent: 'Läuft, aber schweigt',
      refused: 'Läuft, kann aber nicht senden',
      paused: 'Angehalten',
      stopping: 'Wird beendet',
      hung: 'Keine Rückmeldung',
      'posting-unregistered': 'Nicht installiert, sendet aber',
    },
    sentences: {
      unknown: 'Der Zustand des Dienstes ist noch nicht bekannt.',
      'not-installed': `${SERVICE_DISPLAY_NAME} ist nicht installiert.`,
      stopped: `${SERVICE_DISPLAY_NAME} ist beendet.`,
      failed: `${SERVICE_DISPLAY_NAME} wurde mit einem Fehler beendet.`,
      starting: `${SERVICE_DISPLAY_NAME} startet.`,
      healthy: `${SERVICE_DISPLAY_NAME} läuft.`,
      late: `${SERVICE_DISPLAY_NAME} läuft, aber sein Status ist überfällig.`,
      silent: `${SERVICE_DISPLAY_NAME} läuft, sendet aber keinen Status.`,
      refused: `${SERVICE_DISPLAY_NAME} läuft, kann aber keinen Status senden.`,
      paused: `${SERVICE_DISPLAY_NAME} ist angehalten.`,
      stopping: `${SERVICE_DISPLAY_NAME} wird beendet.`,
      hung: `${SERVICE_DISPLAY_NAME} wechselt seinen Zustand, kommt aber nicht voran.`,
      'posting-unregistered': `${SERVICE_DISPLAY_NAME} ist nicht installiert, aber seine Meldungen kommen an.`,
    },
    postDenied: [
      'Windows verweigert dem Dienst den Zugriff auf den Mailslot.',
      'Beenden und starten Sie Sigma, damit es den Mailslot neu anlegt. Hilft das nicht, reparieren Sie den Dienst.',
    ],
    since: (time) => `Seit ${time}.`,
    process: (id) => `Prozess ${id}.`,
    serviceSpecificError: (code) => `Dienstspezifischer Fehler: ${code}.`,
  },

  mailslot: {
    words: {
      closed: 'Mailslot geschlossen',
      open: 'Mailslot offen',
      taken: 'Mailslot belegt',
      failed: 'Mailslot gestört',
    },
    taken: 'Es können keine Meldungen empfangen werden: Der Mailslot ist belegt.',
    failed: 'Es können keine Meldungen empfangen werden: Der Mailslot ist gestört.',
    consequence: 'Der Zustand des Dienstes wird weiter gezeigt, und der Dienst lässt sich weiter steuern.',
  },

  host: {
    unknown: 'Unbekannter Computer',
    detail: (computer, system, build, processors) =>
      `${computer}, ${system} (Build ${build}), ${processors} ${processors === 1 ? 'Prozessor' : 'Prozessoren'}`,
  },

  messages: {
    malformed: 'Fehlerhafte Meldung',
    fromOther: 'Das hat ein anderes Programm gesendet, nicht der Dienst.',
    ofAnother: (text) => `Ein anderes Programm meldet: ${text}`,
    empty: '(leere Meldung)',
    blank: '(Meldung ohne sichtbare Zeichen)',
    noneYet: 'Noch keine Meldungen',
    number: (number, ago) => `Nr. ${number}, ${ago}`,
    filter: 'Meldungen filtern',
    noMatch: 'Keine Meldung passt',
    noMatchHint: 'Den Filter ändern oder leeren, um die anderen Meldungen zu sehen.',
    pause: 'Liste anhalten',
    pauseHint: 'Lässt die Liste, wie sie ist. Was inzwischen ankommt, erscheint, wenn sie weiterläuft.',
    follow: 'Neuesten folgen',
    followHint: 'Hält die neueste Meldung im Blick.',
    copy: 'Kopieren',
    copyHint: 'Kopiert die ausgewählten Meldungen oder alle, die gezeigt werden.',
    late: (sent, arrived) => `Gesendet ${sent}\nAngekommen ${arrived}`,
    details: {
      button: 'Einzelheiten',
      hint: 'Zeigt die ganze Meldung und ihren Absender.',
      nothing: 'Eine Meldung auswählen, um sie ganz zu sehen.',
      notKept: 'Von dieser Meldung wurde nur der Anfang aufbewahrt.',
      sent: (time) => `Gesendet ${time}`,
      arrived: (time) => `Angekommen ${time}`,
      number: (number) => `Nr. ${number}`,
      sender: {
        service: (processId) => `${SERVICE_NAME}, Prozess ${processId}`,
        other: (processId) =>
          processId === undefined
            ? 'Ein anderes Programm'
            : `Ein anderes Programm, angeblich Prozess ${processId}`,
        unknown: (processId) => `Absender noch nicht bekannt, angeblich Prozess ${processId}`,
      },
    },
    export: {
      done: 'Die Meldungen wurden exportiert.',
      showInFolder: 'Im Ordner zeigen',
      failed: 'Die Meldungen wurden nicht exportiert.',
      button: 'Exportieren…',
      hint: 'Schreibt alle gezeigten Meldungen in eine Datei.',
      title: 'Meldungen exportieren',
      formats: { text: 'Nur Text', csv: 'CSV (für Tabellen)', 'json-lines': 'JSON Lines' },
      fileName: (time) => `Sigma-Meldungen ${time}`,
      nextStep: 'Noch einmal exportieren, in einen anderen Ordner oder unter einem anderen Namen.',
    },
    notes: {
      paused: (count) => `Angehalten, ${count} zurückgehalten`,
      matches: (shown, all) => `${shown} von ${all} gezeigt`,
      forgotten: (count) => `${count} frühere nicht aufbewahrt`,
      dropped: (count) =>
        count === '1'
          ? '1 kam zu schnell und wurde ausgelassen'
          : `${count} kamen zu schnell und wurden ausgelassen`,
      malformed: (count) => `${count} fehlerhaft`,
    },
    hints: {
      waiting: 'Der erste Bericht über den Dienst steht noch aus.',
      'no-mailslot': 'Meldungen erscheinen hier, sobald Sigma seinen Mailslot öffnen kann.',
      'not-installed': `${SERVICE_DISPLAY_NAME} ist nicht installiert. Der erste Schritt ist Installieren, der zweite Starten; dann erscheinen hier seine Meldungen.`,
      stopped: `${SERVICE_DISPLAY_NAME} ist installiert, aber beendet. Sobald er gestartet ist, erscheinen hier seine Meldungen.`,
      running: `Hier erscheinen die Meldungen von ${SERVICE_NAME}, solange er läuft.`,
    },
  },

  ago: {
    seconds: (count) => `vor ${count} s`,
    minutes: (count) => `vor ${count} min`,
    hours: (count) => `vor ${count} h`,
    days: (count) => `vor ${count} d`,
  },

  windows: {
    titles: {
      messages: 'Meldungen',
      service: 'Dienst',
      mailslot: 'Mailslot',
      system: 'System',
      settings: 'Einstellungen',
      check: 'Sigma prüfen',
      about: 'Info über Sigma',
    },
    open: (title) => `${title} öffnen`,
  },

  service: {
    controls: 'Steuerung des Dienstes',
    groups: { process: 'Prozess', registration: 'Registrierung' },
    upTime: 'Laufzeit',
    lastExitCode: 'Letzter Exitcode',
    lastFailure: 'Letzter Fehler',
    failedAt: (time, what) => `${time}: ${what}`,
    replaced: 'Sein Prozess ist zu Ende gegangen, und ein anderer läuft. Von Sigma war das nicht verlangt.',
    noError: 'Kein Fehler',
    startType: 'Starttyp',
    startTypes: {
      boot: 'Systemstart (Boot)',
      system: 'Systemstart',
      auto: 'Automatisch',
      delayed: 'Automatisch (verzögerter Start)',
      demand: 'Manuell',
      disabled: 'Deaktiviert',
    },
    account: 'Konto',
    imagePath: 'Dateipfad',
    description: 'Beschreibung',
    failureActions: 'Nach einem Fehler',
    failure: {
      none: 'nichts wird unternommen',
      restart: (delays) => `Neustart nach ${delays}`,
      reboot: (delays) => `Neustart des Computers nach ${delays}`,
      'run-command': (delays) => `Programm ausführen nach ${delays}`,
      'own-restart': (delays) => `Neustart in einem eigenen Prozess nach ${delays}`,
      unknown: (type, delays) => `Aktion ${String(type)} von Windows nach ${delays}`,
      reset: (period) => `Zähler zurückgesetzt nach ${period}`,
      noReset: 'Zähler nie zurückgesetzt',
      nonCrash: 'auch wenn er mit einem Fehler endet',
    },
    userControl: 'Ohne Abfrage',
    userControlAllowed: 'Starten, Beenden und Anhalten sind erlaubt',
    userControlDenied: 'Nichts ist erlaubt',
    every: (interval) => `Alle ${interval}`,
    pending: {
      'start-pending': 'Startet',
      'stop-pending': 'Wird beendet',
      'continue-pending': 'Wird fortgesetzt',
      'pause-pending': 'Wird angehalten',
    },
    progress: (what, step, patience) => `${what}: Schritt ${step}, Windows wartet bis zu ${patience}`,
    welcome: {
      what: `${SERVICE_NAME} ist ein kleiner Windows-Dienst. Solange er läuft, sendet er einmal in der Sekunde seinen Status; daraus zeigt Sigma, ob er lebt, was er tut und warum er beendet wurde.`,
      installing: 'Was das Installieren tut',
      steps: [
        'Wenn andere als Administratoren seine Dateien ändern könnten, werden sie nach %ProgramFiles%\\Sigma Service kopiert.',
        'Der Dienst wird angemeldet: Er läuft als NT AUTHORITY\\LocalService, einem Konto mit wenigen Rechten, und startet nur, wenn jemand ihn startet.',
        'Windows fragt einmal nach Administratorrechten. Sigma selbst hat sie nie.',
      ],
    },
    units: {
      milliseconds: (count) => `${count} ms`,
      seconds: (count) => `${count} s`,
      minutes: (count) => `${count} min`,
      hours: (count) => `${count} h`,
      days: (count) => (count === 1 ? 'einem Tag' : `${count} Tagen`),
    },
    daysAnd: (days, clock) => `${days} d ${clock}`,
  },

  facts: {
    name: 'Name',
    state: 'Zustand',
    processId: 'Prozess-ID',
    none: 'Keine',
    unknown: 'Unbekannt',
    received: 'Empfangen',
    receivedSize: (count, size) => `${count} ${count === '1' ? 'Meldung' : 'Meldungen'}, ${size}`,
    rate: 'Rate',
    perSecond: (count) => `${count} pro Sekunde`,
    sizes: 'Größe einer Meldung',
    sizesOf: (average, largest) => `${average} im Mittel, ${largest} höchstens`,
    gaps: 'Fehlende Nummern',
    lost: 'Vom Dienst ausgelassen',
    dropped: 'Von Sigma ausgelassen',
    malformed: 'Fehlerhaft',
    computer: 'Computername',
    system: 'System',
    version: 'Version',
    versionAndBuild: (version, build) => `${version} (Build ${build})`,
    processors: 'Prozessoren',
    memory: 'Arbeitsspeicher',
    availableOf: (available, total) => `${available} von ${total} verfügbar`,
  },

  settings: {
    title: 'Einstellungen',
    notStored: 'Die Einstellung gilt, konnte aber nicht gespeichert werden.',
    appearance: 'Darstellung',
    theme: 'Design',
    themes: { system: 'Wie in Windows', light: 'Hell', dark: 'Dunkel' },
    language: 'Sprache',
    systemLanguage: 'Wie in Windows',
    behaviour: 'Verhalten',
    notifications: 'Benachrichtigungen',
    notificationsHint: 'Melden, wenn der Dienst unerwartet endet oder verstummt.',
    startWithWindows: 'Mit Windows starten',
    startWithWindowsHint: 'Sigma startet bei der Anmeldung im Infobereich.',
    statusMessages: 'Statusmeldungen',
    postInterval: 'Sendeintervall',
    apply: 'Übernehmen',
    sameInterval: 'Der Dienst hat dieses Intervall bereits.',
  },

  about: {
    version: 'Version',
    signature: 'Signatur',
    signed: 'Signiert',
    notSigned: 'Nicht signiert',
    logFolder: 'Protokollordner',
    failed: 'Woraus dieses Sigma besteht, ließ sich nicht lesen.',
    licences: 'Lizenzen',
    licencesHint: 'Von Sigma selbst und von den Programmen und Bibliotheken, die es enthält.',
    chromiumLicences:
      'Die Lizenzen von Chromium und von allem, was es enthält, stehen in der Datei LICENSES.chromium.html in dem Ordner, in dem Sigma installiert ist.',
  },

  check: {
    hint: 'Prüft jedes Glied zwischen dem Dienst und diesem Fenster. Nichts wird geändert, und Windows fragt nach nichts.',
    again: 'Noch einmal prüfen',
    running: 'Wird geprüft…',
    copy: 'Bericht kopieren',
    copyHint: 'Kopiert den Bericht als Text, ohne Ihren Benutzernamen.',
    failed: 'Dieser Computer konnte nicht geprüft werden.',
    verdicts: { works: 'In Ordnung', unknown: 'Nicht bekannt', fails: 'Nicht in Ordnung' },
    links: {
      mailslot: 'Mailslot',
      posting: 'Senden',
      scm: 'Dienststeuerungs-Manager',
      service: 'Dienst',
      'helper-files': 'Dateien des Hilfsprogramms',
      prompt: 'Administratorabfrage',
      folders: 'Ordner',
      clock: 'Uhr',
    },
    summary: ({ works, unknown, fails }) =>
      [
        `${works} von ${works + unknown + fails} Gliedern in Ordnung`,
        ...(fails === 0 ? [] : [`${fails} nicht`]),
        ...(unknown === 0 ? [] : [`${unknown} nicht bekannt`]),
      ].join(', ') + '.',
    findings: {
      'call-failed': (api, code) => `${api} ist mit Fehler ${code} fehlgeschlagen.`,
      'own-failure': (message) => `Sigma selbst ist beim Prüfen gescheitert: ${message}`,
      'timed-out': (seconds) => `Innerhalb von ${seconds} s kam keine Antwort.`,
      'mend-by-repair': () =>
        'Reparieren in Sigma oder SigmaSrv /repair mit Administratorrechten bringt das in Ordnung.',

      'slot-made': (milliseconds) =>
        `Ein Mailslot lässt sich mit den nötigen Zugriffsrechten anlegen, und eine Meldung kam nach ${milliseconds} ms durch.`,
      'slot-access-differs': (asked, found) =>
        `Ein Mailslot bekommt nicht die verlangten Zugriffsrechte: Aus ${asked} wurde ${found}. Vielleicht kann der Dienst nicht senden.`,
      'slot-refused': () =>
        'Dieses Konto darf nicht in seinen eigenen Mailslot senden. So geht es jedem, der über das Netzwerk angemeldet ist, etwa mit SSH oder PowerShell-Remoting: Prüfen Sie noch einmal am Computer selbst.',
      'slot-silent': () => 'Eine Meldung, die in einen Mailslot gesendet wurde, kam nicht an.',
      'slot-free': () => `${MAILSLOT_NAME} ist frei, wie immer, wenn Sigma geschlossen ist.`,
      'slot-owned': () =>
        `${MAILSLOT_NAME} gehört einem anderen Programm, wie immer, wenn Sigma geöffnet ist.`,
      'slot-of-other-account': () =>
        `${MAILSLOT_NAME} gehört einem Programm eines anderen Kontos, wie immer, wenn ein anderer Benutzer Sigma geöffnet hat.`,
      'slot-ours': () => `${MAILSLOT_NAME} gehört diesem Sigma.`,
      'slot-taken': () =>
        `${MAILSLOT_NAME} gehört einem anderen Programm, daher empfängt dieses Sigma keine Meldungen. Schließen Sie jenes Programm, zum Beispiel Sigma in einer anderen Sitzung.`,

      'post-measured': (milliseconds, processId) =>
        `Ein Status des Dienstes (Prozess ${processId}) kam ${milliseconds} ms nach dem Senden an.`,
      'post-seen': (ageMs, milliseconds, processId) =>
        `Der letzte Status des Dienstes (Prozess ${processId}) kam vor ${ageMs} ms an, ${milliseconds} ms nach dem Senden.`,
      'kept-posts-taken': (count) =>
        `Mit ihm ${count === 1 ? 'kam eine ältere Meldung' : `kamen ${count} ältere Meldungen`}, für Sigma aufbewahrt, und dort nicht mehr zu sehen.`,
      'post-missing': (state, waitedMs) =>
        `Der Dienst ${STATES[state]}, aber innerhalb von ${waitedMs} ms kam kein Status von ihm an. Warum, steht vielleicht in seinem Protokoll %ProgramData%\\Sigma\\logs\\SigmaSrv.log.`,
      'posting-not-running': (state, exitCode) =>
        `Nur ein laufender Dienst sendet. Der Dienst ${STATES[state]}${exitText(exitCode)}.`,
      'posting-absent': () => 'Niemand sendet: Der Dienst ist nicht installiert.',
      'posting-not-measured': () =>
        'Nicht gemessen: Der Mailslot gehört einem anderen Programm. Ist das Sigma, so misst es Sigma prüfen in dessen Menü Hilfe.',

      'scm-read': (services, milliseconds) =>
        `Nennt ${services} ${services === 1 ? 'Dienst' : 'Dienste'} in ${milliseconds} ms.`,

      'service-registered': (imagePath, state, exitCode) =>
        `Angemeldet als ${imagePath}. Der Dienst ${STATES[state]}${exitText(exitCode)}.`,
      'service-absent': () =>
        'Nicht installiert. Installieren in Sigma oder SigmaSrv /register mit Administratorrechten installiert ihn.',
      'service-corrupt': () =>
        `Die Registrierung hat einen Eintrag ${SERVICE_NAME}, den der Dienststeuerungs-Manager für keinen Dienst hält.`,
      'service-foreign': (imagePath) => `Ein fremder Dienst trägt den Namen ${SERVICE_NAME}: ${imagePath}.`,
      'service-unquoted': () =>
        'Sein Dateipfad steht nicht in Anführungszeichen, sodass ein anderes Programm gestartet werden könnte.',
      'service-file-missing': (path) => `Sein Programm fehlt: ${path}.`,
      'service-account': (wanted) => `Er läuft unter einem anderen Konto als ${wanted}.`,
      'service-marked': () =>
        'Er ist zum Löschen vorgemerkt. Schließen Sie, was ihn noch offen hält, etwa services.msc, Task-Manager oder Process Explorer.',
      'service-disabled': () => 'Er ist deaktiviert: Erst mit einem anderen Starttyp lässt er sich starten.',

      'helper-as-built': (names) => `${names} sind die Dateien, die gebaut wurden.`,
      'helper-present': (names) =>
        `${names} sind da. Ob sie die Dateien sind, die gebaut wurden, weiß nur Sigma prüfen in Sigmas Menü Hilfe.`,
      'helper-missing': (name) => `${name} fehlt. Installieren Sie Sigma neu.`,
      'helper-differs': (name) =>
        `${name} ist nicht die Datei, die gebaut wurde, und bekommt daher nie Administratorrechte. Installieren Sie Sigma neu.`,
      'helper-unvouched': () =>
        'Dieses Sigma sagt nicht, wie seine Dateien sein müssen; daher bekommen sie nie Administratorrechte. Installieren Sie Sigma neu.',
      'helper-simulated': () => 'Nicht angesehen: Ein simulierter Computer hat keine Dateien.',
      'helper-signed': () => 'Sie sind signiert, und Windows erkennt die Signaturen an.',
      'helper-unsigned': () =>
        'Sie sind nicht signiert: Smart App Control oder eine Anwendungssteuerungsrichtlinie würde sie nicht ausführen.',
      'helper-partly-signed': (name) =>
        `${name} ist nicht signiert, die andere Datei schon: Smart App Control oder eine Anwendungssteuerungsrichtlinie würde sie nicht ausführen.`,
      'helper-bad-signature': (name, status) =>
        `Windows erkennt die Signatur von ${name} nicht an (${status}).`,

      'prompt-elevated': () =>
        'Dieser Prozess hat schon Administratorrechte, daher würde Windows nicht fragen.',
      'prompt-consent': () => 'Windows fragt Sie als Administrator nach Zustimmung.',
      'prompt-password': () => 'Windows fragt nach dem Kennwort eines Administrators.',
      'prompt-none': () => 'Windows gibt Ihnen als Administrator die Rechte, ohne zu fragen.',
      'prompt-off': () =>
        'Die Benutzerkontensteuerung ist aus: Windows fragt niemanden, und nur Administratoren haben ihre Rechte.',
      'prompt-refused': () =>
        'Windows weist Sie ab, ohne zu fragen (ConsentPromptBehaviorUser ist 0). Melden Sie sich als Administrator an, um den Dienst zu installieren.',
      'prompt-unsigned-refused': () =>
        'Windows gibt nur signierten Programmen Administratorrechte (ValidateAdminCodeSignatures ist 1), und SigmaSrv.exe ist nicht signiert.',
      'prompt-protection': () =>
        'Der Administratorschutz ist an: Das Hilfsprogramm läuft unter einem eigenen Konto, nicht unter Ihrem.',
      'prompt-policy': (values) => `Richtlinie: ${values}.`,

      'folder-safe': (path) => `${path} ist sicher.`,
      'folder-unsafe': (path) => `Nicht nur Administratoren könnten ${path} ändern.`,
      'folder-missing': (path) => `${path} fehlt.`,
      'folder-unreadable': (path) =>
        `Wer ${path} ändern darf, lässt sich ohne Administratorrechte nicht lesen.`,
      'folders-absent': () => 'Es gibt keine, solange der Dienst nicht installiert ist.',
      'owners-unknown': () =>
        'Es lässt sich nicht sagen: Wie Wine merkt sich dieses System die Besitzer von Ordnern nicht.',

      'clock-even': (milliseconds) =>
        `Während der Prüfung ging das Datum des Computers auf ${milliseconds} ms genau.`,
      'clock-jumped': (milliseconds) =>
        `Während der Prüfung sprang das Datum des Computers um ${milliseconds} ms: Die Zeiten von Meldungen lassen sich nicht vergleichen.`,
      'clock-before-build': (built) =>
        `Das Datum des Computers liegt vor dem ${built}, an dem SigmaSrv.exe gebaut wurde. Stellen Sie es richtig.`,
      'clock-message-early': (milliseconds) =>
        `Der letzte Status kam nach dem Datum des Computers ${milliseconds} ms an, bevor er gesendet wurde; das Datum muss geändert worden sein.`,
    },
  },

  updates: {
    title: 'Updates',
    look: 'Nach Updates suchen',
    lookHint:
      'Beim Start von Sigma und einmal täglich. Ohne Ihre Zustimmung wird nichts heruntergeladen oder installiert.',
    channel: 'Kanal',
    channels: { stable: 'Stabil', beta: 'Beta' },
    obstacles: {
      'not-packaged':
        'Nicht möglich: Dieses Sigma wurde nicht installiert, es gibt also nichts zu aktualisieren.',
      'no-address': 'Nicht möglich: Dieser Build gibt nicht an, wo seine Updates veröffentlicht werden.',
      'not-secure': 'Nicht möglich: Die Adresse für Updates in diesem Build ist nicht verschlüsselt (https).',
      unsigned:
        'Nicht möglich: Dieser Build ist nicht signiert, daher ließe sich nicht feststellen, von wem ein Update stammt.',
      'switched-off': 'Nach Updates wird nicht gesucht.',
    },
    idle: 'Nach Updates wurde noch nicht gesucht.',
    checking: 'Updates werden gesucht…',
    none: (time) => `Am ${time} gab es nichts Neueres.`,
    available: (version) => `Sigma ${version} ist verfügbar.`,
    downloading: (version) => `Sigma ${version} wird heruntergeladen…`,
    percent: (percent) => `${percent} %`,
    ready: (version) => `Sigma ${version} ist heruntergeladen und kann installiert werden.`,
    installing: (version) =>
      `Sigma ${version} wird noch einmal geprüft, dann wird Sigma zur Installation geschlossen…`,
    failures: {
      unreachable: 'Der Updateserver ist nicht erreichbar.',
      'nothing-published': 'Für diesen Kanal ist nichts veröffentlicht.',
      'not-understood': 'Die Antwort des Updateservers ist unverständlich.',
      damaged: 'Das Update kam beschädigt an und wurde verworfen.',
      signature: 'Das Update ist nicht vom Herausgeber dieses Sigma signiert. Es wurde nicht installiert.',
      other: 'Das Update ist nicht gelungen.',
    },
    check: 'Jetzt suchen',
    download: 'Herunterladen',
    install: 'Neu starten und aktualisieren',
    installHint: 'Schließt Sigma und startet das Setup. Windows fragt nach Administratorrechten.',
    notes: (version) => `Neu in ${version}`,
    show: 'Anzeigen',
    showHint: 'Öffnet die Einstellungen, in denen das Update heruntergeladen und installiert werden kann.',
  },

  frame: {
    toolbar: 'Dienst',
    statusBar: 'Statusleiste',
    simulation: 'Simulation: Kein echter Dienst wird berührt.',
    stopWaiting: 'Nicht mehr warten',
    stopWaitingHint: 'Wartet nicht mehr und gibt das Fenster frei. Was Windows tun soll, geht weiter.',
    userControlOffer: 'Windows hat nach Administratorrechten gefragt.',
    userControlConsequence:
      'Sie können sich erlauben, diesen einen Dienst ohne Abfrage zu starten, zu beenden und anzuhalten.',
    cancelled: 'Die Administratorabfrage wurde mit Nein beantwortet. Nichts wurde geändert.',
    snapshotFailed: 'Das Fenster konnte den gegenwärtigen Zustand nicht bekommen.',
    serviceUnavailable: 'Der Zustand des Dienstes lässt sich nicht lesen.',
    settingsTrouble: {
      'set-aside': {
        title: 'Die Einstellungsdatei ist beschädigt, daher gelten die Vorgaben.',
        text: (path) => `Die beschädigte Datei liegt jetzt in "${path}".`,
      },
      unreadable: {
        title: 'Die Einstellungen lassen sich gerade nicht lesen, daher gelten die Vorgaben.',
        text: (path) =>
          `Sigma lässt "${path}" unverändert und versucht es weiter. Bleibt es dabei, schließen Sie das Programm, das die Datei geöffnet hat, oder prüfen Sie, ob Sie die Datei ändern dürfen.`,
      },
    },
    copyDetails: 'Details kopieren',
    copied: 'Kopiert',
    notCopied: 'Ließ sich nicht kopieren',
    retry: 'Wiederholen',
    dismiss: 'Schließen',
  },

  mdi: {
    windowMenu: 'Fenster',
    windowMenuHint: 'Ordnet und öffnet die Fenster.',
    commands: {
      cascade: 'Überlappend',
      'tile-horizontally': 'Untereinander',
      'tile-vertically': 'Nebeneinander',
      'arrange-icons': 'Minimierte Fenster anordnen',
      'minimise-all': 'Alle minimieren',
      next: 'Nächstes',
      previous: 'Voriges',
      close: 'Schließen',
      'reset-layout': 'Anordnung zurücksetzen',
    },
    restore: 'Wiederherstellen',
    move: 'Verschieben',
    size: 'Größe ändern',
    minimise: 'Minimieren',
    maximise: 'Maximieren',
    close: 'Schließen',
    next: 'Nächstes',
    noWindow: 'Kein Fenster ist offen. Das Menü Fenster öffnet eines.',
    moveByKeyboard: 'Die Pfeiltasten verschieben das Fenster, Eingabe lässt es dort, Esc stellt es zurück.',
    sizeByKeyboard: 'Die Pfeiltasten ändern die Größe, Eingabe behält sie, Esc stellt sie zurück.',
    forWindow: (word, title) => `${title} ${word.toLowerCase()}`,
    systemMenu: (title) => `${title}: Fenstermenü`,
    frameTitle: (child) => `Sigma - [${child}]`,
  },

  menu: {
    file: 'Datei',
    service: 'Dienst',
    view: 'Ansicht',
    window: 'Fenster',
    help: 'Hilfe',
    settings: 'Einstellungen…',
    exit: 'Sigma beenden',
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
    actualSize: 'Originalgröße',
    openLogFolder: 'Protokollordner von Sigma öffnen',
    openServiceLogFolder: 'Protokollordner des Dienstes öffnen',
  },

  desktop: {
    open: 'Sigma öffnen',
    show: 'Anzeigen',
    failed: `${SERVICE_DISPLAY_NAME} wurde unerwartet beendet`,
    silent: `${SERVICE_DISPLAY_NAME} schweigt`,
    replaced: `${SERVICE_DISPLAY_NAME} wurde neu gestartet`,
    silentDetail: 'Der Dienst läuft, sendet aber keinen Status mehr.',
    refused: `${SERVICE_DISPLAY_NAME} kann keinen Status senden`,
    inTray: 'Sigma läuft im Infobereich weiter',
    inTrayDetail:
      'Der Dienst wird weiter beobachtet. Sigma beenden, im Menü des Symbols dort, beendet auch das.',
  },

  failure: {
    start: {
      title: 'Sigma konnte nicht starten',
      nextStep:
        'Starten Sie Sigma noch einmal. Startet es immer noch nicht, starten Sie den Computer neu. Hilft auch das nicht, installieren Sie Sigma neu.',
    },
    unexpected: {
      title: 'In Sigma ist etwas schiefgegangen',
      nextStep:
        'Sigma läuft weiter, zeigt aber womöglich Veraltetes. Wählen Sie im Menü Datei den Befehl „Sigma beenden“, und starten Sie Sigma neu.',
    },
    detail: (text) => `Der Fehler war: ${text}`,
    logAt: (path) => `Mehr dazu steht im Protokoll: ${path}`,
  },
};

/** @returns how a service ended last, where that says anything, to follow its state */
function exitText(code: number): string {
  if (code === 0) return '';
  if (code === ERROR_SERVICE_NEVER_STARTED) return ' (nicht gestartet, seit der Computer läuft)';
  return ` (letzter Exitcode: ${codeText(code)})`;
}
