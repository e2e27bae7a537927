# Whether non-administrators can change the content of a folder, by the same rules as engine/registration/access-list.ts and
# location.ts use for the service: test/dist/installer-decisions.test.ts compares them. Anything it does not understand is
# not trusted, and entries that deny access are ignored.
# https://learn.microsoft.com/windows/win32/secauthz/access-control-entries

# Access masks. Each right in the first allows replacing the object itself, or gaining that right: DELETE, WRITE_DAC,
# WRITE_OWNER, GENERIC_ALL and GENERIC_WRITE.
!define REPLACES 0x500D0000
# Of a file: FILE_WRITE_DATA, FILE_APPEND_DATA and FILE_WRITE_ATTRIBUTES. Of a folder: FILE_ADD_FILE, FILE_ADD_SUBDIRECTORY,
# FILE_DELETE_CHILD and FILE_WRITE_ATTRIBUTES. Of a folder further up: FILE_DELETE_CHILD. Of a link, which could be redirected
# with them: FILE_WRITE_DATA and FILE_WRITE_ATTRIBUTES.
!define DANGEROUS_FILE 0x500D0106
!define DANGEROUS_FOLDER 0x500D0146
!define DANGEROUS_ANCESTOR 0x500D0040
!define DANGEROUS_LINK 0x500D0102

!define SID_SYSTEM "S-1-5-18"
!define SID_ADMINISTRATORS "S-1-5-32-544"
!define SID_TRUSTED_INSTALLER "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"

!define SE_FILE_OBJECT 1
# OWNER_SECURITY_INFORMATION and DACL_SECURITY_INFORMATION.
!define OWNER_AND_ACCESS_LIST 5
!define ACCESS_ALLOWED_ACE_TYPE 0
!define ACCESS_DENIED_ACE_TYPE 1
!define INHERIT_ONLY_ACE 8
# The offset behind the header and the access mask of an entry.
!define ACE_SID_OFFSET 8
!define INVALID_FILE_ATTRIBUTES -1
!define FILE_ATTRIBUTE_REPARSE_POINT 0x400
# The same as in processes.nsh.
!define /ifndef INVALID_HANDLE_VALUE -1
!define READ_CONTROL 0x20000
# FILE_SHARE_READ, FILE_SHARE_WRITE and FILE_SHARE_DELETE.
!define SHARE_ALL 7
!define OPEN_EXISTING 3
# FILE_FLAG_BACKUP_SEMANTICS, which also opens folders, and FILE_FLAG_OPEN_REPARSE_POINT, which opens a link itself.
!define OPEN_AS_ITSELF 0x2200000
# https://learn.microsoft.com/windows-hardware/drivers/ddi/ntifs/ns-ntifs-_reparse_data_buffer
!define FSCTL_GET_REPARSE_POINT 0x900A8
!define MAXIMUM_REPARSE_DATA_BUFFER_SIZE 16384
!define IO_REPARSE_TAG_MOUNT_POINT 0xA0000003
!define IO_REPARSE_TAG_SYMLINK 0xA000000C
!define SYMLINK_FLAG_RELATIVE 1
# The offsets of the names in the data of each kind.
!define MOUNT_POINT_NAMES 16
!define SYMLINK_NAMES 20
# The most links that Windows follows in one path.
!define MOST_LINKS 63

# in: $R0, the exit code. Runs before any file is installed: with /D=, the template first creates the folder and makes it the
# current one. A folder that is not empty stays, and so does one that non-administrators could have redirected.
Function QuitWithoutFolder
  SetOutPath "$SYSDIR"
  Push $R0
  StrCpy $R4 "$INSTDIR"
  Call FindOpenPart
  Pop $R0
  ${If} $R5 == ""
    RMDir "$INSTDIR"
  ${EndIf}
  SetErrorLevel $R0
  Quit
FunctionEnd

# in: $R3, the address of a SID. out: $R3, 1 if it is SYSTEM, Administrators or TrustedInstaller: whoever has one of these
# in their token can do anything already
Function IsTrustedSid
  Push $0
  Push $1
  System::Call 'advapi32::ConvertSidToStringSidW(p R3, *p .r0) i .r1'
  StrCpy $R3 0
  ${If} $1 <> 0
    # Read no further than its end: the memory behind it may not be accessible.
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

# in: $R0, the address of the owner's SID; $R1, of the access list; $R2, an access mask. out: $R0, 1 if non-administrators
# have one of these rights or are the owner, who can always gain them
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
    # Without an access list, everyone has full access.
    ${AndIf} $R1 <> 0
      StrCpy $R0 0
      # ACL: revision and size, followed by the number of entries.
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
        # All types except these two have conditions, or their SID in another place.
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

