package org.ordertracking.endtoend.client;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** JSON over HTTP, with one service. */
final class HttpJson {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .build();

    /** Reads what it knows of an answer: the fields that a test looks at. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final URI service;

    HttpJson(URI service) {
        this.service = service;
    }

    <T> T get(String path, Class<T> answer) {
        return read(send(request(path).GET().build()), 200, answer);
    }

    String text(String path) {
        HttpResponse<String> response = send(request(path).GET().build());
        if (response.statusCode() != 200) {
            throw new UnexpectedStatusException(response);
        }
        return response.body();
    }

    <T> T post(String path, Object body, Map<String, String> headers, int expectedStatus, Class<T> answer) {
        return read(post(path, body, headers), expectedStatus, answer);
    }

    HttpResponse<String> post(String path, Object body, Map<String, String> headers) {
        HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(write(body)));
        headers.forEach(request::header);
        return send(request.build());
    }

    <T> T put(String path, Object body, int expectedStatus, Class<T> answer) {
        return read(send(request(path).PUT(BodyPublishers.ofString(write(body))).build()), expectedStatus, answer);
    }

    /** A request whose answer goes on. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.resolve(path))
                .timeout(ANSWER_LIMIT)
                .header("Content-Type", "application/json");
    }

    static HttpClient client() {
        return HTTP;
    }

    static <T> T parse(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (IOException e) {
            throw new UncheckedIOException("not a " + type.getSimpleName() + ": " + json, e);
        }
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + request.uri(), e);
        }
    }

    private static <T> T read(HttpResponse<String> response, int expectedStatus, Class<T> answer) {
        if (response.statusCode() != expectedStatus) {
            throw new UnexpectedStatusException(response);
        }
        return parse(response.body(), answer);
    }

    private static String write(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + body, e);
        }
    }
}
