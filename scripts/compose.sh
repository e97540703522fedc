# shellcheck shell=sh
# The lab in Docker Compose.

COMPOSE_SERVICES='turn-network coturn signaling-service media-peer-service nat-probe-service web-ui'

# Everything of the lab: what belongs to a profile too, whether or not it was asked for this time.
nat_lab_on() { COMPOSE_PROFILES=nat-lab; export COMPOSE_PROFILES; }
nat_lab_services() { [ "${COMPOSE_PROFILES:-}" != nat-lab ] || docker compose config --services | grep -E '^(router|media-peer|nat-probe)-' | grep -v -- '-service$'; }

compose_ids() { docker compose --profile '*' ps -aq 2>/dev/null; }
compose_runs() { have_engine && [ -n "$(docker compose --profile '*' ps -q 2>/dev/null)" ]; }

compose_check_ports() {
  # Ports that this project publishes itself are not in its own way.
  compose_runs && return 0
  need_port tcp "$LAB_PORT" "the page" LAB_PORT
  need_port tcp "$LAB_SIGNALING_PORT" signaling-service LAB_SIGNALING_PORT
  need_port tcp "$LAB_MEDIA_PEER_PORT" media-peer-service LAB_MEDIA_PEER_PORT
  need_port tcp "$LAB_NAT_PROBE_PORT" nat-probe-service LAB_NAT_PROBE_PORT
  need_port udp "$LAB_TURN_PORT" STUN LAB_TURN_PORT
  need_port tcp "$LAB_TURN_PORT" TURN LAB_TURN_PORT
  need_port udp "${LAB_TURN_ALT_PORT:-3479}" "STUN's alternate port" LAB_TURN_ALT_PORT
  need_port tcp "${LAB_TURN_TLS_PORT:-5349}" "TURN over TLS" LAB_TURN_TLS_PORT
  need_port tcp "${LAB_TURN_METRICS_PORT:-9641}" "coturn's metrics" LAB_TURN_METRICS_PORT
}

compose_up() { # replicas of the media peer
  compose_check_ports
  mkdir -p "$LAB_STATE"
  step "Building images (the first time this takes some minutes)"
  began=$(seconds)
  if [ -t 1 ]; then
    docker compose build || die 1 "an image could not be built"
  else
    docker compose --progress plain build >"$LAB_STATE/build.log" 2>&1 \
      || { tail -60 "$LAB_STATE/build.log" >&2; die 1 "an image could not be built; all of the output is in .lab/build.log"; }
  fi
  good "built in $(($(seconds) - began)) s"
  step "Starting"
  docker compose up -d --no-build --remove-orphans --scale "media-peer-service=$1" >"$LAB_STATE/up.log" 2>&1 \
    || { cat "$LAB_STATE/up.log" >&2; die 1 "the containers could not be started"; }
  compose_wait
}

compose_wait() {
  began=$(seconds)
  waiting="$COMPOSE_SERVICES $(nat_lab_services | tr '\n' ' ')"
  waiting=${waiting% }
  # Asked once: every start of the compose command costs what the services that are starting need more.
  ids=$(compose_ids)
  while [ -n "$waiting" ]; do
    # shellcheck disable=SC2086 # one identifier per word
    health=$(docker inspect -f '{{index .Config.Labels "com.docker.compose.service"}} {{if .State.Health}}{{.State.Health.Status}}{{else}}{{.State.Status}}{{end}}' $ids) || true
    still=
    for service in $waiting; do
      states=$(printf '%s\n' "$health" | sed -n "s/^$service //p")
      case $states in
        *unhealthy*|*starting*|*created*|*exited*|'') still="$still $service" ;;
        *) good "$service healthy after $(($(seconds) - began)) s$(printf '%s\n' "$states" | awk 'END {if (NR > 1) printf " (%d replicas)", NR}')" ;;
      esac
    done
    waiting=${still# }
    [ -n "$waiting" ] || break
    if [ $(($(seconds) - began)) -gt 300 ]; then
      # shellcheck disable=SC2086 # names
      docker compose logs --no-color --tail 40 $waiting >&2
      die 4 "not healthy within 300 s: $waiting"
    fi
    sleep 0.5
  done
}

compose_down() { # further options of docker compose down
  docker compose --profile '*' down --remove-orphans "$@" 2>&1 | sed -n 's/^ *\(Container\|Volume\) \(.*\)  *Removed.*/  ✓ \2 removed/p'
}

browser_image() { # builds the image of the browsers inside the NAT lab's networks, when it is missing or older than its files
  if [ -f "$LAB_STATE/browser.built" ] && docker image inspect webrtc-lab/browser >/dev/null 2>&1 \
      && [ -z "$(find nat-lab/browser -newer "$LAB_STATE/browser.built" -type f | head -1)" ]; then return 0; fi
  step "Building the browser's image (once, about a minute)"
  mkdir -p "$LAB_STATE"
  docker compose --profile browser --progress plain build browser >"$LAB_STATE/browser.log" 2>&1 \
    || { tail -30 "$LAB_STATE/browser.log" >&2; die 1 "the image could not be built; all of the output is in .lab/browser.log"; }
  touch "$LAB_STATE/browser.built"
}
