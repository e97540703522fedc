# shellcheck shell=sh
# Every test of the lab, and its benches.

test_log=$LAB_STATE/test

# Runs Maven, shows what runs and how it ended, keeps all of the output. Usage: maven NAME ARGUMENT ...
maven() {
  name=$1; shift
  { mvn -B -ntp "$@" 2>&1; echo $? > "$test_log/$name.exit"; } | tee "$test_log/$name.log" \
    | grep --line-buffered -E '^\[(INFO|WARNING|ERROR)\] (Running |Tests run:|Building .*\[[0-9]+/|BUILD )|^\[ERROR\] .*<<< (FAILURE|ERROR)!|^lab is up' \
    | while IFS= read -r line; do printf '  %s\n' "${line#\[*\] }"; done
  read -r code < "$test_log/$name.exit"
  return "$code"
}

broken() { printf '%s\n' "$*" >> "$test_log/broken"; note "$*"; }

lab_test() {
  fast=no
  while [ $# -gt 0 ]; do
    case $1 in
      --fast) fast=yes ;;
      --no-install) LAB_INSTALL=no ;;
      -h|--help)
        say "Usage: ./lab test [--fast] [--no-install]

Runs every test: the page (Vitest), the Java modules (unit, component, Testcontainers), and end to end the lab as users
run it, in Docker Compose and as local processes, in a real Chromium. The last line counts them: N passed, N failed, N skipped.
A step that breaks before its tests run counts as failed.
  --fast         without the end-to-end tests, and the summary says so
  --no-install   install nothing; name the command instead
All of the output is kept in .lab/test/. Exit code 0 when tests ran and none failed, 1 otherwise."
        return ;;
      *) die 2 "test: unknown option '$1'; ./lab test --help" ;;
    esac
    shift
  done

  mkdir -p "$test_log"
  rm -f "$test_log"/*
  began=$(seconds)
  # Reports of earlier runs must not count.
  find . -name node_modules -prune -o -path '*/target/*-reports/*' -name 'TEST-*.xml' -exec rm -f {} +
  # Testcontainers: no helper images, which an engine without a registry can not get; containers end with their test.
  export TESTCONTAINERS_RYUK_DISABLED=true
  export TESTCONTAINERS_TINYIMAGE_CONTAINER_IMAGE="${TESTCONTAINERS_TINYIMAGE_CONTAINER_IMAGE:-debian:trixie-slim}"

  step "What the tests need"
  use_jdk; use_maven; use_node; use_native_libraries
  # A failed test ends nothing: what comes after it runs too, and the reports count it.
  keep_going=-Dmaven.test.failure.ignore=true
  # Without a turnserver the tests say what they could not do.
  use_turnserver || true
  [ $fast = yes ] || use_chromium

  mkdir -p "$LAB_STATE/built"
  step "The page"
  touch "$test_log/web-ui.now"
  if (cd web-ui && npm ci --no-audit --no-fund) >"$test_log/npm-ci.log" 2>&1; then
    (cd web-ui && npm run --silent lint) >"$test_log/lint.log" 2>&1 || { tail -20 "$test_log/lint.log"; broken "web-ui: formatting"; }
    if (cd web-ui && npx vitest run --reporter=default --reporter=junit --outputFile.junit="$test_log/TEST-web-ui.xml") >"$test_log/vitest.log" 2>&1
    then good "Vitest"; else tail -40 "$test_log/vitest.log"; note "Vitest: failures"; [ -s "$test_log/TEST-web-ui.xml" ] || broken "web-ui: tests did not run"; fi
    if (cd web-ui && npm run --silent build) >"$test_log/web-ui-build.log" 2>&1; then
      # What was built for the tests is what the bare mode runs.
      cp web-ui/package-lock.json "$LAB_STATE/built/"
      mv "$test_log/web-ui.now" "$LAB_STATE/built/web-ui"
    else
      tail -20 "$test_log/web-ui-build.log"; broken "web-ui: build"
    fi
  else
    tail -20 "$test_log/npm-ci.log"; broken "web-ui: npm ci"
  fi

  step "The Java modules"
  touch "$test_log/java.now"
  if maven java -fae "$keep_going" -pl '!e2e' verify; then
    mv "$test_log/java.now" "$LAB_STATE/built/java"
  else
    explain java "Java modules: build"
  fi

  if [ $fast = no ]; then
    step "The lab as users run it"
    maven e2e "$keep_going" -pl e2e verify || explain e2e "end to end: build"
  else
    printf '%s\n' "end-to-end tests (--fast)" >> "$test_log/left-out"
  fi

  step "Summary after $(($(seconds) - began)) s"
  node scripts/summary.mjs "$test_log"
}

# Maven ends with an error only when something else than a test failed; that must not pass unseen.
explain() { # log, words
  grep -E '^\[ERROR\]' "$test_log/$1.log" | grep -vE 'Tests run:|<<< |^\[ERROR\] *$' | head -15 | cut -c1-200
  broken "$2; all of the output is in .lab/test/$1.log"
}

lab_bench() {
  case ${1:-} in
    ''|-h|--help) say "Usage: ./lab bench NAME [--json FILE] [further options of that bench]

  first-frame   click to first decoded frame and its parts, direct and by relay
  viewers       CPU of the worker for 1, 4 and 8 viewers; seconds until a vanished viewer costs nothing
  nat           time to a NAT verdict without NAT, behind one, with UDP blocked, with 10 % loss; beside stun and turnutils_natdiscovery
  sequence      what one more event costs the page that shows a session of 200 and of 2,000; --url for a page elsewhere
  room          age of the picture from glass to glass in a call; frames a second and time to join in a room of three browsers and the Java peer
They measure the lab that ./lab up brought up, in Docker Compose; nat has networks of its own and needs its images only, sequence brings its session and needs the page only."; [ $# -gt 0 ] && return 0; exit 2 ;;
  esac
  run_main dev.webrtclab.e2e.bench.Main "$@"
}

# Runs a main class of the module e2e. File names count from where the command was given.
run_main() { # class, arguments
  main=$1; shift
  arguments=
  while [ $# -gt 0 ]; do
    case $1 in
      --json|--markdown) [ $# -gt 1 ] || die 2 "$1 needs a file"
        case $2 in /*) file=$2 ;; *) file=$LAB_CALLED_FROM/$2 ;; esac
        arguments="$arguments $1 '$file'"; shift ;;
      *) arguments="$arguments '$1'" ;;
    esac
    shift
  done
  use_jdk >&2; use_maven >&2; use_chromium >&2
  exec mvn -q -B -ntp -pl e2e compile exec:java "-Dexec.mainClass=$main" "-Dexec.args=$arguments"
}
