# shellcheck shell=sh
# What all parts of ./lab use: words on the screen, settings, waiting.

say() { printf '%s\n' "$*"; }
step() { printf '\n\033[1m%s\033[0m\n' "$*" | plain; }
good() { printf '  \033[32m✓\033[0m %s\n' "$*" | plain; }
note() { printf '  \033[33m!\033[0m %s\n' "$*" | plain; }
die() { code=$1; shift; printf 'lab: %s\n' "$*" >&2; exit "$code"; }
# Colours only for people.
plain() { if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then cat; else sed "s/$(printf '\033')\[[0-9;]*m//g"; fi; }
seconds() { date +%s; }

# Settings of .env count here as they do in Compose; what is set in the environment wins.
if [ -f "$LAB_ROOT/.env" ]; then
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      [A-Z]*=*) name=${line%%=*}
        case $name in
          *[!A-Z0-9_]*) ;;
          *) if eval "[ -z \"\${$name+set}\" ]"; then export "$name=${line#*=}"; fi ;;
        esac ;;
    esac
  done < "$LAB_ROOT/.env"
fi

LAB_BIND=${LAB_BIND:-127.0.0.1}
LAB_PORT=${LAB_PORT:-8080}
LAB_SIGNALING_PORT=${LAB_SIGNALING_PORT:-8081}
LAB_MEDIA_PEER_PORT=${LAB_MEDIA_PEER_PORT:-8082}
LAB_NAT_PROBE_PORT=${LAB_NAT_PROBE_PORT:-8083}
LAB_TURN_PORT=${LAB_TURN_PORT:-3478}
LAB_STATE=$LAB_ROOT/.lab

# The folder whose files media peers show. A relative one counts from the lab's folder, as Compose does it.
use_media_folder() {
  LAB_MEDIA_DIR=${LAB_MEDIA_DIR:-./media}
  # shellcheck disable=SC2088 # a tilde as it stands in .env
  case $LAB_MEDIA_DIR in
    ./media) mkdir -p "$LAB_ROOT/media"; LAB_MEDIA_DIR=$LAB_ROOT/media ;;
    /*) ;;
    "~/"*) LAB_MEDIA_DIR=$HOME/${LAB_MEDIA_DIR#"~/"} ;;
    *) LAB_MEDIA_DIR=$LAB_ROOT/${LAB_MEDIA_DIR#./} ;;
  esac
  [ -d "$LAB_MEDIA_DIR" ] || die 2 "LAB_MEDIA_DIR: there is no folder $LAB_MEDIA_DIR. Name one with the files to show, or leave it out for $LAB_ROOT/media"
  export LAB_MEDIA_DIR
}

# Succeeds when something listens on a TCP or UDP port. Usage: port_taken tcp|udp PORT
port_taken() {
  if command -v ss >/dev/null; then
    case $1 in tcp) ss -Hltn "sport = :$2" ;; udp) ss -Hlun "sport = :$2" ;; esac | grep -q .
  elif command -v lsof >/dev/null; then
    case $1 in tcp) lsof -nP -iTCP:"$2" -sTCP:LISTEN ;; udp) lsof -nP -iUDP:"$2" ;; esac >/dev/null 2>&1
  else
    return 1
  fi
}

# Dies with a helpful sentence when a port is taken. Usage: need_port tcp|udp PORT WHAT VARIABLE
need_port() {
  if port_taken "$1" "$2"; then
    who=$(command -v ss >/dev/null && ss -Hlntup "sport = :$2" 2>/dev/null | sed -n 's/.*users:(("\([^"]*\)",pid=\([0-9]*\).*/ by \1, process \2/p' | head -1)
    die 5 "port $2/$1, needed for $3, is taken${who:-}. Stop that, or choose another port: $4=... ./lab up"
  fi
}

# Succeeds when a URL answers 2xx within two seconds.
http_ok() {
  if command -v curl >/dev/null; then curl -fsS -m 2 -o /dev/null "$1" 2>/dev/null
  elif command -v wget >/dev/null; then wget -q -T 2 -t 1 -O /dev/null "$1" 2>/dev/null
  else node -e 'fetch(process.argv[1],{signal:AbortSignal.timeout(2000)}).then(r=>process.exit(r.ok?0:1),()=>process.exit(1))' "$1"
  fi
}
