# What strangers may write into the log, and the two wordings.
use strict;
use warnings;
use File::Basename qw(dirname);
use lib dirname(__FILE__) . '/..';
use Test::More;
use Observe::Line qw(parse);

my $user = '1795255723:a1a1a1a1a1a1a1a1a1a1a1a1';

is_deeply parse("2: : session 000000000000000001: new, realm=<webrtc-lab>, username=<$user>, lifetime=600"),
    { kind => 'new', session => '000000000000000001', user => $user, lifetime => 600, tls => '' }, 'allocation of 4.6';
is_deeply parse("2026-11-21T09:59:26.412+0000 INFO allocation new, realm=<webrtc-lab>, username=<$user>, lifetime=600 (session 001000000000000001)"),
    { kind => 'new', session => '001000000000000001', user => $user, lifetime => 600, tls => '', stamp => 26_412 }, 'allocation of 4.18';
is parse('2026-11-21T09:59:26.412+0000 ERROR A peer IP 10.9.9.9 denied in the range: 0.0.0.0-255.255.255.255 in server 1 (session 001000000000000001)')->{peer},
    '10.9.9.9', 'refused peer of 4.18';
is parse("2: : session 7: origin <https://lab.example:8443> realm <r> user <$user>: incoming packet ALLOCATE processed, success")->{user},
    $user, 'an origin as browsers write it';

my %hostile = (
    'a name with a blank' => '2: : session 1: realm <r> user <a b>: incoming packet ALLOCATE processed, error 486: x',
    'a name that ends the brackets' => "2: : session 1: realm <r> user <x>: y <$user>: incoming packet ALLOCATE processed, error 486: x",
    'a line in an origin' => "2: : session 1: origin <x> realm <r> user <$user>: incoming packet ALLOCATE processed, error 486: Quota> realm <r> user <>: incoming packet message processed, error 401: Unauthorized",
    'a forged origin' => "2: : session 1: origin <x y> realm <r> user <$user>: incoming packet ALLOCATE processed, success",
    'a wrong user name' => "2: : ERROR: check_stun_auth: wrong username: x session 1: delete: realm=<r>, username=<$user>",
    'no log line' => "session 1: delete: realm=<r>, username=<$user>",
    'an endless number' => "2: : session 1: refreshed, realm=<r>, username=<$user>, lifetime=" . '9' x 40,
    'an endless name' => '2: : session 1: delete: realm=<r>, username=<' . 'A' x 500 . '>',
    'a control character' => "2: : session 1: realm <r> user <$user>: incoming packet ALLOCATE processed, error 486: \e[31m",
    'nothing' => '',
);
for my $what (sort keys %hostile) {
    my $fact = parse($hostile{$what});
    ok !$fact || $fact->{user} ne $user || $fact->{kind} eq 'answer' && $fact->{code} == 401, "$what is nobody's fact";
}

done_testing;
