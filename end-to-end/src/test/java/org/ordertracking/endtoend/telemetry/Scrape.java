package org.ordertracking.endtoend.telemetry;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a service shows at {@code /q/metrics}, in Prometheus' text format. */
final class Scrape {

    /** Of the libraries: whatever else there is, is the project's own. */
    private static final List<String> FOREIGN = List.of(
            "agroal_", "http_", "jvm_", "kafka_", "mail_", "process_", "system_", "tcp_", "vertx_", "worker_pool_");

    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SAMPLE = Pattern.compile("([a-z_]+)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"(?:[^\"\\\\]|\\\\.)*\",?");

    private final Map<String, String> types = new TreeMap<>();
    private final Map<String, Set<String>> labels = new TreeMap<>();

    private Scrape() {}

    static Scrape of(String text) {
        Scrape scrape = new Scrape();
        String family = "";
        for (String line : text.lines().toList()) {
            Matcher type = TYPE.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (type.matches()) {
                family = type.group(1);
                scrape.types.put(family, type.group(2));
            } else if (sample.matches() && sample.group(1).startsWith(family)) {
                scrape.labels.computeIfAbsent(family, first -> new TreeSet<>()).addAll(labelsOf(sample.group(2)));
            }
        }
        return scrape;
    }

    private static Set<String> labelsOf(String text) {
        return text == null
                ? Set.of()
                : LABEL.matcher(text)
                        .results()
                        .map(label -> label.group(1))
                        .filter(label -> !label.equals("le"))
                        .collect(Collectors.toSet());
    }

    /** The project's own metrics; the maximum that goes with a histogram belongs to it. */
    Set<ShownMetric> own() {
        return types.entrySet().stream()
                .filter(family -> FOREIGN.stream().noneMatch(family.getKey()::startsWith))
                .filter(family -> !isMaximumOfHistogram(family.getKey()))
                .map(family -> new ShownMetric(
                        family.getKey(), family.getValue(), labels.getOrDefault(family.getKey(), Set.of())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean isMaximumOfHistogram(String name) {
        return name.endsWith("_max")
                && "histogram".equals(types.get(name.substring(0, name.length() - "_max".length())));
    }
}
