#!/bin/sh
# Installs libatomic, which a minimal Debian lacks and without which Node for Linux does not start. Node runs all of Sigma's
# other commands, so this one is a shell script. It works as root or through a sudo that needs no password, and asks nothing.
set -eu

if ! command -v apt-get > /dev/null; then
  echo 'Node does not start. Install the library that it names.' >&2
  exit 1
fi
if [ "$(id -u)" = 0 ]; then
  root=env
elif command -v sudo > /dev/null && sudo -n true 2> /dev/null; then
  root='sudo -n env'
else
  echo 'Installing libatomic1 needs root. Run this, then "npm run setup" again:' >&2
  echo '  sudo apt-get update && sudo apt-get install --no-install-recommends libatomic1' >&2
  exit 1
fi
echo 'Installing libatomic1, which Node needs, through apt-get.'
for step in 'update' 'install --yes --no-install-recommends libatomic1'; do
  # The words of both are meant to be split.
  # shellcheck disable=SC2086
  $root DEBIAN_FRONTEND=noninteractive apt-get --quiet -o Dpkg::Use-Pty=0 $step
done
