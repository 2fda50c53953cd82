package org.ordertracking.endtoend.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What manifests refer to is there. */
@Tag("kubernetes")
class ReferenceIT {

    private static final Map<String, List<String>> REFERENCES_OF_PODS = Map.of(
            "ConfigMap", List.of("/configMapRef/name", "/configMapKeyRef/name", "/configMap/name"),
            "Secret", List.of("/secretRef/name", "/secretKeyRef/name", "/secret/secretName"),
            "PersistentVolumeClaim", List.of("/persistentVolumeClaim/claimName"));

    @Test
    void configMapsAndClaimsAreThere() {
        assertThat(Renderings.findings(rendering -> Stream.of("ConfigMap", "PersistentVolumeClaim")
                        .flatMap(kind -> referring(rendering, kind)
                                .filter(reference -> !rendering.has(kind, reference.name()))
                                .map(reference -> reference.owner().id() + " refers to " + kind + " " + reference.name()
                                        + ", which is missing"))))
                .isEmpty();
    }

    @Test
    void keysOfConfigMapsAreThere() {
        assertThat(Renderings.findings(rendering -> rendering
                        .containers()
                        .flatMap(Container::environment)
                        .map(variable -> variable.at("/valueFrom/configMapKeyRef"))
                        .filter(JsonNode::isObject)
                        .filter(reference -> rendering
                                .find("ConfigMap", reference.at("/name").asText())
                                .filter(map ->
                                        map.at("/data").has(reference.at("/key").asText()))
                                .isEmpty())
                        .map(JsonNode::toString)))
                .isEmpty();
    }

    /** Made in the cluster, or named among what production expects. */
    @Test
    void secretsAreMadeOrExpected() throws IOException {
        String made = Files.readString(
                ManifestFolder.component("generated-credentials").resolve("generate.sh"));
        String expected = Files.readString(ManifestFolder.overlay("production").resolve("README.md"));

        assertThat(Renderings.findings(rendering -> referring(rendering, "Secret")
                        .filter(reference -> !rendering.has("Secret", reference.name()))
                        .filter(reference -> rendering.combination().generatesCredentials()
                                ? !made.contains("\ncreate " + reference.name() + " ")
                                : !expected.contains("| `" + reference.name() + "` |"))
                        .map(reference -> reference.owner().id() + " refers to Secret " + reference.name()
                                + ", which nobody makes and nobody is told to make")))
                .isEmpty();
    }

    @Test
    void productionMakesNoSecrets() {
        Rendering production = Renderings.of("production");

        assertThat(production.of("Secret")).isEmpty();
        assertThat(production.of("Role")).isEmpty();
        assertThat(production.of("Job")).isEmpty();
    }

    @Test
    void accountsAreThere() {
        assertThat(Renderings.findings(rendering -> rendering
                        .pods()
                        .filter(pod -> !rendering.has("ServiceAccount", pod.serviceAccount()))
                        .map(pod -> pod.owner().id() + " runs as " + pod.serviceAccount() + ", which is missing")))
                .isEmpty();
    }

    @Test
    void rightsAreGivenToAccountsAndOfRolesThatAreThere() {
        assertThat(Renderings.findings(rendering -> Stream.concat(
                                rendering.of("RoleBinding"), rendering.of("ClusterRoleBinding"))
                        .filter(binding -> !rendering.has(binding.text("/roleRef/kind"), binding.text("/roleRef/name"))
                                || Yaml.elements(binding.at("/subjects"))
                                        .anyMatch(subject -> !rendering.has(
                                                subject.at("/kind").asText(),
                                                subject.at("/name").asText())))
                        .map(Manifest::id)))
                .isEmpty();
    }

    @Test
    void mountedVolumesAreThere() {
        assertThat(Renderings.findingsInEach(manifest -> manifest.pod().stream()
                        .flatMap(pod -> pod.containers().stream()
                                .flatMap(container -> Yaml.elements(container.at("/volumeMounts"))
                                        .map(mount -> mount.at("/name").asText())
                                        .filter(name -> !volumes(pod).contains(name))
                                        .map(name -> container.name() + " mounts " + name + ", which is missing")))))
                .isEmpty();
    }

    @Test
    void aServiceLeadsToPortsOfPods() {
        assertThat(Renderings.findings(rendering -> rendering
                        .of("Service")
                        .filter(service -> service.at("/spec").has("selector"))
                        .flatMap(service -> Yaml.elements(service.at("/spec/ports"))
                                .filter(port -> !leadsToAPort(rendering, service, port))
                                .map(port -> service.id() + " leads to no port "
                                        + port.at("/targetPort").asText()))))
                .isEmpty();
    }

