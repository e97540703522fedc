package dev.webrtclab.signaling;

import dev.webrtclab.diagnosis.verdict.json.VerdictJson;
import dev.webrtclab.protocol.record.RecordJson;
import dev.webrtclab.signaling.matrix.LabCall;
import dev.webrtclab.signaling.matrix.Matrix;
import dev.webrtclab.signaling.matrix.MatrixBoard;
import dev.webrtclab.signaling.mediapeer.Calls;
import dev.webrtclab.signaling.mediapeer.MediaPeers;
import dev.webrtclab.signaling.mediapeer.SourceWishes;
import dev.webrtclab.signaling.mediapeer.Thumbnails;
import dev.webrtclab.signaling.networks.NatReports;
import dev.webrtclab.signaling.networks.Networks;
import dev.webrtclab.signaling.ops.SignalingMetrics;
import dev.webrtclab.signaling.records.Recorder;
import dev.webrtclab.signaling.records.SessionRecords;
import dev.webrtclab.signaling.records.Verdicts;
import dev.webrtclab.signaling.relay.TurnUsers;
import dev.webrtclab.signaling.room.MediaPeerOutlet;
import dev.webrtclab.signaling.room.Recipients;
import dev.webrtclab.signaling.room.ResumeTokens;
import dev.webrtclab.signaling.room.RoomBus;
import dev.webrtclab.signaling.sessions.HttpSessions;
import dev.webrtclab.signaling.status.StatusBoard;
import dev.webrtclab.signaling.turn.IceServers;
import dev.webrtclab.signaling.turn.TurnCredentials;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/** Makes the core classes, which know no container, available to the edges. */
final class Beans {
    private static final String NO_SECRET = "This lab runs without a TURN server.";

    @Produces
    @Singleton
    Clock clock() {
        return new LabClock();
    }

    @Produces
    @Singleton
    Recipients recipients() {
        return new Recipients();
    }

    @Produces
    @Singleton
    MediaPeers mediaPeers() {
        return new MediaPeers();
    }

    @Produces
    @Singleton
    Calls calls(MediaPeers mediaPeers, RoomBus rooms, Clock clock) {
        return new Calls(mediaPeers, rooms, clock);
    }

    @Produces
    @Singleton
    SourceWishes sourceWishes(
            SignalingConfig config, MediaPeers mediaPeers, RoomBus rooms, Clock clock) {
        return new SourceWishes(mediaPeers, rooms, config.sessions().answerTimeout(), clock);
    }

    @Produces
    @Singleton
    Thumbnails thumbnails(SignalingConfig config, MediaPeerOutlet mediaPeers, Clock clock) {
        return new Thumbnails(mediaPeers, config.sessions().answerTimeout(), clock);
    }

    @Produces
    @Singleton
    ResumeTokens resumeTokens(Secrets secrets) {
        return new ResumeTokens(secrets.resumeSecret());
    }

    @Produces
    @Singleton
    IceServers iceServers(SignalingConfig config, Secrets secrets) {
        SignalingConfig.Turn turn = config.turn();
        IceServers.Availability availability =
                secrets.turnSecret().isPresent() && turn.absentReason().isEmpty()
                        ? new IceServers.Availability.Available(
                                new TurnCredentials(secrets.turnSecret().get(), turn.ttl()))
                        : new IceServers.Availability.Absent(
                                turn.absentReason().orElse(NO_SECRET), turn.absentNext());
        return new IceServers(
                availability,
                turn.port(),
                new IceServers.Inside(
                        turn.internalHost(),
                        turn.internalPort(),
                        turn.internalTlsPort(),
                        Set.copyOf(turn.insideHosts().orElse(List.of()))));
    }

    @Produces
    @Singleton
    Networks networks(SignalingConfig config, MediaPeers mediaPeers) {
        return new Networks(mediaPeers, config.networks().second());
    }

    @Produces
    @Singleton
    SessionRecords sessionRecords(
            SignalingConfig config,
            MediaPeers mediaPeers,
            NatReports reports,
            SignalingMetrics metrics) {
        SignalingConfig.Records limits = config.records();
        SessionRecords records =
                new SessionRecords(
                        new SessionRecords.Limits(
                                limits.most(),
                                limits.mostEvents(),
                                limits.mostEventsInAll(),
                                limits.kept()),
                        new Directory(mediaPeers, reports)::find);
        metrics.gauge("signaling.records", "Session records that are kept", records::size);
        return records;
    }

    @Produces
    @Singleton
    RecordJson recordJson() {
        return new RecordJson();
    }

    @Produces
    @Singleton
    VerdictJson verdictJson() {
        return new VerdictJson();
    }

    @Produces
    @Singleton
    Verdicts verdicts(SessionRecords records, Clock clock) {
        return new Verdicts(records, clock);
    }

    @Produces
    @Singleton
    TurnUsers turnUsers(SessionRecords records, SignalingMetrics metrics) {
        return new TurnUsers(records, fate -> metrics.turnEvents(fate.name(), 1));
    }

    @Produces
    @Singleton
    Recorder recorder(SessionRecords records) {
        return new Recorder(records);
    }

    @Produces
    @Singleton
    MatrixBoard matrixBoard() {
        return new MatrixBoard();
    }

    @Produces
    @Singleton
    Matrix matrix(
            SignalingConfig config,
            MatrixBoard board,
            Networks networks,
            NatReports reports,
            SessionRecords records,
            Calls calls,
            RoomBus rooms,
            Clock clock) {
        return new Matrix(
                board,
                networks,
                reports,
                records,
                new LabCall(
                        calls,
                        rooms,
                        records,
                        new LabCall.Patience(
                                config.matrix().patience(),
                                config.matrix().settled(),
                                config.matrix().settledRelayed())),
                clock,
                config.matrix().atOnce());
    }

    @Produces
    @Singleton
    StatusBoard statusBoard(MediaPeers mediaPeers, IceServers iceServers, Clock clock) {
        return new StatusBoard(mediaPeers, iceServers, clock);
    }

    @Produces
    @Singleton
    HttpSessions httpSessions(
            SignalingConfig config,
            RoomBus rooms,
            Calls calls,
            Recipients recipients,
            SessionRecords records,
            TurnUsers turnUsers,
            Clock clock,
            ExecutorService executor,
            SignalingMetrics metrics) {
        SignalingConfig.Sessions limits = config.sessions();
        HttpSessions sessions =
                new HttpSessions(
                        rooms,
                        calls,
                        recipients,
                        records,
                        turnUsers,
                        new HttpSessions.Limits(
                                limits.answerTimeout(), limits.remembered(), limits.most()),
                        clock,
                        executor);
        metrics.gauge("signaling.sessions", "Active HTTP sessions", sessions::active);
        return sessions;
    }
}
