# BST_CHECKED where the person wants the logs and settings deleted.
Var deleteData
Var deleteBox

!ifdef DELETE_APP_DATA_ON_UNINSTALL
  !error "The template would delete the person's folders with administrator rights, through any link in them."
!endif

# Before anything is touched. With --delete-app-data the template deletes folders of the person's, with administrator rights
# and through any link that is in them: this asks for the switch as the template does, and more strictly, so that what it lets
# pass is none there either. With /D= the template takes another folder for Sigma's.
Function un.ReadSwitches
  Push $R0
  Push $R1
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "--delete-app-data" $R1
  ${IfNot} ${Errors}
  ${OrIf} ${isDeleteAppData}
    Call un.RefuseSwitch
  ${EndIf}
  !insertmacro GetDParameter $R1
  ${If} $R1 != ""
    Call un.RefuseSwitch
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/DELETEDATA" $R1
  ${IfNot} ${Errors}
    ${If} $R1 != ""
      Call un.RefuseSwitch
    ${EndIf}
    StrCpy $deleteData ${BST_CHECKED}
  ${EndIf}
  ClearErrors
  Pop $R1
  Pop $R0
FunctionEnd

Function un.RefuseSwitch
  MessageBox MB_OK|MB_ICONSTOP "$(switchRefused)" /SD IDOK
  SetErrorLevel ${ERROR_INVALID_PARAMETER}
  Quit
FunctionEnd

Function un.ShowDataPage
  !insertmacro MUI_HEADER_TEXT "$(dataTitle)" "$(dataSubtitle)"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateCheckBox} 0 0 100% 12u "$(dataDelete)"
  Pop $deleteBox
  ${NSD_SetState} $deleteBox $deleteData
  nsDialogs::Show
FunctionEnd

Function un.LeaveDataPage
  ${NSD_GetState} $deleteBox $deleteData
FunctionEnd

# A service of another copy of Sigma is left alone. Where there is none, /unregister clears away what is left of it.
Function un.RemoveService
  Call un.FindService
  ${If} $R0 == "elsewhere"
  ${OrIfNot} ${FileExists} "$INSTDIR\${SERVICE_EXECUTABLE}"
    Return
  ${EndIf}
  StrCpy $R0 "/unregister"
  Call un.RunService
  ${If} $R0 != 0
  ${AndIf} $R0 != ${ERROR_SERVICE_DOES_NOT_EXIST}
    # Without its files nothing could remove it any more.
    StrCpy $R1 $R0
    MessageBox MB_OK|MB_ICONSTOP "$(serviceNotRemoved)" /SD IDOK
    SetErrorLevel $R1
    Quit
  ${EndIf}
  # SigmaSrv /console may run as well.
  StrCpy $R0 "$INSTDIR\${SERVICE_EXECUTABLE}"
  StrCpy $R1 1
  Call un.FindProcesses
FunctionEnd

# By this Windows starts Sigma for a click on a notification: electron/ gives the same to Electron.
!define TOAST_ACTIVATOR "{6B7C1F0E-9B0D-4B7E-9C54-3C1F4E0D5A21}"

!define CURRENT_VERSION "HKCU\Software\Microsoft\Windows\CurrentVersion"

# LocalService's own part of the registry is always there, and Windows lets only administrators and SYSTEM read it.
!define READABLE_ELEVATED "HKU\S-1-5-19"

# Where the installer leaves a copy of itself, and Sigma what it downloads.
!searchparse "${APP_INSTALLER_STORE_FILE}" "" UPDATER_FOLDER "\"

# What is the person's: what "Start with Windows" has written, what updates have left, and what Electron has made when it
# first showed a notification, which is the class by which Windows starts Sigma and a shortcut that names it; where that is
# wanted, the settings as well. All of it lies where the person can put a link in its place, and who has allowed the prompt
# may be somebody else: so Explorer is asked to start what removes it, as the person whose desktop it is. Where there is no
# Explorer StdUtils starts it with this process's own rights instead, and where User Account Control is off Explorer has
# the same: then it does nothing. What stays, also of other people, leads nowhere. Programs of 32 bits have classes of their
# own, and Electron is none. rd does not follow links.
# https://github.com/electron/electron/blob/main/shell/browser/notifications/win/windows_toast_activator.cc
Function un.RemoveWhatIsThePersons
  # Its folder would stay for as long as that process is in it.
  SetOutPath "$SYSDIR"
  StrCpy $R1 '/D /C $SYSDIR\reg.exe query ${READABLE_ELEVATED} || ('
  StrCpy $R1 '$R1$SYSDIR\reg.exe delete "HKCU\Software\Classes\CLSID\${TOAST_ACTIVATOR}" /f /reg:64'
  StrCpy $R1 '$R1 & $SYSDIR\reg.exe delete "${CURRENT_VERSION}\Run" /v "${APP_ID}" /f'
  StrCpy $R1 '$R1 & $SYSDIR\reg.exe delete "${CURRENT_VERSION}\Explorer\StartupApproved\Run" /v "${APP_ID}" /f'
  StrCpy $R1 '$R1 & del /F /Q "%APPDATA%\Microsoft\Windows\Start Menu\Programs\${PRODUCT_FILENAME}.lnk"'
  StrCpy $R1 '$R1 & rd /S /Q "%LOCALAPPDATA%\${UPDATER_FOLDER}"'
  ${If} $deleteData = ${BST_CHECKED}
    StrCpy $R1 '$R1 & rd /S /Q "%APPDATA%\Sigma"'
  ${EndIf}
  ${StdUtils.ExecShellAsUser} $R0 "$SYSDIR\cmd.exe" "open" "$R1)"
