# Finds processes by the path of their executable: other programs may have the same name, and the client may run in the
# sessions of several users.

!define TH32CS_SNAPPROCESS 2
!define INVALID_HANDLE_VALUE -1
# PROCESS_QUERY_LIMITED_INFORMATION, PROCESS_TERMINATE and SYNCHRONIZE.
!define ACCESS_TO_END 0x101001
!define END_TIMEOUT_MS 10000
!define WAIT_ROUNDS 40
!define WAIT_ROUND_MS 250
!define SE_DEBUG_PRIVILEGE 20
# The size of PROCESSENTRY32W. The published installer is a 32-bit program; test/dist may compile it for 64 bits.
!if ${NSIS_PTR_SIZE} > 4
  !define PROCESS_ENTRY_BYTES 568
!else
  !define PROCESS_ENTRY_BYTES 556
!endif

!macro ProcessFunctions UN
  # in: $R0, a path; $R1, 1 to end the processes found. out: $R2, how many of them could be opened
  Function ${UN}FindProcesses
    Push $1
    Push $2
    Push $3
    Push $4
    Push $5
    StrCpy $R2 0
    # Administrators have this privilege but must enable it: without it, other users' processes cannot be opened.
    System::Call 'ntdll::RtlAdjustPrivilege(i ${SE_DEBUG_PRIVILEGE}, i 1, i 0, *i .r3)'
    System::Alloc ${PROCESS_ENTRY_BYTES}
    Pop $2
    System::Call '*$2(i ${PROCESS_ENTRY_BYTES})'
    System::Call 'kernel32::CreateToolhelp32Snapshot(i ${TH32CS_SNAPPROCESS}, i 0) p .r1'
    System::Call 'kernel32::Process32FirstW(p r1, p r2) i .r3'
    ${While} $3 <> 0
      System::Call '*$2(i, i, i .r4)'
      System::Call 'kernel32::OpenProcess(i ${ACCESS_TO_END}, i 0, i r4) p .r4'
      ${If} $4 <> 0
        System::Call 'kernel32::QueryFullProcessImageNameW(p r4, i 0, w .r5, *i ${NSIS_MAX_STRLEN}) i .r3'
        ${If} $3 <> 0
        ${AndIf} $5 == $R0
          IntOp $R2 $R2 + 1
          ${If} $R1 = 1
            System::Call 'kernel32::TerminateProcess(p r4, i 0)'
            System::Call 'kernel32::WaitForSingleObject(p r4, i ${END_TIMEOUT_MS})'
          ${EndIf}
        ${EndIf}
        System::Call 'kernel32::CloseHandle(p r4)'
      ${EndIf}
      System::Call 'kernel32::Process32NextW(p r1, p r2) i .r3'
    ${EndWhile}
    System::Call 'kernel32::CloseHandle(p r1)'
    System::Free $2
    Pop $5
    Pop $4
    Pop $3
    Pop $2
    Pop $1
  FunctionEnd

  # Ends Sigma if it is running and the user agrees. Closing its window would only hide it.
  Function ${UN}EndClient
    StrCpy $R0 "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
    ${If} ${isUpdated}
      # It has started the update, and is about to exit.
      Call ${UN}WaitForProcesses
    ${EndIf}
    StrCpy $R1 0
    Call ${UN}FindProcesses
    ${If} $R2 = 0
      Return
    ${EndIf}
    ${IfNot} ${isUpdated}
      MessageBox MB_OKCANCEL|MB_ICONEXCLAMATION "$(appRunning)" /SD IDOK IDOK end
      Quit
    ${EndIf}
    end:
    DetailPrint "$(appClosing)"
    StrCpy $R1 1
    Call ${UN}FindProcesses
    StrCpy $R1 0
    Call ${UN}FindProcesses
    ${If} $R2 <> 0
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(appCannotBeClosed)" /SD IDCANCEL IDRETRY end
      SetErrorLevel ${ERROR_ACCESS_DENIED}
      Quit
    ${EndIf}
  FunctionEnd

  # in: $R0, a path. Waits a few seconds for all processes that run it to end. out: $R2, how many are left
  Function ${UN}WaitForProcesses
    Push $1
    ${For} $1 1 ${WAIT_ROUNDS}
      StrCpy $R1 0
      Call ${UN}FindProcesses
      ${If} $R2 = 0
        ${Break}
      ${EndIf}
      Sleep ${WAIT_ROUND_MS}
    ${Next}
    Pop $1
  FunctionEnd
!macroend

!ifdef BUILD_UNINSTALLER
  !insertmacro ProcessFunctions "un."
!else
  !insertmacro ProcessFunctions ""
!endif
