#!/bin/sh
# Generates, once, what the services of one installation share, and leaves alone what is there:
#   DIR/turn/turn-secret       signaling-service and coturn: signs TURN credentials
#   DIR/link/link-token        signaling-service and media-peer-service: opens the link between them
#   DIR/turn-events/token      coturn and signaling-service: opens the endpoint for what coturn observed
#   DIR/turn-tls/{cert,key}.pem  coturn: self-signed certificate for TURN over TLS
#   DIR/turn-ca/cert.pem       nat-probe-service: the same certificate, to check TURN over TLS with
# Files are readable by the owner only, and nothing of their content is printed. Usage: make-secrets.sh DIR [NAME-OR-IP ...]
set -eu
umask 077
dir=${1:?directory}; shift
[ $# -gt 0 ] || set -- localhost 127.0.0.1

secret() { # file: 32 random bytes, written whole or not at all
  if [ -s "$1" ]; then echo "secrets: $1 is there"; return; fi
  mkdir -p "$(dirname "$1")"
  od -An -N32 -tx1 /dev/urandom | tr -d ' \n' > "$1.new"
  echo >> "$1.new"
  mv "$1.new" "$1"
  echo "secrets: $1 generated"
}

certificate() { # directory, names and addresses
  tls=$1; shift
  if [ -s "$tls/key.pem" ] && [ -s "$tls/cert.pem" ]; then echo "secrets: $tls is there"; return; fi
  if ! command -v openssl >/dev/null; then echo "secrets: no openssl, so TURN over TLS stays off"; return; fi
  mkdir -p "$tls"
  names=
  for name; do
    case $name in
      *[!0-9.]*) names=$names,DNS:$name ;;
      *) names=$names,IP:$name ;;
    esac
  done
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 825 -subj '/CN=WebRTC Lab TURN' \
    -addext "subjectAltName=${names#,}" -keyout "$tls/key.pem" -out "$tls/cert.pem" 2>/dev/null
  echo "secrets: $tls generated, self-signed for $*"
}

secret "$dir/turn/turn-secret"
secret "$dir/link/link-token"
secret "$dir/turn-events/token"
certificate "$dir/turn-tls" "$@"
# The certificate once more without its key, for those who check it.
if [ -s "$dir/turn-tls/cert.pem" ]; then
  mkdir -p "$dir/turn-ca"
  cp "$dir/turn-tls/cert.pem" "$dir/turn-ca/cert.pem"
fi
