import type { CodeTexts, SurpriseTexts } from './code-texts.ts';

const RETRY = 'Versuchen Sie es gleich noch einmal.';
const REPORT =
  'Starten Sie Sigma neu. Tritt das Problem erneut auf, melden Sie es, und fügen Sie das Protokoll bei.';

/** What Win32 error codes mean, and what to do, in German. */
export const GERMAN_CODES: CodeTexts = {
  0: ['Der Vorgang wurde erfolgreich abgeschlossen.', 'Sie müssen nichts tun.'],
  2: [
    'Die Datei oder der Mailslot ist nicht vorhanden.',
    'Prüfen Sie, ob Sigma vollständig installiert und sein Fenster geöffnet ist.',
  ],
  3: ['Der Ordner ist nicht vorhanden.', 'Prüfen Sie, ob Sigma vollständig installiert ist.'],
  5: [
    'Dafür sind Administratorrechte nötig.',
    'Verwenden Sie das Sigma-Fenster, und stimmen Sie der Abfrage zu, oder führen Sie den Befehl als Administrator aus.',
  ],
  6: ['Das Handle ist geschlossen oder hat den falschen Typ.', REPORT],
  13: [
    'Windows hat einen nicht dokumentierten Wert zurückgegeben.',
    'Melden Sie das Problem, und fügen Sie das Protokoll bei.',
  ],
  19: ['Der Datenträger ist schreibgeschützt.', 'Wählen Sie einen anderen Datenträger.'],
  32: [
    'Ein anderes Programm verwendet die Datei oder den Mailslot.',
    'Schließen Sie das andere Programm, und versuchen Sie es dann noch einmal.',
  ],
  50: ['Windows oder Sigma unterstützt das nicht.', 'Hier ist nichts zu tun.'],
  87: ['Ein Argument ist ungültig.', 'SigmaSrv /help zeigt die gültigen Argumente.'],
  109: ['Die Gegenseite hat die Verbindung geschlossen.', RETRY],
  112: [
    'Auf dem Datenträger ist nicht genügend Speicherplatz.',
    'Geben Sie Speicherplatz frei, und versuchen Sie es dann noch einmal.',
  ],
  120: ['Dieses System unterstützt den Aufruf nicht.', 'Sie müssen nichts tun: Sigma funktioniert auch so.'],
  121: ['Es sind nicht rechtzeitig Daten angekommen.', RETRY],
  122: ['Die Meldung ist zu groß für den Puffer.', 'Senden Sie eine kürzere Meldung.'],
  123: ['Der Name ist ungültig.', String.raw`Der Name eines Mailslots beginnt mit \\.\mailslot\ .`],
  124: [
    'Dieses System unterstützt die Einstellung nicht.',
    'Sie müssen nichts tun: Sigma funktioniert auch so.',
  ],
  183: [
    'Der Mailslot gehört bereits einem anderen Programm, wahrscheinlich dem Sigma eines anderen angemeldeten Benutzers.',
    'Schließen Sie das andere Sigma, oder melden Sie dessen Benutzer ab. Dieses Sigma übernimmt den Mailslot, sobald er frei ist.',
  ],
  193: [
    'Die Datei ist kein Programm, das diese Windows-Version ausführen kann.',
    'Reparieren Sie den Dienst, um seine Dateien erneut zu kopieren.',
  ],
  225: [
    'Die Antivirensoftware dieses Computers stuft die Datei als schädlich ein und hat sie blockiert.',
    'Suchen Sie die Datei im Schutzverlauf der Antivirensoftware. Gehört sie zu Sigma, stellen Sie sie wieder her, und melden Sie den Fehlalarm mit dem Namen der Software.',
  ],
  232: [
    'Der Prozess des Dienstes wurde beendet, bevor er antworten konnte.',
    'Wählen Sie „Aktualisieren“, und starten Sie den Dienst dann neu.',
  ],
  234: ['Es sind mehr Daten vorhanden, als der Puffer aufnehmen kann.', RETRY],
  258: [
    'Der Vorgang wurde nicht rechtzeitig abgeschlossen.',
    'Prüfen Sie den Zustand des Dienstes, und versuchen Sie es dann noch einmal.',
  ],
  259: ['Es sind keine weiteren Daten vorhanden.', 'Versuchen Sie es noch einmal.'],
  577: [
    'SigmaSrv.exe oder die zugehörige koffi.node ist nicht die mit diesem Sigma gelieferte Datei und wurde daher nicht mit Administratorrechten ausgeführt.',
    'Installieren Sie Sigma neu. Tritt das Problem erneut auf, werden die Dateien von einem anderen Programm oder einer Person geändert.',
  ],
  995: ['Der Vorgang wurde abgebrochen.', RETRY],
  1051: [
    'Andere laufende Dienste hängen von diesem Dienst ab.',
    'Beenden Sie zuerst die abhängigen Dienste.',
  ],
  1052: [
    'Der Dienst akzeptiert diesen Steuerbefehl in seinem aktuellen Zustand nicht.',
    'Warten Sie, bis der Dienst ausgeführt wird, und versuchen Sie es dann noch einmal.',
  ],
  1053: [
    'Der Dienst hat nicht rechtzeitig geantwortet.',
    'Versuchen Sie es noch einmal. Tritt das Problem erneut auf, sehen Sie im Protokoll des Dienstes nach.',
  ],
  1056: [
    'Der Dienst wird bereits ausgeführt oder ist angehalten.',
    'Falls er angehalten ist, setzen Sie ihn fort.',
  ],
  1057: [
    'Das Konto ist nicht vorhanden, oder das Kennwort ist falsch.',
    'Reparieren Sie den Dienst, damit er wieder sein eigenes Konto verwendet.',
  ],
  1058: [
    'Der Dienst ist deaktiviert.',
    'Reparieren Sie den Dienst, um den Starttyp auf „Manuell“ zu setzen, und starten Sie ihn dann.',
  ],
  1060: ['Der Dienst ist nicht installiert.', 'Falls Sie ihn benötigen, installieren Sie ihn zuerst.'],
  1061: [
    'Der Dienst wechselt gerade den Zustand.',
    'Warten Sie, bis der Wechsel abgeschlossen ist, und versuchen Sie es dann noch einmal.',
  ],
  1062: ['Der Dienst wird nicht ausgeführt.', 'Falls Sie ihn benötigen, starten Sie ihn zuerst.'],
  1063: [
    'SigmaSrv wurde in einer Konsole gestartet, nicht vom Dienststeuerungs-Manager.',
    'Starten Sie den Dienst mit SigmaSrv /start, oder lesen Sie SigmaSrv /help.',
  ],
  1064: [
    'Der Dienst konnte eine Anforderung nicht verarbeiten.',
    'Sehen Sie im Protokoll des Dienstes nach, und starten Sie den Dienst dann neu.',
  ],
  1066: [
    'Der Dienst wurde mit einem dienstspezifischen Fehler beendet.',
    'Die Bedeutung des Fehlercodes steht im Protokoll des Dienstes.',
  ],
  1067: [
    'Der Prozess des Dienstes wurde unerwartet beendet.',
    'Starten Sie den Dienst neu. Tritt das Problem erneut auf, sehen Sie im Protokoll des Dienstes nach.',
  ],
  1068: [
    'Ein Dienst, von dem dieser Dienst abhängt, konnte nicht gestartet werden.',
    'Starten Sie zuerst die Dienste, von denen er abhängt.',
  ],
  1069: [
    'Der Dienst konnte sich mit seinem Konto nicht anmelden.',
    String.raw`Reparieren Sie den Dienst, damit er sich wieder als NT AUTHORITY\LocalService anmeldet.`,
  ],
  1072: [
    'Der Dienst wird gelöscht, ist aber noch in einem anderen Programm geöffnet.',
    'Schließen Sie services.msc, Task-Manager und Process Explorer, und versuchen Sie es dann noch einmal.',
  ],
  1073: [
    'Ein Dienst mit diesem Namen ist bereits installiert.',
    'Um ihn zu ersetzen, deinstallieren Sie ihn zuerst.',
  ],
  1077: ['Der Dienst wurde seit dem Start von Windows nicht gestartet.', 'Starten Sie den Dienst.'],
  1078: [
    'Ein anderer Dienst verwendet bereits diesen Anzeigenamen.',
    'Entfernen Sie den anderen Dienst, oder ändern Sie seinen Anzeigenamen.',
  ],
  1115: ['Der Computer wird heruntergefahren.', 'Versuchen Sie es nach dem Neustart noch einmal.'],
  1223: [
    'Die Administratorabfrage wurde abgelehnt.',
    'Es wurde nichts geändert. Sie können es jederzeit noch einmal versuchen.',
  ],
  1260: [
    'Eine Richtlinie dieses Computers (AppLocker oder Richtlinien für Softwareeinschränkung) blockiert das Programm.',
    'Bitten Sie Ihren Administrator, die Programme von Sigma zuzulassen.',
  ],
  1332: [
    'Windows konnte den anfordernden Benutzer nicht bestimmen; daher wurde keine Berechtigung erteilt.',
    'Melden Sie sich als der Benutzer an, der den Dienst steuern soll, und erteilen Sie die Berechtigung im Sigma-Fenster.',
  ],
  1336: ['Die Zugriffssteuerungsliste ist ungültig.', REPORT],
  1359: ['In Sigma ist ein unerwarteter Fehler aufgetreten.', REPORT],
  1398: ['Die Uhren weichen zu weit voneinander ab.', 'Stellen Sie Datum und Uhrzeit dieses Computers ein.'],
  1460: [
    'Der Vorgang wurde nicht rechtzeitig abgeschlossen.',
    'Prüfen Sie den Zustand des Dienstes, und versuchen Sie es dann noch einmal.',
  ],
  1603: [
    'Das Installationsprogramm wurde sofort beendet und hat nichts installiert.',
    'Schließen Sie andere Installationsprogramme, und versuchen Sie es dann noch einmal. Möglicherweise hat das Installationsprogramm den Grund angezeigt.',
  ],
  1610: [
    'Windows hat die angeforderten Einstellungen nicht gespeichert.',
    'Reparieren Sie den Dienst. Tritt das Problem erneut auf, prüfen Sie, ob eine Richtlinie oder ein anderes Programm den Dienst ändert.',
  ],
  1618: [
    'Ein anderes Installationsprogramm von Sigma wird ausgeführt.',
    'Schließen Sie diese Installation ab, oder warten Sie auf ihr Ende, und versuchen Sie es dann noch einmal.',
  ],
  1620: [
    'Das Installationsprogramm gehört nicht zu einem neueren Sigma desselben Herausgebers und wurde daher nicht gestartet.',
    'Laden Sie das Installationsprogramm aus der offiziellen Quelle von Sigma herunter. Im Protokoll SigmaSrv-verbs.log steht, was an diesem Installationsprogramm nicht stimmt.',
  ],
  1630: ['Der Registrierungswert hat den falschen Datentyp.', 'Führen Sie SigmaSrv /repair aus.'],
  4551: [
    'Die intelligente App-Steuerung oder eine App-Steuerungsrichtlinie dieses Computers hat die Datei blockiert, weil sie nicht von einem vertrauenswürdigen Herausgeber signiert ist.',
    'Installieren Sie eine signierte Version von Sigma, oder bitten Sie Ihren Administrator, diese zuzulassen. Die Ereignisanzeige nennt die Datei unter Microsoft, Windows, CodeIntegrity.',
  ],
  5023: [
    'Der Dienst ist nicht in dem Zustand, der dafür nötig ist.',
    'Prüfen Sie den Zustand des Dienstes, und versuchen Sie es dann noch einmal.',
  ],
};

