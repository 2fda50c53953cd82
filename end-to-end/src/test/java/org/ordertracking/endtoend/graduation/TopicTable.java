package org.ordertracking.endtoend.graduation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

/** The suite's topics, each with its partitions and the configs that differ from a cluster's defaults. */
final class TopicTable {

    private static final Path LIST = Path.of(System.getProperty("modules.directory"), "graduation", "topics.csv");
    private static final Pattern ROW = Pattern.compile("([a-z.-]+),(\\d+),([a-z.=0-9 ]*)");

    /** Of the application in order-service. */
    private static final String SCREENING = "order-screening-";

    private TopicTable() {}

    /** As {@code graduation/topics.csv} lists them. */
    static Map<String, String> documented() {
        try {
            return Files.readAllLines(LIST).stream()
                    .skip(1)
                    .map(TopicTable::row)
                    .collect(Collectors.toMap(
                            row -> row.group(1), row -> row.group(2) + " " + row.group(3), (a, b) -> a, TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + LIST, e);
        }
    }

    /** As they are on a cluster, without Kafka's own and those of Kafka Streams, which makes them itself from what is on the log. */
    static Map<String, String> of(Admin admin) throws ExecutionException, InterruptedException {
        Set<String> names = new TreeSet<>(admin.listTopics().names().get());
        names.removeIf(name -> name.startsWith("__") || name.startsWith(SCREENING));
        Map<String, String> table = new TreeMap<>();
        for (TopicDescription topic :
                admin.describeTopics(names).allTopicNames().get().values()) {
            table.put(topic.name(), topic.partitions().size() + " " + configs(admin, topic.name()));
        }
        return table;
    }

    private static String configs(Admin admin, String topic) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        List<ConfigEntry> entries =
                admin.describeConfigs(List.of(resource)).all().get().get(resource).entries().stream()
                        .toList();
        return entries.stream()
                .filter(entry -> entry.source() == ConfigSource.DYNAMIC_TOPIC_CONFIG)
                .map(entry -> entry.name() + "=" + entry.value())
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static Matcher row(String line) {
        Matcher row = ROW.matcher(line);
        if (!row.matches()) {
            throw new IllegalStateException(LIST + " has a line that is no topic: " + line);
        }
        return row;
    }
}
