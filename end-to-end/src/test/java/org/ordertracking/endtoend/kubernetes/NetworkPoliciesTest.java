package org.ordertracking.endtoend.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ordertracking.endtoend.kubernetes.Neighbour.Port;

/** That the rules of network policies are worked out as Kubernetes says. */
class NetworkPoliciesTest {

    private static final Port HTTP = Port.tcp(80);
    private static final Neighbour WEB = Neighbour.pod("web", "shop", Map.of("app", "web"), HTTP);
    private static final Neighbour DATABASE = Neighbour.pod("database", "shop", Map.of("app", "database"));
    private static final Neighbour STRANGER = Neighbour.pod("stranger", "elsewhere", Map.of("app", "web"));
    private static final Neighbour OUTSIDE = Neighbour.outside("outside", "203.0.113.7");

    private static final String DENY_ALL = """
            kind: NetworkPolicy
            metadata: {name: deny, namespace: shop}
            spec:
              podSelector: {}
              policyTypes: [Ingress, Egress]
            """;

    @Test
    void whatNoPolicySelectsIsFree() {
        assertThat(policies().allow(STRANGER, WEB, HTTP)).isTrue();
    }

    @Test
    void aPolicyWithoutRulesClosesBothDirections() {
        assertThat(policies(DENY_ALL).allow(WEB, DATABASE, HTTP)).isFalse();
        assertThat(policies(DENY_ALL).allow(STRANGER, WEB, HTTP)).isFalse();
        assertThat(policies(DENY_ALL).allow(WEB, OUTSIDE, HTTP)).isFalse();
    }

    @Test
    void aPolicyHoldsForItsNamespaceOnly() {
        assertThat(policies(DENY_ALL).allow(STRANGER, OUTSIDE, HTTP)).isTrue();
    }

    @Test
    void bothSidesHaveToAllowAConnection() {
        String out = """
                kind: NetworkPolicy
                metadata: {name: out, namespace: shop}
                spec:
                  podSelector: {matchLabels: {app: web}}
                  policyTypes: [Egress]
                  egress:
                    - to: [{podSelector: {matchLabels: {app: database}}}]
                      ports: [{port: 80}]
                """;
        String in = """
                kind: NetworkPolicy
                metadata: {name: in, namespace: shop}
                spec:
                  podSelector: {matchLabels: {app: database}}
                  policyTypes: [Ingress]
                  ingress:
                    - from: [{podSelector: {matchLabels: {app: web}}}]
                """;

        assertThat(policies(DENY_ALL, out).allow(WEB, DATABASE, HTTP)).isFalse();
        assertThat(policies(DENY_ALL, in).allow(WEB, DATABASE, HTTP)).isFalse();
        assertThat(policies(DENY_ALL, out, in).allow(WEB, DATABASE, HTTP)).isTrue();
        assertThat(policies(DENY_ALL, out, in).allow(WEB, DATABASE, Port.tcp(81)))
                .isFalse();
        assertThat(policies(DENY_ALL, out, in).allow(WEB, DATABASE, Port.udp(80)))
                .isFalse();
        assertThat(policies(DENY_ALL, out, in).allow(DATABASE, WEB, HTTP)).isFalse();
    }

    @Test
    void podsOfOtherNamespacesAreOnlyMeantWhenNamespacesAreNamed() {
        String fromWeb = ingress("{podSelector: {matchLabels: {app: web}}}");
        String fromElsewhere = ingress("{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: elsewhere}}}");
        String fromWebElsewhere = ingress("""
                {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: elsewhere}},
                 podSelector: {matchLabels: {app: other}}}""");

        assertThat(policies(fromWeb).allow(STRANGER, DATABASE, HTTP)).isFalse();
        assertThat(policies(fromElsewhere).allow(STRANGER, DATABASE, HTTP)).isTrue();
        assertThat(policies(fromWebElsewhere).allow(STRANGER, DATABASE, HTTP)).isFalse();
    }

    @Test
    void addressesAreMeantByBlocksWithExceptions() {
        assertThat(policies(ingress("{ipBlock: {cidr: 203.0.113.0/24}}")).allow(OUTSIDE, DATABASE, HTTP))
                .isTrue();
        assertThat(policies(ingress("{ipBlock: {cidr: 203.0.112.0/24}}")).allow(OUTSIDE, DATABASE, HTTP))
                .isFalse();
        assertThat(policies(ingress("{ipBlock: {cidr: 0.0.0.0/0, except: [203.0.113.4/30]}}"))
                        .allow(OUTSIDE, DATABASE, HTTP))
                .isFalse();
        assertThat(policies(ingress("{ipBlock: {cidr: '::/0'}}")).allow(OUTSIDE, DATABASE, HTTP))
                .isFalse();
    }

    @Test
    void expressionsSelectByKeyAndValues() {
        assertThat(policies(ingress(
                                "{podSelector: {matchExpressions: [{key: app, operator: In, values: [web, api]}]}}"))
                        .allow(WEB, DATABASE, HTTP))
                .isTrue();
        assertThat(policies(ingress("{podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [web]}]}}"))
                        .allow(WEB, DATABASE, HTTP))
                .isFalse();
        assertThat(policies(ingress("{podSelector: {matchExpressions: [{key: tier, operator: Exists}]}}"))
                        .allow(WEB, DATABASE, HTTP))
                .isFalse();
        assertThat(policies(ingress("{podSelector: {matchExpressions: [{key: tier, operator: DoesNotExist}]}}"))
                        .allow(WEB, DATABASE, HTTP))
                .isTrue();
    }

    private static String ingress(String peer) {
        return """
                kind: NetworkPolicy
                metadata: {name: in, namespace: shop}
                spec:
                  podSelector: {matchLabels: {app: database}}
                  policyTypes: [Ingress]
                  ingress:
                    - from: [%s]
                """.formatted(peer.replaceAll("\\s+", " "));
    }

    private static NetworkPolicies policies(String... yaml) {
        return new NetworkPolicies(Stream.of(yaml)
                .flatMap(text -> Yaml.documents(text).stream())
                .map(Manifest::new)
                .toList());
    }
}
