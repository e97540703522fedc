# shellcheck shell=sh
# up, down, status and logs, in whichever mode.

lab_up() {
  bare=no scale=1
  while [ $# -gt 0 ]; do
    case $1 in
      --bare) bare=yes ;;
      --nat-lab) nat_lab_on ;;
      --no-install) LAB_INSTALL=no ;;
      --scale) [ $# -gt 1 ] || die 2 "--scale needs a number"; scale=$2; shift ;;
      --scale=*) scale=${1#*=} ;;
      -h|--help)
        say "Usage: ./lab up [--nat-lab] [--bare] [--no-install] [--scale N]

Builds and starts the lab, waits until every service is healthy, prints the address to open.
  --nat-lab      with a media peer and a NAT probe behind each kind of NAT (Docker only; 3 GiB of memory)
  --bare         as local processes, even if there is a Docker engine
  --no-install   install nothing; name the command instead
  --scale N      N media peers (Docker only)
Films and sounds in the folder media can be shown; LAB_MEDIA_DIR=FOLDER ./lab up takes them from elsewhere (docs/media-sources.md).
Settings: .env.example, docs/configuration.md"
        return ;;
      *) die 2 "up: unknown option '$1'; ./lab up --help" ;;
    esac
    shift
  done
  case $scale in ''|*[!0-9]*|0) die 2 "--scale needs a number from 1" ;; esac
  use_media_folder
  if [ $bare = no ] && ! have_engine; then
    bare=yes
    say "No Docker engine with Compose answers here: the lab runs as local processes."
  fi
  if [ $bare = yes ]; then
    if compose_runs; then die 5 "the lab runs in Docker Compose already; ./lab down stops it"; fi
    [ -z "${COMPOSE_PROFILES:-}" ] || note "--nat-lab is for Docker; the lab starts without it"
    [ "$scale" = 1 ] || note "--scale is for Docker; one media peer is started"
    bare_up
  else
    if bare_runs; then die 5 "the lab runs as local processes already; ./lab down stops it"; fi
    compose_up "$scale"
  fi
  say
  say "The lab is up: open http://localhost:$LAB_PORT"
  say "From another machine: ssh -L $LAB_PORT:localhost:$LAB_PORT -L $LAB_TURN_PORT:localhost:$LAB_TURN_PORT this-machine, then the same address."
  say "./lab status · ./lab logs · ./lab down"
}

lab_down() {
  volumes=
  case ${1:-} in
    '') ;;
    --volumes) volumes=yes ;;
    -h|--help) say "Usage: ./lab down [--volumes]

Stops what ./lab up started and waits until it has ended.
  --volumes   forget the generated secrets too; the next start makes new ones"; return ;;
    *) die 2 "down: unknown option '$1'; ./lab down --help" ;;
  esac
  stopped=no
  if bare_runs; then bare_down; stopped=yes; fi
  if have_engine && [ -n "$(compose_ids)" ]; then compose_down ${volumes:+--volumes}; stopped=yes; fi
  if [ "$volumes" = yes ]; then
    rm -rf "$LAB_STATE/secrets"
    if have_engine; then docker compose down --volumes >/dev/null 2>&1; fi
  fi
  if [ $stopped = yes ]; then say "The lab is down."; else say "The lab was not running."; fi
}

lab_status() {
  case ${1:-} in -h|--help) say "Usage: ./lab status

Shows what runs and whether it is healthy. Exit code 0 when all of it is, 1 otherwise."; return ;; esac
  if bare_runs; then bare_status
  elif compose_runs; then
    docker compose ps -a --format 'table {{.Service}}\t{{.Status}}\t{{.Ports}}'
    healthy=$(docker compose ps --format '{{.Service}} {{.State}} {{.Health}}' | sed -n 's/ running healthy$//p')
    for service in $COMPOSE_SERVICES; do
      printf '%s\n' "$healthy" | grep -qxF "$service" || return 1
    done
  else say "The lab is not running. Start it with ./lab up"; return 1
  fi
}

lab_logs() {
  case ${1:-} in -h|--help) say "Usage: ./lab logs [-f] [SERVICE ...]

Shows what the services said; -f goes on showing. Services: coturn signaling-service media-peer-service nat-probe-service web-ui"; return ;; esac
  follow=
  if [ "${1:-}" = -f ]; then follow=yes; shift; fi
  if bare_runs || { ! compose_runs && [ -d "$LAB_STATE/logs" ]; }; then
    set -- "${@:-*}"
    files=
    for service; do
      for file in "$LAB_STATE/logs"/$service.log; do [ -f "$file" ] && files="$files $file"; done
    done
    [ -n "$files" ] || die 1 "no logs of that name in .lab/logs"
    # shellcheck disable=SC2086 # names
    if [ -n "$follow" ]; then exec tail -n 50 -f $files; else tail -n 200 $files; fi
  else
    docker compose logs ${follow:+--follow} --tail 200 "$@"
  fi
}
