package org.ordertracking.broker.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.coordinator.group.GroupConfig;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ordertracking.broker.topic.BrokerWideConfigs;
import org.ordertracking.broker.topic.ConfigTreatment;
import org.ordertracking.broker.topic.TopicConfigRule;

/**
 * The tables of {@code docs/compatibility.md} say what the code does. They are written by {@code mvn -pl broker-service test
 * -Dtest=CompatibilityPageTest -Dcompatibility.write=true}; what stands around them is written by hand, and so is the one
 * line for each key, in {@code src/test/resources/compatibility/answers.properties}.
 */
class CompatibilityPageTest {
    private static final boolean WRITE = Boolean.getBoolean("compatibility.write");
    private static final Path PAGE = Path.of("../docs/compatibility.md");
    private static final Path ANSWERS = Path.of("src/test/resources/compatibility/answers.properties");

    /** A table of the page, between two comments that name it. */
    enum Table {
        API_KEYS("api keys", "| key | name | versions | what is answered |", CompatibilityPageTest::apiKeys),
        FEATURES("features", "| feature | levels | in force |", CompatibilityPageTest::features),
        TOPIC_CONFIGS(
                "topic configs", "| config | here | what it does, or why not |", CompatibilityPageTest::topicConfigs),
        BROKER_CONFIGS(
                "broker configs",
                "| config | default for the topic config | Kafka's default |",
                CompatibilityPageTest::brokerConfigs),
        GROUP_CONFIGS("group configs", "| config | Kafka's default |", CompatibilityPageTest::groupConfigs);

        private final String name;
        private final String header;
        private final Function<Properties, Stream<String>> rows;

        Table(String name, String header, Function<Properties, Stream<String>> rows) {
            this.name = name;
            this.header = header;
            this.rows = rows;
        }

        private String begin() {
            return "<!-- table: " + name + " -->\n";
        }

        private static String end() {
            return "<!-- end of table -->";
        }

        /** As the code has it. */
        private String text(Properties answers) {
            String rule = header.replaceAll("[^|]+", "---");
            return Stream.concat(Stream.of(header, rule), rows.apply(answers))
                    .map(line -> line + "\n")
                    .reduce("", String::concat);
        }

        /** As the page has it. */
        private String in(String page) {
            int from = startIn(page);
            return page.substring(from, page.indexOf(end(), from));
        }

        private String replaced(String page, String text) {
            int from = startIn(page);
            return page.substring(0, from) + text + page.substring(page.indexOf(end(), from));
        }

        private int startIn(String page) {
            int at = page.indexOf(begin());
            assertThat(at).as("the page has a table '%s'", name).isNotNegative();
            return at + begin().length();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTableSaysWhatTheCodeDoes(Table table) throws IOException {
        String text = table.text(answers());
        if (WRITE) {
            Files.writeString(PAGE, table.replaced(Files.readString(PAGE), text));
        }
        assertThat(table.in(Files.readString(PAGE)))
                .as("run with -Dcompatibility.write=true and look at the difference")
                .isEqualTo(text);
    }

    @ParameterizedTest
    @EnumSource(SupportedApi.class)
    void everyKeyHasALineThatSaysWhatIsAnswered(SupportedApi api) throws IOException {
        assertThat(answers().getProperty(api.key().name))
                .as("%s in %s", api.key().name, ANSWERS)
                .isNotBlank();
    }

    @Test
    void theNumberOfKeysIsThatOfTheTable() throws IOException {
        String sentence = "The broker serves %d API keys.".formatted(SupportedApi.values().length);
        if (WRITE) {
            Files.writeString(
                    PAGE, Files.readString(PAGE).replaceFirst("The broker serves \\d+ API keys\\.", sentence));
        }
        assertThat(Files.readString(PAGE)).contains(sentence);
    }

    private static Properties answers() {
        Properties answers = new Properties();
        try (Reader reader = Files.newBufferedReader(ANSWERS)) {
            answers.load(reader);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
        return answers;
    }

    private static Stream<String> apiKeys(Properties answers) {
        return Arrays.stream(SupportedApi.values())
                .sorted(Comparator.comparing(api -> api.key().id))
                .map(api -> "| %d | %s | %s | %s |"
                        .formatted(
                                api.key().id,
                                api.key().name,
                                range(api.oldestServed(), api.newest()),
                                answers.getProperty(api.key().name, "")));
    }

    private static Stream<String> features(Properties answers) {
        return Arrays.stream(SupportedFeature.values())
                .sorted(Comparator.comparing(SupportedFeature::featureName))
                .map(feature -> "| `%s` | %s | %s |"
                        .formatted(
                                feature.featureName(),
                                range(feature.oldest(), feature.newest()),
                                feature.level() == 0 ? "off" : String.valueOf(feature.level())));
    }

    private static Stream<String> topicConfigs(Properties answers) {
        return TopicConfigRule.ALL.stream()
                .map(rule -> "| `%s` | %s | %s |".formatted(rule.name(), shown(rule.treatment()), rule.remark()));
    }

    private static Stream<String> brokerConfigs(Properties answers) {
        return TopicConfigRule.ALL.stream()
                .filter(rule -> BrokerWideConfigs.brokerName(rule.name()).isPresent())
                .filter(rule -> rule.treatment() != ConfigTreatment.REFUSED)
                .map(rule -> "| `%s` | `%s` | %s |"
                        .formatted(
                                BrokerWideConfigs.brokerName(rule.name()).orElseThrow(),
                                rule.name(),
                                defaultOf(LogConfig.configKeys().get(rule.name()))))
                .sorted();
    }

    private static Stream<String> groupConfigs(Properties answers) {
        return GroupConfig.configDef().configKeys().values().stream()
                .sorted(Comparator.comparing(key -> key.name))
                .map(key -> "| `%s` | %s |".formatted(key.name, defaultOf(key)));
    }

    private static String defaultOf(ConfigDef.ConfigKey key) {
        String value = ConfigDef.convertToString(key.defaultValue, key.type);
        return value.isEmpty() ? "" : "`" + value + "`";
    }

    private static String shown(ConfigTreatment treatment) {
        return switch (treatment) {
            case HONOURED -> "honoured";
            case WITHOUT_EFFECT -> "stored but without effect on one node";
            case REFUSED -> "refused";
        };
    }

    private static String range(int oldest, int newest) {
        return oldest == newest ? String.valueOf(oldest) : oldest + "–" + newest;
    }
}
