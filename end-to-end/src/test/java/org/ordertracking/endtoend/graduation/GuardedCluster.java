package org.ordertracking.endtoend.graduation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.ordertracking.endtoend.process.Command;
import org.ordertracking.endtoend.process.ProcessSupervisor;

/** One node of Kafka that talks TLS only, asks for a login, and allows nobody but its administrator anything. */
record GuardedCluster(KafkaCluster kafka, Path keys) {

    private static final Duration KEYTOOL_LIMIT = Duration.ofMinutes(1);

    /** Of a key that is made for one run of the test, and of users that only its node knows. */
    private static final String PASSWORD = "of-one-run";

    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required"
            + " username=\"%s\" password=\"" + PASSWORD + "\"";

    static GuardedCluster create(ProcessSupervisor processes) {
        Path keys = processes.dataDirectory("keys").resolve("node.p12");
        createKey(processes, keys);
        KafkaCluster kafka = KafkaCluster.create(
                processes, 1, "SASL_SSL", nodeSettings(keys), Map.copyOf(clientSettings(keys, "admin")));
        return new GuardedCluster(kafka, keys);
    }

    /** What a service has in its environment to log in as the user {@code suite}. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        clientSettings(keys, "suite")
                .forEach((name, value) ->
                        environment.put("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        return environment;
    }

    /**
     * All that the user {@code suite} may do: read and write topics and read in groups, and not create topics but those that are the
     * screening's own, which writes in transactions.
     */
    List<AclBinding> rights() {
        return Stream.of(
                        right(ResourceType.TOPIC, AclOperation.READ),
                        right(ResourceType.TOPIC, AclOperation.WRITE),
                        right(ResourceType.GROUP, AclOperation.READ),
                        ofScreening(ResourceType.TOPIC, AclOperation.ALL),
                        ofScreening(ResourceType.TRANSACTIONAL_ID, AclOperation.WRITE),
                        ofScreening(ResourceType.TRANSACTIONAL_ID, AclOperation.DESCRIBE))
                .toList();
    }

    private static AclBinding right(ResourceType type, AclOperation operation) {
        return right(new ResourcePattern(type, ResourcePattern.WILDCARD_RESOURCE, PatternType.LITERAL), operation);
    }

    private static AclBinding ofScreening(ResourceType type, AclOperation operation) {
        return right(new ResourcePattern(type, "order-screening-", PatternType.PREFIXED), operation);
    }

    private static AclBinding right(ResourcePattern pattern, AclOperation operation) {
        return new AclBinding(pattern, new AccessControlEntry("User:suite", "*", operation, AclPermissionType.ALLOW));
    }

    private static void createKey(ProcessSupervisor processes, Path keys) {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        int exit = processes
                .start(Command.of(
                        "keytool",
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "node",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        PASSWORD))
                .awaitExit(KEYTOOL_LIMIT);
        if (exit != 0) {
            throw new IllegalStateException("keytool ended with " + exit);
        }
    }

    private static Map<String, String> nodeSettings(Path keys) {
        return Map.of(
                "ssl.keystore.location",
                keys.toString(),
                "ssl.keystore.password",
                PASSWORD,
                "ssl.truststore.location",
                keys.toString(),
                "ssl.truststore.password",
                PASSWORD,
                "sasl.enabled.mechanisms",
                "PLAIN",
                "sasl.mechanism.inter.broker.protocol",
                "PLAIN",
                "listener.name.clients.plain.sasl.jaas.config",
                LOGIN.formatted("admin") + " user_admin=\"%1$s\" user_suite=\"%1$s\";".formatted(PASSWORD),
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                // The node's own controller, whose listener nobody else reaches, has no login.
                "super.users",
                "User:admin;User:ANONYMOUS");
    }

    private static Map<String, String> clientSettings(Path keys, String user) {
        return Map.of(
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                LOGIN.formatted(user) + ";",
                "ssl.truststore.location",
                keys.toString(),
                "ssl.truststore.password",
                PASSWORD);
    }
}
