import { MAILSLOT_NAME, SERVICE_NAME } from '../product.ts';
import { ERROR_SERVICE_NEVER_STARTED, codeText } from '../win32-codes.ts';
import type { ServiceState } from '../service-status.ts';
import { GERMAN_CODES, GERMAN_SURPRISES } from './german-codes.ts';
import { pluralIn } from './plural.ts';
import type { Words } from './words.ts';

const plural = pluralIn('de');

/** What a service does in each state, after its name. */
const STATES: Readonly<Record<ServiceState, string>> = {
  stopped: 'ist beendet',
  'start-pending': 'wird gestartet',
  'stop-pending': 'wird beendet',
  running: 'wird ausgeführt',
  'continue-pending': 'wird fortgesetzt',
  'pause-pending': 'wird angehalten',
  paused: 'ist angehalten',
};

/** Every text of Sigma's window, in German. */
export const GERMAN: Words = {
  codes: GERMAN_CODES,
  surprises: GERMAN_SURPRISES,
  unknownCode: {
    explanation: 'Windows meldet einen Fehler, den Sigma nicht erklären kann.',
    nextStep: (code) => `Führen Sie "net helpmsg ${code}" aus, um den Fehlertext von Windows zu sehen.`,
  },

  confirm: {
    title: 'Sigma',
    questions: {
      stop: (name) => `${name} beenden?`,
      restart: (name) => `${name} neu starten?`,
      pause: (name) => `${name} anhalten?`,
      'end-process': (name) => `Prozess von ${name} abbrechen?`,
      'set-startup-type': (name, startupType) => `Starttyp von ${name} in „${startupType}“ ändern?`,
    },
    actions: {
      stop: 'Dienst beenden',
      restart: 'Neu starten',
      pause: 'Anhalten',
      'end-process': 'Prozess abbrechen',
      'set-startup-type': 'Ändern',
    },
    cancel: 'Abbrechen',
    keyName: (name) => `Dienstname: ${name}`,
    alsoStops: (names) => `Diese Dienste hängen von ihm ab und werden zuerst beendet: ${names}`,
    alsoStopsAll: 'Dienste, die von ihm abhängen, werden zuerst beendet.',
    processConsequence: 'Was der Dienst noch nicht gespeichert hat, geht verloren.',
    consequence:
      'Windows fragt dann nach Ihrer Zustimmung für SigmaSrv.exe, das den Vorgang ausführt. Die Abfrage nennt den Dienst nicht.',
  },

  requests: {
    labels: {
      install: 'Installieren',
      uninstall: 'Deinstallieren',
      start: 'Starten',
      stop: 'Dienst beenden',
      restart: 'Neu starten',
      pause: 'Anhalten',
      continue: 'Fortsetzen',
      repair: 'Reparieren',
      'allow-user-control': 'Steuerung ohne Abfrage zulassen',
      'end-user-control': 'Wieder Zustimmung verlangen',
      refresh: 'Aktualisieren',
    },
    hints: {
      install:
        'Installiert den Dienst so, dass nur Administratoren ihn ändern können. Windows fragt nach Ihrer Zustimmung.',
      uninstall:
        'Beendet den Dienst und entfernt ihn von diesem Computer. Windows fragt nach Ihrer Zustimmung.',
      start: 'Startet den Dienst.',
      stop: 'Beendet den Dienst. Sigma bleibt geöffnet.',
      restart: 'Beendet den Dienst und startet ihn neu.',
      pause: 'Hält den Dienst an. Er bleibt im Arbeitsspeicher und meldet weiterhin seinen Status.',
      continue: 'Setzt den angehaltenen Dienst fort.',
      repair:
        'Stellt Dateien, Konto und Wiederherstellungseinstellungen des Dienstes wieder her und hebt die Steuerung ohne Abfrage auf. Windows fragt nach Ihrer Zustimmung.',
      'allow-user-control':
        'Sie können diesen Dienst dann ohne Administratorabfrage starten, beenden und anhalten. Windows fragt dafür ein letztes Mal nach Ihrer Zustimmung.',
      'end-user-control':
        'Hebt die Steuerung ohne Abfrage für alle Benutzer auf. Windows fragt dafür nach Ihrer Zustimmung, danach auch bei jedem Starten, Beenden und Anhalten.',
      'set-post-interval':
        'Gibt an, wie oft der Dienst seinen Status sendet. Bei einer Änderung fragt Windows nach Ihrer Zustimmung.',
      refresh: 'Liest den aktuellen Zustand des Dienstes aus Windows.',
    },
    busy: {
      install: 'Dienst wird installiert…',
      uninstall: 'Dienst wird deinstalliert…',
      start: 'Dienst wird gestartet…',
      stop: 'Dienst wird beendet…',
      restart: 'Dienst wird neu gestartet…',
      pause: 'Dienst wird angehalten…',
      continue: 'Dienst wird fortgesetzt…',
      repair: 'Dienst wird repariert…',
      'allow-user-control': 'Berechtigung wird erteilt…',
      'end-user-control': 'Berechtigung wird entzogen…',
      'set-post-interval': 'Sendeintervall wird geändert…',
      'end-process': 'Prozess wird abgebrochen…',
      'set-startup-type': 'Starttyp wird geändert…',
    },
    failures: {
      install: 'Der Dienst konnte nicht installiert werden.',
      uninstall: 'Der Dienst konnte nicht deinstalliert werden.',
      start: 'Der Dienst konnte nicht gestartet werden.',
      stop: 'Der Dienst konnte nicht beendet werden.',
      restart: 'Der Dienst konnte nicht neu gestartet werden.',
      pause: 'Der Dienst konnte nicht angehalten werden.',
      continue: 'Der Dienst konnte nicht fortgesetzt werden.',
      repair: 'Der Dienst konnte nicht repariert werden.',
      'allow-user-control': 'Die Berechtigung konnte nicht erteilt werden.',
      'end-user-control': 'Die Berechtigung konnte nicht entzogen werden.',
      'set-post-interval': 'Das Sendeintervall konnte nicht geändert werden.',
      'end-process': 'Der Prozess konnte nicht abgebrochen werden.',
      'set-startup-type': 'Der Starttyp konnte nicht geändert werden.',
      refresh: 'Der Zustand des Dienstes konnte nicht gelesen werden.',
    },
    left: {
      title: 'Sigma wartet nicht mehr.',
      consequence: 'Windows führt den Vorgang möglicherweise noch zu Ende; das Ergebnis erscheint dann hier.',
      stillUnderWay: (task) => `Noch nicht abgeschlossen: ${task}`,
      waitsFor: (task, left) => `${task} Wartet auf: ${left}`,
    },
    uninstalling: {
      question: (service) => `${service} deinstallieren?`,
      consequence: 'Der Dienst wird beendet und entfernt. Sein Protokoll bleibt erhalten.',
      confirm: 'Deinstallieren',
      refuse: 'Abbrechen',
    },
    withdrawn: 'Sigma wartet nicht mehr. Der Vorgang hatte noch nicht begonnen; es wurde nichts geändert.',
    reasons: {
      busy: 'Sigma führt noch den vorherigen Vorgang aus.',
      unknown: 'Der Zustand des Dienstes ist noch nicht bekannt.',
      installed: 'Der Dienst ist bereits installiert.',
      absent: 'Der Dienst ist nicht installiert.',
      pending: 'Der Dienst wechselt gerade den Zustand.',
      running: 'Der Dienst wird bereits ausgeführt.',
      'not-running': 'Der Dienst wird nicht ausgeführt.',
      'not-paused': 'Der Dienst ist nicht angehalten.',
      'no-stop': 'Der Dienst kann gerade nicht beendet werden.',
      'no-pause': 'Der Dienst kann nicht angehalten werden.',
    },
  },

  health: {
    words: {
      unknown: 'Unbekannt',
      'not-installed': 'Nicht installiert',
      stopped: 'Beendet',
      failed: 'Mit Fehler beendet',
      starting: 'Wird gestartet',
      healthy: 'Wird ausgeführt',
      late: 'Wird ausgeführt, verspätet',
      silent: 'Wird ausgeführt, kein Status',
      refused: 'Wird ausgeführt, Sendefehler',
      paused: 'Angehalten',
      stopping: 'Wird beendet',
      hung: 'Keine Rückmeldung',
      'posting-unregistered': 'Nicht installiert, sendet aber',
    },
    sentences: {
      unknown: () => 'Der Zustand des Dienstes ist noch nicht bekannt.',
      'not-installed': (service) => `${service} ist nicht installiert.`,
      stopped: (service) => `${service} ist beendet.`,
      failed: (service) => `${service} wurde mit einem Fehler beendet.`,
      starting: (service) => `${service} wird gestartet.`,
      healthy: (service) => `${service} wird ausgeführt.`,
      late: (service) => `${service} wird ausgeführt, aber der Status ist überfällig.`,
      silent: (service) => `${service} wird ausgeführt, sendet aber keinen Status.`,
      refused: (service) => `${service} wird ausgeführt, kann aber keinen Status senden.`,
      paused: (service) => `${service} ist angehalten.`,
      stopping: (service) => `${service} wird beendet.`,
      hung: (service) => `${service} hängt bei einem Zustandswechsel.`,
      'posting-unregistered': (service) => `${service} ist nicht installiert, sendet aber Meldungen.`,
    },
    postDenied: [
      'Windows verweigert dem Dienst den Zugriff auf den Mailslot.',
      'Beenden Sie Sigma, und starten Sie es neu, damit ein neuer Mailslot angelegt wird. Falls das nicht hilft, reparieren Sie den Dienst.',
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
    taken: 'Sigma kann keine Meldungen empfangen: Der Mailslot ist belegt.',
    failed: 'Sigma kann keine Meldungen empfangen: Der Mailslot ist gestört.',
    consequence: 'Sie können den Dienst weiterhin überwachen und steuern.',
  },

  host: {
    unknown: 'Unbekannter Computer',
    detail: (computer, system, build, processors) =>
      `${computer}, ${system} (Build ${build}), ${processors} ${plural(processors, 'Prozessor', 'Prozessoren')}`,
  },

  messages: {
    malformed: 'Fehlerhafte Meldung',
    fromOther: 'Von einem anderen Programm gesendet, nicht vom Dienst.',
    ofAnother: (text) => `Ein anderes Programm meldet: ${text}`,
    empty: '(leere Meldung)',
    blank: '(Meldung ohne sichtbare Zeichen)',
    noneYet: 'Noch keine Meldungen',
    number: (number, ago) => `Nr. ${number}, ${ago}`,
    filter: 'Meldungen filtern',
    noMatch: 'Keine passenden Meldungen',
    noMatchHint: 'Ändern oder leeren Sie den Filter, um andere Meldungen zu sehen.',
    pause: 'Liste anhalten',
    pauseHint: 'Hält die Liste an. Neue Meldungen erscheinen, wenn Sie sie fortsetzen.',
    follow: 'Neueste anzeigen',
    followHint: 'Zeigt immer die neueste Meldung an.',
    copy: 'Kopieren',
    copyHint: 'Kopiert die ausgewählten oder alle angezeigten Meldungen.',
    late: (sent, arrived) => `Gesendet ${sent}\nAngekommen ${arrived}`,
    details: {
      button: 'Details',
      hint: 'Zeigt die vollständige Meldung und ihren Absender.',
      nothing: 'Wählen Sie eine Meldung aus, um sie vollständig zu sehen.',
      notKept: 'Von dieser Meldung ist nur der Anfang gespeichert.',
      sent: (time) => `Gesendet ${time}`,
      arrived: (time) => `Angekommen ${time}`,
      number: (number) => `Nr. ${number}`,
      sender: {
        service: (processId, service) => `${service}, Prozess ${processId}`,
        other: (processId) =>
          processId === undefined
            ? 'Ein anderes Programm'
            : `Ein anderes Programm, angeblich Prozess ${processId}`,
        unknown: (processId) => `Absender noch nicht bestätigt, angeblich Prozess ${processId}`,
      },
    },
    export: {
      done: 'Die Meldungen wurden exportiert.',
      showInFolder: 'Im Ordner anzeigen',
      failed: 'Die Meldungen konnten nicht exportiert werden.',
      button: 'Exportieren…',
      hint: 'Speichert alle angezeigten Meldungen in einer Datei.',
      title: 'Meldungen exportieren',
      formats: { text: 'Nur Text', csv: 'CSV (für Tabellenkalkulationen)', 'json-lines': 'JSON Lines' },
      fileName: (time) => `Sigma-Meldungen ${time}`,
      nextStep: 'Versuchen Sie es mit einem anderen Ordner oder Dateinamen.',
    },
    notes: {
      paused: (count) => `Angehalten, ${count} neu`,
      matches: (shown, all) => `${shown} von ${all} angezeigt`,
      forgotten: (count) => `${count} ältere verworfen`,
      dropped: (count) => `${count} verworfen (zu viele auf einmal)`,
      malformed: (count) => `${count} fehlerhaft`,
    },
    hints: {
      waiting: 'Der Zustand des Dienstes wird gelesen…',
      'no-mailslot': 'Statusmeldungen erscheinen hier, sobald Sigma seinen Mailslot öffnen kann.',
      'not-installed': (service) =>
        `${service} ist nicht installiert. Wählen Sie „Installieren“ und dann „Starten“, um hier die Statusmeldungen zu sehen.`,
      stopped: (service) =>
        `${service} ist beendet. Starten Sie den Dienst, um hier die Statusmeldungen zu sehen.`,
      running: (service) =>
        `Hier erscheinen die Statusmeldungen von ${service}, solange der Dienst ausgeführt wird.`,
    },
  },

  ago: {
    seconds: (count) => `vor ${count} s`,
    minutes: (count) => `vor ${count} min`,
    hours: (count) => `vor ${count} h`,
    days: (count) => `vor ${count} ${plural(count, 'Tag', 'Tagen')}`,
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
    groups: { process: 'Prozess', registration: 'Konfiguration' },
    upTime: 'Laufzeit',
    lastExitCode: 'Letzter Exitcode',
    lastFailure: 'Letzter Fehler',
    failedAt: (time, what) => `${time}: ${what}`,
    replaced:
      'Der Prozess des Dienstes wurde beendet, und ein neuer wird ausgeführt. Sigma hat den Dienst nicht neu gestartet.',
    noError: 'Kein Fehler',
    startType: 'Starttyp',
    startTypes: {
      boot: 'Start (Boot)',
      system: 'System',
      auto: 'Automatisch',
      delayed: 'Automatisch (Verzögerter Start)',
      demand: 'Manuell',
      disabled: 'Deaktiviert',
    },
    account: 'Anmelden als',
    imagePath: 'Pfad zur EXE-Datei',
    description: 'Beschreibung',
    failureActions: 'Wiederherstellung',
    failure: {
      none: 'keine Aktion durchführen',
      restart: (delays) => `Dienst nach ${delays} neu starten`,
      reboot: (delays) => `Computer nach ${delays} neu starten`,
      'run-command': (delays) => `Programm nach ${delays} ausführen`,
      'own-restart': (delays) => `Dienst nach ${delays} in eigenem Prozess neu starten`,
      unknown: (type, delays) => `Windows-Aktion ${String(type)} nach ${delays}`,
      reset: (period) => `Fehlerzähler nach ${period} zurücksetzen`,
      noReset: 'Fehlerzähler nie zurücksetzen',
      nonCrash: 'auch bei Beendigung mit einem Fehler',
    },
    userControl: 'Steuerung ohne Abfrage',
    userControlAllowed: 'Ein (starten, beenden, anhalten)',
    userControlDenied: 'Aus',
    every: (interval) => `Alle ${interval}`,
    pending: {
      'start-pending': 'Wird gestartet',
      'stop-pending': 'Wird beendet',
      'continue-pending': 'Wird fortgesetzt',
      'pause-pending': 'Wird angehalten',
    },
    progress: (what, step, patience) => `${what}: Schritt ${step}, kann bis zu ${patience} dauern`,
    welcome: {
      what: `${SERVICE_NAME} ist ein kleiner Windows-Dienst. Solange er ausgeführt wird, sendet er einmal pro Sekunde seinen Status. Daran erkennt Sigma, ob der Dienst funktioniert, was er tut und warum er beendet wurde.`,
      installing: 'Das geschieht bei der Installation',
      steps: [
        'Falls nicht nur Administratoren seine Dateien ändern könnten, werden sie nach %ProgramFiles%\\Sigma Service kopiert.',
        'Der Dienst wird mit dem Starttyp „Manuell“ registriert. Er meldet sich als NT AUTHORITY\\LocalService an, einem Konto mit wenigen Rechten.',
        'Windows fragt einmal nach Ihrer Zustimmung. Sigma selbst hat nie Administratorrechte.',
      ],
    },
    units: {
      milliseconds: (count) => `${count} ms`,
      seconds: (count) => `${count} s`,
      minutes: (count) => `${count} min`,
      hours: (count) => `${count} h`,
      days: (count) => `${count} ${plural(count, 'Tag', 'Tagen')}`,
    },
    daysAnd: (days, clock) => `${days} ${plural(days, 'Tag', 'Tage')}, ${clock}`,
  },

  facts: {
    name: 'Name',
    state: 'Zustand',
    processId: 'Prozess-ID',
    none: 'Keine',
    unknown: 'Unbekannt',
    received: 'Empfangene Meldungen',
    receivedSize: (count, size) => `${count} (${size})`,
    rate: 'Rate',
    perSecond: (count) => `${count} pro Sekunde`,
    sizes: 'Meldungsgröße',
    sizesOf: (average, largest) => `${average} im Mittel, ${largest} maximal`,
    gaps: 'Fehlende Nummern',
    lost: 'Vom Dienst verworfen',
    dropped: 'Von Sigma verworfen',
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
    notStored: 'Übernommen, konnte aber nicht gespeichert werden.',
    appearance: 'Darstellung',
    theme: 'Design',
    themes: { system: 'Systemeinstellung verwenden', light: 'Hell', dark: 'Dunkel' },
    language: 'Sprache',
    systemLanguage: 'Systemeinstellung verwenden',
    behaviour: 'Verhalten',
    notifications: 'Benachrichtigungen',
    notificationsHint:
      'Benachrichtigt Sie, wenn der Dienst unerwartet beendet wird oder keinen Status mehr sendet.',
    startWithWindows: 'Mit Windows starten',
    startWithWindowsHint: 'Startet Sigma bei der Anmeldung im Infobereich.',
    statusMessages: 'Statusmeldungen',
    postInterval: 'Sendeintervall',
    apply: 'Übernehmen',
    sameInterval: 'Der Dienst verwendet dieses Intervall bereits.',
  },

  about: {
    version: 'Version',
    signature: 'Signatur',
    signed: 'Signiert',
    notSigned: 'Nicht signiert',
    logFolder: 'Protokollordner',
    failed: 'Die Angaben zu dieser Version konnten nicht gelesen werden.',
    licences: 'Lizenzen',
    licencesHint: 'Für Sigma und die darin enthaltenen Programme und Bibliotheken.',
    chromiumLicences:
      'Die Lizenzen von Chromium und seinen Bestandteilen finden Sie in der Datei LICENSES.chromium.html im Installationsordner von Sigma.',
  },

  check: {
    hint: 'Prüft die gesamte Verbindung zwischen dem Dienst und diesem Fenster. Es wird nichts geändert, und Ihre Zustimmung ist nicht nötig.',
    again: 'Erneut prüfen',
    running: 'Wird geprüft…',
    copy: 'Bericht kopieren',
    copyHint: 'Kopiert den Bericht als Text, ohne Ihren Benutzernamen.',
    failed: 'Dieser Computer konnte nicht geprüft werden.',
    verdicts: { works: 'In Ordnung', unknown: 'Unbekannt', fails: 'Fehler' },
    links: {
      mailslot: 'Mailslot',
      posting: 'Senden',
      scm: 'Dienststeuerungs-Manager',
      service: 'Dienst',
      'helper-files': 'Hilfsprogrammdateien',
      prompt: 'Administratorabfrage',
      folders: 'Ordner',
      clock: 'Uhr',
    },
    summary: ({ works, unknown, fails }) =>
      [
        `${works} von ${works + unknown + fails} Prüfungen in Ordnung`,
        ...(fails === 0 ? [] : [`${fails} fehlgeschlagen`]),
        ...(unknown === 0 ? [] : [`${unknown} unbekannt`]),
      ].join(', ') + '.',
    findings: {
      'call-failed': (api, code) => `${api} ist mit Fehler ${code} fehlgeschlagen.`,
      'own-failure': (message) => `Bei der Prüfung ist in Sigma ein Fehler aufgetreten: ${message}`,
      'timed-out': (seconds) => `Keine Antwort innerhalb von ${seconds} s.`,
      'mend-by-repair': () =>
        'Wählen Sie in Sigma „Reparieren“, oder führen Sie SigmaSrv /repair als Administrator aus.',

      'slot-made': (milliseconds) =>
        `Ein Mailslot lässt sich mit den nötigen Zugriffsrechten anlegen, und eine Meldung kam nach ${milliseconds} ms an.`,
      'slot-access-differs': (asked, found) =>
        `Ein Mailslot erhält nicht die angeforderten Zugriffsrechte: Aus ${asked} wurde ${found}. Möglicherweise kann der Dienst nicht senden.`,
      'slot-refused': () =>
        'Dieses Konto darf nicht an seinen eigenen Mailslot senden. Das ist bei einer Anmeldung über das Netzwerk normal, etwa mit SSH oder PowerShell-Remoting. Wiederholen Sie die Prüfung direkt am Computer.',
      'slot-silent': () => 'Eine an einen Mailslot gesendete Meldung kam nicht an.',
      'slot-free': () => `${MAILSLOT_NAME} ist frei, wie zu erwarten, wenn Sigma geschlossen ist.`,
      'slot-owned': () =>
        `${MAILSLOT_NAME} gehört einem anderen Programm, wie zu erwarten, wenn Sigma geöffnet ist.`,
      'slot-of-other-account': () =>
        `${MAILSLOT_NAME} gehört einem Programm eines anderen Kontos, wie zu erwarten, wenn ein anderer Benutzer Sigma geöffnet hat.`,
      'slot-ours': () => `${MAILSLOT_NAME} gehört diesem Sigma.`,
      'slot-taken': () =>
        `${MAILSLOT_NAME} gehört einem anderen Programm, daher empfängt Sigma hier keine Meldungen. Schließen Sie das andere Programm, zum Beispiel Sigma in einer anderen Sitzung.`,

      'post-measured': (milliseconds, processId) =>
        `Eine Statusmeldung des Dienstes (Prozess ${processId}) kam ${milliseconds} ms nach dem Senden an.`,
      'post-seen': (ageMs, milliseconds, processId) =>
        `Die letzte Statusmeldung des Dienstes (Prozess ${processId}) kam vor ${ageMs} ms an, ${milliseconds} ms nach dem Senden.`,
      'kept-posts-taken': (count) =>
        `Die Prüfung hat auch ${count} ältere ${plural(count, 'Meldung', 'Meldungen')} abgeholt, die für Sigma aufbewahrt ${plural(count, 'wurde', 'wurden')} und dort nicht mehr ${plural(count, 'erscheint', 'erscheinen')}.`,
      'post-missing': (state, waitedMs) =>
        `Der Dienst ${STATES[state]}, aber innerhalb von ${waitedMs} ms kam keine Statusmeldung an. Der Grund steht möglicherweise im Protokoll %ProgramData%\\Sigma\\logs\\SigmaSrv.log.`,
      'posting-not-running': (state, exitCode) =>
        `Nur ein laufender Dienst sendet seinen Status. Der Dienst ${STATES[state]}${exitText(exitCode)}.`,
      'posting-absent': () => 'Es wird kein Status gesendet: Der Dienst ist nicht installiert.',
      'posting-not-measured': () =>
        'Nicht gemessen: Der Mailslot gehört einem anderen Programm. Ist es Sigma, wählen Sie dort im Menü „Hilfe“ den Befehl „Sigma prüfen“.',

      'scm-read': (services, milliseconds) =>
        `Listet ${services} ${plural(services, 'Dienst', 'Dienste')} in ${milliseconds} ms auf.`,

      'service-registered': (imagePath, state, exitCode) =>
        `Registriert als ${imagePath}. Der Dienst ${STATES[state]}${exitText(exitCode)}.`,
      'service-absent': () =>
        'Nicht installiert. Wählen Sie in Sigma „Installieren“, oder führen Sie SigmaSrv /register als Administrator aus.',
      'service-corrupt': () =>
        `Die Registrierung enthält einen Eintrag ${SERVICE_NAME}, den der Dienststeuerungs-Manager nicht als Dienst erkennt.`,
      'service-foreign': (imagePath) =>
        `Ein anderer Dienst verwendet den Namen ${SERVICE_NAME}: ${imagePath}.`,
      'service-unquoted': () =>
        'Der Pfad zur EXE-Datei steht nicht in Anführungszeichen; Windows könnte stattdessen ein anderes Programm starten.',
      'service-file-missing': (path) => `Das Programm des Dienstes fehlt: ${path}.`,
      'service-account': (wanted) => `Der Dienst meldet sich nicht als ${wanted} an.`,
      'service-marked': () =>
        'Der Dienst ist zum Löschen vorgemerkt. Schließen Sie Programme, die ihn noch geöffnet haben könnten, etwa services.msc, Task-Manager oder Process Explorer.',
      'service-disabled': () => 'Der Dienst ist deaktiviert. Ändern Sie den Starttyp, um ihn zu starten.',

      'helper-as-built': (names) => `${names} sind die Originaldateien dieser Version.`,
      'helper-present': (names) =>
        `${names} sind vorhanden. Ob es die Originaldateien dieser Version sind, zeigt „Sigma prüfen“ im Menü „Hilfe“ von Sigma.`,
      'helper-missing': (name) => `${name} fehlt. Installieren Sie Sigma neu.`,
      'helper-differs': (name) =>
        `${name} ist nicht die Originaldatei dieser Version und wird daher nie mit Administratorrechten ausgeführt. Installieren Sie Sigma neu.`,
      'helper-unvouched': () =>
        'Diese Version kann ihre Originaldateien nicht erkennen und führt sie daher nie mit Administratorrechten aus. Installieren Sie Sigma neu.',
      'helper-simulated': () => 'Nicht geprüft: Ein simulierter Computer hat keine Dateien.',
      'helper-signed': () => 'Die Dateien sind signiert, und Windows akzeptiert die Signaturen.',
      'helper-unsigned': () =>
        'Die Dateien sind nicht signiert. Die intelligente App-Steuerung oder eine App-Steuerungsrichtlinie würde sie blockieren.',
      'helper-partly-signed': (name) =>
        `${name} ist nicht signiert, die andere Datei schon. Die intelligente App-Steuerung oder eine App-Steuerungsrichtlinie würde sie blockieren.`,
      'helper-bad-signature': (name, status) =>
        `Windows akzeptiert die Signatur von ${name} nicht (${status}).`,

      'prompt-elevated': () =>
        'Dieser Prozess hat bereits Administratorrechte, daher würde Windows nicht nach Ihrer Zustimmung fragen.',
      'prompt-consent': () => 'Sie sind Administrator: Windows fragt nach Ihrer Zustimmung.',
      'prompt-password': () => 'Windows fragt nach dem Kennwort eines Administrators.',
      'prompt-none': () => 'Sie sind Administrator: Windows erteilt Administratorrechte ohne Abfrage.',
      'prompt-off': () =>
        'Die Benutzerkontensteuerung ist ausgeschaltet: Windows fragt nie, und Standardbenutzer erhalten keine Administratorrechte.',
      'prompt-refused': () =>
        'Sie sind Standardbenutzer, und Windows verweigert Administratorrechte ohne Abfrage (ConsentPromptBehaviorUser ist 0). Melden Sie sich als Administrator an, um den Dienst zu installieren.',
      'prompt-unsigned-refused': () =>
        'Windows erteilt nur signierten Programmen Administratorrechte (ValidateAdminCodeSignatures ist 1), und SigmaSrv.exe ist nicht signiert.',
      'prompt-protection': () =>
        'Der Administratorschutz ist eingeschaltet: Das Hilfsprogramm läuft unter einem eigenen Konto, nicht unter Ihrem.',
      'prompt-policy': (values) => `Richtlinie: ${values}.`,

      'folder-safe': (path) => `${path} ist sicher.`,
      'folder-unsafe': (path) => `Nicht nur Administratoren könnten ${path} ändern.`,
      'folder-missing': (path) => `${path} fehlt.`,
      'folder-unreadable': (path) =>
        `Die Berechtigungen von ${path} lassen sich ohne Administratorrechte nicht lesen.`,
      'folders-absent': () => 'Es gibt keine Ordner zu prüfen, solange der Dienst nicht installiert ist.',
      'owners-unknown': () =>
        'Nicht prüfbar: Wie Wine speichert dieses System die Besitzer von Ordnern nicht.',

      'clock-even': (milliseconds) =>
        `Während der Prüfung ging die Uhr des Computers auf ${milliseconds} ms genau.`,
      'clock-jumped': (milliseconds) =>
        `Während der Prüfung sprang die Uhr des Computers um ${milliseconds} ms: Die Zeiten von Meldungen lassen sich nicht vergleichen.`,
      'clock-before-build': (built) =>
        `Das Datum des Computers liegt vor dem ${built}, an dem SigmaSrv.exe erstellt wurde. Korrigieren Sie Datum und Uhrzeit.`,
      'clock-message-early': (milliseconds) =>
        `Die letzte Statusmeldung scheint ${milliseconds} ms vor dem Senden angekommen zu sein: Die Uhr des Computers muss verstellt worden sein.`,
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
        'Nicht verfügbar: Diese Kopie von Sigma wurde nicht installiert, es gibt also nichts zu aktualisieren.',
      'no-address': 'Nicht verfügbar: Diese Version gibt nicht an, wo ihre Updates veröffentlicht werden.',
      'not-secure': 'Nicht verfügbar: Die Updateadresse dieser Version ist nicht verschlüsselt (https).',
      unsigned:
        'Nicht verfügbar: Diese Version ist nicht signiert, daher lassen sich Updates nicht überprüfen.',
      'switched-off': 'Die Suche nach Updates ist ausgeschaltet.',
    },
    idle: 'Es wurde noch nicht nach Updates gesucht.',
    checking: 'Es wird nach Updates gesucht…',
    none: (time) => `Am ${time} wurde keine neuere Version gefunden.`,
    available: (version) => `Sigma ${version} ist verfügbar.`,
    downloading: (version) => `Sigma ${version} wird heruntergeladen…`,
    percent: (percent) => `${percent} %`,
    ready: (version) => `Sigma ${version} kann installiert werden.`,
    installing: (version) => `Sigma ${version} wird überprüft, dann wird Sigma zur Installation geschlossen…`,
    failures: {
      unreachable: 'Der Updateserver ist nicht erreichbar.',
      'nothing-published': 'In diesem Kanal ist nichts veröffentlicht.',
      'not-understood': 'Der Updateserver hat unerwartet geantwortet.',
      damaged: 'Das heruntergeladene Update war beschädigt und wurde verworfen.',
      signature: 'Das Update ist nicht vom Herausgeber von Sigma signiert. Es wurde nicht installiert.',
      other: 'Das Update ist fehlgeschlagen.',
    },
    check: 'Jetzt suchen',
    download: 'Herunterladen',
    install: 'Neu starten und aktualisieren',
    installHint: 'Schließt Sigma und startet das Setup. Windows fragt nach Ihrer Zustimmung.',
    notes: (version) => `Neu in Version ${version}`,
    show: 'Anzeigen',
    showHint: 'Öffnet die Einstellungen, in denen Sie das Update herunterladen und installieren können.',
  },

  frame: {
    toolbar: 'Dienst',
    statusBar: 'Statusleiste',
    simulation: 'Simulation: Es wird kein echter Dienst verändert.',
    stopWaiting: 'Nicht mehr warten',
    stopWaitingHint: 'Gibt das Fenster wieder frei. Windows führt den Vorgang möglicherweise noch zu Ende.',
    userControlOffer: 'Windows hat nach Ihrer Zustimmung gefragt.',
    userControlConsequence:
      'Auf Wunsch können Sie diesen Dienst künftig ohne Abfrage starten, beenden und anhalten.',
    cancelled: 'Die Administratorabfrage wurde abgelehnt. Es wurde nichts geändert.',
    snapshotFailed: 'Der aktuelle Zustand konnte nicht abgerufen werden.',
    serviceUnavailable: 'Der Zustand des Dienstes konnte nicht gelesen werden.',
    settingsTrouble: {
      'set-aside': {
        title: 'Die Einstellungsdatei ist beschädigt, daher gelten die Standardwerte.',
        text: (path) => `Die beschädigte Datei wurde als "${path}" aufbewahrt.`,
      },
      unreadable: {
        title: 'Die Einstellungen können gerade nicht gelesen werden, daher gelten die Standardwerte.',
        text: (path) =>
          `Sigma lässt "${path}" unverändert und versucht es weiter. Wenn diese Meldung bleibt, schließen Sie das Programm, das die Datei verwendet, oder prüfen Sie, ob Sie die Datei ändern dürfen.`,
      },
    },
    copyDetails: 'Details kopieren',
    copied: 'Kopiert',
    notCopied: 'Kopieren fehlgeschlagen',
    retry: 'Wiederholen',
    dismiss: 'Schließen',
  },

  mdi: {
    windowMenu: 'Fenster',
    windowMenuHint: 'Ordnet und öffnet Fenster.',
    commands: {
      cascade: 'Überlappend',
      'tile-horizontally': 'Untereinander',
      'tile-vertically': 'Nebeneinander',
      'arrange-icons': 'Minimierte Fenster anordnen',
      'minimise-all': 'Alle minimieren',
      next: 'Nächstes',
      previous: 'Vorheriges',
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
    noWindow: 'Es ist kein Fenster geöffnet. Öffnen Sie eines über das Menü „Fenster“.',
    moveByKeyboard:
      'Verschieben Sie das Fenster mit den Pfeiltasten. Mit der Eingabetaste übernehmen Sie die Position, mit ESC brechen Sie ab.',
    sizeByKeyboard:
      'Ändern Sie die Größe mit den Pfeiltasten. Mit der Eingabetaste übernehmen Sie die Größe, mit ESC brechen Sie ab.',
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
    failed: (service) => `${service} wurde unerwartet beendet`,
    silent: (service) => `Kein Status von ${service}`,
    replaced: (service) => `${service} wurde unerwartet neu gestartet`,
    silentDetail: 'Der Dienst wird ausgeführt, sendet aber keinen Status mehr.',
    refused: (service) => `${service} kann keinen Status senden`,
    inTray: 'Sigma wird weiter ausgeführt',
    inTrayDetail:
      'Sigma überwacht den Dienst weiter im Infobereich. Um Sigma zu beenden, klicken Sie dort mit der rechten Maustaste auf das Symbol, und wählen Sie „Sigma beenden“.',
  },

  failure: {
    start: {
      title: 'Sigma konnte nicht gestartet werden',
      nextStep:
        'Starten Sie Sigma noch einmal. Hilft das nicht, starten Sie den Computer neu. Wird Sigma auch dann nicht gestartet, installieren Sie es neu.',
    },
    unexpected: {
      title: 'In Sigma ist ein Fehler aufgetreten',
      nextStep:
        'Sigma wird weiter ausgeführt, zeigt aber möglicherweise veraltete Informationen an. Wählen Sie im Menü „Datei“ den Befehl „Sigma beenden“, und starten Sie Sigma dann neu.',
    },
    detail: (text) => `Fehler: ${text}`,
    logAt: (path) => `Einzelheiten stehen im Protokoll: ${path}`,
  },
};

/** @returns how a service ended last, where that says anything, to follow its state */
function exitText(code: number): string {
  if (code === 0) return '';
  if (code === ERROR_SERVICE_NEVER_STARTED) return ' (seit dem Start von Windows nicht gestartet)';
  return ` (letzter Exitcode: ${codeText(code)})`;
}
