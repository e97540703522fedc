package dev.webrtclab.natprobe.turn.net;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Network.Ipam;
import java.nio.file.Path;
import java.util.Objects;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;

/** Real coturns with one fault each, in one container at an address of their own. */
final class FaultyCoturns {
    static final String SECRET = "5ec12e7a".repeat(8);
    static final String HOST = "10.91.8.10";

    /** An address of the certificate's server that the certificate does not name. */
    static final String UNNAMED = "10.91.8.11";

    /** Own port per fault: TLS has the next hundred. */
    private static final String START =
            """
            perl -MSocket -e '
              socket(S, AF_INET, SOCK_DGRAM, 0) or die;
              sub add { ioctl(S, 0x8916, pack("a16 S n a4 x8", $_[0], AF_INET, 0, inet_aton($_[1]))) or die $!;
                ioctl(S, 0x891c, pack("a16 S n a4 x8", $_[0], AF_INET, 0, inet_aton("255.255.255.0"))) or die $!; }
              add("eth0:1", "10.91.8.11"); add("eth0:2", "10.91.9.9");' &&
            cd /tmp && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 \
              -subj '/CN=Check' -addext 'subjectAltName=IP:10.91.8.10' -keyout key.pem -out cert.pem 2>/dev/null
            turn() {
              port=$1; shift
              turnserver -n --listening-port=$port --tls-listening-port=$((port + 100)) --realm=lab --fingerprint \
                --use-auth-secret --static-auth-secret=%s --pidfile=/tmp/$port.pid --log-file=stdout \
                --listening-ip=10.91.8.10 --listening-ip=10.91.8.11 --cert=/tmp/cert.pem --pkey=/tmp/key.pem "$@" &
            }
            turn 3478 --relay-ip=10.91.8.10
            turn 3678 --relay-ip=10.91.8.10 --user-quota=1
            turn 3878 --relay-ip=10.91.8.10 --denied-peer-ip=10.91.8.0-10.91.8.255 --allowed-peer-ip=10.91.8.77
            turn 4078 --relay-ip=10.91.9.9
            wait
            """
                    .formatted(SECRET);

    private static final Network NETWORK =
            Network.builder()
                    .createNetworkCmdModifier(
                            create ->
                                    create.withIpam(
                                            new Ipam()
                                                    .withConfig(
                                                            new Ipam.Config()
                                                                    .withSubnet("10.91.8.0/24"))))
                    .build();

    private static final GenericContainer<?> COTURN =
            new GenericContainer<>("coturn/coturn:4.18")
                    .withNetwork(NETWORK)
                    .withCreateContainerCmdModifier(
                            create -> {
                                create.withIpv4Address(HOST)
                                        .withUser("root")
                                        .withEntrypoint("bash", "-c", START);
                                Objects.requireNonNull(create.getHostConfig())
                                        .withCapAdd(Capability.NET_ADMIN);
                            });

    private FaultyCoturns() {}

    static void start() {
        COTURN.start();
    }

    static void stop() {
        COTURN.stop();
        NETWORK.close();
    }

    /** Copies the certificate that all of them show. */
    static void copyCertificate(Path to) {
        COTURN.copyFileFromContainer("/tmp/cert.pem", to.toString());
    }
}
