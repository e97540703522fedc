# What of turnserver's log goes into the container's log: what it would print without "verbose", and once it has a client
# without the names that clients chose and without addresses. Pure.
package Observe::Said;
use strict;
use warnings;
use Exporter 'import';

our @EXPORT_OK = qw(said);

# What only "verbose" prints: in the words of 4.7 and later, and in those of 4.6.
my $detail = qr/ (?:DEBUG|INFO) .*\bsession \d+\)$| DEBUG |^\d+: : session \d+: |IPv[46]\. (?:Local |tcp or tls )|^\d\S* INFO realm </;
# Of one client, in either wording; the rest of such a line is the client's choice.
my $client = qr/\b(user|username|origin|origin format|tenant)\b:? ?[<:= ].*/i;
my $address = qr/\[?(?:\d{1,3}(?:\.\d{1,3}){3}|(?=[0-9a-f]*:[0-9a-f]*:)[0-9a-f:.]{3,45})\]?(?::\d+)?/i;

# Lines to print of what turnserver wrote at once. Several lines are its own when it starts; later they are a trick.
sub said {
    my ($text, $started) = @_;
    my @lines = split /\n/, $text;
    $#lines = 0 if $started && @lines;
    return map { redacted($_, $started) } grep { $_ !~ $detail } @lines;
}

sub redacted {
    my ($line, $started) = @_;
    $line =~ s/[^\t -~]/?/g;
    # Until then it tells its own addresses.
    return $line unless $started;
    my ($time, $words) = $line =~ /^(\S* ?)(.*)$/;
    $words =~ s/$client/$1 .../;
    $words =~ s/$address/<address>/g;
    return $time . $words;
}

1;
