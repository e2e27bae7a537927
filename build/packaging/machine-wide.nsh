# What the template does with administrator rights for the one person who installs. Sigma is installed for everybody or not at
# all. Included once the template has its macros, and before it uses them.

# It uninstalls also what the registry of the person has of an installation for him alone: it runs the program that is named
# there. Whatever runs as that person can write there.
!macroundef uninstallOldVersion
!macro uninstallOldVersion ROOT_KEY
  !if "${ROOT_KEY}" == "SHELL_CONTEXT"
    Push "SHELL_CONTEXT"
    Call uninstallOldVersion
  !endif
!macroend

# It copies the installer into the person's own folder, of which the next update would download only what has changed. That
# person can lead the path elsewhere, and Sigma downloads all of an update.
!macroundef copyFile
!macro copyFile FROM TO
  !if "${TO}" != "$LOCALAPPDATA\${APP_INSTALLER_STORE_FILE}"
    !error "The template copies another file: ${FROM} to ${TO}"
  !endif
!macroend
