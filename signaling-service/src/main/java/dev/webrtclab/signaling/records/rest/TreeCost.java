package dev.webrtclab.signaling.records.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * What trees of a JSON text would take on the Java heap, found without making one; estimates in
 * bytes.
 *
 * @param whole of all of it
 * @param part of its largest part that a reader of session files looks at as a whole: an entry of a
 *     list of the file, or all names of the file and of what is directly in it
 */
record TreeCost(long whole, long part) {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build();

    private static final int PER_VALUE = 24;
    private static final int PER_TEXT = 72;
    private static final int PER_LIST = 64;
    private static final int PER_OBJECT = 80;
    private static final int PER_NAME = 112;

    /** Depth of an entry of a list of the file. */
    private static final int ENTRY = 3;

    /**
     * Reads it once.
     *
     * @throws IOException if it is not JSON
     */
    static TreeCost of(byte[] json) throws IOException {
        long whole = 0;
        long outer = 0;
        long entry = 0;
        long largest = 0;
        int depth = 0;
        try (JsonParser parser = FACTORY.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                long cost = cost(token, parser);
                whole += cost;
                if (token.isStructStart() && ++depth == ENTRY) {
                    entry = 0;
                }
                if (depth >= ENTRY) {
                    entry += cost;
                    largest = Math.max(largest, entry);
                } else if (token == JsonToken.FIELD_NAME) {
                    outer += cost;
                }
                if (token.isStructEnd()) {
                    depth--;
                }
            }
        }
        return new TreeCost(whole, Math.max(largest, outer));
    }

    private static long cost(JsonToken token, JsonParser parser) throws IOException {
        return switch (token) {
            case START_OBJECT -> PER_OBJECT;
            case START_ARRAY -> PER_LIST;
            case FIELD_NAME -> PER_NAME + 2L * parser.getTextLength();
            case VALUE_STRING -> PER_TEXT + 2L * parser.getTextLength();
            case END_OBJECT, END_ARRAY, NOT_AVAILABLE -> 0;
            case VALUE_EMBEDDED_OBJECT,
                    VALUE_NUMBER_INT,
                    VALUE_NUMBER_FLOAT,
                    VALUE_TRUE,
                    VALUE_FALSE,
                    VALUE_NULL ->
                    PER_VALUE;
        };
    }
}
