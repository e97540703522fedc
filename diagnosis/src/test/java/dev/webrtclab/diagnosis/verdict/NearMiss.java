package dev.webrtclab.diagnosis.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One thing in a sample is otherwise, and the verdict is another one: a table for each subject. */
abstract class NearMiss {
    static final String BROWSER = "p-browser";
    static final String PEER = "p-media";
    static final String STUN = "\"stun:198.51.100.10:3478\"";

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("misses")
    void otherwise(String what, String code, Edit edit) {
        Verdict verdict = edit.verdict();
        assertThat(verdict.code().word()).as(verdict.toString()).isEqualTo(code);
    }

    static Arguments miss(String what, String code, Edit edit) {
        return Arguments.of(what, code, edit);
    }

    static String source(String where, String peer) {
        return "{\"kind\":\"measured\",\"where\":\"%s\",\"by\":\"%s\"}".formatted(where, peer);
    }

    static String pair(String remote, int sent, int answered, int arrived) {
        return ("{\"type\":\"pair\",\"pair\":\"CPx\",\"local\":\"198.51.100.40:50000\",\"remote\":\"%s\","
                        + "\"localType\":\"host\",\"remoteType\":\"host\",\"state\":\"in-progress\",\"nominated\":false,"
                        + "\"requestsSent\":%d,\"responsesReceived\":%d,\"requestsReceived\":%d,\"networkType\":\"ethernet\"}")
                .formatted(remote, sent, answered, arrived);
    }
}