FunctionEnd

# The last installer that SigmaSrv /install-update has started, in a folder that is the administrators' alone. Not while that
# runs, which also uninstalls the old version.
Function un.RemoveUpdate
  RMDir /r "$PROGRAMFILES64\Sigma Update"
FunctionEnd

!define FILE_READ_ATTRIBUTES 0x80
# DELETE and FILE_READ_ATTRIBUTES.
!define ACCESS_TO_DELETE 0x10080
# FILE_SHARE_READ, FILE_SHARE_WRITE and FILE_SHARE_DELETE.
!define SHARE_ALL 7
!define OPEN_AN_EXISTING 3
# FILE_FLAG_BACKUP_SEMANTICS, without which no folder is opened; and with FILE_FLAG_OPEN_REPARSE_POINT, of a link itself.
!define OPEN_FOLDER 0x02000000
!define OPEN_ITSELF 0x02200000
!define FILE_DISPOSITION_INFO 4

# in: $R0, a path below %ProgramData%. Deletes the file, or the folder if it is empty, if that is where it lies: what was
# opened through a link on the way lies elsewhere. It is opened once, asked where it lies, and deleted, by one handle, so
# nobody can put anything else in its place in between. A link of that name goes, and not what it leads to.
Function un.DeleteWhereItLies
  Push $0
  Push $1
  Push $2
  Push $3
  System::Call 'kernel32::CreateFileW(w "$APPDATA", i ${FILE_READ_ATTRIBUTES}, i ${SHARE_ALL}, p 0, i ${OPEN_AN_EXISTING}, i ${OPEN_FOLDER}, p 0) p .r0'
  System::Call 'kernel32::GetFinalPathNameByHandleW(p r0, w .r1, i ${NSIS_MAX_STRLEN}, i 0) i .r2'
  System::Call 'kernel32::CloseHandle(p r0)'
  System::Call 'kernel32::CreateFileW(w "$APPDATA\$R0", i ${ACCESS_TO_DELETE}, i ${SHARE_ALL}, p 0, i ${OPEN_AN_EXISTING}, i ${OPEN_ITSELF}, p 0) p .r0'
  ${If} $2 <> 0
  ${AndIf} $0 <> ${INVALID_HANDLE_VALUE}
    System::Call 'kernel32::GetFinalPathNameByHandleW(p r0, w .r3, i ${NSIS_MAX_STRLEN}, i 0) i .r2'
    ${If} $2 <> 0
    ${AndIf} $3 == "$1\$R0"
      System::Call 'kernel32::SetFileInformationByHandle(p r0, i ${FILE_DISPOSITION_INFO}, *i 1, i 1)'
    ${EndIf}
    System::Call 'kernel32::CloseHandle(p r0)'
  ${EndIf}
  Pop $3
  Pop $2
  Pop $1
  Pop $0
FunctionEnd

# in: $R1, a log's path below %ProgramData%. Deletes it and the older ones, by the names that native-bridge/log.ts gives them.
Function un.DeleteLog
  StrCpy $R0 "$R1"
  Call un.DeleteWhereItLies
  StrCpy $R0 "$R1.full"
  Call un.DeleteWhereItLies
  StrCpy $R0 "$R1.1"
  Call un.DeleteWhereItLies
  StrCpy $R0 "$R1.2"
  Call un.DeleteWhereItLies
  StrCpy $R0 "$R1.3"
  Call un.DeleteWhereItLies
FunctionEnd

# All that SigmaSrv writes below %ProgramData%, unless another copy's service writes there. What is not Sigma's stays.
Function un.DeleteLogs
  Call un.FindService
  ${If} $R0 != "none"
    Return
  ${EndIf}
  StrCpy $R1 "Sigma\logs\SigmaSrv.log"
  Call un.DeleteLog
  StrCpy $R0 "Sigma\logs"
  Call un.DeleteWhereItLies
  StrCpy $R1 "Sigma\SigmaSrv-verbs.log"
  Call un.DeleteLog
  StrCpy $R0 "Sigma"
  Call un.DeleteWhereItLies
FunctionEnd
