# The Windows that the installer for arm64 requires.

# Windows 11. Windows 10 on Arm emulates only 32-bit programs, and SigmaSrv.exe is an x64 program.
# https://learn.microsoft.com/windows/arm/apps-on-arm-x86-emulation
!define FIRST_BUILD_ON_ARM 22000

!ifndef APP_64
  Function RequireWindows11OnArm
    # On another processor the template would extract nothing, and report success.
    ${IfNot} ${IsNativeARM64}
      MessageBox MB_OK|MB_ICONSTOP "$(wrongProcessor)" /SD IDOK
      StrCpy $R0 ${ERROR_EXE_MACHINE_TYPE_MISMATCH}
      Call QuitWithoutFolder
    ${EndIf}
    ${IfNot} ${AtLeastBuild} ${FIRST_BUILD_ON_ARM}
      MessageBox MB_OK|MB_ICONSTOP "$(windowsTooOld)" /SD IDOK
      StrCpy $R0 ${ERROR_OLD_WIN_VERSION}
      Call QuitWithoutFolder
    ${EndIf}
  FunctionEnd
!endif
