# shellcheck shell=sh
# The matrix of calls between all networks of the NAT lab.

lab_matrix() {
  case " $* " in
    *' --help '*|*' -h '*) ;;
    *)
      have_engine || die 3 "the NAT lab needs a Docker engine with Compose: its networks are containers"
      if [ -z "$(docker compose ps -q media-peer-second 2>/dev/null)" ]; then
        lab_up --nat-lab
        say
      fi
      case " $* " in
        *' --no-browser '*) ;;
        *) if ! docker image inspect webrtc-lab/browser >/dev/null 2>&1; then
             step "Building the browser's image (once, about a minute)"
             docker compose --profile browser --progress plain build browser >"$LAB_STATE/browser.log" 2>&1 \
               || { tail -30 "$LAB_STATE/browser.log" >&2; die 1 "the image could not be built; all of the output is in .lab/browser.log"; }
           fi ;;
      esac ;;
  esac
  run_main dev.webrtclab.e2e.matrix.Main "$@"
}
