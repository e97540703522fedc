# shellcheck shell=sh
# The lab as local processes: the same services on JDK 25 and Node.js, files below .lab/.

BARE_SERVICES='coturn signaling-service media-peer-service nat-probe-service web-ui'
BARE_JAVA='signaling-service media-peer-service nat-probe-service'
pids=$LAB_STATE/pids
logs=$LAB_STATE/logs

# A process is ours when its number and its start time are those that were noted.
started_at() { # process number
  if [ -r "/proc/$1/stat" ]; then sed 's/.*) //' "/proc/$1/stat" | cut -d' ' -f20
  else ps -o lstart= -p "$1" 2>/dev/null | tr -d ' '
  fi
}
alive() { # service
  [ -s "$pids/$1" ] || return 1
  read -r pid since < "$pids/$1"
  kill -0 "$pid" 2>/dev/null && [ "$(started_at "$pid")" = "$since" ]
}
bare_runs() {
  for service in $BARE_SERVICES; do if alive "$service"; then return 0; fi; done
  return 1
}

launch() { # service, directory, command: in the background, its output into a log of its own
  service=$1 directory=$2; shift 2
  (cd "$directory" && exec nohup "$@" </dev/null >"$logs/$service.log" 2>&1) &
  pid=$!
  # The number stays when the subshell becomes the program, and so does the start time.
  echo "$pid $(started_at "$pid")" > "$pids/$service"
}

newer_than() { # stamp, paths: something there changed since the stamp
  stamp=$1; shift
  [ -f "$stamp" ] || return 0
  [ -n "$(find "$@" \( -name target -o -name node_modules -o -name dist -o -name test \) -prune -o -type f -newer "$stamp" -print 2>/dev/null | head -1)" ]
}

bare_build() {
  built=$LAB_STATE/built
  mkdir -p "$built"
  complete=yes
  for service in $BARE_JAVA; do [ -f "$service/target/quarkus-app/quarkus-run.jar" ] || complete=no; done
  [ -d media-peer-worker/target/dist ] || complete=no
  if [ $complete = no ] || newer_than "$built/java" pom.xml protocol signaling-service media-peer-service media-peer-worker nat-probe-service; then
    say "  building the Java services (the first time this takes some minutes)"
    began=$(seconds)
    touch "$built/java.now"
    mvn -B -q -ntp -pl signaling-service,media-peer-service,media-peer-worker,nat-probe-service -am package -DskipTests >"$logs/build-java.log" 2>&1 \
      || { tail -40 "$logs/build-java.log" >&2; die 1 "the Java build failed; all of the output is in .lab/logs/build-java.log"; }
    mv "$built/java.now" "$built/java"
    good "Java services built in $(($(seconds) - began)) s"
  else
    good "Java services: unchanged since the last build"
  fi
  if [ ! -d web-ui/dist ] || newer_than "$built/web-ui" web-ui; then
    began=$(seconds)
    touch "$built/web-ui.now"
    { web_ui_packages && (cd web-ui && npm run build); } >"$logs/build-web-ui.log" 2>&1 \
      || { tail -40 "$logs/build-web-ui.log" >&2; die 1 "the page's build failed; all of the output is in .lab/logs/build-web-ui.log"; }
    mv "$built/web-ui.now" "$built/web-ui"
    good "page built in $(($(seconds) - began)) s"
  else
    good "page: unchanged since the last build"
  fi
}

web_ui_packages() { # npm ci, unless what is installed is what the lock file says
  if [ -d web-ui/node_modules ] && cmp -s web-ui/package-lock.json "$LAB_STATE/built/package-lock.json"; then return 0; fi
  mkdir -p "$LAB_STATE/built"
  (cd web-ui && npm ci --no-audit --no-fund) && cp web-ui/package-lock.json "$LAB_STATE/built/package-lock.json"
}

# The address by which this machine reaches others; media and relays use it.
own_address() {
  address=$(ip -4 route get 192.0.2.1 2>/dev/null | sed -n 's/.* src \([0-9.]*\).*/\1/p' | head -1)
  [ -n "$address" ] || address=$(hostname -I 2>/dev/null | tr ' ' '\n' | grep -m1 -E '^[0-9.]+$' || true)
  say "${address:-127.0.0.1}"
}

