#!/bin/sh
# Chromium with its debugging port on the container's own loopback. Certificates are not checked: the lab's TURN server has
# one of its own. Host candidates carry their address instead of an .local name, so that an untranslated path can be told from
# a translated one. The sandbox needs privileges that this container does not have; the container takes its place.
set -eu
exec chromium --headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --disable-extensions \
    --disable-background-networking --disable-component-update --disable-sync --disable-quic --disable-features=Translate,WebRtcHideLocalIpsWithMdns \
    --autoplay-policy=no-user-gesture-required --mute-audio --ignore-certificate-errors \
    --user-data-dir=/tmp/profile --remote-debugging-address=127.0.0.1 --remote-debugging-port=9222 about:blank
