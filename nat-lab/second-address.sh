#!/bin/sh
# Holds a network namespace with one more address than Docker gives: RFC 5780 needs two addresses of one family, and a
# container gets one per network. Whoever shares the namespace (Compose: network_mode "service:turn-network") needs no
# privilege of its own. After the address is there, this process drops its own too.
# Usage: second-address.sh FIRST-ADDRESS SECOND-ADDRESS/PREFIX
set -eu
first=${1:?first address} second=${2:?second address with prefix}
device=$(ip -o -4 addr show | awk -v ip="$first" 'index($4, ip "/") == 1 {print $2}')
[ -n "$device" ] || { echo "turn-network: no device has $first" >&2; exit 1; }
ip addr replace "$second" dev "$device"
echo "turn-network: $second added to $device"
exec setpriv --reuid 10001 --regid 10001 --clear-groups --no-new-privs sleep infinity
