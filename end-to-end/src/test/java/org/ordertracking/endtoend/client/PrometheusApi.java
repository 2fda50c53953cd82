package org.ordertracking.endtoend.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Client of a Prometheus server. */
public final class PrometheusApi {

    private final HttpJson http;

    public PrometheusApi(URI prometheus) {
        this.http = new HttpJson(prometheus);
    }

    /**
     * The value of an expression as of now: one sample for each series, one for a scalar.
     *
     * @throws UnexpectedStatusException if it is no expression, or cannot be evaluated
     */
    public List<Sample> query(String expression) {
        Result result = get("/api/v1/query?query=" + encode(expression), QueryAnswer.class)
                .data();
        if (result.resultType().equals("scalar")) {
            return List.of(new Sample(Map.of(), number(result.result().get(1))));
        }
        List<Sample> samples = new ArrayList<>();
        for (JsonNode series : result.result()) {
            samples.add(new Sample(
                    labels(series.path("metric")), number(series.path("value").get(1))));
        }
        return samples;
    }

    /** What is scraped, and how that went last. */
    public List<Target> targets() {
        return get("/api/v1/targets?state=active", TargetsAnswer.class).data().activeTargets();
    }

    /** The rules that are loaded, and how their last evaluation went. */
    public List<Rule> rules() {
        return get("/api/v1/rules", RulesAnswer.class).data().groups().stream()
                .flatMap(group -> group.rules().stream())
                .toList();
    }

    /** The version of the server. */
    public String version() {
        return get("/api/v1/status/buildinfo", BuildAnswer.class).data().version();
    }

    private <T> T get(String path, Class<T> answer) {
        return http.get(path, answer);
    }

    private static String encode(String expression) {
        return URLEncoder.encode(expression, StandardCharsets.UTF_8);
    }

    private static double number(JsonNode value) {
        return switch (value.asText()) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(value.asText());
        };
    }

    private static Map<String, String> labels(JsonNode metric) {
        return HttpJson.parse(metric.toString(), Labels.class);
    }

    private static final class Labels extends java.util.HashMap<String, String> {
        private static final long serialVersionUID = 1L;
    }

    private record QueryAnswer(Result data) {}

    private record Result(String resultType, JsonNode result) {}

    private record TargetsAnswer(Targets data) {}

    private record Targets(List<Target> activeTargets) {}

    private record RulesAnswer(Groups data) {}

    private record Groups(List<Group> groups) {}

    private record Group(List<Rule> rules) {}

    private record BuildAnswer(Build data) {}

    private record Build(String version) {}

    /** A value of a series. */
    public record Sample(Map<String, String> labels, double value) {}

    /** Something that is scraped. */
    public record Target(Map<String, String> labels, String health, String lastError) {}

    /**
     * A rule that is loaded.
     *
     * @param type {@code recording} or {@code alerting}
     * @param state of an alert: {@code inactive}, {@code pending} or {@code firing}; null for a recording rule
     */
    public record Rule(String name, String type, String health, String lastError, String state) {}
}
