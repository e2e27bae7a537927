import { SERVICE_DISPLAY_NAME, SERVICE_NAME } from '../sigma-service.ts';
import { GERMAN_CODES } from './german-codes.ts';
import type { Words } from './words.ts';

/** Every word that Sigma's window says, in German. */
export const GERMAN: Words = {
  codes: GERMAN_CODES,
  unknownCode: {
    explanation: 'Windows meldet einen Fehler, für den Sigma keine Erklärung hat.',
    nextStep: (code) => `"net helpmsg ${code}" zeigt den Text, den Windows dafür hat.`,
  },

  requests: {
    labels: {
      install: 'Dienst installieren',
      uninstall: 'Dienst deinstallieren',
      start: 'Starten',
      stop: 'Beenden',
      pause: 'Anhalten',
      continue: 'Fortsetzen',
      refresh: 'Aktualisieren',
    },
    hints: {
      install: 'Installiert den Dienst. Verlangt Administratorrechte.',
      uninstall: 'Beendet und entfernt den Dienst. Verlangt Administratorrechte.',
      start: 'Startet den Dienst.',
      stop: 'Beendet den Dienst.',
      pause: 'Hält den Dienst an. Er bleibt im Speicher und meldet weiter, dass er da ist.',
      continue: 'Setzt den angehaltenen Dienst fort.',
      refresh: 'Fragt Windows jetzt nach dem Zustand des Dienstes.',
    },
    busy: {
      install: 'Wird installiert…',
      uninstall: 'Wird deinstalliert…',
      start: 'Wird gestartet…',
      stop: 'Wird beendet…',
      pause: 'Wird angehalten…',
      continue: 'Wird fortgesetzt…',
    },
    failures: {
      install: 'Der Dienst wurde nicht installiert.',
      uninstall: 'Der Dienst wurde nicht deinstalliert.',
      start: 'Der Dienst wurde nicht gestartet.',
      stop: 'Der Dienst wurde nicht beendet.',
      pause: 'Der Dienst wurde nicht angehalten.',
      continue: 'Der Dienst läuft nicht weiter.',
      refresh: 'Der Zustand des Dienstes konnte nicht gelesen werden.',
    },
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
      starting: 'Startet',
      healthy: 'Läuft',
      silent: 'Läuft, aber schweigt',
      paused: 'Angehalten',
      stopping: 'Wird beendet',
      'posting-unregistered': 'Nicht installiert, sendet aber',
    },
    sentences: {
      unknown: 'Der Zustand des Dienstes ist noch nicht bekannt.',
      'not-installed': `${SERVICE_DISPLAY_NAME} ist nicht installiert.`,
      stopped: `${SERVICE_DISPLAY_NAME} ist beendet.`,
      starting: `${SERVICE_DISPLAY_NAME} startet.`,
      healthy: `${SERVICE_DISPLAY_NAME} läuft.`,
      silent: `${SERVICE_DISPLAY_NAME} läuft, sendet aber keinen Status.`,
      paused: `${SERVICE_DISPLAY_NAME} ist angehalten.`,
      stopping: `${SERVICE_DISPLAY_NAME} wird beendet.`,
      'posting-unregistered': `${SERVICE_DISPLAY_NAME} ist nicht installiert, aber seine Meldungen kommen an.`,
    },
    since: (time) => `Seit ${time}.`,
    process: (id) => `Prozess ${id}.`,
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
    empty: '(leere Meldung)',
    jumpToNewest: 'Zur neuesten',
    noneYet: 'Noch keine Meldungen',
    number: (number, ago) => `Nr. ${number}, ${ago}`,
    notes: {
      forgotten: (count) => `${count} frühere nicht aufbewahrt`,
      dropped: (count) => `${count} kamen zu schnell und wurden ausgelassen`,
      malformed: (count) => `${count} fehlerhaft`,
    },
    hints: {
      waiting: 'Der erste Bericht über den Dienst steht noch aus.',
      'no-mailslot': 'Meldungen erscheinen hier, sobald Sigma seinen Mailslot öffnen kann.',
      'not-installed': `${SERVICE_DISPLAY_NAME} ist nicht installiert. Der erste Schritt ist Dienst installieren, der zweite Starten; dann erscheinen hier seine Meldungen.`,
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
    titles: { messages: 'Meldungen', service: 'Dienst', mailslot: 'Mailslot', system: 'System' },
    open: (title) => `${title} öffnen`,
  },

  facts: {
    name: 'Name',
    state: 'Zustand',
    processId: 'Prozess-ID',
    details: 'Einzelheiten',
    none: 'Keine',
    unknown: 'Unbekannt',
    received: 'Empfangen',
    malformed: 'Fehlerhaft',
    dropped: 'Ausgelassen',
    computer: 'Computername',
    system: 'System',
    build: 'Build',
    processors: 'Prozessoren',
  },

  frame: {
    toolbar: 'Dienst',
    statusBar: 'Statusleiste',
    simulation: 'Simulation: Kein echter Dienst wird berührt.',
    cancelled: 'Die Administratorabfrage wurde mit Nein beantwortet. Nichts wurde geändert.',
    snapshotFailed: 'Das Fenster konnte den gegenwärtigen Zustand nicht bekommen.',
    serviceUnavailable: 'Der Zustand des Dienstes lässt sich nicht lesen.',
    settingsDamaged: 'Die Einstellungen waren nicht lesbar und haben wieder ihre Vorgaben.',
    settingsSetAside: (path) => `Was da war, liegt jetzt in "${path}".`,
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
};
