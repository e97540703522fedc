#!/bin/sh
# Puts the rules of one behaviour on this router, all at once, in place of those it has; also while it runs. What is already
# under way keeps its translation: the new rules are for new flows. Usage: rules.sh BEHAVIOUR; rules.sh --check BEHAVIOUR only
# says whether there is such a behaviour.
set -eu
here=/opt/nat-lab state=/run/nat-lab
fail() { echo "nat-lab: $*" >&2; exit 1; }

check=
if [ "${1:-}" = --check ]; then check=only; shift; fi
case ${1:-} in
    none | full-cone | restricted | port-restricted | symmetric | udp-blocked | tcp-443-only) ;;
    double) fail "double is two routers in series: give one NAT_BEHAVIOUR=port-restricted on each" ;;
    *) fail "NAT_BEHAVIOUR=${1:-} is unknown; there are none, full-cone, restricted, port-restricted, symmetric, udp-blocked, tcp-443-only" ;;
esac
[ -z "$check" ] || exit 0
{
    cat $state/definitions.nft
    printf 'table ip nat_lab\ndelete table ip nat_lab\ntable ip nat_lab_loss\ndelete table ip nat_lab_loss\n'
    printf 'include "%s/rules/%s.nft"\n' $here "$1"
    [ ! -s $state/loss.nft ] || cat $state/loss.nft
} | nft -f - || fail "the rules were refused"
echo "$1" >$state/behaviour
echo "nat-lab: behaviour $1"
