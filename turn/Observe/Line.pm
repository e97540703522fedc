# One line of turnserver's verbose log as a fact, in the words of 4.6 and in those of 4.7 and later. Pure.
#
# Strangers choose some of those words: user names and origins appear in the log before anybody is authenticated. So a line
# counts only when all of it has the form that is expected, and names of allowed characters only.
package Observe::Line;
use strict;
use warnings;
use Exporter 'import';

our @EXPORT_OK = qw(parse);

my $address = qr/[0-9a-fA-F.:\[\]]{2,64}/;
my $name = qr/[A-Za-z0-9:._-]{0,128}/;
my $realm = qr/[^<>]{0,127}/;
my $origin = qr{(?:origin <[A-Za-z0-9:/._\[\]-]{0,128}> )?};
my $number = qr/\d{1,15}/;
# turnserver's own words: nothing that could hide the end of what a stranger wrote.
my $words = qr{[A-Za-z0-9 ,:()'/._-]{1,100}};

# Method names as the evidence has them.
my %method = (ALLOCATE => 'allocate', REFRESH => 'refresh', CREATE_PERMISSION => 'permission', CHANNEL_BIND => 'channel');

# A fact with its "kind" and, where the line says it, "session" and "stamp" (ms within the minute, wall clock); or nothing.
sub parse {
    my ($line) = @_;
    my ($stamp, $session, $said);
    if ($line =~ /^\d{4}-\d\d-\d\dT\d\d:\d\d:(\d\d)\.(\d{3})\S* [A-Z]+ (.*)$/) {
        ($stamp, $said) = ($1 * 1000 + $2, $3);
        $session = $1 if $said =~ s/ \((?:[A-Za-z\/ ]+, )?session (\d{1,20})\)$//;
        $said =~ s/^allocation //;
    } elsif ($line =~ /^\d+: : (?:ERROR: )?(?:session (\d{1,20}): )?(.*)$/) {
        ($session, $said) = ($1, $2);
    } else {
        return;
    }
    my $fact = said($said) or return;
    $fact->{session} = $session if defined $session;
    $fact->{stamp} = $stamp if defined $stamp;
    return $fact;
}

sub said {
    local ($_) = @_;
    if (/^${origin}realm <$realm> user <($name)>: incoming packet (\w+) processed, (?:success|error (\d{3}): ($words))$/) {
        return { kind => 'answer', user => $1, method => $method{$2} // '', code => $3 // 0, text => $4 // '' };
    }
    if (/^new, realm=<$realm>, username=<($name)>, lifetime=($number)(, cipher=.*)?$/) {
        return { kind => 'new', user => $1, lifetime => $2, tls => defined $3 };
    }
    if (/^refreshed, realm=<$realm>, username=<($name)>, lifetime=($number)(?:, cipher=.*)?$/) {
        return { kind => 'refreshed', user => $1, lifetime => $2 };
    }
    if (/^(peer )?usage: realm=<$realm>, username=<($name)>, rp=($number), rb=($number), sp=($number), sb=($number)$/) {
        return { kind => 'usage', peer => defined $1, user => $2, rcvp => $3, rcvb => $4, sentp => $5, sentb => $6 };
    }
    if (/^closed \(2nd stage\), user <($name)> realm <$realm> origin <[^<> ]*>, local $address, remote ($address), reason: ($words)$/) {
        return { kind => 'closed', user => $1, client => $2, text => $3 };
    }
    return { kind => 'delete', user => $1 } if /^delete: realm=<$realm>, username=<($name)>$/;
    return { kind => 'peer', peer => $1 } if /^peer ($address) lifetime updated: \d+$/;
    return { kind => 'denied', peer => $1 } if /^A peer IP ($address) denied/;
    return { kind => 'relayed', relayed => $1 } if /^IPv[46]\. Local relay addr: ($address)$/;
    return { kind => 'connected', client => $1 } if /^IPv[46]\. tcp or tls connected to: ($address)$/;
    # Since 4.17 the reason of a 401 stands on a line before it.
    return { kind => 'credentials', user => $1, why => 'expired' } if /^credentials of user <($name)> have expired/;
    return { kind => 'credentials', user => $1, why => 'wrong password' } if /^credentials of user <($name)> are wrong/;
    return;
}

1;
