# shellcheck shell=sh
# The fault catalogue: faults caused for real, and the verdicts they get.

lab_faults() {
  case " $* " in
    *' --help '*|*' -h '*|*' --list '*) ;;
    *)
      have_engine || die 3 "the faults need the NAT lab, and that a Docker engine with Compose: its networks are containers"
      if [ -z "$(docker compose ps -q media-peer-second 2>/dev/null)" ]; then
        lab_up --nat-lab
        say
      fi
      browser_image ;;
  esac
  run_main dev.webrtclab.e2e.faults.Main "$@"
}
