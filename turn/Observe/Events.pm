# Facts of the log, one after the other, as events of allocations, each with the user part of its credential. What can not be
# attributed with certainty is left out of an event: the log names the relayed address, and in 4.6 a refused peer, without
# saying whose it is. Memory is bounded, whatever strangers send.
package Observe::Events;
use strict;
use warnings;

my $MOST_SESSIONS = 4096;
my $MOST_ODDS = 256;
# A line without a session belongs to the next one that fits, if that comes within so many ms and nothing is in between.
my $NEAR = 100;
# Answers that are not normal steps, and what they are called.
my %refusal = (401 => 'credentials-refused', 441 => 'credentials-refused', 486 => 'quota-refused');

sub new {
    my ($class) = @_;
    return bless { sessions => {}, said => {}, connected => {}, relayed => [], denied => [], why => [ '', '' ] }, $class;
}

# The events that follow from a fact at a time (ms, monotonic) and the wall clock (s).
sub of {
    my ($self, $fact, $now, $wall) = @_;
    my $do = $self->can("on_$fact->{kind}") or return;
    $fact->{suffix} = suffix($fact->{user}) if exists $fact->{user};
    return $do->($self, $fact, $now, $wall);
}

# What follows the first colon, as in coturn's quotas; undef for what is no name of ours.
sub suffix {
    my ($user) = @_;
    return $user =~ /^(?:\d{1,12}:)?([A-Za-z0-9._-]{1,64})$/ ? $1 : undef;
}

sub event {
    my ($what, $fact, %more) = @_;
    return unless defined $fact->{suffix};
    $more{allocation} = $fact->{session};
    return { what => $what, user => $fact->{suffix}, map { defined $more{$_} ? ($_ => $more{$_}) : () } keys %more };
}

# The one value that was said within the last moment; none when there were several.
sub only {
    my ($list, $now) = @_;
    my @near = grep { $now - $_->[1] <= $NEAR } @$list;
    @$list = ();
    return @near == 1 ? $near[0][0] : undef;
}

sub remember {
    my ($list, $value, $now) = @_;
    shift @$list if @$list >= 16;
    push @$list, [ $value, $now ];
    return;
}

sub on_relayed { my ($self, $fact, $now) = @_; return remember($self->{relayed}, $fact->{relayed}, $now) }

sub on_connected {
    my ($self, $fact) = @_;
    $self->{connected}{ $fact->{client} } = 1;
    # With too many to remember, a transport is not certain any more; only TLS says so itself.
    if (keys %{ $self->{connected} } > $MOST_ODDS) { $self->{connected} = {}; $self->{unsure} = 1 }
    return;
}

sub on_new {
    my ($self, $fact, $now) = @_;
    my $relayed = only($self->{relayed}, $now);
    # Over UDP for certain when nobody is connected in another way.
    my $transport = $fact->{tls} ? 'tls' : %{ $self->{connected} } || $self->{unsure} ? undef : 'udp';
    my $session = { transport => $transport, rcvb => 0, sentb => 0, peers => [] };
    $self->{sessions}{ $fact->{session} // '' } = $session if keys %{ $self->{sessions} } < $MOST_SESSIONS;
    return event('allocated', $fact, relayed => $relayed, transport => $transport, lifetimeS => $fact->{lifetime});
}

sub session { my ($self, $fact) = @_; return $self->{sessions}{ $fact->{session} // '' } }

sub on_refreshed { my ($self, $fact) = @_; return event('refreshed', $fact, lifetimeS => $fact->{lifetime}) }

sub on_peer {
    my ($self, $fact) = @_;
    my $session = $self->session($fact) or return;
    push @{ $session->{peers} }, $fact->{peer} if @{ $session->{peers} } < 16;
    return;
}

sub on_denied { my ($self, $fact, $now) = @_; return remember($self->{denied}, [ @$fact{qw(session peer)} ], $now) }

sub on_credentials { my ($self, $fact) = @_; $self->{why} = [ @$fact{qw(user why)} ]; return }

sub on_answer {
    my ($self, $fact, $now, $wall) = @_;
    return $fact->{code} ? $self->refused($fact, $now, $wall) : $self->permitted($fact);
}

sub permitted {
    my ($self, $fact) = @_;
    my $what = { permission => 'permission', channel => 'channel-bound' }->{ $fact->{method} } or return;
    my $session = $self->session($fact);
    my @peers = $session ? splice @{ $session->{peers} } : ();
    return map { event($what, $fact, peer => $_) } @peers ? @peers : (undef);
}

sub refused {
    my ($self, $fact, $now, $wall) = @_;
    # turnserver says it twice when the method has a line of its own: once with the method and once as "message".
    my $key = $fact->{session} // '';
    my $said = delete $self->{said}{$key};
    return if !$fact->{method} && defined $said && $said == $fact->{code};
    $self->{said} = {} if keys %{ $self->{said} } >= $MOST_ODDS;
    $self->{said}{$key} = $fact->{code} if $fact->{method};

    my %more = (code => $fact->{code}, text => $fact->{text});
    my $about_peer = $fact->{method} eq 'permission' || $fact->{method} eq 'channel';
    if ($about_peer && $fact->{code} == 403) { $more{peer} = $self->denied_peer($key, $now) }
    if ($fact->{code} == 401) { $more{text} .= $self->why($fact->{user}, $wall) }
    my $what = $about_peer && $fact->{code} =~ /^4[04]3$/ ? 'permission-refused' : $refusal{ $fact->{code} } // 'refused';
    return event($what, $fact, %more);
}

sub denied_peer {
    my ($self, $session, $now) = @_;
    # 4.6 names no session: then there must be one candidate only.
    @{ $self->{denied} } = grep { !defined $_->[0][0] || $_->[0][0] eq $session } @{ $self->{denied} };
    my $denied = only($self->{denied}, $now) or return undef;
    return $denied->[1];
}

# Why a 401, where it can be known: the end of a credential is in its name.
sub why {
    my ($self, $user, $wall) = @_;
    my ($whose, $why) = @{ $self->{why} };
    $self->{why} = [ '', '' ];
    my ($end) = $user =~ /^(\d{1,12}):/;
    return ' (no time-limited user name)' unless defined $end;
    my $over = int($wall - $end);
    return " (expired $over s before)" if $over >= 0 && ($whose ne $user || $why eq 'expired');
    return ' (wrong password)';
}

# Totals of the allocation, as the client sees them: what it sent and got, messages to the server included.
sub on_usage {
    my ($self, $fact) = @_;
    return if $fact->{peer};
    my $session = $self->session($fact) or return;
    $session->{rcvb} += $fact->{rcvb};
    $session->{sentb} += $fact->{sentb};
    return event('usage', $fact, receivedBytes => $session->{rcvb}, sentBytes => $session->{sentb});
}

sub on_closed {
    my ($self, $fact) = @_;
    my $tcp = delete $self->{connected}{ $fact->{client} };
    my $session = $self->session($fact) or return;
    my $transport = $session->{transport} // ($tcp ? 'tcp' : $self->{unsure} ? undef : 'udp');
    return event('closed', $fact, client => $fact->{client}, text => $fact->{text}, transport => $transport,
        receivedBytes => $session->{rcvb}, sentBytes => $session->{sentb});
}

sub on_delete {
    my ($self, $fact) = @_;
    delete $self->{sessions}{ $fact->{session} // '' };
    return;
}

1;
