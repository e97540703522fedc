#!/bin/sh
# A router between an inside and an outside network. Its behaviour is the rule set of that name in rules/; docs/nat-lab.md.
# It needs NET_ADMIN, net.ipv4.ip_forward=1, and an inside network whose gateway address the host does not hold itself.
set -eu
here=/opt/nat-lab state=/run/nat-lab
say() { echo "nat-lab: $*"; }
fail() { say "$*" >&2; exit 1; }

behaviour=${NAT_BEHAVIOUR:?which of $(ls $here/rules)}
loss=${LOSS_PERCENT:-0} delay=${DELAY_MS:-0} jitter=${JITTER_MS:-0} seed=${SEED:-}

is_number() { printf '%s\n' "$2" | grep -Eqx '[0-9]{1,6}(\.[0-9]{1,2})?' || fail "$1=$2 is not a number"; }
$here/rules.sh --check "$behaviour"
is_number LOSS_PERCENT "$loss"; is_number DELAY_MS "$delay"; is_number JITTER_MS "$jitter"
lost=$(awk "BEGIN {printf \"%d\", $loss * 100 + 0.5}")
[ "$lost" -le 10000 ] || fail "LOSS_PERCENT=$loss is more than 100"
awk "BEGIN {exit !($jitter <= $delay)}" || fail "JITTER_MS=$jitter is more than DELAY_MS=$delay: no packet arrives before it was sent"

# --- where we are -------------------------------------------------------------------------------------------------------------
device_of() { ip -4 -o route show exact "$1" scope link | sed -n 's/.* dev \([^ ]*\).*/\1/p;q'; }
address_of() { ip -4 -o address show dev "$1" scope global | sed -n 's/.* inet \([0-9.]*\)\/.*/\1/p;q'; }
inside=$(device_of "${INSIDE_SUBNET:?such as 10.81.1.0/24}")
outside=$(device_of "${OUTSIDE_SUBNET:?such as 198.51.100.0/24}")
[ -n "$inside" ] || fail "no interface on the inside network $INSIDE_SUBNET"
[ -n "$outside" ] || fail "no interface on the outside network $OUTSIDE_SUBNET"
outside_address=$(address_of "$outside")
[ "$(cat /proc/sys/net/ipv4/ip_forward)" = 1 ] || fail "this container does not forward: set the sysctl net.ipv4.ip_forward to 1"

# --- who does loss and delay --------------------------------------------------------------------------------------------------
# nft and netem where they do; wire for delay on a kernel without netem, and for both when SEED asks for the same fate of the
# nth packet in each run, which neither of the two promises.
loss_by=none delay_by=none
delayed() { awk "BEGIN {exit !($delay > 0)}"; }
try_netem() {
    tc qdisc replace dev "$inside" root netem delay "${delay}ms" "${jitter}ms" 2>/dev/null &&
    tc qdisc replace dev "$outside" root netem delay "${delay}ms" "${jitter}ms" 2>/dev/null
}
if [ "$lost" != 0 ]; then
    if [ -n "$seed" ]; then loss_by=wire; else loss_by="nft numgen"; fi
fi
if delayed; then
    if [ -z "$seed" ] && try_netem; then delay_by=netem; else delay_by=wire; fi
fi

# --- rules, and only then the address that makes this a router -------------------------------------------------------------------
mkdir -p $state
printf 'define inside = %s\ndefine outside = %s\ndefine outside_address = %s\ndefine lost = %s\n' \
    "$inside" "$outside" "$outside_address" "$lost" >$state/definitions.nft
[ "$loss_by" != "nft numgen" ] || printf 'include "%s/rules/loss.nft"\n' $here >$state/loss.nft
$here/rules.sh "$behaviour"

wire= # it does not count multicast, which stays on its network: bridges say what they listen to at times of their own
if [ "$loss_by" = wire ] || [ "$delay_by" = wire ]; then
    iptables-nft -t raw -F PREROUTING &&
    iptables-nft -t raw -A PREROUTING -i "$inside" ! -d 224.0.0.0/4 -j NFQUEUE --queue-num 0 &&
    iptables-nft -t raw -A PREROUTING -i "$outside" ! -d 224.0.0.0/4 -j NFQUEUE --queue-num 1 ||
        fail "this kernel neither delays packets (netem) nor hands them to a program (NFQUEUE): leave out DELAY_MS and SEED"
    wire_loss=0 wire_delay=0 wire_jitter=0
    [ "$loss_by" != wire ] || wire_loss=$loss
    [ "$delay_by" != wire ] || wire_delay=$delay wire_jitter=$jitter
    : "${seed:=$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')}"
    wire="$here/wire $wire_loss $wire_delay $wire_jitter $seed"
fi

# Docker's own default route may lead anywhere, such as to ourselves. Without OUTSIDE_GATEWAY the lab ends at its networks.
ip route flush exact default
[ -z "${OUTSIDE_GATEWAY:-}" ] || ip route replace default via "$OUTSIDE_GATEWAY" dev "$outside"
for route in ${ROUTES:-}; do # SUBNET=GATEWAY
    ip route replace "${route%=*}" via "${route#*=}" dev "$outside"
done
for route in ${INSIDE_ROUTES:-}; do # SUBNET=GATEWAY, for networks behind the inside one
    ip route replace "${route%=*}" via "${route#*=}" dev "$inside"
done
# Inside containers have this address as their default gateway from Docker; here it becomes real.
ip address replace "${INSIDE_GATEWAY:?such as 10.81.1.1}/${INSIDE_SUBNET#*/}" dev "$inside"

{
    echo "inside $INSIDE_GATEWAY on $inside"
    echo "outside $outside_address on $outside"
    echo "loss $loss% each way, by $loss_by"
    echo "delay $delay ms +- $jitter ms each way, by $delay_by"
    [ -z "$wire" ] || echo "wire seed $seed"
} >$state/status
while read -r line; do say "$line"; done <$state/status
exec ${wire:-sleep infinity}
