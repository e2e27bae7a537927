# What Sigma's installer does beyond electron-builder's, whose template inserts these macros at its own places.
# https://www.electron.build/nsis#custom-nsis-script
#
#   /SERVICE=none|register|start   what becomes of the service; a silent installation without it leaves it as it is
#   /DELETEDATA                    the uninstaller also deletes the service's logs and the person's settings
#
# The template is compiled twice, once to get the uninstaller, with BUILD_UNINSTALLER. A function that nothing calls
# is an error, so each half has its own.

!include FileFunc.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include nsDialogs.nsh

# Once the template has its pages and languages.
!macro customHeader
  !include "service.nsh"
  !include "processes.nsh"
  !include "installer-words.nsh"
  !ifdef BUILD_UNINSTALLER
    !include "uninstaller-steps.nsh"
  !else
    !include "safe-folder.nsh"
    !include "required-windows.nsh"
    !include "installer-steps.nsh"
  !endif
!macroend

# Before any page shows.
!macro customInit
  !ifndef APP_64
    Call RequireWindows11OnArm
    # The template takes Windows on Arm for a 32-bit one.
    ${If} $INSTDIR == "$PROGRAMFILES32\${APP_FILENAME}"
      StrCpy $INSTDIR "$PROGRAMFILES64\${APP_FILENAME}"
    ${EndIf}
  !endif
  Call RefuseDeleteAppData
  Call ReadServiceChoice
!macroend

# As above, for the uninstaller; where it is silent the next macro comes first.
!macro customUnInit
  Call un.ReadSwitches
!macroend

!macro customPageAfterChangeDir
  Page custom ShowServicePage LeaveServicePage
!macroend

!macro customUnWelcomePage
  !insertmacro MUI_UNPAGE_WELCOME
  UninstPage custom un.ShowDataPage un.LeaveDataPage
!macroend

# Before any file is touched. The template's own way ends everything that runs from the folder, also the service, which
# Windows would take for a crash.
!macro customCheckAppRunning
  !ifdef BUILD_UNINSTALLER
    Call un.ReadSwitches
    Call un.EndClient
  !else
    !include "machine-wide.nsh"
    Call RefuseOpenFolders
    Call EndClient
    Call StopServiceForUpgrade
    Call EndPrograms
  !endif
!macroend

# Once an update has tried to remove the old version, whose uninstaller puts its files back where it fails.
!macro customUnInstallCheck
  ${IfNot} ${Errors}
  ${AndIf} $R0 != 0
    StrCpy $R1 $R0
    Call StartServiceAgain
    MessageBox MB_OK|MB_ICONSTOP "$(uninstallFailed): $R1" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
!macroend

# Once the files should be there: the template does not ask whether they could be written.
!macro customInstall
  Call CheckFiles
  Call SetUpService
!macroend

# Before the files are removed; an update removes the old ones in the same way.
!macro customUnInstall
  ${IfNot} ${isUpdated}
    Call un.RemoveService
    Call un.RemoveWhatIsThePersons
    Call un.RemoveUpdate
    ${If} $deleteData = ${BST_CHECKED}
      Call un.DeleteLogs
    ${EndIf}
  ${EndIf}
!macroend
