package dev.webrtclab.e2e.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webrtclab.e2e.turn.Stun.Request;
import dev.webrtclab.e2e.turn.Stun.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** How long and how much the relay serves one client, and how little it says to strangers. */
@Order(52)
class RelayLimitsIT {
    private static final int UNAUTHORIZED = 401;
    private static final int QUOTA_REACHED = 486;

    /**
     * {@code user-quota}, {@code total-quota}, {@code unauthorized-ratelimit-rps} of the policy.
     */
    private static final int PER_USER = 12;

    private static final int TOTAL = 500;
    private static final int CHALLENGES_PER_SECOND = 100;

    /** No answer for so long means that there comes none. */
    private static final int QUIET_MS = 300;

    private static Relay lab;
    private static Relay withoutDiscovery;

    @BeforeAll
    static void start() {
        Relay.prepare();
        lab = Relay.ofTheLab();
        withoutDiscovery = Relay.withoutDiscovery();
    }

    @AfterAll
    static void stop() {
        Relay.cleanUp();
    }

    @Test
    void credential_isRefusedAfterItsEnd_butWhatItBeganGoesOn() {
        // Only whole seconds of it count.
        Instant end = Instant.now().plusSeconds(4);
        Credential brief = Credential.issued(Relay.SECRET, end, "brief");
        try (TurnClient early = lab.client(brief)) {
            assertThat(early.allocate().code()).isZero();

            await("the credential is over")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> answerToNew(brief), code -> code == UNAUTHORIZED);

            assertThat(Instant.now()).isBetween(end.minusSeconds(1), end.plusSeconds(3));
            assertThat(early.refresh(600).code()).as("refresh").isZero();
            byte[] peer = RelayTargets.address(Relay.INTERNET + ".131");
            assertThat(early.permit(peer).code()).as("new permission").isZero();
        }
    }

    private static int answerToNew(Credential credential) {
        try (TurnClient client = lab.client(credential)) {
            return client.allocate().code();
        }
    }

    @Test
    void credentialThatWasNotIssued_isRefused() {
        Instant later = Instant.now().plusSeconds(600);
        assertThat(answerToNew(Credential.issued("0".repeat(64), later, "mallory")))
                .as("another secret")
                .isEqualTo(UNAUTHORIZED);
        assertThat(answerToNew(Credential.signed(Relay.SECRET, "mallory")))
                .as("no time in it")
                .isEqualTo(UNAUTHORIZED);
        Credential issued = Credential.issued(Relay.SECRET, later, "alice");
        assertThat(answerToNew(new Credential("9" + issued.username(), issued.password())))
                .as("a later end, not signed")
                .isEqualTo(UNAUTHORIZED);
        assertThat(answerToNew(issued)).isZero();
    }

    @Test
    void allocation_lastsTenMinutesAtMost() {
        try (TurnClient client = lab.client("patient")) {
            assertThat(client.allocate().number(Stun.LIFETIME)).isLessThanOrEqualTo(600);
            assertThat(client.refresh(3600).number(Stun.LIFETIME)).isLessThanOrEqualTo(600);
        }
    }

    @Test
    void user_getsTwelveAllocations_withHoweverManyCredentials() {
        Instant later = Instant.now().plusSeconds(100);
        IntFunction<Credential> another =
                i -> Credential.issued(Relay.SECRET, later.plusSeconds(i), "carol");
        List<Integer> codes = allocateAll(lab, PER_USER + 3, another);

        assertThat(codes.subList(0, PER_USER)).containsOnly(0);
        assertThat(codes.subList(PER_USER, codes.size())).containsOnly(QUOTA_REACHED);
    }

    @Test
    void allUsersTogether_getFiveHundredAllocations() {
        Instant later = Instant.now().plusSeconds(600);
        List<Integer> codes =
                allocateAll(
                        withoutDiscovery,
                        TOTAL + 5,
                        i -> Credential.issued(Relay.SECRET, later, "user" + i));

        assertThat(codes.subList(0, TOTAL)).containsOnly(0);
        assertThat(codes.subList(TOTAL, codes.size())).containsOnly(QUOTA_REACHED);
    }

    /** One client after the other, all of whom keep what they got until the end. */
    private static List<Integer> allocateAll(
            Relay relay, int clients, IntFunction<Credential> credential) {
        List<TurnClient> open = new ArrayList<>();
        List<Integer> codes = new ArrayList<>();
        try {
            for (int i = 0; i < clients; i++) {
                TurnClient client = relay.client(credential.apply(i));
                open.add(client);
                codes.add(client.allocate().code());
            }
            return codes;
        } finally {
            open.forEach(TurnClient::close);
        }
    }

    @Test
    void answersToStrangers_areAsSmallAsDocumented() {
        try (TurnClient discovery = lab.client("stranger");
                TurnClient plain = withoutDiscovery.client("stranger")) {
            assertThat(TurnClient.strangersRequest().bytes()).hasSize(28);
            assertThat(discovery.allocateWithoutCredential().size()).isLessThanOrEqualTo(80);
            assertThat(plain.allocateWithoutCredential().size()).isLessThanOrEqualTo(80);

            assertThat(new Request(Stun.BINDING).bytes()).hasSize(20);
            assertThat(discovery.binding().size()).isLessThanOrEqualTo(64);
            assertThat(plain.binding().size()).isLessThanOrEqualTo(40);
        }
    }

    @Test
    void challenges_areLimitedPerSource() {
        try (TurnClient stranger = lab.client("stranger")) {
            List<Request> burst =
                    Stream.generate(TurnClient::strangersRequest).limit(1000).toList();
            Instant start = Instant.now();
            List<Response> answers = stranger.flood(burst, QUIET_MS);
            long touched = Instant.now().getEpochSecond() - start.getEpochSecond() + 1;

            assertThat(answers).extracting(Response::code).containsOnly(UNAUTHORIZED);
            assertThat((long) answers.size()).isBetween(1L, touched * CHALLENGES_PER_SECOND);
            // After a while the same source is answered again.
            assertThat(stranger.allocateWithoutCredential().code()).isEqualTo(UNAUTHORIZED);
        }
    }
}
