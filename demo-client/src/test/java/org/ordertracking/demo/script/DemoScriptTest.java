package org.ordertracking.demo.script;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.demo.script.FakeProject.Outcome;

/** The script {@code demo} at the top of the checkout, with services that are as small as can be. */
@EnabledOnOs(OS.LINUX)
class DemoScriptTest {

    @TempDir
    Path folder;

    private FakeProject project;

    @BeforeEach
    void checkOut() throws IOException {
        project = new FakeProject(folder);
    }

    @AfterEach
    void leaveNothingBehind() {
        project.kill(project.running());
    }

    @Test
    void upStartsAllFiveAndSaysWhereTheyAre() throws Exception {
        Outcome up = project.demo("up");

        assertThat(up.exitCode()).isZero();
        assertThat(up.output())
                .contains("http://localhost:" + project.port("DEMO_ORDER_PORT"))
                .contains("localhost:" + project.port("DEMO_BROKER_PORT") + " for Kafka clients");
        assertThat(project.running()).hasSize(5);
        Outcome status = project.demo("status");
        assertThat(status.exitCode()).isZero();
        assertThat(status.output().lines()).hasSize(5).allMatch(line -> line.contains(" ready "));
    }

    @Test
    void downStopsAllAndKeepsTheData() throws Exception {
        project.demo("up");

        assertThat(project.demo("down").exitCode()).isZero();

        assertThat(project.running()).isEmpty();
        assertThat(project.demo("status").exitCode()).isEqualTo(1);
        assertThat(project.root().resolve(".demo/data/order-service/data")).hasContent("precious");
    }

    @Test
    void downWithWipeForgetsEverything() throws Exception {
        project.demo("up");

        assertThat(project.demo("down", "--wipe").exitCode()).isZero();

        assertThat(project.running()).isEmpty();
        assertThat(project.root().resolve(".demo/data")).doesNotExist();
        assertThat(project.root().resolve(".demo/logs")).doesNotExist();
    }

    @Test
    void oneServiceCanBeStoppedAndUpStartsItAgainAndLeavesTheOthersAlone() throws Exception {
        project.demo("up");
        long orderService = project.processOf("order-service");
        project.demo("down", "logistics");
        assertThat(project.running()).hasSize(4);

        Outcome up = project.demo("up");

        assertThat(up.exitCode()).isZero();
        assertThat(up.output()).contains("Starting logistics-service\n");
        assertThat(project.running()).hasSize(5);
        assertThat(project.processOf("order-service")).isEqualTo(orderService);
    }

    @Test
    void killEndsOneServiceAtOnceAndUpBringsItBack() throws Exception {
        project.set("FAKE_IGNORES_TERM", "broker-service");
        project.demo("up");

        assertThat(project.demo("kill", "broker").output()).contains("Killed broker-service (process ");

        assertThat(project.running()).hasSize(4);
        assertThat(project.demo("kill", "broker").output()).contains("broker-service does not run");
        assertThat(project.demo("up").output()).contains("Starting broker-service\n");
        assertThat(project.running()).hasSize(5);
    }

    @Test
    void theTourStartsWhatDoesNotRunAndMayStopAndStartServices() throws Exception {
        Outcome tour = project.demo("tour");

        assertThat(tour.exitCode()).isZero();
        assertThat(tour.output())
                .contains("client: tour --script " + project.root().resolve("demo"))
                .contains("--shop http://localhost:" + project.port("DEMO_ORDER_PORT"))
                .contains("Killed broker-service");
        assertThat(project.running()).hasSize(4);
    }

    @Test
    void upNamesThePlacesToLookAt() throws Exception {
        assertThat(project.demo("up").output())
                .containsPattern("Shop +http://localhost:" + project.port("DEMO_ORDER_PORT"))
                .containsPattern("Control room +http://localhost:" + project.port("DEMO_ORDER_PORT") + "/control-room")
                .containsPattern("Broker console +http://localhost:" + project.port("DEMO_CONSOLE_PORT"));
    }

    @Test
    void portsOfARunningSystemAreRememberedByLaterCommands() throws Exception {
        project.demo("up");
        project.set("DEMO_ORDER_PORT", "1");

        assertThat(project.demo("status").output())
                .contains("http://localhost:" + project.port("DEMO_ORDER_PORT") + " ");
    }

    @Test
    void aServiceThatWasKilledIsShown() throws Exception {
        project.demo("up");
        project.kill("warehouse-service");

        Outcome status = project.demo("status");

        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(status.output()).containsPattern("warehouse-service +died").containsPattern("order-service +ready");
    }

