package org.ordertracking.endtoend.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What containers are told, and what must not be told in a file. */
@Tag("kubernetes")
class SettingIT {

    private static final Pattern SECRET =
            Pattern.compile("PASSWORD|TOKEN|SECRET|CREDENTIAL|PRIVATE_KEY", Pattern.CASE_INSENSITIVE);
    /** Variables that others in the same list are put together from. */
    private static final List<String> PARTS = List.of("POD_NAME", "POD_NAMESPACE", "POD_IP", "NODE_NAME");

    @Test
    void ourServicesAreToldOnlyWhatTheyKnow() {
        assertThat(Renderings.findings(rendering -> rendering
                        .containers()
                        .filter(OurServices::includes)
                        .flatMap(container -> variables(rendering, container)
                                .filter(variable -> !PARTS.contains(variable)
                                        && !KnownSettings.of(container.name()).include(variable))
                                .map(variable -> container.name() + " has no setting " + variable))))
                .isEmpty();
    }

    @Test
    void aVariableThatNoSettingIsBehindWouldBeFound() {
        KnownSettings order = KnownSettings.of("order-service");
        KnownSettings broker = KnownSettings.of(OurServices.BROKER);

        assertThat(order.include("DATABASE_URL")).isTrue();
        assertThat(order.include("DATABASE_URI")).isFalse();
        assertThat(order.include("SHOP_CURRENCY")).isTrue();
        assertThat(order.include("QUARKUS_HTTP_HOST")).isTrue();
        assertThat(order.include("QUARKUS_HTTP_HOSTT")).isFalse();
        assertThat(broker.include("BROKER_ADVERTISED_ADDRESS")).isTrue();
        assertThat(broker.include("BROKER_ADVERTISED")).isFalse();
        assertThat(broker.include("DATABASE_URL")).isFalse();
    }

    @Test
    void ourServicesListenToOthersAndWriteLogsForMachines() {
        assertThat(Renderings.findings(rendering -> rendering
                        .containers()
                        .filter(OurServices::includes)
                        .filter(container ->
                                !container.variable("QUARKUS_HTTP_HOST").equals(Optional.of("0.0.0.0"))
                                        || variables(rendering, container)
                                                .noneMatch("QUARKUS_LOG_CONSOLE_JSON_ENABLED"::equals))
                        .map(container -> container.name() + " serves itself only, or logs for people")))
                .isEmpty();
    }

    /** One address for all, so that one setting moves the suite to another broker. */
    @Test
    void allServicesTakeTheBrokersAddressFromOneSetting() {
        assertThat(Renderings.findings(rendering -> rendering
                        .containers()
                        .filter(container -> OurServices.USING_THE_BROKER.contains(container.name()))
                        .filter(container ->
                                container.variable("KAFKA_BOOTSTRAP_SERVERS").isPresent()
                                        || configMaps(rendering, container)
                                                        .filter(map ->
                                                                map.at("/data").has("KAFKA_BOOTSTRAP_SERVERS"))
                                                        .count()
                                                != 1)
                        .map(container -> container.name() + " has an address of the broker of its own")))
                .isEmpty();
    }

    /** The broker does not restart when the suite leaves it. */
    @Test
    void theBrokerIsNotToldWhereTheBrokerIs() {
        assertThat(Renderings.findings(rendering -> rendering
                        .containers()
                        .filter(container -> container.name().equals(OurServices.BROKER))
                        .filter(container ->
                                variables(rendering, container).anyMatch("KAFKA_BOOTSTRAP_SERVERS"::equals))
                        .map(Container::id)))
                .isEmpty();
    }

    @Test
    void noPasswordStandsInAFile() {
        assertThat(Renderings.findingsInEach(manifest -> Stream.concat(
                        Stream.of(manifest)
                                .filter(secret -> secret.is("Secret"))
                                .filter(secret -> secret.content().has("data")
                                        || secret.content().has("stringData"))
                                .map(secret -> "is a Secret with its content"),
                        Stream.concat(
                                        manifest.containers()
                                                .flatMap(Container::environment)
                                                .filter(variable -> variable.has("value"))
                                                .map(variable ->
                                                        variable.at("/name").asText()),
                                        manifest.is("ConfigMap")
                                                ? Yaml.texts(manifest.at("/data")).keySet().stream()
                                                : Stream.<String>empty())
                                .filter(name -> SECRET.matcher(name).find())
                                .map(name -> "says " + name))))
                .isEmpty();
    }

    @Test
    void waitingIsDoneByTryingAgainAndNotByInitContainers() {
        assertThat(Renderings.findingsInEach(manifest -> manifest.pod().stream()
                        .filter(pod -> pod.containers().stream().anyMatch(OurServices::includes))
                        .filter(pod -> !pod.spec().at("/initContainers").isEmpty())
                        .map(pod -> "has init containers")))
                .isEmpty();
    }

    private static Stream<String> variables(Rendering rendering, Container container) {
        return Stream.concat(
                container.environment().map(variable -> variable.at("/name").asText()),
                configMaps(rendering, container)
                        .flatMap(map -> map.at("/data").properties().stream().map(Map.Entry::getKey)));
    }

    private static Stream<JsonNode> configMaps(Rendering rendering, Container container) {
        return container.settingsFrom().stream()
                .flatMap(name -> rendering.find("ConfigMap", name).stream())
                .map(Manifest::content);
    }
}