# All addresses of this machine but loopback: media peers offer each of them, and a relay that refused one would let the
# browser's first pair fail at once.
own_addresses() {
  { own_address; hostname -I 2>/dev/null | tr ' ' '\n'; } | grep -E '^[0-9]+(\.[0-9]+){3}$' | sort -u | tr '\n' ' '
}

bare_turn() {
  if ! use_turnserver; then
    SIGNALING_TURN_ABSENT_REASON="There is no turnserver on this machine."
    SIGNALING_TURN_ABSENT_NEXT="Install it with: $(install_command coturn), and start the lab again."
    export SIGNALING_TURN_ABSENT_REASON SIGNALING_TURN_ABSENT_NEXT
    note "TURN is not available: calls work directly, not through a relay"
    return
  fi
  unset SIGNALING_TURN_ABSENT_REASON SIGNALING_TURN_ABSENT_NEXT
  need_port udp "$LAB_TURN_PORT" STUN LAB_TURN_PORT
  need_port tcp "$LAB_TURN_PORT" TURN LAB_TURN_PORT
  mkdir -p "$LAB_STATE/turn"
  address=$(own_address)
  extra="listening-port=$LAB_TURN_PORT
alt-listening-port=${LAB_TURN_ALT_PORT:-3479}
tls-listening-port=${LAB_TURN_TLS_PORT:-5349}
alt-tls-listening-port=$((${LAB_TURN_TLS_PORT:-5349} + 1))"
  case $address in 127.*) extra="$extra
allow-loopback-peers" ;; esac
  TURN_LISTENING_IPS='127.0.0.1 127.0.0.2' TURN_RELAY_IP=$address TURN_ALLOWED_PEERS=$(own_addresses) TURN_EXTRA=$extra \
    TURN_SECRET_FILE=$LAB_STATE/secrets/turn/turn-secret TURN_TLS_DIR=$LAB_STATE/secrets/turn-tls TURN_RUN_DIR=$LAB_STATE/turn \
    TURN_METRICS_IP=127.0.0.1 TURN_METRICS_PORT=${LAB_TURN_METRICS_PORT:-9641} \
    TURN_EVENTS_URL=http://127.0.0.1:$LAB_SIGNALING_PORT/internal/turn-events TURN_EVENTS_TOKEN_FILE=$LAB_STATE/secrets/turn-events/token \
    launch coturn "$LAB_STATE" "$LAB_ROOT/turn/entrypoint.sh"
}

bare_java() { # service, port, settings NAME=value
  service=$1 port=$2; shift 2
  launch "$service" "$LAB_ROOT/$service/target" env QUARKUS_HTTP_HOST="$LAB_BIND" QUARKUS_HTTP_PORT="$port" "$@" \
    "$JAVA_HOME/bin/java" -Xmx256m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError \
    -Djava.util.logging.manager=org.jboss.logmanager.LogManager -jar quarkus-app/quarkus-run.jar
}

