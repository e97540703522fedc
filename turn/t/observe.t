# observe.pl and ship.pl as they run: a program that writes like turnserver, and a server that takes what comes.
use strict;
use warnings;
use File::Basename qw(dirname);
use File::Temp qw(tempdir);
use IO::Select;
use IO::Socket::INET;
use Test::More;

my $turn = dirname(__FILE__) . '/..';
my $dir = tempdir(CLEANUP => 1);
my $token = 'a-token-of-the-test-only';
my $user = '1795255723:' . 'a1' x 12;
my $new = '2: : session 000000000000000001: new, realm=<r>, username=<' . $user . '>, lifetime=600';

sub file {
    my ($name, $text) = @_;
    open my $out, '>', "$dir/$name" or die "$name: $!";
    print $out $text;
    close $out;
    return "$dir/$name";
}
file('token', "$token\n");

# A program that writes each of these messages at once, and ends with that status.
sub turnserver {
    my ($status, $code) = @_;
    return file('turnserver.pl', "use strict; sub say1 { syswrite STDOUT, \$_[0] }\n$code\nexit $status;\n");
}

sub observe {
    my ($program, $url) = @_;
    local %ENV = (%ENV, TURN_EVENTS_URL => $url, TURN_EVENTS_TOKEN_FILE => "$dir/token");
    my $pid = open my $log, '-|', $^X, "$turn/observe.pl", 0, $^X, $program or die "observe.pl: $!";
    return ($log, $pid);
}

my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', Proto => 'tcp', Listen => 16) or die "no port: $!";
my $url = 'http://127.0.0.1:' . $server->sockport . '/internal/turn-events';

# The next request: head and body, after answering it; with that status if it brings events.
sub request {
    my ($status) = @_;
    IO::Select->new($server)->can_read(60) or die 'nothing came within 60 s';
    my $client = $server->accept;
    my ($text, $head, $body, $length) = ('', '', '', -1);
    until (length $body == $length) {
        sysread $client, $text, 65536, length $text or die 'a request ended early';
        ($head, $body) = split /\r\n\r\n/, $text, 2 or next;
        ($length) = $head =~ /Content-Length: (\d+)/ if defined $body;
        $body //= '';
    }
    my $answer = '{"receivedAt":1795255000000.5}';
    $status = 200 if $body =~ /"events":\[\]/;
    syswrite $client, "HTTP/1.1 $status X\r\nContent-Length: " . length($answer) . "\r\n\r\n$answer";
    close $client;
    return ($head, $body);
}

# Requests until one has events.
sub delivered {
    my ($status) = @_;
    while (1) {
        my ($head, $body) = request($status);
        return ($head, $body) if $body !~ /"events":\[\]/;
    }
}

my ($log, $pid) = observe(turnserver(0, qq{say1("0: : started\\n"); say1("$new\\n"); <STDIN>; sleep 1;}), $url);
my ($head, $body) = request(200);
like $head, qr/^POST \/internal\/turn-events HTTP\/1\.1\r$/m, 'the path of the setting';
like $head, qr/^Authorization: Bearer \Q$token\E\r$/m, 'the token of the file';
like $body, qr/^\{"sentAt":[\d.]+,"lost":0,"events":\[\]\}$/, 'the clocks are compared first';
($head, $body) = delivered(200);
like $body, qr/"clock":\{"offsetMs":\d{12,}\.\d{3},"uncertaintyMs":[\d.]+\}/, 'an event comes with the distance of the clocks';
like $body, qr/"lifetimeS":600,.*"user":"(?:a1){12}","what":"allocated"/, 'and says what the log says';
open my $arguments, '-|', 'sh', '-c', 'cat /proc/[0-9]*/cmdline 2>/dev/null | tr "\0" " "';
unlike join('', <$arguments>), qr/\Q$token\E/, 'the token is in no command line';
my $said = join '', <$log>;
close $log;
is $said, "0: : started\n", 'the log of the container has no client';

($log) = observe(turnserver(3, qq{say1("0: : ERROR: check_stun_auth: wrong username: x\\n$new\\n"); say1(q{$new} =~ s/a1/b2/gr . "\\n");}), $url);
($head, $body) = delivered(503);
unlike $body, qr/a1a1/, 'a line behind a line end that a stranger wrote is no event';
like $body, qr/b2b2/, 'the message after it is one';
$said = join '', <$log>;
close $log;
is $? >> 8, 3, 'the status of turnserver is the status of the container';
unlike $said, qr/b2b2|a1a1/, 'no user name is passed on';

# Nothing is sent again once turnserver has ended, so it lives until the second delivery.
my $note = qq{open my \$pid, '>', '$dir/pid'; print \$pid \$\$; close \$pid;};
($log) = observe(turnserver(0, qq{$note say1("$new\\n"); sleep 120;}), $url);
(undef, my $first) = delivered(503);
(undef, my $second) = delivered(200);
my ($before, $after) = map { /"events":(.*)/ } $first, $second;
is $after, $before, 'what was refused comes again';
open my $written, '<', "$dir/pid" or die "pid: $!";
kill 'TERM', <$written>;
close $log;

close $server;
my $began = time;
($log) = observe(turnserver(0, qq{say1(q{$new} . "\\n") for 1 .. 20000;}), $url);
$said = join '', <$log>;
close $log;
cmp_ok time - $began, '<', 120, 'a signaling service that is not there holds nothing up';
like $said, qr/^turn: events: no connection to 127\.0\.0\.1:\d+$/m, 'it is said';
is scalar(() = $said =~ /no connection/g), 1, 'once';

done_testing;
