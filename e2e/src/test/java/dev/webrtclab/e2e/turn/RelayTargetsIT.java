package dev.webrtclab.e2e.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The relay leads to the media network of the lab, in whatever way a target is written. */
@Order(51)
class RelayTargetsIT {
    private static final int NO_SUCH_FAMILY = 440;
    private static final int NO_SUCH_TRANSPORT = 442;
    private static final int FORBIDDEN = 403;
    private static final byte IPV6 = 2;

    private static Relay lab;
    private static Relay ipv6;
    private static Canary allowed;
    private static Canary denied;

    @BeforeAll
    static void start() {
        Relay.prepare();
        lab = Relay.ofTheLab();
        ipv6 = Relay.withIpv6();
        allowed = Canary.start(Relay.INTERNET + ".131");
        denied = Canary.start(Relay.INTERNET + ".60");
    }

    @AfterAll
    static void stop() {
        Relay.cleanUp();
    }

    @Test
    void everyTarget_isAnsweredAsTheGoldenTableSays() {
        List<RelayTargets.Line> table = RelayTargets.read();
        List<RelayTargets.Line> measured = new ArrayList<>();
        try (TurnClient four = lab.client("four");
                TurnClient six = ipv6.client("six")) {
            assertThat(four.allocate().code()).isZero();
            assertThat(six.allocate(TurnClient.UDP, Optional.of(IPV6)).code()).isZero();
            for (RelayTargets.Line line : table) {
                byte[] target = line.address();
                measured.add(
                        new RelayTargets.Line(
                                line.target(),
                                List.of(
                                        word(four.permit(target).code()),
                                        word(four.bindChannel(target, 40_000).code()),
                                        word(six.permit(target).code()),
                                        word(six.bindChannel(target, 40_000).code()))));
            }
        }
        assertThat(table).hasSizeGreaterThanOrEqualTo(40);
        assertThat(String.join("\n", measured.stream().map(Object::toString).toList()))
                .isEqualTo(String.join("\n", table.stream().map(Object::toString).toList()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.83.1.131 10.83.1.1",
                "10.83.1.1 10.83.1.131",
                "10.83.1.131 10.83.1.132 169.254.169.254 10.83.1.133"
            })
    void requestForSeveral_isRefusedAsAWhole_whenOneIsDenied(String targets) {
        try (TurnClient client = lab.client("several")) {
            assertThat(client.allocate().code()).isZero();
            byte[][] peers =
                    Stream.of(targets.split(" ")).map(RelayTargets::address).toArray(byte[][]::new);

            assertThat(client.permit(peers).code()).isEqualTo(FORBIDDEN);
            client.sendTo(RelayTargets.address(allowed.address()), Canary.PORT, "relayed, half");
            assertThat(client.refresh(600).code()).isZero();
        }
        assertThat(allowed.heardUntilNow()).doesNotContain("relayed, half");
    }

    @Test
    void datagramForADeniedAddress_isNotSent() {
        byte[] to = RelayTargets.address(denied.address());
        try (TurnClient client = lab.client("denied")) {
            assertThat(client.allocate().code()).isZero();
            client.sendTo(to, Canary.PORT, "relayed, without permission");
            assertThat(client.permit(to).code()).isEqualTo(FORBIDDEN);
            client.sendTo(to, Canary.PORT, "relayed, although forbidden");
            assertThat(client.bindChannel(to, Canary.PORT).code()).isEqualTo(FORBIDDEN);
            client.sendOnChannel("relayed, on a refused channel");
            // One socket, one thread of the relay: with this answer the datagrams are dealt with.
            assertThat(client.refresh(600).code()).isZero();
        }
        assertThat(denied.heardUntilNow()).isEmpty();
    }

    @Test
    void datagramForAnAllowedAddress_isSent_onceThereIsAPermission() {
        byte[] to = RelayTargets.address(allowed.address());
        try (TurnClient client = lab.client("allowed")) {
            assertThat(client.allocate().code()).isZero();
            client.sendTo(to, Canary.PORT, "relayed, too early");
            assertThat(client.permit(to).code()).isZero();
            client.sendTo(to, Canary.PORT, "relayed, with permission");
            assertThat(client.bindChannel(to, Canary.PORT).code()).isZero();
            client.sendOnChannel("relayed, on a channel");
            assertThat(client.refresh(600).code()).isZero();
        }
        assertThat(allowed.heardUntilNow())
                .containsExactly("relayed, with permission", "relayed, on a channel");
    }

    @Test
    void allocationOfIpv6_isRefused_sinceTheRelayHasNone() {
        try (TurnClient client = lab.client("six")) {
            assertThat(client.allocate(TurnClient.UDP, Optional.of(IPV6)).code())
                    .isEqualTo(NO_SUCH_FAMILY);
        }
    }

    @Test
    void allocationOfTcp_isRefused() {
        try (TurnClient client = lab.client("tcp")) {
            assertThat(client.allocate(TurnClient.TCP, Optional.empty()).code())
                    .isEqualTo(NO_SUCH_TRANSPORT);
        }
    }

    @Test
    void server_isNotOlderThanTheFixesItNeeds() {
        String version = lab.version();
        System.out.println("coturn " + version);
        assertThat(ModuleDescriptor.Version.parse(version))
                .isGreaterThanOrEqualTo(ModuleDescriptor.Version.parse("4.17.2"));
    }

    private static String word(int code) {
        return code == 0 ? "ok" : Integer.toString(code);
    }
}
