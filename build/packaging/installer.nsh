# What Sigma's installer does in addition to electron-builder's, whose template inserts these macros where it needs them.
# https://www.electron.build/nsis#custom-nsis-script
#
#   /SERVICE=none|register|start   what to do with the service; without it, a silent installation leaves it as it is
#   /DELETEDATA                    the uninstaller also deletes the service's logs and the user's settings
#
# The template is compiled twice, the first time with BUILD_UNINSTALLER to get the uninstaller. An unused function is an
# error, so each half has its own.

!include FileFunc.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include nsDialogs.nsh

# After the template has defined its pages and languages.
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

# Before any page is shown.
!macro customInit
  !ifndef APP_64
    Call RequireWindows11OnArm
    # The template mistakes Windows on Arm for a 32-bit one.
    ${If} $INSTDIR == "$PROGRAMFILES32\${APP_FILENAME}"
      StrCpy $INSTDIR "$PROGRAMFILES64\${APP_FILENAME}"
    ${EndIf}
  !endif
  Call RefuseDeleteAppData
  Call ReadServiceChoice
!macroend

# The same for the uninstaller; if that is silent, the next macro runs first.
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

# Before any file is changed. The template would end everything that runs from the folder, including the service, which
# Windows would record as a crash.
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

# After an update has tried to remove the old version, whose uninstaller restores its files if it fails.
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

# When the files should have been installed: the template does not check whether they could be written.
!macro customInstall
  Call CheckFiles
  Call SetUpService
!macroend

# Before the files are removed. An update removes the old ones in the same way.
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
