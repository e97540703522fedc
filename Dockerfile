# The Java services: one Maven build for all, one slim image each. docker compose up --build asks for the targets.

# --- Build ------------------------------------------------------------------------------------------------------------
# The local repository is a build cache, not a layer: it outlives changes of poms as well as of sources (docs/adr/0002).
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/root/.m2,sharing=locked \
    mvn -B -q --no-transfer-progress -pl signaling-service,media-peer-service,media-peer-worker,nat-probe-service -am \
        package -Dmaven.test.skip=true

# --- What all services have in common ---------------------------------------------------------------------------------
FROM eclipse-temurin:25-jre AS runtime
RUN groupadd --gid 10001 lab && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin lab \
 && command -v curl >/dev/null
WORKDIR /opt/app
# A process that has run out of memory is replaced rather than left half alive. Options of one's own: JDK_JAVA_OPTIONS.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", \
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "-Dquarkus.http.host=0.0.0.0", \
            "-Dquarkus.log.console.json.enabled=true", "-jar", "quarkus-run.jar"]

# --- signaling-service ------------------------------------------------------------------------------------------------
FROM runtime AS signaling-service
# Least to most often changed, so that a new build of our code is one small layer.
COPY --from=build /build/signaling-service/target/quarkus-app/lib/ lib/
COPY --from=build /build/signaling-service/target/quarkus-app/quarkus-run.jar ./
COPY --from=build /build/signaling-service/target/quarkus-app/quarkus/ quarkus/
COPY --from=build /build/signaling-service/target/quarkus-app/app/ app/
USER 10001:10001
EXPOSE 8081

# --- nat-probe-service ------------------------------------------------------------------------------------------------
FROM runtime AS nat-probe-service
COPY --from=build /build/nat-probe-service/target/quarkus-app/lib/ lib/
COPY --from=build /build/nat-probe-service/target/quarkus-app/quarkus-run.jar ./
COPY --from=build /build/nat-probe-service/target/quarkus-app/quarkus/ quarkus/
COPY --from=build /build/nat-probe-service/target/quarkus-app/app/ app/
USER 10001:10001
EXPOSE 8083

# --- media-peer-service: supervisor and the workers it starts ---------------------------------------------------------
FROM runtime AS media-peer-service
# What the native libwebrtc links against, though nothing of it is used without a screen and a sound card; the second line
# of packages is what FFmpeg's camera input links against.
RUN apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends libpulse0 libudev1 libx11-6 libxfixes3 libxrandr2 libxcomposite1 libdbus-1-3 \
      libasound2t64 libxcb1 libxcb-shm0 >/dev/null \
 && rm -rf /var/lib/apt/lists/*
# FFmpeg's libraries as files: workers load them from here, so nothing is unpacked into the memory of /tmp.
COPY --from=build /build/media-peer-worker/target/dist/org/ /opt/worker/org/
COPY --from=build /build/media-peer-worker/target/dist/*.jar /opt/worker/
COPY --from=build /build/media-peer-service/target/quarkus-app/lib/ lib/
COPY --from=build /build/media-peer-service/target/quarkus-app/quarkus-run.jar ./
COPY --from=build /build/media-peer-service/target/quarkus-app/quarkus/ quarkus/
COPY --from=build /build/media-peer-service/target/quarkus-app/app/ app/
USER 10001:10001
# Proof that the native libraries load here: a worker that lists sources has made its first factory, and to know what is
# wrong with an empty file it needs FFmpeg. What FFmpeg links against is beside it or installed, for cameras too.
RUN mkdir /tmp/proof /tmp/proof/media && : >/tmp/proof/media/empty.mp4 && mkfifo /tmp/proof/commands \
 && MEDIA_PEER_MEDIA_DIR=/tmp/proof/media timeout 60 java --enable-native-access=ALL-UNNAMED -Duser.home=/tmp/proof \
      -cp '/opt/worker/*:/opt/worker' dev.webrtclab.mediapeer.worker.Main </tmp/proof/commands \
  | { exec 3>/tmp/proof/commands; printf '{"type":"list_sources"}\n' >&3; grep -m 1 file:empty.mp4 | grep -v 'does not load'; } \
 && ! ldd /opt/worker/org/bytedeco/ffmpeg/*/*.so* | grep 'not found' | grep -vE 'lib(av|sw|va|drm)[a-z-]*\.so' \
 && rm -r /tmp/proof
ENV MEDIA_PEER_WORKER_CLASS_PATH=/opt/worker
EXPOSE 8082
