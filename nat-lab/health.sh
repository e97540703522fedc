#!/bin/sh
# Healthy: the rules are loaded, the program that holds packets back runs if one is needed, and the way out works, shown by
# WAY_OUT, an address outside that answers to ping.
set -eu
nft list chain ip nat_lab through >/dev/null
if grep -q '^wire' /run/nat-lab/status; then grep -q '^ *0 ' /proc/net/netfilter/nfnetlink_queue; fi
[ -z "${WAY_OUT:-}" ] || ping -q -c 1 -i 0.2 -w 2 "$WAY_OUT" >/dev/null # one answer in 2 s: loss is no illness
cat /run/nat-lab/status
