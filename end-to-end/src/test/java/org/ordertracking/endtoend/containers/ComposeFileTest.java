package org.ordertracking.endtoend.containers;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What compose.yaml says twice because Kubernetes' manifests and the POM say it too. */
class ComposeFileTest {

    static final List<String> SERVICES = List.of(
            "broker-service", "order-service", "warehouse-service", "logistics-service", "notification-service");

    private final YamlDocument services =
            YamlDocument.read("compose.yaml").get(0).at("services");

    @ParameterizedTest
    @FieldSource("SERVICES")
    void aServiceHasTheSettingsThatItHasInKubernetes(String name) {
        Map<Object, Object> inKubernetes =
                workload(name).at("spec", "template", "spec", "containers", 0, "env").items().stream()
                        .filter(setting -> setting.at("value").content() != null)
                        // In a cluster the address has the pod's name in it.
                        .filter(setting -> !setting.at("name").text().equals("BROKER_ADVERTISED_ADDRESS"))
                        .collect(toMap(
                                setting -> setting.at("name").content(),
                                setting -> setting.at("value").content()));

        Map<?, ?> inCompose = (Map<?, ?>) services.at(name, "environment").content();

        assertThat(inKubernetes).isNotEmpty();
        assertThat(inCompose)
                .as("environment of %s", name)
                .satisfies(settings -> assertThat(inKubernetes)
                        .allSatisfy((setting, value) -> assertThat((Object) settings.get(setting))
                                .as(String.valueOf(setting))
                                .isEqualTo(value)));
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void aServiceHasTheLimitsThatItHasInKubernetes(String name) {
        YamlDocument pod = workload(name).at("spec", "template", "spec");

        assertThat(services.at(name, "mem_limit").text() + "i")
                .isEqualToIgnoringCase(
                        pod.at("containers", 0, "resources", "limits", "memory").text());
        assertThat(services.at(name, "stop_grace_period").text())
                .isEqualTo(pod.at("terminationGracePeriodSeconds").text() + "s");
        assertThat(services.at(name, "read_only").content()).isEqualTo(true);
        assertThat(services.at(name, "cap_drop").content()).isEqualTo(List.of("ALL"));
        assertThat(services.at(name, "security_opt").content()).isEqualTo(List.of("no-new-privileges:true"));
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void aServiceHasItsPortsOnThisMachineAlone(String name) {
        List<String> inKubernetes =
                workload(name).at("spec", "template", "spec", "containers", 0, "ports").items().stream()
                        .map(port -> port.at("containerPort").text())
                        .map(port -> "${ORDER_TRACKING_ADDRESS:-127.0.0.1}:" + port + ":" + port)
                        .toList();

        assertThat(services.at(name, "ports").items())
                .extracting(YamlDocument::text)
                .containsExactlyInAnyOrderElementsOf(inKubernetes);
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void aServiceHasTheVersionOfThePom(String name) throws Exception {
        String pom = Files.readString(Path.of(System.getProperty("modules.directory"), "pom.xml"));
        Matcher revision = Pattern.compile("<revision>(.*)</revision>").matcher(pom);

        assertThat(revision.find()).isTrue();
        assertThat(services.at(name, "image").text())
                .isEqualTo("order-tracking/" + name + ":${ORDER_TRACKING_VERSION:-" + revision.group(1) + "}");
    }

    @Test
    void postgresqlIsThatOfKubernetes() {
        YamlDocument image = YamlDocument.read("k8s/base/kustomization.yaml").get(0).at("images").items().stream()
                .filter(candidate -> candidate.at("name").text().equals("postgres"))
                .findFirst()
                .orElseThrow();

        assertThat(services.at("postgresql", "image").text())
                .isEqualTo("${POSTGRES_IMAGE:-" + image.at("newName").text() + ":"
                        + image.at("newTag").text() + "}");
    }

    @Test
    void withApacheKafkaEveryServiceIsPointedAtItAndTheBrokerStaysOut() {
        YamlDocument onKafka =
                YamlDocument.read("compose.apache-kafka.yaml").get(0).at("services");

        assertThat(onKafka.at("broker-service", "profiles").items()).isNotEmpty();
        assertThat(SERVICES.subList(1, SERVICES.size()))
                .allSatisfy(service -> assertThat(onKafka.at(service, "environment", "KAFKA_BOOTSTRAP_SERVERS")
                                .text())
                        .isEqualTo("kafka:9092"));
    }

    private static YamlDocument workload(String name) {
        return YamlDocument.read("k8s/base/" + name + ".yaml").stream()
                .filter(document -> List.of("Deployment", "StatefulSet")
                        .contains(document.at("kind").text()))
                .findFirst()
                .orElseThrow();
    }
}
