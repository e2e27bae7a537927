# BST_CHECKED where the person wants the logs and settings deleted.
Var deleteData
Var deleteBox

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

# What "Start with Windows" has written for this person.
Function un.RemoveAutostart
  DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "${APP_ID}"
  DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run" "${APP_ID}"
FunctionEnd

# By this Windows starts Sigma for a click on a notification: electron/ gives the same to Electron.
!define TOAST_ACTIVATOR "{6B7C1F0E-9B0D-4B7E-9C54-3C1F4E0D5A21}"

# What Electron has made for this person when it first showed a notification: the class by which Windows starts Sigma, and a
# shortcut that names it. They lie where the person can put a link in their place, and who has allowed the prompt may be
# somebody else: so it is done as the person whose desktop it is, with that person's rights. What others have of these
# stays, and leads nowhere. Programs of 32 bits have classes of their own, and Electron is none.
# https://github.com/electron/electron/blob/main/shell/browser/notifications/win/windows_toast_activator.cc
Function un.RemoveToastActivator
  # Its folder would stay for as long as that process is in it.
  SetOutPath "$SYSDIR"
  StrCpy $R1 '/D /C $SYSDIR\reg.exe delete "HKCU\Software\Classes\CLSID\${TOAST_ACTIVATOR}" /f /reg:64 & del /F /Q "%APPDATA%\Microsoft\Windows\Start Menu\Programs\${PRODUCT_FILENAME}.lnk"'
  ${StdUtils.ExecShellAsUser} $R0 "$SYSDIR\cmd.exe" "open" "$R1"
FunctionEnd

!define FILE_ATTRIBUTE_REPARSE_POINT 0x400

# in: $R0, a folder. RMDir /r would follow a junction, which everybody can put into a folder of his, and delete what is
# behind it; here only the junction goes.
Function un.DeleteFolder
  Push $R1
  Push $R2
  System::Call 'kernel32::GetFileAttributesW(w R0) i .R1'
  IntOp $R1 $R1 & ${FILE_ATTRIBUTE_REPARSE_POINT}
  ${If} $R1 = 0
    FindFirst $R1 $R2 "$R0\*"
    ${DoUntil} $R2 == ""
      ${If} $R2 == "."
      ${OrIf} $R2 == ".."
        Nop
      ${ElseIf} ${FileExists} "$R0\$R2\*"
        Push $R0
        StrCpy $R0 "$R0\$R2"
        Call un.DeleteFolder
        Pop $R0
      ${Else}
        Delete "$R0\$R2"
        # A junction that leads nowhere.
        RMDir "$R0\$R2"
      ${EndIf}
      FindNext $R1 $R2
    ${Loop}
    FindClose $R1
  ${EndIf}
  RMDir "$R0"
  Pop $R2
  Pop $R1
FunctionEnd

# The installer leaves a copy of itself there, and Sigma what it downloads.
!searchparse "${APP_INSTALLER_STORE_FILE}" "" UPDATER_FOLDER "\"
Function un.RemoveUpdaterFiles
  SetShellVarContext current
  StrCpy $R0 "$LOCALAPPDATA\${UPDATER_FOLDER}"
  Call un.DeleteFolder
  SetShellVarContext all
FunctionEnd

Function un.DeleteData
  SetShellVarContext current
  StrCpy $R0 "$APPDATA\Sigma"
  Call un.DeleteFolder
  SetShellVarContext all
  StrCpy $R0 "$APPDATA\Sigma"
  Call un.DeleteFolder
FunctionEnd
