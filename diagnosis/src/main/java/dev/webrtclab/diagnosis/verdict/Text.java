package dev.webrtclab.diagnosis.verdict;

/** A sentence in every language of the lab. */
public record Text(String en, String nl) {}