# in: $R0, the path of an existing file, folder or link; $R2, an access mask. out: $R0, as above; for a link, about the link
# itself
Function IsItselfOpen
  Push $0
  Push $1
  Push $2
  Push $3
  System::Call 'kernel32::CreateFileW(w R0, i ${READ_CONTROL}, i ${SHARE_ALL}, p 0, i ${OPEN_EXISTING}, i ${OPEN_AS_ITSELF}, p 0) p .r3'
  StrCpy $R0 1
  ${If} $3 <> ${INVALID_HANDLE_VALUE}
    System::Call 'advapi32::GetSecurityInfo(p r3, i ${SE_FILE_OBJECT}, i ${OWNER_AND_ACCESS_LIST}, *p .r0, p 0, *p .r1, p 0, *p .r2) i .R3'
    System::Call 'kernel32::CloseHandle(p r3)'
    ${If} $R3 = 0
      StrCpy $R0 $0
      StrCpy $R1 $1
      Call AreOthersAllowed
      System::Call 'kernel32::LocalFree(p r2)'
    ${EndIf}
  ${EndIf}
  Pop $3
  Pop $2
  Pop $1
  Pop $0
FunctionEnd

# in: $R0, a path. out: $R3, 1 for a link
Function IsLink
  System::Call 'kernel32::GetFileAttributesW(w R0) i .R3'
  ${If} $R3 = ${INVALID_FILE_ATTRIBUTES}
    StrCpy $R3 0
  ${EndIf}
  IntOp $R3 $R3 & ${FILE_ATTRIBUTE_REPARSE_POINT}
  ${If} $R3 <> 0
    StrCpy $R3 1
  ${EndIf}
FunctionEnd

# in: $R0, the path of an existing file or folder; $R2, an access mask. out: $R0, as above; also 1 for a link: links in the
# path have been resolved before
Function IsPathOpen
  Call IsLink
  ${If} $R3 = 1
    StrCpy $R0 1
  ${Else}
    Call IsItselfOpen
  ${EndIf}
FunctionEnd

# in: $R0, the address of a link's reparse data; $R3, the link's path. out: $R3, the link's target; empty for a kind that is
# not understood, such as a mounted volume or a file in the cloud
Function TargetInLink
  Push $0
  Push $1
  Push $2
  Push $3
  Push $4
  # The kind of the link, and the offset of the name among the names, in bytes.
  System::Call '*$R0(&i4 .r0, &i2, &i2, &i2 .r1, &i2 .r2)'
  StrCpy $4 0
  ${If} $0 = ${IO_REPARSE_TAG_SYMLINK}
    System::Call '*$R0(&i4, &i4, &i4, &i4, &i4 .r4)'
    IntOp $4 $4 & ${SYMLINK_FLAG_RELATIVE}
    IntOp $1 $1 + ${SYMLINK_NAMES}
  ${ElseIf} $0 = ${IO_REPARSE_TAG_MOUNT_POINT}
    IntOp $1 $1 + ${MOUNT_POINT_NAMES}
  ${Else}
    StrCpy $2 0
  ${EndIf}
  IntPtrOp $3 $R0 + $1
  # Including the NUL that the system's function adds.
  IntOp $2 $2 / 2
  IntOp $2 $2 + 1
  StrCpy $0 ""
  ${If} $2 > 1
  ${AndIf} $2 < ${NSIS_MAX_STRLEN}
    System::Call 'kernel32::lstrcpynW(w .r0, p r3, i r2)'
    StrCpy $1 $0 1
    StrCpy $2 $0 4
    ${If} $4 <> 0
      ${If} $1 == "\"
        StrCpy $1 $R3 2
        StrCpy $0 "$1$0"
      ${Else}
        ${GetParent} "$R3" $1
        StrCpy $0 "$1\$0"
      ${EndIf}
    ${ElseIf} $2 == "\??\"
      StrCpy $0 $0 "" 4
      StrCpy $1 $0 1 1
      StrCpy $2 $0 4
      ${If} $2 == "UNC\"
        StrCpy $0 $0 "" 3
        StrCpy $0 "\$0"
      ${ElseIf} $1 != ":"
        StrCpy $0 ""
      ${EndIf}
    ${Else}
      StrCpy $0 ""
    ${EndIf}
  ${EndIf}
  StrCpy $R3 ""
  ${If} $0 != ""
    System::Call 'kernel32::GetFullPathNameW(w r0, i ${NSIS_MAX_STRLEN}, w .R3, p 0) i .r1'
    ${If} $1 = 0
    ${OrIf} $1 >= ${NSIS_MAX_STRLEN}
      StrCpy $R3 ""
    ${EndIf}
    StrCpy $1 $R3 1 -1
    ${If} $1 == "\"
      StrCpy $R3 $R3 -1
    ${EndIf}
  ${EndIf}
  Pop $4
  Pop $3
  Pop $2
  Pop $1
  Pop $0
