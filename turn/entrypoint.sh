#!/bin/sh
# Starts turnserver with turn/turnserver.conf plus what belongs to this machine. The secret is read from a file and
# written into a configuration file that only this user can read; it is never in an argument, a variable or a log.
#
#   TURN_LISTENING_IPS   addresses to listen on, blank-separated; two of one family for RFC 5780
#   TURN_RELAY_IP        address that relayed packets come from
#   TURN_ALLOWED_PEERS   addresses or ranges (a-b) that may be relayed to, blank-separated
#   TURN_SECRET_FILE     file with the shared secret
#   TURN_TLS_DIR         directory with cert.pem and key.pem; without them TLS stays off
#   TURN_RUN_DIR         writable directory, best in memory
#   TURN_EXTRA           further configuration lines, one per line (the bare mode uses it)
#   TURN_METRICS_PORT    port of the figures of a turnserver that has none of its own, TURN_METRICS_IP its address
#   TURN_EVENTS_URL      where the signaling service takes what happens to allocations; without it nothing is sent
#   TURN_EVENTS_TOKEN_FILE  file with the token that opens that
set -eu
umask 077

here=$(cd "$(dirname "$0")" && pwd)
run=${TURN_RUN_DIR:-/run/turn}
policy=${TURN_POLICY:-$here/turnserver.conf}
conf=$run/turnserver.conf
say() { echo "turn: $*"; }

[ -s "${TURN_SECRET_FILE:?names no file}" ] || { say "no secret in $TURN_SECRET_FILE" >&2; exit 78; }
secret=$(cat "$TURN_SECRET_FILE")
case $secret in
  *[!0-9a-f]*) say "the secret in $TURN_SECRET_FILE is not one line of hexadecimal digits" >&2; exit 78 ;;
esac
[ ${#secret} -ge 32 ] || { say "the secret in $TURN_SECRET_FILE is shorter than 32 digits" >&2; exit 78; }

# What this turnserver knows. turnserver stops on some unknown options and only warns about others.
known=$(turnserver -h 2>&1 | grep -oE -e '--[a-z0-9_-]+' | sort -u)
knows() { printf '%s\n' "$known" | grep -qxF -e "--$1"; }

{
  while IFS= read -r line; do
    case $line in ''|'#'*) continue ;; esac
    name=${line%%=*}
    if [ "${name#prometheus}" != "$name" ] && ! knows prometheus; then continue; fi
    if knows "$name"; then
      printf '%s\n' "$line"
    else
      # On standard error, since standard output is the file.
      say "this turnserver does not know '$name', left out" >&2
    fi
  done < "$policy"
  # Off by default today, and these options are gone; needed where they still exist (4.6).
  for old in no-cli no-dtls no-tlsv1 no-tlsv1_1; do
    if knows "$old"; then printf '%s\n' "$old"; fi
  done
  for ip in ${TURN_LISTENING_IPS:?}; do printf 'listening-ip=%s\n' "$ip"; done
  printf 'relay-ip=%s\n' "${TURN_RELAY_IP:?}"
  for peers in ${TURN_ALLOWED_PEERS:?}; do printf 'allowed-peer-ip=%s\n' "$peers"; done
  if [ -r "${TURN_TLS_DIR:-/nonexistent}/key.pem" ]; then
    printf 'cert=%s/cert.pem\npkey=%s/key.pem\n' "$TURN_TLS_DIR" "$TURN_TLS_DIR"
  else
    printf 'no-tls\n'
  fi
  printf 'userdb=%s/turndb\n' "$run"
  if [ -n "${TURN_EXTRA:-}" ]; then printf '%s\n' "$TURN_EXTRA"; fi
  printf 'static-auth-secret=%s\n' "$secret"
} > "$conf"
unset secret

# Log and pid file on the command line: turnserver opens its log before it has read the file.
set -- turnserver -c "$conf" --log-file=stdout --pidfile="$run/turnserver.pid"
metrics_port=0
if ! knows prometheus; then
  # Debian builds turnserver without Prometheus. The same figures come from its log then.
  say "this turnserver has no metrics of its own, they are read from its log"
  metrics_port=${TURN_METRICS_PORT:-9641}
elif [ -z "${TURN_EVENTS_URL:-}" ]; then
  exec "$@"
fi
exec perl "$here/observe.pl" "$metrics_port" "$@" --verbose
