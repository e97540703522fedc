package dev.webrtclab.natprobe.nat;

import static dev.webrtclab.natprobe.testing.SimulatedNet.OUTSIDE;
import static dev.webrtclab.natprobe.testing.SimulatedNet.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webrtclab.natprobe.nat.Question.Socket;
import dev.webrtclab.natprobe.testing.NatPolicy;
import dev.webrtclab.natprobe.testing.ServerManner;
import dev.webrtclab.natprobe.testing.SimulatedNet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Plan and classifier together against NATs and servers in memory. */
class ProbeRunTest {
    private static final FilteringBehavior OPEN = FilteringBehavior.ENDPOINT_INDEPENDENT;

    static Stream<Arguments> everyNat() {
        return Stream.of(MappingBehavior.values())
                .flatMap(
                        mapping ->
                                Stream.of(FilteringBehavior.values())
                                        .map(filter -> Arguments.of(mapping, filter)));
    }

    @ParameterizedTest
    @MethodSource("everyNat")
    void probe_behindEachNat_namesItsMappingAndFiltering(
            MappingBehavior mapping, FilteringBehavior filtering) throws InterruptedException {
        NatReport report = probe(mapping, filtering, ServerManner.HONEST);

        assertThat(report.nat()).isEqualTo(Finding.known(NatPresence.PRESENT));
        assertThat(report.mapping()).isEqualTo(Finding.known(mapping));
        assertThat(report.filtering()).isEqualTo(Finding.known(filtering));
        assertThat(report.portPreservation()).isEqualTo(Finding.known(PortPreservation.CHANGED));
        assertThat(report.udp()).isEqualTo(Finding.known(Reachability.REACHABLE));
        assertThat(report.tcp()).isEqualTo(Finding.known(Reachability.REACHABLE));
    }

    @ParameterizedTest
    @CsvSource({
        "ENDPOINT_INDEPENDENT, GLOSS_OPEN_INTERNET",
        "ADDRESS_DEPENDENT, GLOSS_FIREWALL",
        "ADDRESS_AND_PORT_DEPENDENT, GLOSS_FIREWALL"
    })
    void probe_withoutNat_comparesWithTheRealLocalAddress(
            FilteringBehavior filtering, RemarkCode gloss) throws InterruptedException {
        NatReport report = probe(null, filtering, ServerManner.HONEST);

        assertThat(report.nat()).isEqualTo(Finding.known(NatPresence.NONE));
        assertThat(report.mapping()).isEqualTo(Finding.known(MappingBehavior.ENDPOINT_INDEPENDENT));
        assertThat(report.filtering()).isEqualTo(Finding.known(filtering));
        assertThat(report.mapped()).isEqualTo(report.local());
        assertThat(reason(report.portPreservation())).isEqualTo(UnknownReason.NO_NAT);
        assertThat(codes(report)).contains(gloss, RemarkCode.NO_NAT);
    }

    @ParameterizedTest
    @CsvSource({
        "ENDPOINT_INDEPENDENT, ENDPOINT_INDEPENDENT, GLOSS_FULL_CONE",
        "ENDPOINT_INDEPENDENT, ADDRESS_DEPENDENT, GLOSS_RESTRICTED_CONE",
        "ENDPOINT_INDEPENDENT, ADDRESS_AND_PORT_DEPENDENT, GLOSS_PORT_RESTRICTED_CONE",
        "ADDRESS_DEPENDENT, ADDRESS_AND_PORT_DEPENDENT, GLOSS_SYMMETRIC",
        "ADDRESS_AND_PORT_DEPENDENT, ADDRESS_AND_PORT_DEPENDENT, GLOSS_SYMMETRIC"
    })
    void probe_behindNat_givesTheOldNameAsGlossOnly(
            MappingBehavior mapping, FilteringBehavior filtering, RemarkCode gloss)
            throws InterruptedException {
        assertThat(codes(probe(mapping, filtering, ServerManner.HONEST)))
                .filteredOn(code -> code.code().startsWith("gloss-"))
                .containsExactly(gloss);
    }

    @ParameterizedTest
    @CsvSource({
        "WITHOUT_RFC5780, OTHER_ADDRESS_MISSING, OTHER_ADDRESS_MISSING",
        "NAMES_ITSELF, OTHER_ADDRESS_NOT_DIFFERENT, OTHER_ADDRESS_NOT_DIFFERENT",
        "NAMES_OWN_OTHER_PORT, OTHER_ADDRESS_NOT_DIFFERENT, OTHER_ADDRESS_NOT_DIFFERENT",
        "OTHER_ADDRESS_DEAD, OTHER_ADDRESS_SILENT, OTHER_ADDRESS_SILENT",
        "IGNORES_CHANGE_REQUEST, , CHANGE_REQUEST_IGNORED",
        "CHANGES_PORT_ONLY, , CHANGE_REQUEST_IGNORED",
        "REFUSES_CHANGE_REQUEST, , CHANGE_REQUEST_REFUSED",
        "SILENT_ON_CHANGE_REQUEST, , CHANGE_REQUEST_UNPROVEN",
        "ANSWERS_FROM_ELSEWHERE, ANSWER_FROM_ELSEWHERE, ANSWER_FROM_ELSEWHERE",
        "NO_MAPPED_ADDRESS, MAPPED_ADDRESS_MISSING, MAPPED_ADDRESS_MISSING",
        "WANTS_CREDENTIALS, SERVER_REFUSED, SERVER_REFUSED",
        "WRONG_TRANSACTION_ID, UDP_BLOCKED, UDP_BLOCKED",
        "UDP_DROPPED, UDP_BLOCKED, UDP_BLOCKED",
        "DOWN, SERVER_UNREACHABLE, SERVER_UNREACHABLE"
    })
    void probe_whenTheServerCanNotBeTrusted_saysUnknownAndWhy(
            ServerManner manner, @Nullable UnknownReason mapping, UnknownReason filtering)
            throws InterruptedException {
        NatReport report = probe(MappingBehavior.ENDPOINT_INDEPENDENT, OPEN, manner);

        if (mapping == null) {
            assertThat(report.mapping())
                    .isEqualTo(Finding.known(MappingBehavior.ENDPOINT_INDEPENDENT));
        } else {
            assertThat(reason(report.mapping())).isEqualTo(mapping);
        }
        assertThat(reason(report.filtering())).isEqualTo(filtering);
    }

