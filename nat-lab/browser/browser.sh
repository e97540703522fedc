#!/bin/sh
# Chromium with its debugging port on the container's own loopback. Host candidates carry their address instead of an .local
# name, so that an untranslated path can be told from a translated one. The sandbox needs privileges that this container does
# not have; the container takes its place. Settings:
#   CHECK_CERTIFICATES  "yes": only public authorities are trusted; else any certificate, as the lab's TURN server has its own
#   CAMERA_AT           origin of the pages that get a fake camera and microphone, though they come unencrypted
#   TUNNEL              host:port that port 8080 of the container's own loopback leads to, as `ssh -L` would
set -eu
trust=--ignore-certificate-errors
if [ "${CHECK_CERTIFICATES:-no}" = yes ]; then trust=--no-first-run; fi
set --
if [ -n "${CAMERA_AT:-}" ]; then
  set -- --use-fake-device-for-media-stream "--unsafely-treat-insecure-origin-as-secure=$CAMERA_AT"
fi
if [ -n "${TUNNEL:-}" ]; then socat "TCP-LISTEN:8080,bind=127.0.0.1,fork,reuseaddr" "TCP:$TUNNEL" & fi
exec chromium --headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --disable-extensions \
    --disable-background-networking --disable-component-update --disable-sync --disable-quic --disable-features=Translate,WebRtcHideLocalIpsWithMdns \
    --autoplay-policy=no-user-gesture-required --mute-audio "$trust" "$@" \
    --user-data-dir=/tmp/profile --remote-debugging-address=127.0.0.1 --remote-debugging-port=9222 about:blank
