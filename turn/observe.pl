#!/usr/bin/perl
# Runs turnserver with its verbose log and reads that: as events of allocations for the signaling service, and, for a
# turnserver that was built without Prometheus (Debian's), as the figures that coturn itself would serve. Of the log it
# passes on what turnserver would print without "verbose", no user names and no addresses of clients. docs/adr/0012.
# Usage: observe.pl PORT COMMAND [ARGUMENT ...]; PORT of the figures, 0 for none.
#   TURN_METRICS_IP          address to serve them on
#   TURN_EVENTS_URL          where events go (http); without it none are sent
#   TURN_EVENTS_TOKEN_FILE   what opens that
use strict;
use warnings;
use Cwd ();
use Errno qw(EAGAIN EINTR);
use Fcntl qw(F_GETFL F_SETFL O_DIRECT O_NONBLOCK);
use File::Basename qw(dirname);
use IO::Select;
use IO::Socket::INET;
my $here;
BEGIN { $here = Cwd::abs_path(dirname(__FILE__)) }
use lib $here;
use Observe::Clock qw(monotonic now);
use Observe::Events;
use Observe::Line qw(parse);
use Observe::Metrics;
use Observe::Outlet;
use Observe::Said qw(said);
use Observe::Stamp;

my ($port, @command) = @ARGV;
$| = 1;

my $metrics = Observe::Metrics->new;
my $events = Observe::Events->new;
my $stamp = Observe::Stamp->new;
my $outlet = $ENV{TURN_EVENTS_URL} ? Observe::Outlet->new("$here/ship.pl", $metrics) : undef;
my $listener = $port && (IO::Socket::INET->new(LocalPort => $port, Proto => 'tcp', Listen => 16, ReuseAddr => 1,
    LocalAddr => $ENV{TURN_METRICS_IP} // '0.0.0.0', Blocking => 0) or die "turn: no metrics, port $port: $!\n");

# turnserver writes each message at once. A pipe in packet mode keeps what is written at once together, so a message in which
# a stranger hid a line end is known as one message and can not pass for two.
my $F_SETPIPE_SZ = 1031;
pipe(my $log, my $log_end) or die "turn: no pipe: $!\n";
my $packets = fcntl($log_end, F_SETFL, fcntl($log_end, F_GETFL, 0) | O_DIRECT);
fcntl($log_end, $F_SETPIPE_SZ, 1 << 20);
if ($outlet && !$packets) {
    print "turn: pipes have no packet mode here, so no events are sent\n";
    $outlet = undef;
}

my $pid = fork // die "turn: fork: $!\n";
if (!$pid) {
    open STDOUT, '>&', $log_end or die "turn: $!\n";
    exec { $command[0] } @command or die "turn: $command[0]: $!\n";
}
close $log_end;
fcntl($log, F_SETFL, fcntl($log, F_GETFL, 0) | O_NONBLOCK);
$SIG{$_} = sub { kill 'TERM', $pid } for qw(TERM INT);
$SIG{HUP} = sub { kill 'HUP', $pid };
$SIG{USR1} = sub { kill 'USR1', $pid };
$SIG{PIPE} = 'IGNORE';

# One message of the log. Only its first line is turnserver's, and only when it is alone it is all of it.
my $started = 0;
sub heard {
    my ($message, $at, $wall) = @_;
    my $alone = $message =~ /\A[^\n]*\n\z/;
    print "$_\n" for said($message, $started);
    my ($line) = $message =~ /\A([^\n]*)/;
    $metrics->answered($1) if $line =~ /: incoming packet message processed, error (\d{3}): /;
    my $fact = $alone ? parse($line) : undef;
    return unless $fact;
    $started = 1;
    $metrics->count($fact);
    for my $event ($events->of($fact, $at, $wall / 1000)) {
        next unless $event && $outlet;
        @$event{qw(at uncertaintyMs)} = $stamp->of($fact, $at, $wall);
        $outlet->put($event);
    }
    return;
}

# All that is there; false at the end of the log.
sub drain {
    while (1) {
        my $read = sysread $log, my $message, 65536;
        if (!defined $read) {
            next if $! == EINTR;
            $stamp->drained(monotonic());
            return $! == EAGAIN;
        }
        return 0 unless $read;
        heard($message, now());
    }
}

my $readers = IO::Select->new($log, $listener || ());
my %clients;
my $running = 1;
while ($running) {
    my $writers = $outlet && $outlet->waits ? IO::Select->new($outlet->handle // ()) : undef;
    $stamp->waits;
    my $called = monotonic();
    my ($readable) = IO::Select->select($readers, $writers, undef, $outlet ? $outlet->patience : undef);
    $stamp->woke($called, monotonic());
    for my $ready (@{ $readable // [] }) {
        if ($ready == $log) {
            $running = drain();
        } elsif ($listener && $ready == $listener) {
            my $client = $listener->accept or next;
            $client->blocking(0);
            if (keys %clients < 16) { $clients{$client} = $client; $readers->add($client) } else { close $client }
        } elsif ($metrics->hears($ready)) {
            $readers->remove($ready);
            delete $clients{$ready};
        }
    }
    $outlet->flow if $outlet;
}
waitpid $pid, 0;
my $status = $?;
$outlet->end if $outlet;
exit($status & 127 ? 128 + ($status & 127) : $status >> 8);
