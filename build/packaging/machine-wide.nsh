# What the template does with administrator rights for the user who installs. Sigma is installed for all users or not at
# all. Included after the template has defined its macros, and before it uses them.

# It also uninstalls a per-user installation recorded in the user's registry, by running the program named there. Any program
# of that user can write there.
!macroundef uninstallOldVersion
!macro uninstallOldVersion ROOT_KEY
  !if "${ROOT_KEY}" == "SHELL_CONTEXT"
    Push "SHELL_CONTEXT"
    Call uninstallOldVersion
  !endif
!macroend

# It copies the installer into the user's own folder, so that the next update downloads only what has changed. The user can
# redirect that path, and Sigma always downloads the whole update.
!macroundef copyFile
!macro copyFile FROM TO
  !if "${TO}" != "$LOCALAPPDATA\${APP_INSTALLER_STORE_FILE}"
    !error "The template copies another file: ${FROM} to ${TO}"
  !endif
!macroend