    @Test
    void aServiceThatDiesWhileStartingIsNamedAndNothingIsLeftRunning() throws Exception {
        project.set("FAKE_DIES", "order-service");

        Outcome up = project.demo("up");

        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.output())
                .contains("demo: order-service died while starting; the end of .demo/logs/order-service.log:")
                .contains("    the database is broken");
        assertThat(project.running()).isEmpty();
    }

    @Test
    void aServiceThatDoesNotGetReadyIsNamedAndNothingIsLeftRunning() throws Exception {
        project.set("FAKE_NEVER_READY", "notification-service");
        project.set("DEMO_START_TIMEOUT", "2");

        Outcome up = project.demo("up");

        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.output()).containsPattern("not ready within 2 s: .*notification-service;");
        assertThat(project.running()).isEmpty();
    }

    @Test
    void aPortInUseIsNamedWithItsHolderAndTheWayOut() throws Exception {
        int port = project.port("DEMO_ORDER_PORT");
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            Outcome up = project.demo("up");

            assertThat(up.exitCode()).isEqualTo(1);
            assertThat(up.output())
                    .startsWith("demo: port " + port + ", which order-service needs, is in use by process "
                            + ProcessHandle.current().pid() + " (java);")
                    .contains("DEMO_ORDER_PORT=");
            assertThat(taken.isClosed()).isFalse();
        }
        assertThat(project.running()).isEmpty();
    }

    @Test
    void twoPortsThatAreTheSameAreNamed() throws Exception {
        project.set("DEMO_ORDER_PORT", "20000");
        project.set("DEMO_WAREHOUSE_PORT", "20000");

        Outcome up = project.demo("up");

        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.output())
                .contains("DEMO_ORDER_PORT")
                .contains("DEMO_WAREHOUSE_PORT")
                .contains("both 20000");
    }

    @Test
    void aPortThatIsNoneIsNamed() throws Exception {
        project.set("DEMO_ORDER_PORT", "http");

        assertThat(project.demo("up"))
                .isEqualTo(new Outcome(1, "demo: DEMO_ORDER_PORT must be a port from 1 to 65535, is \"http\"\n"));
    }

    @Test
    void aStrangerThatGotTheProcessIdOfAServiceIsNotStopped() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "300").start();
        try {
            Files.createDirectories(project.runFolder());
            Files.writeString(project.runFolder().resolve("order-service.pid"), stranger.pid() + "\n");

            assertThat(project.demo("status").output()).containsPattern("order-service +died");
            assertThat(project.demo("down").exitCode()).isZero();

            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void ctrlCStopsAllThatWasStarted() throws Exception {
        Process demo = project.begin();
        awaitLine(demo, "Ctrl-C stops all.");
        assertThat(project.running()).hasSize(5);

        signal("INT", demo);

        assertThat(demo.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(demo.exitValue()).isZero();
        assertThat(project.running()).isEmpty();
    }

    @Test
    void aServiceThatDoesNotStopIsKilled() throws Exception {
        project.set("FAKE_IGNORES_TERM", "logistics-service");
        project.set("DEMO_STOP_TIMEOUT", "1");
        project.demo("up");

        Outcome down = project.demo("down");

        assertThat(down.exitCode()).isZero();
        assertThat(down.output()).contains("logistics-service").contains("has not stopped within 1 s and is killed");
        assertThat(project.running()).isEmpty();
    }

    @Test
    void aSecondDemoSaysThatItRunsAlready() throws Exception {
        Process demo = project.begin();
        awaitLine(demo, "Ctrl-C stops all.");

        Outcome second = project.demo();

        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.output())
                .isEqualTo("demo: it runs already, in process " + demo.pid()
                        + "; ./demo status shows where, ./demo down stops it\n");
        assertThat(project.running()).hasSize(5);
        signal("INT", demo);
        demo.waitFor();
    }

    @Test
    void downStopsTheDemoOfAnotherTerminal() throws Exception {
        Process demo = project.begin();
        awaitLine(demo, "Ctrl-C stops all.");

        assertThat(project.demo("down").exitCode()).isZero();

        assertThat(demo.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(project.running()).isEmpty();
    }

    @Test
    void whenAServiceDiesTheDemoNamesItAndStopsTheOthers() throws Exception {
        Process demo = project.begin();
        awaitLine(demo, "Ctrl-C stops all.");

        project.kill("broker-service");

        assertThat(new String(demo.getInputStream().readAllBytes(), UTF_8))
                .contains("demo: broker-service died while running");
        assertThat(demo.waitFor()).isEqualTo(1);
        assertThat(project.running()).isEmpty();
    }

    @Test
    void whenTheDemoItselfIsKilledTheServicesRunOnAndAreFound() throws Exception {
        Process demo = project.begin();
        awaitLine(demo, "Ctrl-C stops all.");
        demo.destroyForcibly().waitFor();

        assertThat(project.demo("status").exitCode()).isZero();
        assertThat(project.demo("down").exitCode()).isZero();

        assertThat(project.running()).isEmpty();
    }

    @Test
    void aJdkThatIsTooOldIsNamed() throws Exception {
        project.installJava("11.0.2");

        Outcome up = project.demo("up");

        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.output()).startsWith("demo: JDK 17 or newer is needed, ").contains(" is 11;");
    }

    @Test
    void javaEightIsNotTakenForJavaOne() throws Exception {
        project.installJava("1.8.0_302");

        assertThat(project.demo("up").output()).contains(" is 8;");
    }

    @Test
    void withoutMavenWhatIsBuiltStillRuns() throws Exception {
        assertThat(project.demo("up").exitCode()).isZero();
    }

    @Test
    void withoutMavenWhatHasToBeBuiltIsRefused() throws Exception {
        project.changeSourceOf("order-service");

        Outcome up = project.demo("up");

        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.output()).startsWith("demo: no mvn found; Maven 3.8 or newer is needed to build");
        assertThat(project.running()).isEmpty();
    }

    @Test
    void aRuntimeWithoutCompilerIsNotEnoughToBuild() throws Exception {
        project.installJava("17.0.15");
        project.changeSourceOf("order-service");

        assertThat(project.demo("up").output())
                .startsWith("demo: a JDK is needed to build, ")
                .contains(" is a runtime only");
    }

    @Test
    void aMavenThatIsTooOldIsNamed() throws Exception {
        project.installMaven("3.6.3");
        project.changeSourceOf("order-service");

        assertThat(project.demo("up").output()).isEqualTo("demo: Maven 3.8 or newer is needed, this is 3.6\n");
    }

    @Test
    void onlyWhatIsOlderThanItsSourcesIsBuilt() throws Exception {
        project.installMaven("3.8.7", "exit 1");
        project.changeSourceOf("warehouse-service");

        project.demo("up");

        assertThat(project.mavenCalls())
                .singleElement()
                .satisfies(call -> assertThat(call).contains("-pl warehouse-service -am package"));
    }

    @Test
    void aChangeOfWhatServicesShareMeansThatAllFourAreBuilt() throws Exception {
        project.installMaven("3.8.7", "exit 1");
        project.changeSourceOf("order-events");

        project.demo("up");

        assertThat(project.mavenCalls())
                .singleElement()
                .satisfies(
                        call -> assertThat(call)
                                .contains(
                                        "-pl order-service,warehouse-service,logistics-service,notification-service -am package"));
    }

    @Test
    void aBuildThatFailsShowsItsErrorsAndStartsNothing() throws Exception {
        project.installMaven("3.8.7", "echo '[ERROR] Order.java: a bracket is missing'", "exit 1");
        project.changeSourceOf("order-service");

        Outcome up = project.demo("up");

        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.output())
                .contains("[ERROR] Order.java: a bracket is missing")
                .contains("demo: the build failed, see .demo/logs/build.log");
        assertThat(project.running()).isEmpty();
    }

    @Test
    void aBuildThatWasInterruptedIsBegunAgain() throws Exception {
        project.installMaven("3.8.7", "exit 1");
        project.changeSourceOf("order-service");
        project.demo("up");

        project.demo("up");

        assertThat(project.mavenCalls()).hasSize(2);
    }

    @Test
    void ctrlCEndsTheBuildToo() throws Exception {
        project.installMaven("3.8.7", "echo $$ >maven-process", "exec sleep 300");
        project.changeSourceOf("order-service");
        Process demo = project.begin();
        awaitLine(demo, "Building order-service");
        Path noted = project.root().resolve("maven-process");
        while (!Files.exists(noted) || Files.readString(noted).isBlank()) {
            Thread.onSpinWait();
        }
        ProcessHandle maven = ProcessHandle.of(
                        Long.parseLong(Files.readString(noted).strip()))
                .orElseThrow();

        signal("INT", demo);

        assertThat(demo.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(demo.exitValue()).isEqualTo(130);
        assertThat(maven.isAlive()).isFalse();
    }

    @Test
    void logsShowsTheLogOfAService() throws Exception {
        project.demo("up");

        assertThat(project.demo("logs", "order-service")).isEqualTo(new Outcome(0, "order-service begins\n"));
        assertThat(project.demo("logs", "order").output()).isEqualTo("order-service begins\n");
    }

    @Test
    void aServiceThatDoesNotExistIsRefused() throws Exception {
        Outcome logs = project.demo("logs", "payment");

        assertThat(logs.exitCode()).isEqualTo(2);
        assertThat(logs.output()).contains("there is no service \"payment\", only: broker-service order-service");
    }

    @Test
    void anOrderNeedsARunningShop() throws Exception {
        Outcome order = project.demo("order");

        assertThat(order.exitCode()).isEqualTo(1);
        assertThat(order.output()).contains("order-service does not answer").contains("./demo up");
    }

    @Test
    void aCommandThatDoesNotExistIsRefused() throws Exception {
        assertThat(project.demo("start")).isEqualTo(new Outcome(2, """
                demo: what is "start"?
                ./demo --help says what there is
                """));
    }

    private static void awaitLine(Process demo, String expected) throws IOException {
        BufferedReader output = new BufferedReader(new InputStreamReader(demo.getInputStream(), UTF_8), 1);
        StringBuilder read = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            read.append(line).append('\n');
            if (line.startsWith(expected)) {
                return;
            }
        }
        throw new AssertionError("\"" + expected + "\" was never said, but: " + read);
    }

    private static void signal(String name, Process process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
