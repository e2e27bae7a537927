# Whether others than administrators can change what lies in a folder, as native-bridge/registration/access-list.ts and
# location.ts decide it for the service: test/dist/installer-decisions.test.ts compares them. What is not understood is not
# trusted, and entries that deny are not counted on.
# https://learn.microsoft.com/windows/win32/secauthz/access-control-entries

# Access masks. Any of the first lets somebody replace the thing itself, or give himself the right to: DELETE, WRITE_DAC,
# WRITE_OWNER, GENERIC_ALL and GENERIC_WRITE.
!define REPLACES 0x500D0000
# A file's: FILE_WRITE_DATA, FILE_APPEND_DATA and FILE_WRITE_ATTRIBUTES. A folder's: FILE_ADD_FILE, FILE_ADD_SUBDIRECTORY,
# FILE_DELETE_CHILD and FILE_WRITE_ATTRIBUTES. One further up: FILE_DELETE_CHILD.
!define DANGEROUS_FILE 0x500D0106
!define DANGEROUS_FOLDER 0x500D0146
!define DANGEROUS_ANCESTOR 0x500D0040

!define SID_SYSTEM "S-1-5-18"
!define SID_ADMINISTRATORS "S-1-5-32-544"
!define SID_TRUSTED_INSTALLER "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"

!define SE_FILE_OBJECT 1
# OWNER_SECURITY_INFORMATION and DACL_SECURITY_INFORMATION.
!define OWNER_AND_ACCESS_LIST 5
!define ACCESS_ALLOWED_ACE_TYPE 0
!define ACCESS_DENIED_ACE_TYPE 1
!define INHERIT_ONLY_ACE 8
# Behind the header and the access mask of an entry.
!define ACE_SID_OFFSET 8
!define INVALID_FILE_ATTRIBUTES -1
!define FILE_ATTRIBUTE_REPARSE_POINT 0x400

# in: $R0, the exit code. Before any file has come: the template makes the folder first of all where /D= names it, and is in
# it. One that is not empty stays.
Function QuitWithoutFolder
  SetOutPath "$SYSDIR"
  RMDir "$INSTDIR"
  SetErrorLevel $R0
  Quit
FunctionEnd

# in: $R3, the address of a SID. out: $R3, 1 if it is SYSTEM, Administrators or TrustedInstaller: who has one of these can
# do anything already
Function IsTrustedSid
  Push $0
  Push $1
  System::Call 'advapi32::ConvertSidToStringSidW(p R3, *p .r0) i .r1'
  StrCpy $R3 0
  ${If} $1 <> 0
    # Up to its end: behind it memory may be nobody's.
    System::Call 'kernel32::lstrcpynW(w .r1, p r0, i ${NSIS_MAX_STRLEN})'
    ${If} $1 == "${SID_SYSTEM}"
    ${OrIf} $1 == "${SID_ADMINISTRATORS}"
    ${OrIf} $1 == "${SID_TRUSTED_INSTALLER}"
      StrCpy $R3 1
    ${EndIf}
    System::Call 'kernel32::LocalFree(p r0)'
  ${EndIf}
  Pop $1
  Pop $0
FunctionEnd

# in: $R0, the address of an owner's SID; $R1, of an access list; $R2, an access mask. out: $R0, 1 if others than
# administrators have one of these rights, or are the owner, who can always get them
Function AreOthersAllowed
  Push $0
  Push $1
  Push $2
  Push $3
  Push $4
  Push $5
  StrCpy $R3 $R0
  StrCpy $R0 1
  ${If} $R3 <> 0
    Call IsTrustedSid
    ${If} $R3 = 1
    # Without an access list everybody may do everything.
    ${AndIf} $R1 <> 0
      StrCpy $R0 0
      # ACL: revision, size and, behind these, the number of entries.
      System::Call '*$R1(&i4, &i2 .r0)'
      IntOp $0 $0 - 1
      ${For} $1 0 $0
        System::Call 'advapi32::GetAce(p R1, i r1, *p .r2) i .r3'
        ${If} $3 = 0
          StrCpy $R0 1
          ${Break}
        ${EndIf}
        System::Call '*$2(&i1 .r3, &i1 .r4, &i2, &i4 .r5)'
        ${If} $3 = ${ACCESS_DENIED_ACE_TYPE}
          ${Continue}
        ${EndIf}
        # Others than these two have conditions, or their SID elsewhere.
        ${If} $3 <> ${ACCESS_ALLOWED_ACE_TYPE}
          StrCpy $R0 1
          ${Break}
        ${EndIf}
        IntOp $4 $4 & ${INHERIT_ONLY_ACE}
        IntOp $5 $5 & $R2
        ${If} $4 = 0
        ${AndIf} $5 <> 0
          IntPtrOp $R3 $2 + ${ACE_SID_OFFSET}
          Call IsTrustedSid
          ${If} $R3 = 0
            StrCpy $R0 1
            ${Break}
          ${EndIf}
        ${EndIf}
      ${Next}
    ${EndIf}
  ${EndIf}
  Pop $5
  Pop $4
  Pop $3
  Pop $2
  Pop $1
  Pop $0