bare_up() {
  if bare_runs; then bare_status && return; die 4 "the lab runs, but not all of it is healthy; ./lab down, then ./lab up"; fi
  step "Looking for what is needed"
  use_jdk; use_maven; use_node; use_native_libraries
  need_port tcp "$LAB_PORT" "the page" LAB_PORT
  need_port tcp "$LAB_SIGNALING_PORT" signaling-service LAB_SIGNALING_PORT
  need_port tcp "$LAB_MEDIA_PEER_PORT" media-peer-service LAB_MEDIA_PEER_PORT
  need_port tcp "$LAB_NAT_PROBE_PORT" nat-probe-service LAB_NAT_PROBE_PORT
  mkdir -p "$pids" "$logs"
  chmod 700 "$LAB_STATE"
  step "Building"
  bare_build
  step "Starting"
  sh turn/make-secrets.sh "$LAB_STATE/secrets" localhost 127.0.0.1 127.0.0.2 >"$logs/secrets.log" || die 1 "no secrets; see .lab/logs/secrets.log"
  bare_turn
  bare_java signaling-service "$LAB_SIGNALING_PORT" \
    SIGNALING_TURN_SECRET_FILE="$LAB_STATE/secrets/turn/turn-secret" SIGNALING_LINK_TOKEN_FILE="$LAB_STATE/secrets/link/link-token" \
    SIGNALING_TURN_EVENTS_TOKEN_FILE="$LAB_STATE/secrets/turn-events/token" \
    SIGNALING_TURN_PORT="$LAB_TURN_PORT" SIGNALING_TURN_INTERNAL_HOST=127.0.0.1 SIGNALING_TURN_INTERNAL_PORT="$LAB_TURN_PORT" \
    SIGNALING_NAT_PROBE_URL="http://127.0.0.1:$LAB_NAT_PROBE_PORT"
  bare_java nat-probe-service "$LAB_NAT_PROBE_PORT" \
    NAT_PROBE_STUN_SERVER="127.0.0.1:$LAB_TURN_PORT" NAT_PROBE_VANTAGE="${NAT_PROBE_VANTAGE:-this machine, on its loopback interface}" \
    NAT_PROBE_TURN_CHECK_SECRET_FILE="$LAB_STATE/secrets/turn/turn-secret"
  bare_java media-peer-service "$LAB_MEDIA_PEER_PORT" \
    MEDIA_PEER_SIGNALING_URL="ws://127.0.0.1:$LAB_SIGNALING_PORT/internal/media-peers" \
    MEDIA_PEER_TOKEN_FILE="$LAB_STATE/secrets/link/link-token" MEDIA_PEER_MEDIA_DIR="$LAB_MEDIA_DIR" \
    MEDIA_PEER_WORKER_CLASS_PATH="$LAB_ROOT/media-peer-worker/target/dist" MEDIA_PEER_WORKER_JAVA="$JAVA_HOME/bin/java"
  SIGNALING_ORIGIN=http://127.0.0.1:$LAB_SIGNALING_PORT NAT_PROBE_ORIGIN=http://127.0.0.1:$LAB_NAT_PROBE_PORT \
    WEB_UI_PORT=$LAB_PORT WEB_UI_HOST=$LAB_BIND \
    launch web-ui "$LAB_ROOT/web-ui" node node_modules/vite/bin/vite.js preview
  bare_wait
}

bare_healthy() { # service
  local_host=$LAB_BIND
  case $local_host in 0.0.0.0|'') local_host=127.0.0.1 ;; esac
  case $1 in
    coturn) node "$LAB_ROOT/scripts/stun-check.mjs" 127.0.0.1 "$LAB_TURN_PORT" ;;
    signaling-service) http_ok "http://$local_host:$LAB_SIGNALING_PORT/q/health" ;;
    media-peer-service) http_ok "http://$local_host:$LAB_MEDIA_PEER_PORT/q/health" ;;
    nat-probe-service) http_ok "http://$local_host:$LAB_NAT_PROBE_PORT/q/health" ;;
    web-ui) http_ok "http://$local_host:$LAB_PORT/" ;;
  esac
}

bare_wait() {
  began=$(seconds)
  waiting=
  for service in $BARE_SERVICES; do if [ -s "$pids/$service" ]; then waiting="$waiting $service"; fi; done
  while [ -n "$waiting" ]; do
    still=
    for service in $waiting; do
      if ! alive "$service"; then
        tail -40 "$logs/$service.log" >&2
        bare_down >/dev/null
        die 4 "$service ended while starting; its log is above and in .lab/logs/$service.log"
      fi
      if bare_healthy "$service"; then good "$service healthy after $(($(seconds) - began)) s"; else still="$still $service"; fi
    done
    waiting=$still
    [ -n "$waiting" ] || break
    if [ $(($(seconds) - began)) -gt 120 ]; then
      for service in $waiting; do tail -40 "$logs/$service.log" >&2; done
      die 4 "not healthy within 120 s:$waiting"
    fi
    sleep 0.5
  done
}

bare_status() {
  all=0
  for service in $BARE_SERVICES; do
    if ! [ -s "$pids/$service" ]; then note "$service was not started"
    elif ! alive "$service"; then note "$service has ended; see .lab/logs/$service.log"; all=1
    elif bare_healthy "$service"; then good "$service healthy (process $pid)"
    else note "$service runs (process $pid), but is not healthy"; all=1
    fi
  done
  return $all
}

bare_down() {
  for service in $BARE_SERVICES; do if alive "$service"; then kill "$pid" 2>/dev/null || true; fi; done
  for service in $BARE_SERVICES; do
    began=$(seconds)
    while alive "$service"; do
      if [ $(($(seconds) - began)) -gt 15 ]; then kill -9 "$pid" 2>/dev/null || true; note "$service did not stop and was ended"; fi
      sleep 0.2
    done
    if [ -e "$pids/$service" ]; then rm -f "$pids/$service"; good "$service stopped"; fi
  done
}
