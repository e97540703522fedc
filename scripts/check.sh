# shellcheck shell=sh
# ./lab check: TURN checks from this machine, with the classes of nat-probe-service and without starting it.

check_app=$LAB_ROOT/nat-probe-service/target/quarkus-app
check_main=dev.webrtclab.natprobe.turn.cli.Check

# Succeeds when the service is not built, or has changed since.
check_is_stale() {
  [ ! -f "$check_app/quarkus-run.jar" ] \
    || [ -n "$(find nat-probe-service/src/main nat-probe-service/pom.xml protocol/src/main -newer "$check_app/quarkus-run.jar" -type f | head -1)" ]
}

lab_check() {
  if home=$(find_jdk); then
    if check_is_stale && command -v mvn >/dev/null; then
      say "lab: building nat-probe-service (once per change)" >&2
      JAVA_HOME=$home mvn -q -B -ntp -pl nat-probe-service -am package -Dmaven.test.skip=true >&2 \
        || die 3 "nat-probe-service could not be built"
    fi
    if [ -f "$check_app/quarkus-run.jar" ]; then
      # Files are named as seen from where the command was given.
      cd "$LAB_CALLED_FROM" || die 1 "no directory $LAB_CALLED_FROM"
      exec "$home/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \
        -cp "$check_app/app/*:$check_app/lib/main/*:$check_app/lib/boot/*" "$check_main" "$@"
    fi
  fi
  check_in_container "$@"
}

# In the service's image, on the network of this machine. Files of the options are mounted, those to read read-only.
check_in_container() {
  if ! command -v docker >/dev/null || ! docker image inspect webrtc-lab/nat-probe-service >/dev/null 2>&1; then
    die 3 "needed: a JDK 25 with Maven, or the image webrtc-lab/nat-probe-service (docker compose build nat-probe-service)"
  fi
  cd "$LAB_CALLED_FROM" || die 1 "no directory $LAB_CALLED_FROM"
  # Word by word into the positional parameters: first what docker gets, after a mark what the check gets.
  count=$#; number=0; mounts=
  set -- "$@" --mark
  while [ "$number" -lt "$count" ]; do
    word=$1; shift; number=$((number + 1))
    case $word in
      --secret-file=*|--password-file=*|--ca-file=*|--json=*|--junit=*)
        option=${word%%=*}; file=${word#*=} ;;
      --secret-file|--password-file|--ca-file|--json|--junit)
        if [ "$number" -ge "$count" ]; then set -- "$@" "$word"; continue; fi
        option=$word; file=$1; shift; number=$((number + 1)) ;;
      *) set -- "$@" "$word"; continue ;;
    esac
    case $file in /*) ;; *) file=$PWD/$file ;; esac
    case $option in
      --json|--junit) [ -d "$(dirname "$file")" ] || die 2 "no directory for $file"; : > "$file" ;;
      *) [ -r "$file" ] || die 2 "$file can not be read" ;;
    esac
    set -- "$@" "$option" "/check/${option#--}"
    mounts="$mounts$option	$file
"
  done
  shift # the mark
  check_mount "$@"
}

# Puts the mounts before the arguments; a file of the user's own is read as that user.
check_mount() {
  set -- --entrypoint java webrtc-lab/nat-probe-service -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \
    -cp '/opt/app/app/*:/opt/app/lib/main/*:/opt/app/lib/boot/*' "$check_main" "$@"
  while IFS='	' read -r option file; do
    [ -n "$option" ] || continue
    case $option in
      --json|--junit) set -- --mount "type=bind,source=$file,target=/check/${option#--}" "$@" ;;
      *) set -- --mount "type=bind,source=$file,target=/check/${option#--},readonly" "$@" ;;
    esac
  done <<MOUNTS
$mounts
MOUNTS
  exec docker run --rm --network host --user "$(id -u):$(id -g)" "$@"
}
