package dev.webrtclab.protocol.link;

/**
 * Something a media peer can show.
 *
 * @param id value of the {@code source} choice: {@code pattern}, {@code file:…}, {@code camera:…},
 *     {@code tone}
 * @param label English name for people
 */
public record SourceInfo(String id, String label) {}
