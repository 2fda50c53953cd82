package org.ordertracking.broker.sql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ordertracking.broker.topic.Topic;
import org.ordertracking.broker.topic.TopicRegistry;

/**
 * Decides on a query by the tree that the engine's own parser made of it: one SELECT, over topics and a few harmless table functions, and
 * nothing else. What is not known is refused. The engine is closed to files and network besides; this is the first of two doors.
 */
final class QueryPlanner {
    private static final Set<String> TABLE_FUNCTIONS =
            Set.of("unnest", "range", "generate_series", "json_each", "json_tree", "regexp_split_to_table");
    /** They reach the engine's own state, or run text as SQL. */
    private static final Set<String> REFUSED_FUNCTIONS =
            Set.of("write_log", "getenv", "nextval", "currval", "query", "query_table");

    private static final String REMEDY_SELECT =
            "Only one SELECT is run: nothing is changed, no files are read, no settings are made.";
    private static final int MOST_TOPICS = 16;
    private static final int MOST_SUGGESTIONS = 5;

    /** A person's query is nowhere near; a tree that is deeper would be more than this thread's stack takes. */
    private static final int DEEPEST_TREE = 2_000;

    private final TopicRegistry topics;
    private final ObjectMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST_TREE)
                            .build())
                    .build())
            .build();

    QueryPlanner(TopicRegistry topics) {
        this.topics = topics;
    }

    /**
     * @param tree what the engine says of the query
     * @throws SqlException when it is not allowed, or names what there is not
     */
    QueryPlan plan(String tree) throws SqlException {
        JsonNode root = read(tree);
        if (root.path("error").asBoolean()) {
            throw refused(root);
        }
        JsonNode statements = root.path("statements");
        if (statements.size() != 1) {
            throw SqlException.invalid(
                    "The query has %d statements.".formatted(statements.size()), "Send one SELECT at a time.");
        }
        if (!statements.path(0).path("named_param_map").isEmpty()) {
            throw SqlException.invalid("The query has parameters.", "Write the values into the query.");
        }
        Found found = new Found();
        look(root, found);
        Map<String, Topic> read = new LinkedHashMap<>();
        List<JsonNode> uses = new ArrayList<>();
        for (JsonNode table : found.tables) {
            if (!isCommon(table, found)) {
                Topic topic = topicOf(table);
                Topic other = read.putIfAbsent(topic.name().toLowerCase(Locale.ROOT), topic);
                if (other != null && other != topic) {
                    throw SqlException.invalid(
                            "The topics %s and %s differ only in upper and lower case."
                                    .formatted(other.name(), topic.name()),
                            "SQL cannot tell their names from each other: ask for one at a time.");
                }
                uses.add(table);
            }
        }
        if (read.size() > MOST_TOPICS) {
            throw SqlException.limit(
                    "The query reads %d topics, %d are allowed.".formatted(read.size(), MOST_TOPICS),
                    "Ask for fewer at a time.");
        }
        return new QueryPlan(
                List.copyOf(read.values()),
                uses.size() == 1 ? BoundsFinder.of(statements.path(0).path("node"), uses.get(0)) : ReadBounds.NONE);
    }

    private JsonNode read(String tree) throws SqlException {
        try {
            return json.readTree(tree);
        } catch (JsonProcessingException unreadable) {
            throw SqlException.invalid("The query is nested too deeply to be looked at.", "Simplify it.");
        }
    }

    private static SqlException refused(JsonNode root) {
        String message = root.path("error_message").asText();
        if (message.startsWith("Only SELECT statements")) {
            return SqlException.invalid("This is no SELECT that can be run here.", REMEDY_SELECT);
        }
        return new SqlException(
                SqlException.Kind.INVALID,
                message,
                "Mend the query.",
                root.has("position") ? root.path("position").asInt() : SqlException.NOWHERE);
    }

    /** What names something, anywhere in a tree. */
    private static final class Found {
        private final List<JsonNode> tables = new ArrayList<>();
        private final Set<String> common = new HashSet<>();
    }

    private static void look(JsonNode node, Found found) throws SqlException {
        if (node.isObject()) {
            admit(node, found);
        }
        for (JsonNode child : node) {
            look(child, found);
        }
    }

    private static void admit(JsonNode node, Found found) throws SqlException {
        switch (node.path("type").asText()) {
            case "BASE_TABLE" -> found.tables.add(node);
            case "TABLE_FUNCTION" -> {
                String name =
                        node.path("function").path("function_name").asText().toLowerCase(Locale.ROOT);
                if (!TABLE_FUNCTIONS.contains(name)) {
                    throw at(node, "%s() cannot be read from here.".formatted(name), REMEDY_SELECT);
                }
            }
            case "SHOW_REF" -> {
                if (node.path("query").isMissingNode() || node.path("query").isNull()) {
                    throw at(
                            node,
                            "SHOW is not answered here.",
                            "DESCRIBE a topic to see its columns; the list beside the query has the topics.");
                }
            }
            case "FUNCTION" -> {
                String name = node.path("function_name").asText().toLowerCase(Locale.ROOT);
                if (REFUSED_FUNCTIONS.contains(name)) {
                    throw at(node, "%s() is not allowed.".formatted(name), REMEDY_SELECT);
                }
            }
            case "RECURSIVE_CTE_NODE" ->
                found.common.add(node.path("cte_name").asText().toLowerCase(Locale.ROOT));
            default -> {
                // All else computes with what it is given.
            }
        }
        for (JsonNode common : node.path("cte_map").path("map")) {
            found.common.add(common.path("key").asText().toLowerCase(Locale.ROOT));
        }
    }

    private static boolean isCommon(JsonNode table, Found found) {
        return table.path("schema_name").asText().isEmpty()
                && found.common.contains(table.path("table_name").asText().toLowerCase(Locale.ROOT));
    }

    private Topic topicOf(JsonNode table) throws SqlException {
        String name = table.path("table_name").asText();
        String whole = Stream.of(
                        table.path("catalog_name").asText(),
                        table.path("schema_name").asText(),
                        name)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("."));
        if (!whole.equals(name)) {
            throw at(
                    table,
                    "There is no topic %s that is written so.".formatted(whole),
                    topics.byName(whole).isPresent()
                            ? "Put the name in double quotes: %s".formatted(TopicColumns.identifier(whole))
                            : "Put names with dots in double quotes; other schemas cannot be read.");
        }
        if (topics.byName(name).isPresent()) {
            return topics.byName(name).get();
        }
        List<Topic> alike = topics.all().stream()
                .filter(topic -> topic.name().equalsIgnoreCase(name))
                .toList();
        if (alike.size() == 1) {
            return alike.get(0);
        }
        throw at(table, "There is no topic '%s'.".formatted(name), suggestions(name));
    }

    private String suggestions(String name) {
        String part = name.toLowerCase(Locale.ROOT);
        List<String> like = topics.all().stream()
                .filter(topic -> !topic.internal())
                .map(Topic::name)
                .filter(topic ->
                        topic.toLowerCase(Locale.ROOT).contains(part) || part.contains(topic.toLowerCase(Locale.ROOT)))
                .sorted()
                .limit(MOST_SUGGESTIONS)
                .map(TopicColumns::identifier)
                .toList();
        return like.isEmpty()
                ? "Topics are the tables; those that there are stand in the list beside the query."
                : "There is " + String.join(", ", like) + ".";
    }

    private static SqlException at(JsonNode node, String message, String remedy) {
        JsonNode place = node.path("query_location");
        int position = place.canConvertToInt() ? place.asInt() : SqlException.NOWHERE;
        return new SqlException(SqlException.Kind.INVALID, message, remedy, position);
    }
}
