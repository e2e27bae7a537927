import type { CodeTexts, SurpriseTexts } from './code-texts.ts';

const RETRY = 'Gleich noch einmal versuchen.';

/** What Win32 error codes mean, and what to do, in German. */
export const GERMAN_CODES: CodeTexts = {
  0: ['Es hat geklappt.', 'Nichts zu tun.'],
  2: [
    'Die Datei oder der Mailslot existiert nicht.',
    'Prüfen, ob Sigma vollständig installiert und sein Fenster offen ist.',
  ],
  3: ['Der Ordner existiert nicht.', 'Prüfen, ob Sigma vollständig installiert ist.'],
  5: [
    'Dafür sind Administratorrechte nötig.',
    'Aus dem Fenster von Sigma heraus tun und die Abfrage zulassen, oder den Befehl als Administrator ausführen.',
  ],
  6: [
    'Das Handle ist geschlossen oder von anderer Art.',
    'Sigma neu starten; wenn es wieder geschieht, mit dem Protokoll melden.',
  ],
  13: ['Das System hat mit einem Wert geantwortet, den es nicht dokumentiert.', 'Mit dem Protokoll melden.'],
  19: ['Der Datenträger ist schreibgeschützt.', 'Einen anderen Datenträger wählen.'],
  32: [
    'Ein anderes Programm hat es geöffnet und teilt es nicht.',
    'Das andere Programm schließen, dann noch einmal versuchen.',
  ],
  87: ['Ein Argument ist ungültig.', 'SigmaSrv /help zeigt die Argumente.'],
  109: ['Das andere Ende wurde geschlossen.', RETRY],
  112: [
    'Auf dem Datenträger ist nicht genug Platz.',
    'Platz auf dem Datenträger schaffen, dann noch einmal versuchen.',
  ],
  120: ['Dieses System unterstützt den Aufruf nicht.', 'Nichts zu tun: Sigma kommt ohne ihn aus.'],
  121: ['In der erlaubten Zeit ist nichts angekommen.', RETRY],
  122: ['Die Meldung ist größer als der Puffer.', 'Eine kürzere Meldung senden.'],
  123: [
    'Der Name ist nicht so geschrieben, wie das System es verlangt.',
    String.raw`Der Name eines Mailslots beginnt mit \\.\mailslot\ .`,
  ],
  124: ['Dieses System unterstützt diese Einstellung nicht.', 'Nichts zu tun: Sigma kommt ohne sie aus.'],
  183: [
    'Der Mailslot gehört schon einem anderen Programm, wahrscheinlich einem zweiten Sigma eines anderen Benutzers, der angemeldet ist.',
    'Das andere Sigma schließen oder seinen Benutzer abmelden; dieses übernimmt den Mailslot, sobald er frei ist.',
  ],
  193: [
    'Die Datei ist kein Programm, das dieses Windows ausführen kann.',
    'Den Dienst reparieren, was seine Dateien neu kopiert.',
  ],
  225: [
    'Der Virenschutz dieses Computers hält die Datei für schädlich und hat sie blockiert.',
    'In seinem Schutzverlauf nach der Datei sehen. Ist es eine von Sigma, sie wiederherstellen und den Fehlalarm mit ihrem Namen melden.',
  ],
  232: [
    'Der Prozess des Dienstes ist zu Ende gegangen, bevor er antworten konnte.',
    'Aktualisieren, dann den Dienst wieder starten.',
  ],
  234: ['Es gibt mehr Daten, als Platz haben.', RETRY],
  258: [
    'Es ist in der erlaubten Zeit nicht fertig geworden.',
    'Den Zustand des Dienstes ansehen, dann noch einmal versuchen.',
  ],
  577: [
    'SigmaSrv.exe oder dessen koffi.node ist nicht die Datei, mit der dieses Sigma kam, und hat keine Administratorrechte bekommen.',
    'Sigma neu installieren; wenn es wieder geschieht, ändert jemand seine Dateien.',
  ],
  995: ['Der Vorgang wurde abgebrochen.', RETRY],
  1051: [
    'Andere laufende Dienste hängen von diesem ab.',
    'Zuerst die Dienste beenden, die von ihm abhängen.',
  ],
  1052: [
    'Der Dienst nimmt diese Steuerung in seinem jetzigen Zustand nicht an.',
    'Warten, bis der Dienst läuft, dann noch einmal versuchen.',
  ],
  1053: [
    'Der Prozess des Dienstes hat nicht rechtzeitig geantwortet.',
    'Noch einmal versuchen; wenn es wieder geschieht, in das Protokoll des Dienstes sehen.',
  ],
  1056: ['Der Dienst läuft bereits.', 'Nichts zu tun.'],
  1057: [
    'Das Konto existiert nicht, oder sein Kennwort ist falsch.',
    'Den Dienst reparieren: danach hat er wieder sein eigenes Konto.',
  ],
  1058: ['Der Dienst ist deaktiviert.', 'Den Dienst reparieren: danach startet er bei Bedarf. Dann starten.'],
  1060: ['Der Dienst ist nicht installiert.', 'Den Dienst installieren.'],
  1061: [
    'Der Dienst ist gerade dabei, seinen Zustand zu wechseln.',
    'Warten, bis der Wechsel fertig ist, dann noch einmal versuchen.',
  ],
  1062: ['Der Dienst läuft nicht.', 'Nichts zu tun.'],
  1063: [
    'SigmaSrv wurde von einer Konsole gestartet, nicht vom Dienststeuerungs-Manager.',
    'Mit SigmaSrv /start starten, oder SigmaSrv /help ansehen.',
  ],
  1064: [
    'Der Dienst ist bei der Bearbeitung einer Anforderung gescheitert.',
    'In das Protokoll des Dienstes sehen, dann wieder starten.',
  ],
  1066: [
    'Der Dienst hat mit einem eigenen Fehler aufgehört.',
    'Im Protokoll des Dienstes steht, was sein eigener Code bedeutet.',
  ],
  1067: [
    'Der Prozess des Dienstes ist unerwartet zu Ende gegangen.',
    'Wieder starten; wenn es wieder geschieht, in das Protokoll des Dienstes sehen.',
  ],
  1068: [
    'Ein Dienst, von dem dieser abhängt, ist nicht gestartet.',
    'Zuerst die Dienste starten, von denen er abhängt.',
  ],
  1069: [
    'Der Dienst konnte sich mit seinem Konto nicht anmelden.',
    String.raw`Den Dienst reparieren: danach läuft er wieder als NT AUTHORITY\LocalService.`,
  ],
  1072: [
    'Der Dienst wird gelöscht, aber ein anderes Programm hält ihn noch offen.',
    'services.msc, Task-Manager und Process Explorer schließen, dann noch einmal versuchen.',
  ],
  1073: [
    'Ein Dienst dieses Namens ist schon installiert.',
    'Ihn zuerst deinstallieren, wenn er ersetzt werden soll.',
  ],
  1077: ['Der Dienst wurde seit dem Systemstart nicht gestartet.', 'Den Dienst starten.'],
  1078: [
    'Ein anderer Dienst hat schon diesen Anzeigenamen.',
    'Den anderen Dienst entfernen oder seinen Anzeigenamen ändern.',
  ],
  1115: ['Das System wird heruntergefahren.', 'Nach dem Neustart noch einmal versuchen.'],
  1223: [
    'Die Administratorabfrage wurde mit Nein beantwortet.',
    'Nichts wurde geändert. Es lässt sich jederzeit noch einmal versuchen.',
  ],
  1260: [
    'Eine Richtlinie dieses Computers (AppLocker oder Richtlinien für Softwareeinschränkung) lässt das Programm nicht laufen.',
    'Wer diesen Computer verwaltet, kann die Programme von Sigma zulassen.',
  ],
  1332: [
    'Windows sagt nicht, welcher Benutzer danach gefragt hat; deshalb darf niemand den Dienst ohne Nachfrage steuern.',
    'Melden Sie sich als der Benutzer an, der den Dienst steuern soll, und erlauben Sie es in seinem Sigma-Fenster.',
  ],
  1336: [
    'Die Zugriffssteuerungsliste ist ungültig.',
    'Starten Sie Sigma neu; wenn es wieder geschieht, melden Sie es mit dem Protokoll.',
  ],
  1359: [
    'Sigma ist auf eine Weise gescheitert, mit der es nicht gerechnet hat.',
    'Sigma neu starten; wenn es wieder geschieht, mit dem Protokoll melden.',
  ],
  1398: ['Die Uhren weichen zu weit voneinander ab.', 'Stellen Sie Datum und Uhrzeit dieses Computers.'],
  1460: [
    'Es ist in der erlaubten Zeit nicht fertig geworden.',
    'Den Zustand des Dienstes ansehen, dann noch einmal versuchen.',
  ],
  1603: [
    'Das Installationsprogramm ist sofort beendet worden und hat nichts installiert.',
    'Andere Installationsprogramme schließen und noch einmal versuchen. Sein eigenes Fenster kann gesagt haben, warum.',
  ],
  1610: [
    'Was das System gespeichert hat, ist nicht das, was Sigma verlangt hat.',
    'Den Dienst reparieren; wenn es wieder geschieht, nachsehen, ob eine Richtlinie oder ein anderes Programm den Dienst ändert.',
  ],
  1618: [
    'Ein anderes Installationsprogramm von Sigma läuft.',
    'Es abschließen oder sein Ende abwarten, dann noch einmal versuchen.',
  ],
  1620: [
    'Das ist kein Installationsprogramm eines neueren Sigma vom Herausgeber dieses hier, und es wurde nicht gestartet.',
    'Das Installationsprogramm von dort holen, wo Sigma veröffentlicht wird. Das Protokoll SigmaSrv-verbs.log sagt, was an diesem falsch ist.',
  ],
  1630: ['Die Registrierung hat dort Daten eines anderen Typs.', 'Führen Sie SigmaSrv /repair aus.'],
  4551: [
    'Smart App Control oder eine App-Steuerungsrichtlinie dieses Computers hat die Datei blockiert, weil kein Herausgeber sie signiert hat, dem sie vertraut.',
    'Ein signiertes Sigma installieren, oder es zulassen lassen von dem, der diesen Computer verwaltet. Die Ereignisanzeige nennt die Datei unter Microsoft, Windows, CodeIntegrity.',
  ],
};

/** What a service does instead of what was asked for, and what to do, in German. */
export const GERMAN_SURPRISES: SurpriseTexts = {
  'ended-at-once': [
    'Der Dienst ist gestartet und hat sich ohne Fehler wieder beendet.',
    'Manche Dienste beenden sich, wenn es nichts für sie zu tun gibt. Wenn dieser es nicht soll, in sein Protokoll sehen.',
  ],
  'runs-on': [
    'Der Dienst hat die Anforderung angenommen und nichts getan.',
    'Noch einmal versuchen; wenn es wieder geschieht, seinen Prozess im Task-Manager beenden.',
  ],
  'changed-meanwhile': [
    'Ein anderes Programm hat den Zustand des Dienstes inzwischen geändert.',
    'Seinen Zustand ansehen und noch einmal verlangen, was geschehen soll.',
  ],
  stuck: [
    'Der Dienst wechselt seinen Zustand und ist länger nicht weitergekommen, als er angekündigt hat.',
    'Ein wenig warten. Bleibt es so, seinen Prozess, dessen ID das Fenster Dienst zeigt, im Task-Manager beenden.',
  ],
};
