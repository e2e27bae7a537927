# The template uninstalls also what the registry of the person has of an installation for him alone: it runs the program
# that is named there, with administrator rights. Whatever runs as that person can write there, and Sigma is installed for
# everybody or not at all. Included once the template has its macro, and before it uses it.
!macroundef uninstallOldVersion
!macro uninstallOldVersion ROOT_KEY
  !if "${ROOT_KEY}" == "SHELL_CONTEXT"
    Push "SHELL_CONTEXT"
    Call uninstallOldVersion
  !endif
!macroend