FunctionEnd

# in: $R0, the path of a file or folder that exists; $R2, an access mask. out: $R0, as above; 1 also for a link, which leads
# where somebody else may say
Function IsPathOpen
  Push $0
  Push $1
  Push $2
  Push $3
  System::Call 'kernel32::GetFileAttributesW(w R0) i .r3'
  IntOp $3 $3 & ${FILE_ATTRIBUTE_REPARSE_POINT}
  System::Call 'advapi32::GetNamedSecurityInfoW(w R0, i ${SE_FILE_OBJECT}, i ${OWNER_AND_ACCESS_LIST}, *p .r0, p 0, *p .r1, p 0, *p .r2) i .R3'
  StrCpy $R0 1
  ${If} $R3 = 0
    ${If} $3 = 0
      StrCpy $R0 $0
      StrCpy $R1 $1
      Call AreOthersAllowed
    ${EndIf}
    System::Call 'kernel32::LocalFree(p r2)'
  ${EndIf}
  Pop $3
  Pop $2
  Pop $1
  Pop $0
FunctionEnd

# out: $R3, 1 if this system keeps who owns a folder. Wine has its host's owners: there others own also Windows' folders, and
# nothing can be said.
Function KeepsOwners
  Push $0
  Push $1
  System::Call 'advapi32::GetNamedSecurityInfoW(w "$PROGRAMFILES64", i ${SE_FILE_OBJECT}, i ${OWNER_AND_ACCESS_LIST}, *p .R3, p 0, p 0, p 0, *p .r0) i .r1'
  ${If} $1 = 0
    Call IsTrustedSid
    System::Call 'kernel32::LocalFree(p r0)'
  ${Else}
    StrCpy $R3 1
  ${EndIf}
  Pop $1
  Pop $0
FunctionEnd

# One of the looks of FindOpenPart: at a path that need not exist, unless an earlier one has found something.
!macro RefuseIfOpen PATH MASK
  ${If} $R5 == ""
  ${AndIf} ${FileExists} "${PATH}"
    StrCpy $R0 "${PATH}"
    StrCpy $R2 ${MASK}
    Call IsPathOpen
    ${If} $R0 = 1
      StrCpy $R5 "${PATH}"
    ${EndIf}
  ${EndIf}
!macroend

# in: $R4, a folder. out: $R5, the first part of its path, or of what in it installing runs, that others than
# administrators can change; nothing where only administrators can
Function FindOpenPart
  Push $0
  StrCpy $R5 ""
  Call KeepsOwners
  ${If} $R3 = 1
    !insertmacro RefuseIfOpen "$R4" ${DANGEROUS_FOLDER}
    !insertmacro RefuseIfOpen "$R4\${UNINSTALL_FILENAME}" ${DANGEROUS_FILE}
    !insertmacro RefuseIfOpen "$R4\resources" ${DANGEROUS_FOLDER}
    !insertmacro RefuseIfOpen "$R4\resources\service" ${DANGEROUS_FOLDER}
    !insertmacro RefuseIfOpen "$R4\resources\service\SigmaSrv.exe" ${DANGEROUS_FILE}
    !insertmacro RefuseIfOpen "$R4\resources\service\koffi.node" ${DANGEROUS_FILE}
    ${GetParent} "$R4" $0
    ${While} $0 != ""
      StrLen $R3 "$0"
      ${If} $R3 = 2
        # A drive's root; of a link the name with a backslash would be where it leads.
        !insertmacro RefuseIfOpen "$0\" ${DANGEROUS_ANCESTOR}
      ${Else}
        !insertmacro RefuseIfOpen "$0" ${DANGEROUS_ANCESTOR}
      ${EndIf}
      ${GetParent} "$0" $0
    ${EndWhile}
  ${EndIf}
  Pop $0
FunctionEnd