/** What a service does instead of what was asked for, and what to do, in German. */
export const GERMAN_SURPRISES: SurpriseTexts = {
  'ended-at-once': [
    'Der Dienst wurde gestartet und hat sich ohne Fehler wieder beendet.',
    'Manche Dienste beenden sich, wenn sie nichts zu tun haben. Falls Sie das nicht erwartet haben, sehen Sie im Protokoll des Dienstes nach.',
  ],
  'runs-on': [
    'Der Dienst hat die Anforderung angenommen, aber nicht ausgeführt.',
    'Versuchen Sie es noch einmal. Tritt das Problem erneut auf, beenden Sie den Prozess des Dienstes im Task-Manager.',
  ],
  'changed-meanwhile': [
    'Ein anderes Programm hat den Zustand des Dienstes inzwischen geändert.',
    'Prüfen Sie den Zustand des Dienstes, und versuchen Sie es dann noch einmal.',
  ],
  stuck: [
    'Der Dienst hängt bei einem Zustandswechsel: Die angeforderte Zeit ist abgelaufen.',
    'Warten Sie einen Moment. Ändert sich nichts, beenden Sie den Prozess des Dienstes im Task-Manager; seine Prozess-ID steht im Fenster „Dienst“.',
  ],
  'not-stuck': [
    'Der Dienst hängt nicht beim Beenden, daher wurde sein Prozess nicht abgebrochen.',
    'Beenden Sie stattdessen den Dienst. Sein Prozess kann abgebrochen werden, sobald das Beenden nicht mehr vorankommt.',
  ],
  own: [
    'Das ist der eigene Dienst von Sigma, daher wurde sein Prozess nicht abgebrochen.',
    'Beenden Sie stattdessen den Dienst, oder reparieren Sie ihn.',
  ],
  shared: [
    'Im selben Prozess werden weitere Dienste ausgeführt, daher wurde er nicht abgebrochen.',
    'Warten Sie auf den Dienst, oder starten Sie den Computer neu.',
  ],
  critical: [
    'Ohne diesen Prozess hält Windows den ganzen Computer an, daher wurde er nicht abgebrochen.',
    'Starten Sie den Computer neu, falls sich der Dienst nicht erholt.',
  ],
  protected: [
    'Windows schützt diesen Prozess: Auch ein Administrator kann ihn nicht abbrechen.',
    'Starten Sie den Computer neu, falls sich der Dienst nicht erholt.',
  ],
};
