package org.ordertracking.endtoend.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.process.ChildProcess;
import org.ordertracking.endtoend.process.Command;
import org.ordertracking.endtoend.process.ProcessSupervisor;

/** The script that makes passwords in the cluster, run as it is against what the API does. */
@Tag("kubernetes")
class GeneratedCredentialsIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String TOKEN = "token-of-the-account";
    private static Path account;

    private SecretsApi api;

    @BeforeAll
    static void makeAccount() throws Exception {
        account = PROCESSES.dataDirectory("account");
        Files.writeString(account.resolve("namespace"), "order-tracking");
        Files.writeString(account.resolve("token"), TOKEN);
        keytool("-genkeypair", "-alias", "api", "-keyalg", "EC", "-dname", "CN=api", "-ext", "SAN=IP:127.0.0.1");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "api",
                "-file",
                account.resolve("ca.crt").toString());
    }

    @BeforeEach
    void startApi() throws Exception {
        api = new SecretsApi(account.resolve("store.p12"), "order-tracking", TOKEN);
    }

    @AfterEach
    void stopApi() {
        api.close();
    }

    @Test
    void makesASecretForEachUserOfTheDatabaseAndForTheAdminDoor() {
        assertThat(run("makes").awaitExit(LIMIT)).isZero();

        assertThat(api.secrets())
                .hasSize(6)
                .allSatisfy((name, secret) ->
                        assertThat(secret.at("/type").asText()).isEqualTo("kubernetes.io/basic-auth"));
        assertThat(user("order-service-database")).isEqualTo("orders");
        assertThat(user("warehouse-service-database")).isEqualTo("warehouse");
        assertThat(user("logistics-service-database")).isEqualTo("logistics");
        assertThat(user("notification-service-database")).isEqualTo("notification");
        assertThat(user("postgresql-superuser")).isEqualTo("postgres");
        assertThat(user("admin-token")).isEqualTo("admin");
    }

    @Test
    void noTwoPasswordsAreTheSame() {
        assertThat(run("differ").awaitExit(LIMIT)).isZero();

        assertThat(api.secrets().values())
                .extracting(secret -> secret.at("/stringData/password").asText())
                .doesNotHaveDuplicates()
                .allMatch(password -> password.matches("[0-9a-f]{48}"));
    }

    @Test
    void whatIsThereStaysAsItIs() {
        assertThat(run("first").awaitExit(LIMIT)).isZero();
        Map<String, JsonNode> before = api.secrets();

        assertThat(run("second").awaitExit(LIMIT)).isZero();

        assertThat(api.secrets()).isEqualTo(before);
    }

    @Test
    void failsWithTheAnswerWhenItMayNot() throws Exception {
        Files.writeString(account.resolve("token"), "token-of-another");
        try {
            ChildProcess process = run("forbidden");

            assertThat(process.awaitExit(LIMIT)).isNotZero();
            assertThat(process.errors().lines())
                    .anyMatch(line -> line.contains("403"))
                    .anyMatch(line -> line.contains("secrets is forbidden"));
        } finally {
            Files.writeString(account.resolve("token"), TOKEN);
        }
    }

    @Test
    void saysNoPasswordAndNoToken() {
        ChildProcess process = run("silent");

        assertThat(process.awaitExit(LIMIT)).isZero();
        assertThat(process.output().lines()).hasSize(6).noneMatch(line -> line.contains(TOKEN));
        assertThat(api.secrets().values())
                .extracting(secret -> secret.at("/stringData/password").asText())
                .noneMatch(
                        password -> String.join(" ", process.output().lines()).contains(password));
    }

    /** The users that the database's own script makes. */
    @Test
    void usersAreThoseThatPostgresqlMakes() throws Exception {
        assertThat(run("users").awaitExit(LIMIT)).isZero();
        String databases = Files.readString(ManifestFolder.base().resolve("postgresql/databases.sql"));

        assertThat(OurServices.USING_THE_BROKER).allSatisfy(service -> {
            String user = user(service + "-database");
            assertThat(databases)
                    .contains("CREATE ROLE " + user + " LOGIN", "CREATE DATABASE " + user + " OWNER " + user);
            assertThat(Renderings.of("base")
                            .find("Deployment", service)
                            .orElseThrow()
                            .containers())
                    .allSatisfy(container -> assertThat(container.variable("DATABASE_URL"))
                            .contains("jdbc:postgresql://postgresql:5432/" + user));
        });
    }

    private String user(String secret) {
        return api.secrets().get(secret).at("/stringData/username").asText();
    }

    private ChildProcess run(String name) {
        return PROCESSES.start(new Command(
                name,
                List.of(
                        "sh",
                        ManifestFolder.component("generated-credentials")
                                .resolve("generate.sh")
                                .toString()),
                Map.of(
                        "KUBERNETES_SERVICE_HOST",
                        "127.0.0.1",
                        "KUBERNETES_SERVICE_PORT",
                        Integer.toString(api.port()),
                        "SERVICE_ACCOUNT_DIR",
                        account.toString())));
    }

    private static void keytool(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-storetype",
                "PKCS12",
                "-keystore",
                account.resolve("store.p12").toString(),
                "-storepass",
                "changeit"));
        command.addAll(1, List.of(arguments));
        ChildProcess process = PROCESSES.start(new Command("keytool-" + arguments[0], command, Map.of()));
        assertThat(process.awaitExit(LIMIT)).as("keytool %s", arguments[0]).isZero();
    }
}
