# What to do with the service: "none" leaves it as it is, "register" or "start".
Var serviceChoice
# How it was registered before: a flag of SigmaSrv /register, "disabled", "elsewhere", or nothing.
Var registeredAs
Var wasRunning
Var registerBox
Var startBox

!define SC_MANAGER_CONNECT 1
!define SERVICE_QUERY_STATUS 4
!define SERVICE_STOPPED 1
!define SERVICE_STATUS_BYTES 28

# Upgrades and uninstallation run files from this folder with administrator rights, so anyone who can change the files gains
# these rights. Restricting the folder would not help: existing content stays, and a parent folder may be open as well.
Function RefuseOpenFolders
  # What a new folder inherits is known only once it exists. It stays: anyone who may create one here could have done so
  # before the files come.
  CreateDirectory "$INSTDIR"
  StrCpy $R4 "$INSTDIR"
  Call FindOpenPart
  ${If} $R5 == ""
  ${AndIf} $perMachineInstallationFolder != ""
    # Its uninstaller runs first.
    StrCpy $R4 "$perMachineInstallationFolder"
    Call FindOpenPart
  ${EndIf}
  ${If} $R5 != ""
    MessageBox MB_OK|MB_ICONSTOP "$(folderOpen)" /SD IDOK
    StrCpy $R0 ${ERROR_BAD_PATHNAME}
    Call QuitWithoutFolder
  ${EndIf}
FunctionEnd

# The template would pass it on to the uninstaller of an older version, which would then delete the settings.
Function RefuseDeleteAppData
  ${If} ${isDeleteAppData}
    MessageBox MB_OK|MB_ICONSTOP "$(switchRefused)" /SD IDOK
    StrCpy $R0 ${ERROR_INVALID_PARAMETER}
    Call QuitWithoutFolder
  ${EndIf}
FunctionEnd

Function ReadServiceChoice
  Call ReadRegistration
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/SERVICE=" $serviceChoice
  ${If} ${Errors}
    ClearErrors
    StrCpy $serviceChoice "none"
    ${IfNot} ${Silent}
    ${AndIf} $registeredAs == ""
      StrCpy $serviceChoice "start"
    ${EndIf}
  ${ElseIf} $serviceChoice != "none"
  ${AndIf} $serviceChoice != "register"
  ${AndIf} $serviceChoice != "start"
    MessageBox MB_OK|MB_ICONSTOP "/SERVICE=none|register|start" /SD IDOK
    StrCpy $R0 ${ERROR_INVALID_PARAMETER}
    Call QuitWithoutFolder
  ${EndIf}
FunctionEnd

Function ReadRegistration
  StrCpy $registeredAs ""
  Call FindService
  ${If} $R0 == "elsewhere"
    StrCpy $registeredAs "elsewhere"
  ${ElseIf} $R0 != "none"
    # SERVICE_AUTO_START, SERVICE_DEMAND_START and SERVICE_DISABLED.
    ReadRegDWORD $R0 HKLM "${SERVICE_KEY}" "Start"
    ReadRegDWORD $R1 HKLM "${SERVICE_KEY}" "DelayedAutostart"
    ${If} $R0 = 4
      StrCpy $registeredAs "disabled"
    ${ElseIf} $R0 = 3
      StrCpy $registeredAs "/demand"
    ${ElseIf} $R1 = 1
      StrCpy $registeredAs "/delayed"
    ${Else}
      StrCpy $registeredAs "/auto"
    ${EndIf}
    ClearErrors
  ${EndIf}
FunctionEnd

Function ShowServicePage
  # The registration stays as it is.
  ${If} $registeredAs != ""
    Abort
  ${EndIf}
  !insertmacro MUI_HEADER_TEXT "$(serviceTitle)" "$(serviceSubtitle)"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateLabel} 0 0 100% 32u "$(serviceText)"
  Pop $0
  ${NSD_CreateCheckBox} 0 40u 100% 12u "$(serviceRegister)"
  Pop $registerBox
  ${NSD_CreateCheckBox} 0 56u 100% 12u "$(serviceStart)"
  Pop $startBox
  ${If} $serviceChoice != "none"
    ${NSD_Check} $registerBox
  ${EndIf}
  ${If} $serviceChoice == "start"
    ${NSD_Check} $startBox
  ${EndIf}
  ${NSD_OnClick} $registerBox FollowRegisterBox
  Call EnableStartBox
  nsDialogs::Show
FunctionEnd

Function FollowRegisterBox
  Pop $0
  Call EnableStartBox
FunctionEnd

# Only a registered service can be started.
Function EnableStartBox
  ${NSD_GetState} $registerBox $0
  EnableWindow $startBox $0
FunctionEnd

Function LeaveServicePage
  StrCpy $serviceChoice "none"
  ${NSD_GetState} $registerBox $0
  ${NSD_GetState} $startBox $1
  ${If} $0 = ${BST_CHECKED}
    StrCpy $serviceChoice "register"
    ${If} $1 = ${BST_CHECKED}
      StrCpy $serviceChoice "start"
    ${EndIf}
  ${EndIf}
FunctionEnd

