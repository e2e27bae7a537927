# Runs what the installer's own script decides by itself, on values that are handed to it: see installer-decisions.test.ts.
#
#   /IN=FILE /OUT=FILE   for each line of the first, an access mask and a security descriptor as text, a line 0 or 1
#   without            what the installer for arm64 says of this Windows, as if the processor were the right one, and then
#                      of Windows' folder for programs
Unicode true
Name "Decisions"
OutFile "${PROGRAM}"
RequestExecutionLevel user
SilentInstall silent
!include FileFunc.nsh
!include LogicLib.nsh
!include TextFunc.nsh
!include WinVer.nsh
!define IsNativeARM64 `1 = 1`
!define UNINSTALL_FILENAME "Uninstall Sigma.exe"
!define ERROR_BAD_PATHNAME 161
!define ERROR_EXE_MACHINE_TYPE_MISMATCH 216
!define ERROR_OLD_WIN_VERSION 1150
LoadLanguageFile "${NSISDIR}\Contrib\Language files\English.nlf"
LangString wrongProcessor ${LANG_ENGLISH} "-"
LangString windowsTooOld ${LANG_ENGLISH} "-"
!addincludedir "${SCRIPTS}"
!include "safe-folder.nsh"
!include "required-windows.nsh"

Section
  ${GetParameters} $R8
  ClearErrors
  ${GetOptions} $R8 "/IN=" $R6
  ${If} ${Errors}
    SetErrorLevel 0
    Call RequireWindows11OnArm
    StrCpy $R4 "$PROGRAMFILES64"
    Call FindOpenPart
    ${If} $R5 != ""
      SetErrorLevel ${ERROR_BAD_PATHNAME}
    ${EndIf}
    Quit
  ${EndIf}
  ${GetOptions} $R8 "/OUT=" $R7
  FileOpen $8 "$R6" r
  FileOpen $9 "$R7" w
  ${Do}
    ClearErrors
    FileRead $8 $R6
    ${If} ${Errors}
      ${Break}
    ${EndIf}
    ${TrimNewLines} "$R6" $R6
    # The mask has ten characters: 0x500D0006.
    StrCpy $R2 $R6 10
    StrCpy $R6 $R6 "" 11
    System::Call 'advapi32::ConvertStringSecurityDescriptorToSecurityDescriptorW(w R6, i 1, *p .r7, p 0) i .r6'
    ${If} $6 = 0
      FileWrite $9 "not understood$\r$\n"
      ${Continue}
    ${EndIf}
    System::Call 'advapi32::GetSecurityDescriptorOwner(p r7, *p .r0, *i)'
    System::Call 'advapi32::GetSecurityDescriptorDacl(p r7, *i .r2, *p .r1, *i)'
    StrCpy $R0 $0
    StrCpy $R1 $1
    Call AreOthersAllowed
    FileWrite $9 "$R0$\r$\n"
    System::Call 'kernel32::LocalFree(p r7)'
  ${Loop}
  FileClose $8
  FileClose $9
SectionEnd
