# SigmaSrv.exe registers itself, and handles everything that can go wrong with it.

!define SERVICE_NAME "SigmaSrv"
!define SERVICE_KEY "SYSTEM\CurrentControlSet\Services\${SERVICE_NAME}"
!define SERVICE_EXECUTABLE "resources\service\SigmaSrv.exe"
# Where SigmaSrv /register copies it if non-administrators can write to the folder, now and in earlier versions.
!define SERVICE_COPY "$PROGRAMFILES64\Sigma Service\SigmaSrv.exe"
!define SERVICE_FORMER_COPY "$PROGRAMFILES64\Sigma\service\SigmaSrv.exe"

# Win32 errors: exit codes of SigmaSrv.exe and of the installer.
!define ERROR_ACCESS_DENIED 5
!define ERROR_INVALID_PARAMETER 87
!define ERROR_BAD_PATHNAME 161
!define ERROR_EXE_MACHINE_TYPE_MISMATCH 216
!define ERROR_SERVICE_DOES_NOT_EXIST 1060
!define ERROR_OLD_WIN_VERSION 1150
!define ERROR_TIMEOUT 1460
!define ERROR_INSTALL_FAILURE 1603

!macro ServiceFunctions UN
  # in: $R0, a verb of SigmaSrv.exe with its flags. out: $R0, its exit code, a Win32 error.
  Function ${UN}RunService
    Push $R1
    StrCpy $R1 "$INSTDIR\${SERVICE_EXECUTABLE}"
    Call ${UN}RunServiceAt
    Pop $R1
  FunctionEnd

  # in: $R1, the path of a SigmaSrv.exe; $R0, as above. out: $R0, as above.
  # cmd.exe keeps nsExec's pipes away from it; nsExec itself shows no console window.
  Function ${UN}RunServiceAt
    DetailPrint "SigmaSrv $R0"
    nsExec::Exec '"$SYSDIR\cmd.exe" /D /C ""$R1" $R0 < NUL > NUL 2>&1"'
    Pop $R0
  FunctionEnd

  # out: $R0, whether the service exists: "own"; "former" if it runs a copy made when it was registered, or belongs to the
  # Sigma in another folder that this one replaces; "none"; or "elsewhere" if it belongs to another Sigma. $R1, the path of
  # the executable of the first two.
  Function ${UN}FindService
    ReadRegStr $R0 HKLM "${SERVICE_KEY}" "ImagePath"
    ClearErrors
    ${If} $R0 == ""
      StrCpy $R0 "none"
    ${ElseIf} $R0 == '"$INSTDIR\${SERVICE_EXECUTABLE}"'
      StrCpy $R0 "own"
      StrCpy $R1 "$INSTDIR\${SERVICE_EXECUTABLE}"
    ${ElseIf} $R0 == '"${SERVICE_COPY}"'
      StrCpy $R0 "former"
      StrCpy $R1 "${SERVICE_COPY}"
    ${ElseIf} $R0 == '"${SERVICE_FORMER_COPY}"'
      StrCpy $R0 "former"
      StrCpy $R1 "${SERVICE_FORMER_COPY}"
    ${ElseIf} $perMachineInstallationFolder != ""
    ${AndIf} $R0 == '"$perMachineInstallationFolder\${SERVICE_EXECUTABLE}"'
      StrCpy $R0 "former"
      StrCpy $R1 "$perMachineInstallationFolder\${SERVICE_EXECUTABLE}"
    ${Else}
      StrCpy $R0 "elsewhere"
    ${EndIf}
  FunctionEnd
!macroend

!ifdef BUILD_UNINSTALLER
  !insertmacro ServiceFunctions "un."
!else
  !insertmacro ServiceFunctions ""
!endif
