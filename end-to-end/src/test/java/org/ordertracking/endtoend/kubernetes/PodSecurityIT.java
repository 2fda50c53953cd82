package org.ordertracking.endtoend.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What pods may do on their node and in the cluster. */
@Tag("kubernetes")
class PodSecurityIT {

    private static final Set<String> RESTRICTED_VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");
    private static final Set<String> RESTRICTED_SECCOMP = Set.of("RuntimeDefault", "Localhost");

    @Test
    void theNamespaceRefusesPodsThatAreNotRestricted() {
        assertThat(Renderings.findings(rendering -> rendering
                        .of("Namespace")
                        .filter(namespace ->
                                !"restricted".equals(namespace.labels().get("pod-security.kubernetes.io/enforce")))
                        .map(Manifest::id)))
                .isEmpty();
        assertThat(Renderings.all())
                .allSatisfy(rendering -> assertThat(rendering.of("Namespace")).isNotEmpty());
    }

    @Test
    void podsMeetTheRestrictedStandard() {
        assertThat(Renderings.findingsInEach(manifest -> manifest.pod().stream().flatMap(PodSecurityIT::offencesOfPod)))
                .isEmpty();
    }

    @Test
    void containersMeetTheRestrictedStandard() {
        assertThat(Renderings.findingsInEach(manifest -> manifest.pod().stream()
                        .flatMap(pod -> pod.containers().stream()
                                .flatMap(container -> offencesOfContainer(pod, container)
                                        .map(offence -> container.name() + " " + offence)))))
                .isEmpty();
    }

    @Test
    void rootFileSystemsAreReadOnly() {
        assertThat(Renderings.findingsInEach(manifest -> manifest.containers()
                        .filter(container -> !container
                                .at("/securityContext/readOnlyRootFilesystem")
                                .asBoolean())
                        .map(container -> container.name() + " may write to its image")))
                .isEmpty();
    }

    @Test
    void ourServicesHaveATemporaryFolderOfLimitedSize() {
        assertThat(Renderings.findingsInEach(manifest -> manifest.containers()
                        .filter(OurServices::includes)
                        .filter(container -> Yaml.elements(container.at("/volumeMounts"))
                                .noneMatch(
                                        mount -> mount.at("/mountPath").asText().equals("/tmp")))
                        .map(container -> container.name() + " has no /tmp")))
                .isEmpty();
        assertThat(Renderings.findingsInEach(manifest -> manifest.pod().stream()
                        .flatMap(pod -> Yaml.elements(pod.spec().at("/volumes")))
                        .filter(volume -> volume.has("emptyDir")
                                && volume.at("/emptyDir/sizeLimit").isMissingNode())
                        .map(volume -> volume.at("/name").asText() + " has no size limit")))
                .isEmpty();
    }

    @Test
    void everyWorkloadHasAnAccountOfItsOwn() {
        assertThat(Renderings.findings(rendering -> {
                    Map<String, Long> users =
                            rendering.pods().collect(Collectors.groupingBy(Pod::serviceAccount, Collectors.counting()));
                    return rendering
                            .pods()
                            .filter(pod -> pod.serviceAccount().isEmpty() || users.get(pod.serviceAccount()) > 1)
                            .map(pod -> pod.owner().id() + " has no account of its own");
                }))
                .isEmpty();
    }

    /** Neither for the pod nor by way of its account, but where the account is given rights. */
    @Test
    void onlyPodsWithRightsGetAToken() {
        assertThat(Renderings.findings(rendering -> rendering
                        .pods()
                        .filter(pod ->
                                pod.spec().at("/automountServiceAccountToken").asBoolean(true))
                        .filter(pod -> !hasRights(rendering, pod.serviceAccount()))
                        .map(pod -> pod.owner().id() + " gets a token that it has no use for")))
                .isEmpty();
        assertThat(Renderings.findingsInEach(manifest -> Stream.of(manifest)
                        .filter(account -> account.is("ServiceAccount"))
                        .filter(account ->
                                account.at("/automountServiceAccountToken").asBoolean(true))
                        .map(account -> "hands its token to any pod")))
                .isEmpty();
    }

    /** Links would set variables such as BROKER_SERVICE_PORT, which the broker takes for settings. */
    @Test
    void noVariablesAreSetForServicesThatHappenToBeThere() {
        assertThat(Renderings.findingsInEach(manifest -> manifest.pod().stream()
                        .filter(pod -> pod.spec().at("/enableServiceLinks").asBoolean(true))
                        .map(pod -> "gets variables of other services")))
                .isEmpty();
    }

    private static boolean hasRights(Rendering rendering, String account) {
        return Stream.concat(rendering.of("RoleBinding"), rendering.of("ClusterRoleBinding"))
                .flatMap(binding -> Yaml.elements(binding.at("/subjects")))
                .anyMatch(subject -> subject.at("/kind").asText().equals("ServiceAccount")
                        && subject.at("/name").asText().equals(account));
    }

    private static Stream<String> offencesOfPod(Pod pod) {
        Stream<String> volumes = Yaml.elements(pod.spec().at("/volumes"))
                .filter(volume -> volume.properties().stream()
                        .map(Map.Entry::getKey)
                        .noneMatch(key -> RESTRICTED_VOLUMES.contains(key)))
                .map(volume -> "volume " + volume.at("/name").asText() + " is of a kind that is not allowed");
        Stream<String> host = Stream.of("hostNetwork", "hostPID", "hostIPC")
                .filter(field -> pod.spec().at("/" + field).asBoolean(false))
                .map(field -> "uses " + field);
        return Stream.concat(volumes, host);
    }

    private static Stream<String> offencesOfContainer(Pod pod, Container container) {
        JsonNode own = container.at("/securityContext");
        JsonNode shared = pod.spec().at("/securityContext");
        Stream.Builder<String> offences = Stream.builder();
        if (own.at("/allowPrivilegeEscalation").asBoolean(true)) {
            offences.add("may gain privileges");
        }
        if (own.at("/privileged").asBoolean(false)) {
            offences.add("is privileged");
        }
        if (!own.at("/capabilities/drop").toString().contains("\"ALL\"")
                || own.at("/capabilities").has("add")) {
            offences.add("keeps capabilities");
        }
        if (!own.at("/runAsNonRoot").asBoolean(shared.at("/runAsNonRoot").asBoolean(false))) {
            offences.add("may run as root");
        }
        if (own.at("/runAsUser").asInt(shared.at("/runAsUser").asInt(0)) == 0) {
            offences.add("runs as root, or as whoever the image says");
        }
        if (!RESTRICTED_SECCOMP.contains(own.at("/seccompProfile/type")
                .asText(shared.at("/seccompProfile/type").asText()))) {
            offences.add("has no seccomp profile");
        }
        if (Yaml.elements(container.at("/ports"))
                .anyMatch(port -> port.at("/hostPort").asInt(0) != 0)) {
            offences.add("takes a port of the node");
        }
        return offences.build();
    }
}
