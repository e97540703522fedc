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
        *) browser_image ;;
      esac ;;
  esac
  run_main dev.webrtclab.e2e.matrix.Main "$@"
}
