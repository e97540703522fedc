#!/usr/bin/perl
# Runs a turnserver that was built without Prometheus (Debian's) and serves its figures in its place, under the names that
# coturn itself uses, read from turnserver's verbose log. Of that log it passes on what turnserver would print without
# "verbose": warnings, errors and the start, no user names and no addresses of clients.
# Usage: observe.pl PORT COMMAND [ARGUMENT ...]
use strict;
use warnings;
use IO::Select;
use IO::Socket::INET;

my ($port, @command) = @ARGV;
$| = 1;

# Direction of coturn's log -> metric names: rp/rb received, sp/sb sent; "peer" is the relayed side.
my %traffic = map { $_ => 0 } map { ("$_", "peer_$_") } qw(rcvp rcvb sentp sentb);
my (%live, %errors);
my ($allocations, $refused_peers) = (0, 0);

# What only "verbose" prints: in the words of 4.7 and later, and in those of 4.6.
my $detail = qr/ INFO .*session \d+\)$|^\d+: : session \d+: |IPv[46]\. (?:Local |tcp or tls )/;

sub observe {
    my ($line) = @_;
    if ($line =~ /\b(peer )?usage: .*rp=(\d+), rb=(\d+), sp=(\d+), sb=(\d+)/) {
        my $side = $1 ? 'peer_' : '';
        $traffic{"${side}rcvp"} += $2; $traffic{"${side}rcvb"} += $3;
        $traffic{"${side}sentp"} += $4; $traffic{"${side}sentb"} += $5;
    } elsif ($line =~ /(?:allocation|session \d+:) new, realm=/ && $line =~ /session (\d+)/) {
        $live{$1} = 1; $allocations++;
    } elsif ($line =~ /(?:allocation|session \d+:) delete: realm=/ && $line =~ /session (\d+)/) {
        delete $live{$1};
    } elsif ($line =~ /processed, error (\d{3})\b/) {
        $errors{$1}++;
    } elsif ($line =~ /A peer IP .* denied/) {
        $refused_peers++;
    }
    return $line !~ $detail;
}

sub metrics {
    my $text = '';
    my $add = sub {
        my ($name, $type, $help, @samples) = @_;
        $text .= "# HELP $name $help\n# TYPE $name $type\n" . join('', map { "$name$_\n" } @samples);
    };
    for my $key (sort keys %traffic) {
        my $what = $key =~ /p$/ ? 'packets' : 'bytes';
        my $way = $key =~ /rcv/ ? 'received from' : 'sent to';
        my $whom = $key =~ /^peer/ ? 'peers' : 'clients';
        $add->("turn_total_traffic_$key", 'counter', "$what $way $whom, counted every 2048 packets of a session and at its end",
            " $traffic{$key}");
    }
    $add->('turn_total_allocations', 'gauge', 'allocations now', ' ' . scalar keys %live);
    $add->('turn_allocations_created_total', 'counter', 'allocations since the start', " $allocations");
    $add->('turn_refused_peers_total', 'counter', 'requests to relay to an address that is not allowed', " $refused_peers");
    $add->('turn_errors_total', 'counter', 'STUN and TURN error answers, 401 being the normal first step',
        map { "{code=\"$_\"} $errors{$_}" } sort keys %errors) if %errors;
    return $text;
}

sub serve {
    my ($client) = @_;
    $client->timeout(2);
    my $head = '';
    my $ready = IO::Select->new($client);
    while ($head !~ /\r?\n\r?\n/ && length $head < 8192) {
        last unless $ready->can_read(1) && sysread($client, $head, 2048, length $head);
    }
    my ($status, $type, $body) = $head =~ m{^GET /metrics[ ?]}
        ? ('200 OK', 'text/plain; version=0.0.4; charset=utf-8', metrics())
        : ('404 Not Found', 'text/plain', "The figures are at /metrics\n");
    print $client "HTTP/1.1 $status\r\nContent-Type: $type\r\nContent-Length: " . length($body)
        . "\r\nConnection: close\r\n\r\n$body";
    close $client;
}

my $listener = IO::Socket::INET->new(LocalPort => $port, Proto => 'tcp', Listen => 16, ReuseAddr => 1,
    LocalAddr => $ENV{TURN_METRICS_IP} // '0.0.0.0') or die "turn: no metrics, port $port: $!\n";
my $pid = open(my $log, '-|', @command) // die "turn: $command[0]: $!\n";
$SIG{$_} = sub { kill 'TERM', $pid } for qw(TERM INT);
$SIG{HUP} = sub { kill 'HUP', $pid };
$SIG{USR1} = sub { kill 'USR1', $pid };
$SIG{PIPE} = 'IGNORE';

my $select = IO::Select->new($log, $listener);
my $rest = '';
my $running = 1;
while ($running) {
    for my $ready ($select->can_read) {
        if ($ready == $listener) {
            if (my $client = $listener->accept) { serve($client) }
        } elsif (sysread($log, $rest, 65536, length $rest)) {
            while ($rest =~ s/^(.*)\n//) { print "$1\n" if observe($1) }
        } else {
            $running = 0;
        }
    }
}
close $log;
exit($? & 127 ? 128 + ($? & 127) : $? >> 8);