    @ParameterizedTest
    @EnumSource(FilteringBehavior.class)
    void probe_whenTheServerNeverAnswersChangeRequest_doesNotTakeItForAFilter(
            FilteringBehavior filtering) throws InterruptedException {
        NatReport report =
                probe(
                        MappingBehavior.ENDPOINT_INDEPENDENT,
                        filtering,
                        ServerManner.SILENT_ON_CHANGE_REQUEST);

        assertThat(reason(report.filtering())).isEqualTo(UnknownReason.CHANGE_REQUEST_UNPROVEN);
    }

    @Test
    void probe_whenFilteringRestsOnSilence_saysWhetherTheControlPassed()
            throws InterruptedException {
        FilteringBehavior strict = FilteringBehavior.ADDRESS_AND_PORT_DEPENDENT;

        assertThat(codes(probe(MappingBehavior.ENDPOINT_INDEPENDENT, strict, ServerManner.HONEST)))
                .contains(RemarkCode.FILTERING_CONFIRMED);
        assertThat(
                        codes(
                                probe(
                                        MappingBehavior.ADDRESS_AND_PORT_DEPENDENT,
                                        strict,
                                        ServerManner.HONEST)))
                .contains(RemarkCode.FILTERING_NOT_CONTROLLED);
    }

    @ParameterizedTest
    @CsvSource({
        "HONEST, REACHABLE, , REACHABLE, ",
        "UDP_DROPPED, BLOCKED, , REACHABLE, ",
        "TCP_DROPPED, REACHABLE, , BLOCKED, ",
        "TCP_REFUSED, REACHABLE, , , CONNECTION_REFUSED",
        "TCP_MUTE, REACHABLE, , , CONNECTED_WITHOUT_ANSWER",
        "WANTS_CREDENTIALS, REACHABLE, , REACHABLE, ",
        "BROKEN_ATTRIBUTES, BLOCKED, , REACHABLE, ",
        "DOWN, , SERVER_UNREACHABLE, , SERVER_UNREACHABLE"
    })
    void probe_tellsBlockedTransportsFromADeadServer(
            ServerManner manner,
            @Nullable Reachability udp,
            @Nullable UnknownReason udpUnknown,
            @Nullable Reachability tcp,
            @Nullable UnknownReason tcpUnknown)
            throws InterruptedException {
        NatReport report = probe(MappingBehavior.ENDPOINT_INDEPENDENT, OPEN, manner);

        assertThat(report.udp().find().orElse(null)).isEqualTo(udp);
        assertThat(reason(report.udp())).isEqualTo(udpUnknown);
        assertThat(report.tcp().find().orElse(null)).isEqualTo(tcp);
        assertThat(reason(report.tcp())).isEqualTo(tcpUnknown);
    }

    @Test
    void plan_neverSendsToTheOtherAddressFromAFilteringSocket() throws InterruptedException {
        for (ServerManner manner : ServerManner.values()) {
            SimulatedNet net =
                    net(
                            MappingBehavior.ADDRESS_DEPENDENT,
                            FilteringBehavior.ADDRESS_DEPENDENT,
                            manner);
            new ProbeRun(net).probe(SERVER, Optional.empty(), _ -> {});

            assertThat(net.asked())
                    .filteredOn(question -> question.test().socket() != Socket.MAPPING)
                    .allSatisfy(question -> assertThat(question.server()).isEqualTo(SERVER));
        }
    }

    @Test
    void plan_asksNoQuestionTwice() throws InterruptedException {
        SimulatedNet net =
                net(
                        MappingBehavior.ENDPOINT_INDEPENDENT,
                        FilteringBehavior.ADDRESS_AND_PORT_DEPENDENT,
                        ServerManner.HONEST);
        new ProbeRun(net).probe(SERVER, Optional.empty(), _ -> {});

        assertThat(net.asked()).extracting(Question::test).doesNotHaveDuplicates();
    }

    private static NatReport probe(
            @Nullable MappingBehavior mapping, FilteringBehavior filtering, ServerManner manner)
            throws InterruptedException {
        return new ProbeRun(net(mapping, filtering, manner))
                .probe(SERVER, Optional.empty(), _ -> {});
    }

    private static SimulatedNet net(
            @Nullable MappingBehavior mapping, FilteringBehavior filtering, ServerManner manner) {
        return new SimulatedNet(new NatPolicy(mapping, filtering, OUTSIDE), manner);
    }

    private static @Nullable UnknownReason reason(Finding<?> finding) {
        return finding instanceof Finding.Unknown<?> unknown ? unknown.reason() : null;
    }

    private static List<RemarkCode> codes(NatReport report) {
        return report.remarks().stream().map(Remark::code).toList();
    }
}
