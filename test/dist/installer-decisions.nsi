# Makes the decisions of the installer's own script on given values: see installer-decisions.test.ts.
#
#   /IN=FILE /OUT=FILE     for each line of IN, an access mask and a security descriptor as text, writes a line 0 or 1
#   /LINKS=FILE /OUT=FILE  for each 1,024 bytes of LINKS, the data of a link named C:\Program Files\Tools, writes a line
#                          with the link's target
#   no switches            decides on this Windows as the arm64 installer would on the right processor, and then on
#                          Windows' Program Files folder
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
  ${GetOptions} $R8 "/LINKS=" $R6
  ${IfNot} ${Errors}
    ${GetOptions} $R8 "/OUT=" $R7
    System::Alloc 1024
    Pop $R0
    System::Call 'kernel32::CreateFileW(w R6, i 0x80000000, i 1, p 0, i 3, i 0, p 0) p .r1'
    FileOpen $9 "$R7" w
    ${Do}
      System::Call 'kernel32::ReadFile(p r1, p R0, i 1024, *i .r2, p 0)'
      ${If} $2 = 0
        ${Break}
      ${EndIf}
      StrCpy $R3 "C:\Program Files\Tools"
      Call TargetInLink
      FileWrite $9 "$R3$\r$\n"
    ${Loop}
    FileClose $9
    SetErrorLevel 0
    # There are no links here, but each function that follows them runs once.
    StrCpy $R4 "$PROGRAMFILES64"
    Call FollowLinks
    ${If} $R4 != "$PROGRAMFILES64"
      SetErrorLevel 1
    ${EndIf}
    Quit
  ${EndIf}
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