FunctionEnd

# in: $R3, the path of a link. out: $R3, as above
Function TargetOf
  Push $0
  Push $1
  Push $2
  Push $R0
  StrCpy $2 0
  System::Call 'kernel32::CreateFileW(w R3, i 0, i ${SHARE_ALL}, p 0, i ${OPEN_EXISTING}, i ${OPEN_AS_ITSELF}, p 0) p .r0'
  ${If} $0 <> ${INVALID_HANDLE_VALUE}
    System::Alloc ${MAXIMUM_REPARSE_DATA_BUFFER_SIZE}
    Pop $R0
    System::Call 'kernel32::DeviceIoControl(p r0, i ${FSCTL_GET_REPARSE_POINT}, p 0, i 0, p R0, i ${MAXIMUM_REPARSE_DATA_BUFFER_SIZE}, *i .r1, p 0) i .r2'
    System::Call 'kernel32::CloseHandle(p r0)'
    ${If} $2 <> 0
      Call TargetInLink
    ${EndIf}
    System::Free $R0
  ${EndIf}
  ${If} $2 = 0
    StrCpy $R3 ""
  ${EndIf}
  Pop $R0
  Pop $2
  Pop $1
  Pop $0
FunctionEnd

# out: $R3, 1 if this system stores who owns a folder. Wine reports the host's owners, by which non-administrators own
# Windows' folders as well, so nothing can be decided there.
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

# One step of FindOpenPart: checks a path, which need not exist, unless an earlier step has found something.
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

# Checks every parent folder up to the drive's root. in: PATH. Changes $0
!macro RefuseIfOpenAbove PATH
  ${GetParent} "${PATH}" $0
  ${While} $0 != ""
    StrLen $R3 "$0"
    ${If} $R3 = 2
      # A drive's root.
      !insertmacro RefuseIfOpen "$0\" ${DANGEROUS_ANCESTOR}
    ${Else}
      !insertmacro RefuseIfOpen "$0" ${DANGEROUS_ANCESTOR}
    ${EndIf}
    ${GetParent} "$0" $0
  ${EndWhile}
!macroend

# Resolves a path as Windows does: at each link, continues from the root of the link's target. in: $R4, a folder. out: $R4,
# its real path; $R5, the first link, or folder above one, that non-administrators can change, or a link that is not
# understood
Function FollowLinks
  Push $0
  Push $1
  Push $2
  StrCpy $R5 ""
  ${For} $2 0 ${MOST_LINKS}
    # The link nearest to the root: there is no link above it.
    StrCpy $1 ""
    StrCpy $0 "$R4"
    ${While} $0 != ""
      StrCpy $R0 "$0"
      Call IsLink
      ${If} $R3 = 1
        StrCpy $1 "$0"
      ${EndIf}
      ${GetParent} "$0" $0
    ${EndWhile}
    ${If} $1 == ""
      ${Break}
    ${EndIf}
    !insertmacro RefuseIfOpenAbove "$1"
    StrCpy $R0 "$1"
    StrCpy $R2 ${DANGEROUS_LINK}
    Call IsItselfOpen
    StrCpy $R3 ""
    ${If} $R0 = 0
      StrCpy $R3 "$1"
      Call TargetOf
    ${EndIf}
    ${If} $R3 == ""
    ${OrIf} $2 = ${MOST_LINKS}
      StrCpy $R5 "$1"
    ${EndIf}
    ${If} $R5 != ""
      ${Break}
    ${EndIf}
    StrLen $0 "$1"
    StrCpy $0 "$R4" "" $0
    StrCpy $R4 "$R3$0"
  ${Next}
  Pop $2
  Pop $1
  Pop $0
FunctionEnd

# in: $R4, a folder. out: $R5, the first part of its path, or of its content that the installation runs, that
# non-administrators can change; empty if only administrators can
Function FindOpenPart
  Push $0
  Push $R4
  StrCpy $R5 ""
  Call KeepsOwners
  ${If} $R3 = 1
    Call FollowLinks
    !insertmacro RefuseIfOpen "$R4" ${DANGEROUS_FOLDER}
    !insertmacro RefuseIfOpen "$R4\${UNINSTALL_FILENAME}" ${DANGEROUS_FILE}
    !insertmacro RefuseIfOpen "$R4\resources" ${DANGEROUS_FOLDER}
    !insertmacro RefuseIfOpen "$R4\resources\service" ${DANGEROUS_FOLDER}
    !insertmacro RefuseIfOpen "$R4\resources\service\SigmaSrv.exe" ${DANGEROUS_FILE}
    !insertmacro RefuseIfOpen "$R4\resources\service\koffi.node" ${DANGEROUS_FILE}
    !insertmacro RefuseIfOpenAbove "$R4"
  ${EndIf}
  Pop $R4
  Pop $0
FunctionEnd
