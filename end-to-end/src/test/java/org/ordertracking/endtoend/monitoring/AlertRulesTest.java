package org.ordertracking.endtoend.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The alert rules as people and tools rely on them. */
class AlertRulesTest {

    private static final ShippedRules RULES = ShippedRules.read();
    private static final Path PAGE = ObservabilityFiles.ROOT.resolve(Path.of("docs", "operations.md"));
    private static final List<JsonNode> CHECKS = checks();
    private static final Pattern ALERT = Pattern.compile("alertname=\"(\\w+)\"");

    @ParameterizedTest
    @MethodSource("alerts")
    void anAlertSaysHowBadItIsWhatHappenedAndWhatToDo(AlertRule alert) {
        assertThat(alert.labels().get("severity")).isIn("critical", "warning");
        assertThat(alert.annotations()).containsOnlyKeys("summary", "description", "runbook");
        assertThat(alert.annotations().get("summary")).isNotBlank();
        assertThat(alert.annotations().get("description")).endsWith(".");
        assertThat(alert.annotations().get("runbook"))
                .isEqualTo("docs/operations.md#" + alert.name().toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void anAlertComparesSeriesThatARuleRecordsWithNumbers(AlertRule alert) {
        assertThat(alert.comparesRecordedSeries()).as(alert.expression()).isTrue();
        assertThat(RULES.recordings()).extracting(RecordingRule::series).containsAll(alert.series());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void anAlertIsShownSilentAndFiring(AlertRule alert) {
        List<Boolean> shown = CHECKS.stream()
                .filter(check -> check.path("expr").asText().contains("alertname=\"" + alert.name() + "\""))
                .map(check -> !check.path("exp_samples").isEmpty())
                .toList();

        assertThat(shown).as("whether %s fires in its tests", alert.name()).contains(true, false);
    }

    @Test
    void alertsHaveDifferentNames() {
        assertThat(RULES.alerts()).extracting(AlertRule::name).doesNotHaveDuplicates();
    }

    @Test
    void everyRecordedSeriesServesAnAlertOrADashboard() {
        Set<String> used = new TreeSet<>();
        RULES.alerts().forEach(alert -> used.addAll(alert.series()));
        RULES.recordings().forEach(rule -> used.addAll(SeriesNames.in(rule.expression())));
        Dashboard.all()
                .flatMap(dashboard -> dashboard.panels().stream())
                .flatMap(panel -> panel.expressions().stream())
                .forEach(expression -> used.addAll(SeriesNames.in(expression)));

        assertThat(RULES.recordings())
                .extracting(RecordingRule::series)
                .filteredOn(series -> !used.contains(series))
                .isEmpty();
    }

    @Test
    void theOperationsPageSaysOfEachAlertWhatToDoAndOfNoOther() {
        List<String> headings = ObservabilityFiles.text(PAGE)
                .lines()
                .filter(line -> line.startsWith("#### "))
                .map(line -> line.substring("#### ".length()).strip())
                .toList();

        assertThat(headings)
                .containsExactlyInAnyOrderElementsOf(
                        RULES.alerts().stream().map(AlertRule::name).toList());
    }

    @Test
    void theTestsOfRulesKnowNoAlertThatIsGone() {
        Set<String> tested = new TreeSet<>();
        ObservabilityFiles.in("rules-tests", ".yml").stream()
                .map(ObservabilityFiles::text)
                .forEach(text -> ALERT.matcher(text).results().forEach(found -> tested.add(found.group(1))));

        assertThat(RULES.alerts()).extracting(AlertRule::name).containsAll(tested);
    }

    private static List<JsonNode> checks() {
        List<JsonNode> checks = new ArrayList<>();
        for (Path file : ObservabilityFiles.in("rules-tests", ".yml")) {
            for (JsonNode test : ObservabilityFiles.yaml(file).path("tests")) {
                test.path("promql_expr_test").forEach(checks::add);
            }
        }
        return checks;
    }

    static Stream<AlertRule> alerts() {
        return RULES.alerts().stream();
    }
}