# The files of a running service cannot be replaced. A service that runs a copy will run the installed files from now on. It
# is stopped by its own executable, which only administrators can change; there may be no other yet.
Function StopServiceForUpgrade
  StrCpy $wasRunning 0
  Call FindService
  ${If} $R0 != "own"
  ${AndIf} $R0 != "former"
    Return
  ${EndIf}
  ${IfNot} ${FileExists} "$R1"
    Return
  ${EndIf}
  Call ReadWhetherRunning
  StrCpy $R0 "/stop"
  Call RunServiceAt
  ${If} $R0 != 0
    StrCpy $R1 $R0
    Call StartServiceAgain
    MessageBox MB_OK|MB_ICONSTOP "$(serviceNotStopped)" /SD IDOK
    SetErrorLevel $R1
    Quit
  ${EndIf}
  # An older SigmaSrv does not wait for its process to end, and the files are in use until then.
  StrCpy $R0 $R1
  Call WaitForProcesses
  ${If} $R2 <> 0
    Call EndServicePrograms
  ${EndIf}
FunctionEnd

# Other processes that use the files to be replaced, such as SigmaSrv /console.
Function EndPrograms
  StrCpy $R0 "$INSTDIR\${SERVICE_EXECUTABLE}"
  Call EndServicePrograms
  ${If} $perMachineInstallationFolder != ""
  ${AndIf} $perMachineInstallationFolder != $INSTDIR
    StrCpy $R0 "$perMachineInstallationFolder\${SERVICE_EXECUTABLE}"
    Call EndServicePrograms
  ${EndIf}
FunctionEnd

# in: $R0, the path of a SigmaSrv.exe. Ends every process that runs it.
Function EndServicePrograms
  StrCpy $R1 1
  Call FindProcesses
  ${If} $R2 = 0
    Return
  ${EndIf}
  StrCpy $R1 0
  Call FindProcesses
  ${If} $R2 <> 0
    StrCpy $R1 ${ERROR_TIMEOUT}
    Call StartServiceAgain
    MessageBox MB_OK|MB_ICONSTOP "$(serviceNotStopped)" /SD IDOK
    SetErrorLevel $R1
    Quit
  ${EndIf}
FunctionEnd

# When nothing was installed: the service may run a copy that has no other file of Sigma beside it.
Function StartServiceAgain
  ${If} $wasRunning = 1
    Push $R1
    Call FindService
    StrCpy $R0 "/start"
    Call RunServiceAt
    Pop $R1
  ${EndIf}
FunctionEnd

# Stopping a stopped service succeeds silently.
Function ReadWhetherRunning
  System::Call 'advapi32::OpenSCManagerW(p 0, p 0, i ${SC_MANAGER_CONNECT}) p .r1'
  System::Call 'advapi32::OpenServiceW(p r1, w "${SERVICE_NAME}", i ${SERVICE_QUERY_STATUS}) p .r2'
  System::Alloc ${SERVICE_STATUS_BYTES}
  Pop $3
  System::Call 'advapi32::QueryServiceStatus(p r2, p r3) i .r4'
  System::Call '*$3(i, i .r5)'
  ${If} $4 <> 0
  ${AndIf} $5 <> ${SERVICE_STOPPED}
    StrCpy $wasRunning 1
  ${EndIf}
  System::Free $3
  System::Call 'advapi32::CloseServiceHandle(p r2)'
  System::Call 'advapi32::CloseServiceHandle(p r1)'
FunctionEnd

# Sigma does not start without one of these. What was installed stays, and can be uninstalled or installed over.
Function CheckFiles
  ${If} ${FileExists} "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
  ${AndIf} ${FileExists} "$INSTDIR\resources\app.asar"
  ${AndIf} ${FileExists} "$INSTDIR\${SERVICE_EXECUTABLE}"
    Return
  ${EndIf}
  MessageBox MB_OK|MB_ICONSTOP "$(filesMissing)" /SD IDOK
  SetErrorLevel ${ERROR_INSTALL_FAILURE}
  Quit
FunctionEnd

Function SetUpService
  ${If} $serviceChoice == "start"
    StrCpy $R0 "/register /auto /start"
  ${ElseIf} $serviceChoice == "register"
  ${AndIf} $registeredAs == ""
    StrCpy $R0 "/register"
  ${ElseIf} $registeredAs == ""
  ${OrIf} $registeredAs == "elsewhere"
    Return
  ${ElseIf} $registeredAs == "disabled"
    Call FindService
    ${If} $R0 != "former"
      Return
    ${EndIf}
    # It should run the installed files, and stay disabled.
    StrCpy $R0 "/register /demand"
  ${Else}
    # This version may need more in the registration than the old one.
    StrCpy $R0 "/register $registeredAs"
    ${If} $wasRunning = 1
      StrCpy $R0 "$R0 /start"
    ${EndIf}
  ${EndIf}
  Call RunService
  ${If} $R0 = 0
  ${AndIf} $registeredAs == "disabled"
  ${AndIf} $serviceChoice != "start"
    nsExec::Exec '"$SYSDIR\sc.exe" config ${SERVICE_NAME} start= disabled'
    Pop $R0
  ${EndIf}
  ${If} $R0 != 0
    StrCpy $R1 $R0
    Call StartServiceAgain
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(serviceNotRegistered)" /SD IDOK
    SetErrorLevel $R1
  ${EndIf}
FunctionEnd
