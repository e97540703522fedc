# What coturn's own metrics would say, counted from the facts of its log, under coturn's names.
package Observe::Metrics;
use strict;
use warnings;

sub new {
    my ($class) = @_;
    # Direction of coturn's log -> metric names: rp/rb received, sp/sb sent; "peer" is the relayed side.
    my %traffic = map { $_ => 0 } map { ($_, "peer_$_") } qw(rcvp rcvb sentp sentb);
    return bless { traffic => \%traffic, live => {}, errors => {}, allocations => 0, refused_peers => 0, lost => 0, heads => {} }, $class;
}

sub count {
    my ($self, $fact) = @_;
    my $kind = $fact->{kind};
    if ($kind eq 'usage') {
        my $side = $fact->{peer} ? 'peer_' : '';
        $self->{traffic}{"$side$_"} += $fact->{$_} for qw(rcvp rcvb sentp sentb);
    } elsif ($kind eq 'new') {
        $self->{live}{ $fact->{session} // '' } = 1;
        $self->{allocations}++;
    } elsif ($kind eq 'delete') {
        delete $self->{live}{ $fact->{session} // '' };
    } elsif ($kind eq 'denied') {
        $self->{refused_peers}++;
    }
    return;
}

# An error answer, whatever user name it names.
sub answered { my ($self, $code) = @_; $self->{errors}{$code}++; return }

sub lost { my ($self, $number) = @_; $self->{lost} += $number; return }

sub text {
    my ($self) = @_;
    my $text = '';
    my $add = sub {
        my ($name, $type, $help, @samples) = @_;
        $text .= "# HELP $name $help\n# TYPE $name $type\n" . join('', map { "$name$_\n" } @samples);
    };
    for my $key (sort keys %{ $self->{traffic} }) {
        my $what = $key =~ /p$/ ? 'packets' : 'bytes';
        my $way = $key =~ /rcv/ ? 'received from' : 'sent to';
        my $whom = $key =~ /^peer/ ? 'peers' : 'clients';
        $add->("turn_total_traffic_$key", 'counter', "$what $way $whom, counted every 2048 packets of a session and at its end",
            " $self->{traffic}{$key}");
    }
    $add->('turn_total_allocations', 'gauge', 'allocations now', ' ' . scalar keys %{ $self->{live} });
    $add->('turn_allocations_created_total', 'counter', 'allocations since the start', " $self->{allocations}");
    $add->('turn_refused_peers_total', 'counter', 'requests to relay to an address that is not allowed', " $self->{refused_peers}");
    $add->('turn_events_lost_total', 'counter', 'events that the signaling service did not take in time', " $self->{lost}");
    $add->('turn_errors_total', 'counter', 'STUN and TURN error answers, 401 being the normal first step',
        map { "{code=\"$_\"} $self->{errors}{$_}" } sort keys %{ $self->{errors} }) if %{ $self->{errors} };
    return $text;
}

# A client sent something, or ended; true when it is done with. Never waits.
sub hears {
    my ($self, $client) = @_;
    my $head = \$self->{heads}{ fileno $client };
    my $read = sysread $client, $$head, 2048, length($$head // '');
    return 0 if $read && $$head !~ /\r?\n\r?\n/ && length $$head < 8192;
    my ($status, $type, $body) = $$head =~ m{^GET /metrics[ ?]}
        ? ('200 OK', 'text/plain; version=0.0.4; charset=utf-8', $self->text)
        : ('404 Not Found', 'text/plain', "The figures are at /metrics\n");
    syswrite $client, "HTTP/1.1 $status\r\nContent-Type: $type\r\nContent-Length: " . length($body)
        . "\r\nConnection: close\r\n\r\n$body";
    delete $self->{heads}{ fileno $client };
    close $client;
    return 1;
}

1;
