package dev.webrtclab.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks the running lab over HTTP, as a script would. */
public final class Http {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private Http() {}

    /** The answer to a GET. */
    public static HttpResponse<String> get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).GET());
    }

    /** The JSON of a GET that must succeed. */
    public static JsonNode json(String url) {
        HttpResponse<String> response = get(url);
        if (response.statusCode() != 200) {
            throw new IllegalStateException(
                    url + " answered " + response.statusCode() + ": " + response.body());
        }
        return parse(response.body());
    }

    /** The answer to a POST of a body. */
    public static HttpResponse<String> post(String url, String contentType, String body) {
        return post(url, contentType, body, PATIENCE);
    }

    /** The answer to a POST that may take a while. */
    public static HttpResponse<String> post(
            String url, String contentType, String body, Duration patience) {
        return send(
                HttpRequest.newBuilder(URI.create(url))
                        .timeout(patience)
                        .header("Content-Type", contentType)
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /**
     * The answer to a POST of JSON by a caller as the lab's proxy names it.
     *
     * @param source the caller's address
     */
    public static HttpResponse<String> postFrom(String source, String url, String body) {
        return send(
                HttpRequest.newBuilder(URI.create(url))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .header("X-Forwarded-For", source)
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The answer to a PUT of JSON. */
    public static HttpResponse<String> put(String url, String body) {
        return send(
                HttpRequest.newBuilder(URI.create(url))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A text as JSON. */
    public static String quoted(String text) {
        return JSON.getNodeFactory().textNode(text).toString();
    }

    /** The answer to a DELETE. */
    public static HttpResponse<String> delete(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).DELETE());
    }

    /** The sum of a metric over its labels in a Prometheus text; 0 when it is not there yet. */
    public static double metric(String url, String name) {
        return get(url).body()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Reads JSON that the lab wrote. */
    public static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the lab", e);
        }
    }
}
