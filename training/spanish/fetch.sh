#!/bin/sh
# Fetches plain Spanish under free licences into .cache/spa: LibreOffice's help (MPL-2.0), the Debian handbook
# (CC-BY-SA 3.0 or GPL-2+) and LibreOffice's thesaurus (LGPL-2.1+). Needs Debian's apt.
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
work=$here/.cache/spa/packages
mkdir -p "$work"
cd "$work"
apt-get download libreoffice-help-es debian-handbook mythes-es
for package in *.deb; do dpkg -x "$package" unpacked; done
cd "$here"
COPYDESK_LANGUAGE=spa node training/spanish/prepare.ts
