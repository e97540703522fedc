# shellcheck shell=sh
# Finds what the lab needs on this machine, and brings it with the system's package manager after saying so.

LAB_INSTALL=${LAB_INSTALL:-yes}

have_engine() { command -v docker >/dev/null && docker info >/dev/null 2>&1 && docker compose version >/dev/null 2>&1; }

# The command that installs Debian packages here, as far as there is one.
install_command() {
  if command -v apt-get >/dev/null; then
    sudo=
    if [ "$(id -u)" != 0 ]; then sudo='sudo '; fi
    say "${sudo}apt-get install -y --no-install-recommends $*"
  else
    say "the package manager of this system, for what Debian calls: $*"
  fi
}

# Installs packages or says how. Usage: bring WHAT-FOR PACKAGE ...; fails when they are not there afterwards.
bring() {
  what=$1; shift
  how=$(install_command "$@")
  if [ "$LAB_INSTALL" != yes ]; then note "$what: missing. Install with: $how"; return 1; fi
  if ! command -v apt-get >/dev/null || { [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; }; then
    note "$what: missing, and it can not be installed from here. Needed: $how"; return 1
  fi
  note "$what: installing with: $how"
  mkdir -p "$LAB_STATE"
  # RUNLEVEL keeps packages from starting a service of their own (coturn would take the lab's port).
  if [ "$(id -u)" = 0 ]; then as_root=; else as_root=sudo; fi
  if { $as_root apt-get update -qq
       $as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends "$@"; } \
       >"$LAB_STATE/install.log" 2>&1; then
    good "$what: installed"
  else
    tail -5 "$LAB_STATE/install.log" >&2
    note "$what: could not be installed; all of the output is in .lab/install.log"; return 1
  fi
}

is_jdk_25() { # directory
  [ -x "$1/bin/javac" ] || return 1
  major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null)
  [ "${major:-0}" -ge 25 ] 2>/dev/null
}

find_jdk() { # prints the home of a JDK 25 or newer, whatever the default java is
  path_java=$(command -v java || true)
  if [ -n "$path_java" ]; then path_java=$(dirname "$(dirname "$(readlink -f "$path_java" 2>/dev/null || echo "$path_java")")"); fi
  for home in "${LAB_JAVA_HOME:-}" "${JAVA_HOME:-}" "$path_java" /usr/lib/jvm/* /opt/java/* /opt/jdk* "${HOME:-/}"/.sdkman/candidates/java/* \
      "${HOME:-/}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$home" ] && is_jdk_25 "$home"; then say "$home"; return; fi
  done
  return 1
}

use_jdk() {
  if ! JAVA_HOME=$(find_jdk); then
    bring "JDK 25" openjdk-25-jdk-headless || true
    JAVA_HOME=$(find_jdk) || die 3 "no JDK 25 found. Install one (for example from https://adoptium.net), or name it: LAB_JAVA_HOME=... ./lab ..."
  fi
  export JAVA_HOME
  good "JDK: $JAVA_HOME"
}

use_maven() {
  command -v mvn >/dev/null || bring Maven maven || die 3 "Maven is needed: $(install_command maven)"
}

use_node() {
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    bring "Node.js" nodejs npm || die 3 "Node.js 20.19 or newer with npm is needed (https://nodejs.org)"
  fi
  node -e 'const [a,b]=process.versions.node.split(".").map(Number);process.exit(a>20||a===20&&b>=19?0:1)' \
    || die 3 "Node.js $(node --version) is too old, 20.19 or newer is needed (https://nodejs.org)"
  good "Node.js: $(node --version)"
}

# The libraries that libwebrtc links against; it uses none of them without a screen and a sound card.
use_native_libraries() {
  case $(uname -s) in Linux) ;; *) return 0 ;; esac
  missing=
  for pair in libpulse.so.0:libpulse0 libudev.so.1:libudev1 libX11.so.6:libx11-6 libXfixes.so.3:libxfixes3 libXrandr.so.2:libxrandr2 \
      libXcomposite.so.1:libxcomposite1 libdbus-1.so.3:libdbus-1-3; do
    if ! PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null | grep -q "${pair%%:*}"; then missing="$missing ${pair#*:}"; fi
  done
  # shellcheck disable=SC2086 # a list of package names
  [ -z "$missing" ] || bring "libraries that libwebrtc links against" $missing \
    || die 3 "the media peer can not load libwebrtc without:$missing"
}

use_turnserver() { # succeeds when turnserver is there
  command -v turnserver >/dev/null || bring "STUN and TURN server" coturn
}

use_chromium() {
  for browser in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$browser" >/dev/null; then return 0; fi
  done
  bring "Chromium for the tests" chromium || die 3 "the tests drive Chromium: $(install_command chromium)"
}
