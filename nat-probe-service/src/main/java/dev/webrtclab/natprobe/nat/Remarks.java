package dev.webrtclab.natprobe.nat;

import dev.webrtclab.natprobe.nat.Observation.Answer;
import dev.webrtclab.natprobe.nat.Question.Test;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is worth saying beside the verdicts. */
final class Remarks {
    private final Evidence evidence;
    private final NatReport report;
    private final List<Remark> remarks = new ArrayList<>();

    Remarks(Evidence evidence, NatReport report) {
        this.evidence = evidence;
        this.report = report;
    }

    List<Remark> all() {
        presence();
        gloss().map(Remark::of).ifPresent(remarks::add);
        transports();
        ports();
        server();
        control();
        loss();
        return remarks;
    }

    private void presence() {
        Endpoint local = report.local().find().orElse(null);
        Endpoint mapped = report.mapped().find().orElse(null);
        if (local == null || mapped == null) {
            return;
        }
        if (report.nat().is(NatPresence.NONE)) {
            remarks.add(Remark.of(RemarkCode.NO_NAT, "local", local));
            return;
        }
        remarks.add(Remark.of(RemarkCode.NAT_PRESENT, "local", local, "mapped", mapped));
        if (isPrivate(mapped.address())) {
            remarks.add(Remark.of(RemarkCode.MAPPED_ADDRESS_PRIVATE, "mapped", mapped));
        }
    }

    /** RFC 1918, carrier-grade NAT (RFC 6598), unique local and link-local addresses. */
    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean carrier = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
        return carrier
                || uniqueLocal
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress();
    }

    /** The name RFC 3489 had, only as a help to readers who know it. */
    private Optional<RemarkCode> gloss() {
        MappingBehavior mapping = report.mapping().find().orElse(null);
        FilteringBehavior filtering = report.filtering().find().orElse(null);
        if (report.nat().is(NatPresence.NONE)) {
            return Optional.ofNullable(filtering)
                    .map(
                            f ->
                                    f == FilteringBehavior.ENDPOINT_INDEPENDENT
                                            ? RemarkCode.GLOSS_OPEN_INTERNET
                                            : RemarkCode.GLOSS_FIREWALL);
        }
        if (mapping == null) {
            return Optional.empty();
        }
        if (mapping != MappingBehavior.ENDPOINT_INDEPENDENT) {
            return Optional.of(RemarkCode.GLOSS_SYMMETRIC);
        }
        return switch (filtering) {
            case null -> Optional.empty();
            case ENDPOINT_INDEPENDENT -> Optional.of(RemarkCode.GLOSS_FULL_CONE);
            case ADDRESS_DEPENDENT -> Optional.of(RemarkCode.GLOSS_RESTRICTED_CONE);
            case ADDRESS_AND_PORT_DEPENDENT -> Optional.of(RemarkCode.GLOSS_PORT_RESTRICTED_CONE);
        };
    }

    private void transports() {
        if (report.udp().is(Reachability.BLOCKED)) {
            remarks.add(Remark.of(RemarkCode.UDP_BLOCKED));
        }
        if (report.tcp().is(Reachability.BLOCKED)) {
            remarks.add(Remark.of(RemarkCode.TCP_BLOCKED));
        }
        if (report.udp().find().isEmpty() && report.tcp().find().isEmpty()) {
            remarks.add(Remark.of(RemarkCode.SERVER_UNREACHABLE, "server", evidence.server()));
        }
    }

    private void ports() {
        report.portPreservation()
                .find()
                .ifPresent(
                        kept ->
                                remarks.add(
                                        Remark.of(
                                                kept == PortPreservation.PRESERVED
                                                        ? RemarkCode.PORTS_PRESERVED
                                                        : RemarkCode.PORTS_CHANGED)));
        TreeSet<String> outside =
                evidence.honestAnswers()
                        .filter(answer -> !answer.question().test().overTcp())
                        .map(Answer::mapped)
                        .filter(Objects::nonNull)
                        .map(mapped -> mapped.address().getHostAddress())
                        .collect(Collectors.toCollection(TreeSet::new));
        if (outside.size() > 1) {
            remarks.add(
                    Remark.of(
                            RemarkCode.MAPPED_ADDRESS_POOL,
                            "addresses",
                            String.join(", ", outside)));
        }
    }

    private void server() {
        Endpoint server = evidence.server();
        evidence.honestAnswer(Test.MAPPING_PRIMARY)
                .ifPresent(
                        primary -> {
                            Endpoint origin = primary.responseOrigin();
                            if (origin != null && !origin.equals(server)) {
                                remarks.add(
                                        Remark.of(
                                                RemarkCode.SERVER_BEHIND_NAT,
                                                "server",
                                                server,
                                                "origin",
                                                origin));
                            }
                            Endpoint other = primary.otherAddress();
                            if (other != null && evidence.otherAddress().find().isEmpty()) {
                                remarks.add(
                                        Remark.of(
                                                RemarkCode.OTHER_ADDRESS_NOT_DIFFERENT,
                                                "other",
                                                other));
                            }
                        });
        evidence.answers()
                .filter(answer -> answer.question().test().change() != ChangeRequest.NONE)
                .filter(answer -> answer.from().equals(server))
                .findFirst()
                .ifPresent(
                        answer ->
                                remarks.add(
                                        Remark.of(
                                                RemarkCode.CHANGE_REQUEST_IGNORED,
                                                "from",
                                                answer.from())));
        evidence.answers()
                .filter(
                        answer ->
                                answer.question().test() != Test.MAPPING_PRIMARY
                                        && !answer.question().test().overTcp())
                .filter(answer -> !serverBehindNat())
                .filter(
                        answer ->
                                answer.responseOrigin() != null
                                        && !answer.from().equals(answer.responseOrigin()))
                .findFirst()
                .ifPresent(
                        answer ->
                                remarks.add(
                                        Remark.of(
                                                RemarkCode.SERVER_LIES_ABOUT_ORIGIN,
                                                "from",
                                                answer.from(),
                                                "origin",
                                                Objects.requireNonNull(answer.responseOrigin()))));
    }

    private boolean serverBehindNat() {
        return evidence.honestAnswer(Test.MAPPING_PRIMARY)
                .map(Answer::responseOrigin)
                .filter(origin -> !origin.equals(evidence.server()))
                .isPresent();
    }

    private void control() {
        boolean restsOnSilence =
                report.filtering()
                        .find()
                        .filter(filtering -> filtering != FilteringBehavior.ENDPOINT_INDEPENDENT)
                        .isPresent();
        if (restsOnSilence) {
            remarks.add(
                    Remark.of(
                            new FilteringRule(evidence).confirmed()
                                    ? RemarkCode.FILTERING_CONFIRMED
                                    : RemarkCode.FILTERING_NOT_CONTROLLED));
        }
    }

    private void loss() {
        List<Answer> answers =
                evidence.answers().filter(answer -> !answer.question().test().overTcp()).toList();
        long repeated = answers.stream().filter(answer -> answer.attempt() > 1).count();
        if (repeated > 0) {
            remarks.add(
                    Remark.of(
                            RemarkCode.REPEATED_SENDS,
                            "count",
                            repeated,
                            "answered",
                            answers.size()));
        }
    }
}
