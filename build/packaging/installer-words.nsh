# The languages of the template, which has its own words for everything else.

!macro words NAME ENGLISH GERMAN
  LangString ${NAME} ${LANG_ENGLISH} "${ENGLISH}"
  LangString ${NAME} ${LANG_GERMAN} "${GERMAN}"
!macroend

!ifdef BUILD_UNINSTALLER
  !insertmacro words dataTitle "Logs and settings" "Protokolle und Einstellungen"
  !insertmacro words dataSubtitle "Choose whether to keep them on this computer." "Wählen Sie, ob sie auf diesem Computer bleiben."
  !insertmacro words dataDelete "Also delete the service's logs and the settings of this account" "Auch die Protokolle des Dienstes und die Einstellungen dieses Kontos löschen"
  !insertmacro words switchRefused "Nothing was uninstalled. To delete the logs and settings as well, use /DELETEDATA; --delete-app-data and /D= are refused." "Es wurde nichts deinstalliert. /DELETEDATA löscht auch die Protokolle und Einstellungen; --delete-app-data und /D= werden abgelehnt."
  !insertmacro words serviceNotRemoved "The service SigmaSrv could not be removed (error $R1). Nothing was uninstalled." "Der Dienst SigmaSrv konnte nicht entfernt werden (Fehler $R1). Es wurde nichts deinstalliert."
!else
  !insertmacro words serviceTitle "Sigma Support Service" "Sigma Support Service"
  !insertmacro words serviceSubtitle "Choose whether to install the service as well." "Wählen Sie, ob auch der Dienst installiert wird."
  !insertmacro words serviceText "SigmaSrv is the service that Sigma watches. You can install and remove it in Sigma's window at any time." "SigmaSrv ist der Dienst, den Sigma überwacht. Sie können ihn im Fenster von Sigma jederzeit installieren und entfernen."
  !insertmacro words serviceRegister "Install the service" "Dienst installieren"
  !insertmacro words serviceStart "Start it now and whenever Windows starts" "Jetzt und bei jedem Start von Windows starten"
  !ifndef APP_64
    !insertmacro words wrongProcessor "This installer is for Windows on Arm. Download the installer for x64." "Dieses Installationsprogramm ist für Windows auf Arm. Laden Sie das für x64 herunter."
    !insertmacro words windowsTooOld "On Arm, Sigma needs Windows 11: its service is an x64 program, which Windows 10 on Arm can't run. Nothing was installed." "Auf Arm benötigt Sigma Windows 11: Der Dienst ist ein x64-Programm, das Windows 10 auf Arm nicht ausführen kann. Es wurde nichts installiert."
  !endif
  !insertmacro words switchRefused "Nothing was installed. --delete-app-data is refused: to delete the logs and settings, uninstall Sigma with /DELETEDATA." "Es wurde nichts installiert. --delete-app-data wird abgelehnt: Um die Protokolle und Einstellungen zu löschen, deinstallieren Sie Sigma mit /DELETEDATA."
  !insertmacro words folderOpen "Nothing was installed: non-administrators can change $R5, and Windows would run files there with administrator rights. Install into a folder that only administrators can change, such as one in $PROGRAMFILES64, or restrict this folder to administrators." "Es wurde nichts installiert: Nicht nur Administratoren können $R5 ändern, und Windows würde Dateien von dort mit Administratorrechten ausführen. Installieren Sie in einen Ordner, den nur Administratoren ändern können, etwa unter $PROGRAMFILES64, oder erlauben Sie Änderungen an diesem Ordner nur Administratoren."
  !insertmacro words filesMissing "Some of Sigma's files could not be written to $INSTDIR. Close other programs, then install again." "Einige Dateien von Sigma konnten nicht nach $INSTDIR geschrieben werden. Schließen Sie andere Programme, und installieren Sie erneut."
  !insertmacro words serviceNotStopped "The service SigmaSrv could not be stopped (error $R1). Nothing was installed." "Der Dienst SigmaSrv konnte nicht beendet werden (Fehler $R1). Es wurde nichts installiert."
  !insertmacro words serviceNotRegistered "Sigma was installed, but its service was not (error $R1). See Sigma's window for details." "Sigma wurde installiert, der Dienst jedoch nicht (Fehler $R1). Einzelheiten finden Sie im Fenster von Sigma."
!endif
