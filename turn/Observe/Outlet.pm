# Where events leave this process: a queue, and a second process (ship.pl) that carries them away and may wait for the
# network as it likes. Nothing here waits; when the queue is full the oldest events go, and are counted.
package Observe::Outlet;
use strict;
use warnings;
use Fcntl qw(F_GETFL F_SETFL O_NONBLOCK);
use Observe::Clock qw(monotonic);

my $MOST = 2000;
# Attempts with a wrong credential are the only events that strangers can cause; so many of them per second are enough.
my $MOST_STRANGERS = 50;
my $PAUSE = 5000;

sub new {
    my ($class, $program, $metrics) = @_;
    my $self = bless { program => $program, metrics => $metrics, queue => [], written => 0, lost => 0, started => -$PAUSE,
        second => 0, strangers => 0 }, $class;
    $self->start;
    return $self;
}

sub start {
    my ($self) = @_;
    $self->{started} = monotonic();
    $self->{pid} = open(my $pipe, '|-', $^X, $self->{program}) or return;
    fcntl($pipe, F_SETFL, fcntl($pipe, F_GETFL, 0) | O_NONBLOCK);
    $self->{pipe} = $pipe;
    $self->{written} = 0;
    return;
}

sub handle { my ($self) = @_; return $self->{pipe} }

sub waits { my ($self) = @_; return @{ $self->{queue} } > 0 }

# Seconds until something has to be done without being asked; undef for never.
sub patience { my ($self) = @_; return $self->{pipe} ? undef : 1 }

sub put {
    my ($self, $event) = @_;
    if ($event->{what} eq 'credentials-refused') {
        my $second = int($event->{at} / 1000);
        @$self{qw(second strangers)} = ($second, 0) if $second != $self->{second};
        return $self->lose(1) if ++$self->{strangers} > $MOST_STRANGERS;
    }
    if (@{ $self->{queue} } >= $MOST) {
        # The first may be written in part already.
        splice @{ $self->{queue} }, 1, 1;
        $self->lose(1);
    }
    push @{ $self->{queue} }, 'E ' . json($event) . "\n";
    return;
}

sub lose {
    my ($self, $number) = @_;
    $self->{lost} += $number;
    $self->{metrics}->lost($number);
    return;
}

# Writes what the pipe takes now.
sub flow {
    my ($self) = @_;
    if (!$self->{pipe}) {
        $self->start if monotonic() - $self->{started} > $PAUSE;
        return unless $self->{pipe};
    }
    if ($self->{lost} && @{ $self->{queue} } && !$self->{written}) {
        unshift @{ $self->{queue} }, "L $self->{lost}\n";
        $self->{lost} = 0;
    }
    while (@{ $self->{queue} }) {
        my $line = $self->{queue}[0];
        my $done = syswrite $self->{pipe}, $line, length($line) - $self->{written}, $self->{written};
        if (!defined $done) {
            $self->gone if $!{EPIPE};
            return;
        }
        $self->{written} += $done;
        next if $self->{written} < length $line;
        shift @{ $self->{queue} };
        $self->{written} = 0;
    }
    return;
}

# The second process ended, which it should not; another one is started after a pause.
sub gone {
    my ($self) = @_;
    close $self->{pipe};
    $self->{pipe} = undef;
    $self->{written} = 0;
    return;
}

# What is queued goes out if that is possible at once.
sub end {
    my ($self) = @_;
    $self->flow;
    close $self->{pipe} if $self->{pipe};
    return;
}

# All values are plain words and numbers by now; what is not printable ASCII would be a bug, and does not leave.
sub json {
    my ($event) = @_;
    return '{' . join(',', map { "\"$_\":" . value($_, $event->{$_}) } sort keys %$event) . '}';
}

my %number = map { $_ => 1 } qw(code lifetimeS receivedBytes sentBytes);

sub value {
    my ($field, $value) = @_;
    return sprintf '%.3f', $value if $field eq 'at' || $field eq 'uncertaintyMs';
    return $value + 0 if $number{$field};
    $value =~ s/[^ -~]/?/g;
    $value =~ s/(["\\])/\\$1/g;
    return "\"$value\"";
}

1;
