package org.ordertracking.endtoend.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ordertracking.endtoend.client.PrometheusApi;
import org.ordertracking.endtoend.client.PrometheusApi.Rule;
import org.ordertracking.endtoend.client.PrometheusApi.Sample;
import org.ordertracking.endtoend.client.PrometheusApi.Target;
import org.ordertracking.endtoend.monitoring.Dashboard.Variable;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.process.ServiceProcess;

/**
 * A real Prometheus beside the running suite, with the rules and the dashboards that are shipped: everything that they ask
 * for is there.
 */
@Tag("monitoring")
class MonitoringIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static final ShippedRules RULES = ShippedRules.read();

    private static EventfulDay day;
    private static PrometheusApi prometheus;

    @BeforeAll
    static void liveThroughAnEventfulDay() {
        day = EventfulDay.prepare(PROCESSES);
        prometheus = PrometheusServer.start(
                        PROCESSES,
                        PROCESSES.file("prometheus.yml", configuration().text()))
                .api();
        day.start();
        eventually().untilAsserted(MonitoringIT::everyTargetIsUp);
        day.live();
    }

    private static ScrapeConfiguration configuration() {
        Map<URI, Map<String, String>> targets = new HashMap<>();
        day.processes().forEach(process -> targets.put(process.address(), Map.of("__meta_dns_name", process.name())));
        return ScrapeConfiguration.shipped("prometheus.compose.yml").with("dns_sd_configs", targets);
    }

    private static void everyTargetIsUp() {
        assertThat(prometheus.targets())
                .as("what is scraped")
                .extracting(target -> target.labels().get("service"))
                .containsExactlyInAnyOrderElementsOf(
                        day.processes().stream().map(ServiceProcess::name).toList());
        assertThat(prometheus.targets())
                .filteredOn(target -> !target.health().equals("up"))
                .extracting(Target::lastError)
                .isEmpty();
    }

    @Test
    void everyRuleThatIsShippedIsLoadedAndEvaluatedWithoutAnError() {
        eventually()
                .untilAsserted(() -> assertThat(prometheus.rules())
                        .hasSize(RULES.recordings().size() + RULES.alerts().size())
                        .allSatisfy(rule -> assertThat(rule.health())
                                .as(rule.name() + " " + rule.lastError())
                                .isEqualTo("ok")));
    }

    @Test
    void everySeriesThatARuleAsksForExists() {
        Set<String> names = new TreeSet<>();
        RULES.recordings().forEach(rule -> names.addAll(SeriesNames.in(rule.expression())));
        RULES.alerts().forEach(rule -> names.addAll(SeriesNames.in(rule.expression())));

        noneIsEmpty(names);
    }

    @Test
    void everyRecordedExpressionHasAValue() {
        noneIsEmpty(RULES.recordings().stream().map(RecordingRule::expression).toList());
    }

    @Test
    void everySeriesThatAnAlertComparesHasAValue() {
        noneIsEmpty(RULES.alerts().stream()
                .flatMap(alert -> alert.series().stream())
                .toList());
    }

    @Test
    void everyAlertCanBeEvaluated() {
        assertThat(RULES.alerts())
                .allSatisfy(alert ->
                        assertThat(prometheus.query(alert.expression())).isNotNull());
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyVariableOfADashboardHasSomethingToChoose(Dashboard dashboard) {
        Interpolation interpolation = Interpolation.of(dashboard, prometheus);

        assertThat(dashboard.variables())
                .isNotEmpty()
                .allSatisfy((Variable variable) -> assertThat(interpolation.choiceOf(variable))
                        .as(variable.name())
                        .isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyQueryOfADashboardHasAValue(Dashboard dashboard) {
        Interpolation interpolation = Interpolation.of(dashboard, prometheus);

        noneIsEmpty(dashboard.panels().stream()
                .flatMap(panel -> panel.expressions().stream())
                .map(interpolation::interpolate)
                .toList());
    }

    @Test
    void whatWentWrongIsSeen() {
        eventually()
                .untilAsserted(() -> assertThat(prometheus.rules())
                        .filteredOn(
                                rule -> rule.state() != null && !rule.state().equals("inactive"))
                        .extracting(Rule::name)
                        .containsAll(day.alerts()));
    }

    /** Each has a number, sooner or later: a series that came late needs two scrapes for a rate. */
    private static void noneIsEmpty(Collection<String> expressions) {
        assertThat(expressions).isNotEmpty();
        Set<String> empty = new TreeSet<>(expressions);
        eventually().untilAsserted(() -> {
            empty.removeIf(MonitoringIT::hasANumber);
            assertThat(empty).as("expressions that give no number").isEmpty();
        });
    }

    private static boolean hasANumber(String expression) {
        List<Sample> samples = new ArrayList<>(prometheus.query(expression));
        return samples.stream().anyMatch(sample -> !Double.isNaN(sample.value()));
    }

    static Stream<Dashboard> dashboards() {
        return Dashboard.all();
    }
}
