# SigmaSrv.exe knows how to register itself, and everything that can go wrong with it.

!define SERVICE_NAME "SigmaSrv"
!define SERVICE_KEY "SYSTEM\CurrentControlSet\Services\${SERVICE_NAME}"
!define SERVICE_EXECUTABLE "resources\service\SigmaSrv.exe"
# Where SigmaSrv /register copies it if others than administrators can write to the folder.
!define SERVICE_COPY "$PROGRAMFILES64\Sigma\service\SigmaSrv.exe"

# Win32 errors: exit codes of SigmaSrv.exe, and of the installer.
!define ERROR_ACCESS_DENIED 5
!define ERROR_INVALID_PARAMETER 87
!define ERROR_EXE_MACHINE_TYPE_MISMATCH 216
!define ERROR_SERVICE_DOES_NOT_EXIST 1060
!define ERROR_INSTALL_FAILURE 1603

!macro ServiceFunctions UN
  # in: $R0, a verb of SigmaSrv.exe with its flags. out: $R0, its exit code, a Win32 error.
  # cmd.exe keeps nsExec's pipes away from it; nsExec itself shows no console window.
  Function ${UN}RunService
    DetailPrint "SigmaSrv $R0"
    nsExec::Exec '"$SYSDIR\cmd.exe" /D /C ""$INSTDIR\${SERVICE_EXECUTABLE}" $R0 < NUL > NUL 2>&1"'
    Pop $R0
  FunctionEnd

  # out: $R0, whether there is a service: "own", "none", or "elsewhere" if it belongs to another copy of Sigma.
  Function ${UN}FindService
    ReadRegStr $R0 HKLM "${SERVICE_KEY}" "ImagePath"
    ClearErrors
    ${If} $R0 == ""
      StrCpy $R0 "none"
    ${ElseIf} $R0 == '"$INSTDIR\${SERVICE_EXECUTABLE}"'
    ${OrIf} $R0 == '"${SERVICE_COPY}"'
      StrCpy $R0 "own"
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
