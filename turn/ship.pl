#!/usr/bin/perl
# Carries events to the signaling service: lines "E {json}" and "L number of lost ones" come in on standard input, small
# batches go out by HTTP POST. It may wait for the network; observe.pl, which reads turnserver's log, does not wait for it.
#
# Times of events are this machine's monotonic clock. Each answer tells the signaling service's own time, so that one
# exchange gives the distance of the two clocks to within half its round trip; the best of the last exchanges is used.
use strict;
use warnings;
use Cwd ();
use File::Basename qw(dirname);
use IO::Select;
use IO::Socket::INET;
use lib Cwd::abs_path(dirname(__FILE__));
use Observe::Clock qw(monotonic);

my ($MOST, $GATHER, $OLDEST) = (100, 20, 120_000);
my ($CONNECT, $ANSWER) = (2, 3000);
my ($PAUSE, $LONGEST_PAUSE) = (250, 5000);
# Exchanges that the clocks are compared by: so many, and more while the best is worse than that (ms); how long one counts
# (ms), and how far clocks of two machines part.
my ($EXCHANGES, $MOST_EXCHANGES, $GOOD) = (4, 16, 0.5);
my ($FRESH, $DRIFT) = (10_000, 50e-6);

my ($host, $port, $path) = ($ENV{TURN_EVENTS_URL} // '') =~ m{^http://([A-Za-z0-9.-]+):(\d{1,5})(/[!-~]*)$}
    or die "turn: TURN_EVENTS_URL must be http://host:port/path\n";
$| = 1;
# It ends when its input does, so that what was said last goes out too.
$SIG{TERM} = $SIG{INT} = $SIG{PIPE} = 'IGNORE';

my (@queue, @exchanges);
my ($lost, $rest, $open, $quiet) = (0, '', 1, '');
my $input = IO::Select->new(\*STDIN);

# Reads what is there, after waiting so many ms for it; undef: for ever.
sub gather {
    my ($wait) = @_;
    return unless $open && $input->can_read(defined $wait ? $wait / 1000 : undef);
    $open = sysread(STDIN, $rest, 65536, length $rest) ? 1 : 0;
    while ($rest =~ s/^([EL]) ([^\n]*)\n//) {
        if ($1 eq 'L') { $lost += $2 } else { push @queue, [ monotonic(), $2 ] }
    }
    return;
}

# Nobody wants to know any more.
sub forget_old {
    while (@queue && monotonic() - $queue[0][0] > $OLDEST) { shift @queue; $lost++ }
    return;
}

sub token {
    open my $file, '<', $ENV{TURN_EVENTS_TOKEN_FILE} // '' or return;
    my ($token) = (<$file> // '') =~ /^([!-~]+)\s*$/;
    return $token;
}

# Sends a body; the status, the answer's body, and how long it took, or why not.
sub post {
    my ($body) = @_;
    my $token = token() // return (0, 'no token can be read');
    my $socket = IO::Socket::INET->new(PeerAddr => $host, PeerPort => $port, Proto => 'tcp', Timeout => $CONNECT)
        or return (0, "no connection to $host:$port");
    my $sent = monotonic();
    $socket->syswrite("POST $path HTTP/1.1\r\nHost: $host:$port\r\nAuthorization: Bearer $token\r\n"
        . "Content-Type: application/json\r\nContent-Length: " . length($body) . "\r\nConnection: close\r\n\r\n$body")
        or return (0, 'the connection broke');
    my ($answer, $ready) = ('', IO::Select->new($socket));
    while (length $answer < 16_384) {
        my $left = $sent + $ANSWER - monotonic();
        return (0, 'no answer in time') unless $left > 0 && $ready->can_read($left / 1000);
        last unless sysread $socket, $answer, 4096, length $answer;
        # Do not wait for the end of the connection.
        last if $answer =~ /\r\n\r\n.*"receivedAt"\s*:\s*[\d.eE+]+\s*\}/s;
    }
    my $took = [ $sent, monotonic() ];
    my ($status) = $answer =~ m{^HTTP/1\.[01] (\d{3}) };
    return defined $status ? ($status, $answer, $took) : (0, 'no HTTP answer');
}

# An exchange: distance of the signaling service's clock from ours, half the round trip, and when it was.
sub learn {
    my ($answer, $took) = @_;
    my ($received) = $answer =~ /"receivedAt"\s*:\s*([\d.]+(?:[eE]\+?\d+)?)/ or return;
    my ($sent, $back) = @$took;
    push @exchanges, [ $received - ($sent + $back) / 2, ($back - $sent) / 2, $back ];
    shift @exchanges if @exchanges > $MOST_EXCHANGES;
    return;
}

# Distance and its uncertainty, from the exchange that says it best now.
sub distance {
    my $now = monotonic();
    my ($best) = sort { $a->[1] <=> $b->[1] } map { [ $_->[0], $_->[1] + ($now - $_->[2]) * $DRIFT ] } @exchanges;
    return $best;
}

sub compared {
    return @exchanges >= $MOST_EXCHANGES || @exchanges >= $EXCHANGES && distance()->[1] < $GOOD;
}

sub batch {
    my ($number) = @_;
    my $clock = '';
    if (my $best = distance()) { $clock = sprintf ',"clock":{"offsetMs":%.3f,"uncertaintyMs":%.3f}', @$best }
    my $events = join ',', map { $_->[1] } @queue[ 0 .. $number - 1 ];
    return sprintf('{"sentAt":%.3f', monotonic()) . qq($clock,"lost":$lost,"events":[$events]});
}

# Says when something goes wrong, and when it goes right again; not each time.
sub say_once {
    my ($words) = @_;
    print "turn: events: $words\n" if $words ne $quiet;
    $quiet = $words;
    return;
}

# One attempt; true when the other side took it, or never will.
sub ship {
    my ($number) = @_;
    my ($status, $answer, $took) = post(batch($number));
    if ($status == 200) {
        learn($answer, $took);
        splice @queue, 0, $number;
        $lost = 0;
        say_once('the signaling service takes them') if $quiet;
        $quiet = '';
        return 1;
    }
    # Another process may answer next, with another clock.
    @exchanges = ();
    if ($status == 400 || $status == 413 || $status == 422) {
        say_once("a batch was refused with $status and is left out");
        splice @queue, 0, $number;
        $lost += $number;
        return 1;
    }
    say_once($status ? "answered with $status" : $answer);
    return 0;
}

# Goes on reading meanwhile, so that the oldest events are those that go.
sub pause {
    my ($until) = @_;
    while ($open && (my $left = $until - monotonic()) > 0) { gather($left) }
    while (@queue > 20 * $MOST) { shift @queue; $lost++ }
    return;
}

# At the start too, so that a wrong setting shows at once.
my ($pause, $greeted) = ($PAUSE, 0);
while ($open || @queue) {
    gather(@queue ? $GATHER : undef) if $greeted;
    forget_old();
    @exchanges = grep { monotonic() - $_->[2] < $FRESH } @exchanges;
    next if $greeted && !@queue;
    # The distance of the clocks first: nothing goes out without it.
    my $number = !compared() ? 0 : @queue > $MOST ? $MOST : @queue;
    if (ship($number)) {
        ($pause, $greeted) = ($PAUSE, 1);
        next;
    }
    last unless $open;
    pause(monotonic() + $pause);
    $pause = $pause * 2 > $LONGEST_PAUSE ? $LONGEST_PAUSE : $pause * 2;
}
