# Clocks in milliseconds. The image of coturn has Perl's base only, without Time::HiRes; then the system call is made directly.
package Observe::Clock;
use strict;
use warnings;
use Exporter 'import';
use POSIX ();

our @EXPORT_OK = qw(monotonic now);

my ($REALTIME, $MONOTONIC) = (0, 1);
my %number = (x86_64 => 228, aarch64 => 113, riscv64 => 113, armv7l => 263, ppc64le => 246, s390x => 260);
my $hires = eval { require Time::HiRes; 1 };
my $call = $number{ (POSIX::uname())[4] };
die "turn: no clock for this machine; install the package perl\n" unless $hires || $call;

sub clock {
    my ($which) = @_;
    return Time::HiRes::clock_gettime($which) * 1e3 if $hires;
    my $time = pack 'l!l!', 0, 0;
    syscall($call, $which, $time) == 0 or die "turn: clock_gettime: $!\n";
    my ($seconds, $nanos) = unpack 'l!l!', $time;
    return $seconds * 1e3 + $nanos / 1e6;
}

# Never jumps; the same for all processes of a machine, so it is what signaling's clock goes by too.
sub monotonic { return clock($MONOTONIC) }

# Both clocks at one moment: this one and the wall clock. They are read one after the other, once more if something came between.
sub now {
    my ($before, $wall, $after);
    for (1 .. 10) {
        ($before, $wall, $after) = (monotonic(), clock($REALTIME), monotonic());
        last if $after - $before < 0.05;
    }
    return (($before + $after) / 2, $wall);
}

1;
