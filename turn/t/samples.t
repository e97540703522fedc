# The recorded logs as events, and as the container's log.
use strict;
use warnings;
use File::Basename qw(dirname);
use lib dirname(__FILE__) . '/..';
use Test::More;
use Observe::Events;
use Observe::Line qw(parse);
use Observe::Metrics;
use Observe::Said qw(said);

my $samples = dirname(__FILE__) . '/samples';
# Both were recorded with credentials until then, less 600 s.
my %end = ('coturn-4.6.1.txt' => 1_795_255_723, 'coturn-4.18.0.txt' => 1_795_255_766);

# A message each, as a pipe in packet mode gives them: what has no beginning belongs to the line before.
sub messages {
    my ($file) = @_;
    open my $in, '<:raw', "$samples/$file" or die "$file: $!";
    my @messages;
    while (<$in>) {
        if (/^(?:[1-9]\d*: : |\d{4}-)/) { push @messages, $_ } else { $messages[-1] .= $_ }
    }
    return @messages;
}

for my $file (sort keys %end) {
    my ($events, $metrics, @all, @printed) = (Observe::Events->new, Observe::Metrics->new);
    my $now = 0;
    for my $message (messages($file)) {
        push @printed, said($message, 1);
        my ($line, $more) = $message =~ /\A([^\n]*)\n(.*)/s;
        next if length $more;
        my $fact = parse($line) or next;
        $metrics->count($fact);
        push @all, grep { defined } $events->of($fact, $now++, $end{$file} - 600);
    }
    my $of = sub {
        my ($pair) = @_;
        return [ map { my $event = $_; join ' ', map { $_ // () } @$event{qw(what code peer lifetimeS)} } grep { $_->{user} eq $pair x 12 } @all ];
    };
    my $own = $file =~ /4\.6/ ? '127.0.0.1' : '172.17.0.2';

    is_deeply $of->('a1'), [ 'allocated 600', "permission $own", 'permission-refused 403 10.9.9.9', 'permission-refused 403 8.8.8.8',
        "channel-bound $own", 'refreshed 600', 'refused 437', 'credentials-refused 441', 'refreshed 0', 'refreshed 600', "permission $own" ],
        "$file: one client's story";
    is_deeply [ map { $_->{text} } grep { $_->{user} =~ /^[cd]/ } @all ], [ 'Unauthorized (wrong password)',
        'Unauthorized (expired 37 s before)', 'Unauthorized (wrong password)' ], "$file: wrong and expired credentials are told apart";
    is_deeply [ map { $_->{text} } grep { $_->{user} eq 'mallory' } @all ], ['Unauthorized (no time-limited user name)'], "$file: a name without a time";
    is_deeply [ grep { !/refreshed|usage|closed/ } @{ $of->('e5') } ],
        [ ('allocated 600') x 3, ('quota-refused 486') x 2, ('refused 437') x 2 ], "$file: quota";
    is_deeply [ map { @{ $of->($_) } } qw(f6 f7) ], [ 'refused 442', 'refused 440' ], "$file: what is not relayed";
    is_deeply [ grep { /438/ } @{ $of->('a7') } ], ['refused 438'], "$file: stale nonce";
    my %allocated = map { $_->{user} => $_ } grep { $_->{what} eq 'allocated' } @all;
    like $allocated{ 'a1' x 12 }{relayed}, qr/^\Q$own\E:49\d{3}$/, "$file: relayed address";
    is $allocated{ 'a1' x 12 }{transport}, 'udp', "$file: UDP, nobody was connected";
    is $allocated{ 'a8' x 12 }{transport}, undef, "$file: TCP or UDP is not certain while somebody is connected";
    is $allocated{ 'a9' x 12 }{transport}, 'tls', "$file: TLS";
    my %closed = map { $_->{user} => $_ } grep { $_->{what} eq 'closed' } @all;
    is $closed{ 'a8' x 12 }{transport}, 'tcp', "$file: TCP is certain at the end";
    is $closed{ 'ab' x 12 }{transport}, 'udp', "$file: UDP too";
    like $closed{ 'ab' x 12 }{client}, qr/^\d+(?:\.\d+){3}:\d+$/, "$file: where the client was";
    cmp_ok $closed{ 'ab' x 12 }{receivedBytes}, '>', 600_000, "$file: its bytes";
    is_deeply [ grep { $_->{user} !~ /^(?:([a-f][0-9a-f])\1{11}|mallory|AAAA[A-Z]*)$/ } @all ], [], "$file: nobody else has events";
    is scalar(grep { $_->{what} eq 'usage' && ($_->{receivedBytes} // 0) == 6 } @all), 0, "$file: no event from a forged line";
    like $metrics->text, qr/^turn_allocations_created_total 9$/m, "$file: allocations in the figures";
    like $metrics->text, qr/^turn_refused_peers_total 2$/m, "$file: refused peers in the figures";
    is_deeply [ grep { /[0-9a-f]{24}|mallory|AAAA|\d\.\d+\.\d+\.\d|http|[^ -~]/ } @printed ], [], "$file: no names and no addresses are passed on";
    cmp_ok scalar(@printed), '>', 5, "$file: errors are passed on";
}

done_testing;
