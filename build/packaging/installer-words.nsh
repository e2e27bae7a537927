# The languages are those of the template, which has words of its own for everything else.

!macro words NAME ENGLISH GERMAN
  LangString ${NAME} ${LANG_ENGLISH} "${ENGLISH}"
  LangString ${NAME} ${LANG_GERMAN} "${GERMAN}"
!macroend

!ifdef BUILD_UNINSTALLER
  !insertmacro words dataTitle "Logs and settings" "Protokolle und Einstellungen"
  !insertmacro words dataSubtitle "Choose whether Sigma leaves them on this computer." "Wählen Sie, ob Sigma sie auf diesem Computer lässt."
  !insertmacro words dataDelete "Also delete the service's logs and the settings of this account" "Auch die Protokolle des Dienstes und die Einstellungen dieses Kontos löschen"
  !insertmacro words switchRefused "Nothing was uninstalled. To delete the logs and settings as well, use /DELETEDATA; --delete-app-data and /D= are refused." "Es wurde nichts deinstalliert. /DELETEDATA löscht auch die Protokolle und Einstellungen; --delete-app-data und /D= werden abgelehnt."
  !insertmacro words serviceNotRemoved "The service SigmaSrv could not be removed (error $R1). Nothing was uninstalled." "Der Dienst SigmaSrv konnte nicht entfernt werden (Fehler $R1). Es wurde nichts deinstalliert."
!else
  !insertmacro words serviceTitle "Sigma Support Service" "Sigma Support Service"
  !insertmacro words serviceSubtitle "Choose whether to install the service as well." "Wählen Sie, ob auch der Dienst installiert wird."
  !insertmacro words serviceText "SigmaSrv is the service that Sigma watches. You can install and remove it in Sigma's window at any time." "SigmaSrv ist der Dienst, den Sigma überwacht. Sie können ihn im Fenster von Sigma jederzeit installieren und entfernen."
  !insertmacro words serviceRegister "Install the service" "Dienst installieren"
  !insertmacro words serviceStart "Start it now, and with Windows" "Jetzt und mit Windows starten"
  !ifndef APP_64
    !insertmacro words wrongProcessor "This installer is for Windows on Arm. Get the one for x64." "Dieses Installationsprogramm ist für Windows auf Arm. Nehmen Sie das für x64."
    !insertmacro words windowsTooOld "Sigma needs Windows 11 on Arm: Windows 10 there does not run its service, which is for x64. Nothing was installed." "Sigma braucht auf Arm Windows 11: Windows 10 führt dort seinen Dienst nicht aus, der für x64 ist. Es wurde nichts installiert."
  !endif
  !insertmacro words switchRefused "Nothing was installed. --delete-app-data is refused: to delete the logs and settings, uninstall Sigma with /DELETEDATA." "Es wurde nichts installiert. --delete-app-data wird abgelehnt: Um die Protokolle und Einstellungen zu löschen, deinstallieren Sie Sigma mit /DELETEDATA."
  !insertmacro words folderOpen "Nothing was installed: others than administrators can change $R5, from where Windows would run files with administrator rights. Install into a folder that only administrators can change, such as one in $PROGRAMFILES64, or let only administrators change this one." "Es wurde nichts installiert: Nicht nur Administratoren können $R5 ändern, und von dort würde Windows Dateien mit Administratorrechten ausführen. Installieren Sie in einen Ordner, den nur Administratoren ändern können, etwa in $PROGRAMFILES64, oder lassen Sie nur Administratoren diesen ändern."
  !insertmacro words filesMissing "Not all of Sigma's files could be written to $INSTDIR. Close other programs, and install again." "Nicht alle Dateien von Sigma konnten nach $INSTDIR geschrieben werden. Schließen Sie andere Programme, und installieren Sie noch einmal."
  !insertmacro words serviceNotStopped "The service SigmaSrv could not be stopped (error $R1). Nothing was installed." "Der Dienst SigmaSrv konnte nicht beendet werden (Fehler $R1). Es wurde nichts installiert."
  !insertmacro words serviceNotRegistered "Sigma is installed, but not its service (error $R1). Sigma's window says more." "Sigma ist installiert, sein Dienst aber nicht (Fehler $R1). Das Fenster von Sigma sagt mehr dazu."
!endif