    @Test
    void probesAskPortsThatContainersHave() {
        assertThat(Renderings.findingsInEach(manifest -> manifest.containers()
                        .flatMap(container -> Stream.of("startupProbe", "readinessProbe", "livenessProbe")
                                .flatMap(probe -> Stream.of(
                                        container.at("/" + probe + "/httpGet/port"),
                                        container.at("/" + probe + "/tcpSocket/port")))
                                .filter(port -> !port.isMissingNode())
                                .filter(port -> container.port(port).isEmpty())
                                .map(port -> container.name() + " has no port " + port))))
                .isEmpty();
    }

    @Test
    void aStatefulSetNamesAServiceOfItsPods() {
        assertThat(Renderings.findings(rendering -> rendering
                        .of("StatefulSet")
                        .filter(set -> rendering
                                .find("Service", set.text("/spec/serviceName"))
                                .filter(service -> set.pod()
                                        .orElseThrow()
                                        .labels()
                                        .entrySet()
                                        .containsAll(Yaml.texts(service.at("/spec/selector"))
                                                .entrySet()))
                                .isEmpty())
                        .map(Manifest::id)))
                .isEmpty();
    }

    @Test
    void anIngressLeadsToAService() {
        assertThat(Renderings.findings(rendering -> rendering
                        .of("Ingress")
                        .flatMap(ingress -> Yaml.elements(ingress.at("/spec/rules"))
                                .flatMap(rule -> Yaml.elements(rule.at("/http/paths")))
                                .map(path -> path.at("/backend/service"))
                                .filter(backend -> rendering
                                        .find("Service", backend.at("/name").asText())
                                        .filter(service -> Yaml.elements(service.at("/spec/ports"))
                                                .anyMatch(port -> port.at("/name")
                                                                .equals(backend.at("/port/name"))
                                                        || port.at("/port").equals(backend.at("/port/number"))))
                                        .isEmpty())
                                .map(backend -> ingress.id() + " leads to " + backend))))
                .isEmpty();
    }

    /** What clients are told to connect to is a name that the cluster keeps for the pod. */
    @Test
    void theBrokersAddressIsThatOfItsPod() {
        Rendering local = Renderings.of("local");
        Manifest broker = local.find("StatefulSet", OurServices.BROKER).orElseThrow();
        Container container = broker.containers().findFirst().orElseThrow();

        assertThat(container.variable("BROKER_ADVERTISED_ADDRESS"))
                .contains("$(POD_NAME)." + broker.text("/spec/serviceName") + ".$(POD_NAMESPACE).svc:9092");
        Manifest service =
                local.find("Service", broker.text("/spec/serviceName")).orElseThrow();
        assertThat(service.text("/spec/clusterIP")).isEqualTo("None");
        assertThat(service.at("/spec/publishNotReadyAddresses").asBoolean()).isTrue();
    }

    /** A client that finds no address at all gives up; the name of a Service with an address always resolves. */
    @Test
    void theFirstAddressIsThatOfAServiceWithAnAddressOfItsOwn() {
        assertThat(Renderings.findings(rendering -> rendering
                        .of("ConfigMap")
                        .map(map -> map.text("/data/KAFKA_BOOTSTRAP_SERVERS"))
                        .filter(address -> address.startsWith("broker-service"))
                        .filter(address -> rendering
                                .find("Service", address.split("[.:]")[0])
                                .filter(service ->
                                        !service.text("/spec/clusterIP").equals("None"))
                                .isEmpty())))
                .isEmpty();
    }

    private static boolean leadsToAPort(Rendering rendering, Manifest service, JsonNode port) {
        JsonNode target = port.has("targetPort") ? port.at("/targetPort") : port.at("/port");
        return rendering
                .podsWith(Yaml.texts(service.at("/spec/selector")))
                .flatMap(pod -> pod.containers().stream())
                .anyMatch(container -> container.port(target).isPresent());
    }

    private static List<String> volumes(Pod pod) {
        return Stream.concat(
                        Yaml.elements(pod.spec().at("/volumes"))
                                .map(volume -> volume.at("/name").asText()),
                        Yaml.elements(pod.owner().at("/spec/volumeClaimTemplates"))
                                .map(claim -> claim.at("/metadata/name").asText()))
                .toList();
    }

    private static Stream<Reference> referring(Rendering rendering, String kind) {
        return rendering
                .pods()
                .flatMap(pod -> within(pod.spec())
                        .flatMap(node -> REFERENCES_OF_PODS.get(kind).stream()
                                .map(pointer -> node.at(pointer).asText(""))
                                .filter(name -> !name.isEmpty())
                                .map(name -> new Reference(pod.owner(), name))));
    }

    /** A node and all that is in it. */
    private static Stream<JsonNode> within(JsonNode node) {
        return Stream.concat(Stream.of(node), Yaml.elements(node).flatMap(ReferenceIT::within));
    }

    private record Reference(Manifest owner, String name) {}
}
