# An installer that does with build/packaging/installer.nsh what electron-builder's template does, in the same order,
# by the means of NSIS alone: electron-builder's plug-ins exist for 32-bit installers only, which not every Wine runs.
#
#   PAYLOAD               the folder that is installed
#   UNINSTALLER_OUT_FILE  the uninstaller; with BUILD_UNINSTALLER it is written there, else taken from there

Unicode true
SetCompress off
RequestExecutionLevel admin
Name "Sigma"
InstallDir "$PROGRAMFILES64\Sigma"

!define PRODUCT_NAME "Sigma"
!define PRODUCT_FILENAME "Sigma"
!define APP_EXECUTABLE_FILENAME "Sigma.exe"
!define APP_FILENAME "Sigma"
!define UNINSTALL_FILENAME "Uninstall Sigma.exe"
!define APP_ID "Sigma"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Sigma"

!include FileFunc.nsh
!include LogicLib.nsh

# In the template StdUtils reads the command line.
!macro testParameter PARAMETER TRUE FALSE
  !insertmacro _LOGICLIB_TEMP
  ${GetParameters} $_LOGICLIB_TEMP
  ClearErrors
  ${GetOptions} $_LOGICLIB_TEMP "--${PARAMETER}" $_LOGICLIB_TEMP
  IfErrors `${FALSE}` `${TRUE}`
!macroend
!macro _isUpdated _a _b _t _f
  !insertmacro testParameter updated `${_t}` `${_f}`
!macroend
!macro _isDeleteAppData _a _b _t _f
  !insertmacro testParameter delete-app-data `${_t}` `${_f}`
!macroend
!define isUpdated `"" isUpdated ""`
!define isDeleteAppData `"" isDeleteAppData ""`

!include "installer.nsh"
!include MUI2.nsh

!ifdef BUILD_UNINSTALLER
  !insertmacro customUnWelcomePage
  !insertmacro MUI_UNPAGE_INSTFILES
!else
  !insertmacro customPageAfterChangeDir
  !insertmacro MUI_PAGE_INSTFILES
!endif
!insertmacro MUI_LANGUAGE English
!insertmacro MUI_LANGUAGE German
LangString appRunning ${LANG_ENGLISH} "Sigma is running."
LangString appRunning ${LANG_GERMAN} "Sigma wird ausgeführt."
LangString appClosing ${LANG_ENGLISH} "Closing Sigma."
LangString appClosing ${LANG_GERMAN} "Sigma wird geschlossen."
LangString appCannotBeClosed ${LANG_ENGLISH} "Sigma cannot be closed."
LangString appCannotBeClosed ${LANG_GERMAN} "Sigma kann nicht geschlossen werden."
LangString uninstallFailed ${LANG_ENGLISH} "The old version could not be removed"
LangString uninstallFailed ${LANG_GERMAN} "Die alte Version konnte nicht entfernt werden"
!insertmacro customHeader

!ifdef BUILD_UNINSTALLER
  SilentInstall silent
!endif

Function .onInit
  SetRegView 64
  SetShellVarContext all
  !ifdef BUILD_UNINSTALLER
    WriteUninstaller "${UNINSTALLER_OUT_FILE}"
    SetErrorLevel 0
    Quit
  !else
    !insertmacro customInit
  !endif
FunctionEnd

Section
  !ifndef BUILD_UNINSTALLER
    InitPluginsDir
    !insertmacro customCheckAppRunning
    ReadRegStr $0 HKLM "${UNINSTALL_KEY}" "UninstallString"
    ${If} $0 != ""
      CopyFiles /SILENT "$INSTDIR\${UNINSTALL_FILENAME}" "$PLUGINSDIR\old-uninstaller.exe"
      ClearErrors
      ExecWait '"$PLUGINSDIR\old-uninstaller.exe" /S /KEEP_APP_DATA /allusers --updated _?=$INSTDIR' $R0
      !insertmacro customUnInstallCheck
    ${EndIf}
    SetOutPath $INSTDIR
    File /r "${PAYLOAD}/*"
    File "/oname=${UNINSTALL_FILENAME}" "${UNINSTALLER_OUT_FILE}"
    WriteRegStr HKLM "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\${UNINSTALL_FILENAME}" /allusers'
    !insertmacro customInstall
  !endif
SectionEnd

!ifdef BUILD_UNINSTALLER
  Function un.onInit
    SetRegView 64
    SetShellVarContext all
    ${If} ${Silent}
      !insertmacro customCheckAppRunning
    ${EndIf}
  FunctionEnd

  Section "un.Uninstall"
    ${IfNot} ${Silent}
      !insertmacro customCheckAppRunning
    ${EndIf}
    !insertmacro customUnInstall
    SetOutPath $TEMP
    RMDir /r $INSTDIR
    DeleteRegKey HKLM "${UNINSTALL_KEY}"
  SectionEnd
!endif
