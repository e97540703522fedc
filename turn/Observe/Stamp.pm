# When something in the log happened: ms on the monotonic clock, and the half width of its error.
#
# turnserver 4.17 and later writes its own time with milliseconds. 4.6 writes seconds since its start; then the time is that
# of reading, and the message was written between that and the last moment at which the log is known to have been empty.
# While this process waits the log is empty; how long it was due to run and did not is what the kernel counts as its run delay.
package Observe::Stamp;
use strict;
use warnings;

# From a write to the reader being due, and the grain of the kernel's count (ms).
my $GRAIN = 0.5;
# Where the kernel does not count: more than was seen on a machine with six times as much to do as it has processors.
my $LONGEST = 40;

sub new {
    my ($class) = @_;
    my $count;
    open $count, '<', '/proc/self/schedstat' or $count = undef;
    return bless { empty => 0, count => $count, delay => 0 }, $class;
}

# Run delay of this process so far (ms).
sub run_delay {
    my ($self) = @_;
    my $count = $self->{count} or return;
    sysseek $count, 0, 0;
    sysread $count, my $text, 100 or return;
    $text =~ /^\d+ (\d+)/ or return;
    return $1 / 1e6;
}

# The log was empty at that time.
sub drained { my ($self, $at) = @_; $self->{empty} = $at; return }

# About to wait for the log.
sub waits { my ($self) = @_; $self->{delay} = $self->run_delay; return }

# It waited, if it did, from one time to the other.
sub woke {
    my ($self, $called, $at) = @_;
    return if $at - $called < 0.1;
    my $delay = $self->run_delay;
    my $empty = $at - (defined $delay && defined $self->{delay} ? $delay - $self->{delay} : $LONGEST);
    # Not before it began to wait.
    $self->{empty} = $empty > $called ? $empty : $called if $called > $self->{empty} || $empty > $self->{empty};
    return;
}

sub of {
    my ($self, $fact, $at, $wall) = @_;
    if (defined $fact->{stamp}) {
        # Both within the minute, so that no calendar is needed.
        my $late = $wall - 60_000 * int($wall / 60_000) - $fact->{stamp};
        $late += 60_000 if $late < -30_000;
        # A millisecond is written whole; anything else means that the wall clock was set meanwhile.
        return ($at - $late + 0.5, 0.5) if $late >= 0 && $late < 5000;
    }
    my $half = ($at - $self->{empty} + $GRAIN) / 2;
    return ($at - $half, $half);
}

1;
