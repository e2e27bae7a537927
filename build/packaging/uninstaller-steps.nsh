# BST_CHECKED if the user wants the logs and settings deleted.
Var deleteData
Var deleteBox

!ifdef DELETE_APP_DATA_ON_UNINSTALL
  !error "The template would delete the person's folders with administrator rights, through any link in them."
!endif

# Before anything is changed. With --delete-app-data, the template deletes folders of the user with administrator rights and
# through any link in them. This looks for that switch as the template does, but more strictly, so that the template cannot
# find it in what passes. With /D=, the template would take another folder for Sigma's.
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

# A service of another copy of Sigma is left alone. If there is none, /unregister removes its remains.
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
    # Without its files, nothing could remove it any more.
    StrCpy $R1 $R0
    MessageBox MB_OK|MB_ICONSTOP "$(serviceNotRemoved)" /SD IDOK
    SetErrorLevel $R1
    Quit
  ${EndIf}
  # SigmaSrv /console may be running as well.
  StrCpy $R0 "$INSTDIR\${SERVICE_EXECUTABLE}"
  StrCpy $R1 1
  Call un.FindProcesses
FunctionEnd

# Windows uses it to start Sigma when a notification is clicked: electron/ gives the same one to Electron.
!define TOAST_ACTIVATOR "{6B7C1F0E-9B0D-4B7E-9C54-3C1F4E0D5A21}"

!define CURRENT_VERSION "HKCU\Software\Microsoft\Windows\CurrentVersion"

# LocalService's part of the registry always exists, and only administrators and SYSTEM may read it.
!define READABLE_ELEVATED "HKU\S-1-5-19"

# Where the installer leaves a copy of itself, and Sigma its downloads.
!searchparse "${APP_INSTALLER_STORE_FILE}" "" UPDATER_FOLDER "\"

# Removes what belongs to the user: the "Start with Windows" entry, what updates have left, and what Electron created for its
# first notification, which is the class by which Windows starts Sigma and a shortcut that names it; on request the settings
# as well. The user can put a link in the place of any of it, and the administrator who approved the prompt may be somebody
# else. So Explorer is asked to start the removal, as the user whose desktop it is. Without Explorer, StdUtils starts it with
# this process's own rights, and with User Account Control off Explorer has the same rights: in both cases the removal does
# nothing. What stays, also for other users, refers to nothing. 32-bit programs have classes of their own, but Electron is a
# 64-bit one. rd does not follow links.
# https://github.com/electron/electron/blob/main/shell/browser/notifications/win/windows_toast_activator.cc
Function un.RemoveWhatIsThePersons
  # The folder could not be deleted while that process has it as its current one.
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

# The last installer that SigmaSrv /install-update has started, in a folder that only administrators can change. Not while that
# installer runs, because it also uninstalls the old version.
Function un.RemoveUpdate
  RMDir /r "$PROGRAMFILES64\Sigma Update"
FunctionEnd

!define FILE_READ_ATTRIBUTES 0x80
# DELETE and FILE_READ_ATTRIBUTES.
!define ACCESS_TO_DELETE 0x10080
# FILE_SHARE_READ, FILE_SHARE_WRITE and FILE_SHARE_DELETE.
!define SHARE_ALL 7
!define OPEN_AN_EXISTING 3
# FILE_FLAG_BACKUP_SEMANTICS, which is needed to open folders; and with FILE_FLAG_OPEN_REPARSE_POINT, to open a link itself.
!define OPEN_FOLDER 0x02000000
!define OPEN_ITSELF 0x02200000
!define FILE_DISPOSITION_INFO 4

# in: $R0, a path below %ProgramData%. Deletes the file, or the folder if it is empty, but only if that is its real path: what
# was opened through a link lies elsewhere. One handle is opened, asked for its path and used to delete, so nobody can put
# anything else in its place in between. A link with that name is deleted itself, not its target.
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

# in: $R1, a log's path below %ProgramData%. Deletes it and its predecessors, by the names that engine/log.ts gives them.
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

# Everything that SigmaSrv writes below %ProgramData%, unless another copy's service writes there. Other files stay.
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
