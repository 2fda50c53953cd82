package org.ordertracking.endtoend.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.process.Patience.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ordertracking.endtoend.client.Basket;
import org.ordertracking.endtoend.client.Mailbox.Mail;
import org.ordertracking.endtoend.client.Stock.Item;
import org.ordertracking.endtoend.containers.ServiceContainer.Ending;
import org.ordertracking.endtoend.flow.Purchases;
import org.ordertracking.endtoend.flow.ServiceInspection;

/** The suite from its images, with PostgreSQL and a mail server. */
@Tag("containers")
class SuiteInContainersIT {

    /** Longer than a flush of the broker and the shutdown of a service; compose.yaml and Kubernetes give as much or more. */
    private static final Duration GRACE_PERIOD = Duration.ofSeconds(45);

    private static final String USER = "10001";

    @RegisterExtension
    static final ContainerSupervisor CONTAINERS = new ContainerSupervisor();

    private static ContainerSuite suite;
    private static ServiceInspection inspection;

    @BeforeAll
    static void startSuite() {
        suite = ContainerSuite.start(CONTAINERS);
        inspection = new ServiceInspection(suite);
    }

    @Test
    void anOrderIsDeliveredOnceAndItsCustomerReadsOfItInTheMail() {
        Item before = suite.stock().of("MUG-BLUE");

        String order = suite.shop().place(Basket.of("MUG-BLUE", 2));

        inspection.eachIsDeliveredOnce(List.of(order));
        inspection.stockIs(before.without(2));
        eventually()
                .untilAsserted(() -> assertThat(suite.mailbox().of("ada@example.com"))
                        .extracting(Mail::subject)
                        .filteredOn(subject -> subject.contains(order))
                        .as("mails about order %s", order)
                        .hasSize(3));
    }

    @Test
    void everyOrderEndsOnceAlthoughTheContainerOfTheBrokerIsKilledInTheMiddleOfThem() throws Exception {
        Purchases purchases = Purchases.of(60, suite.shop(), suite.stock());

        purchases.begin();
        eventually().until(() -> purchases.accepted() >= 30);
        suite.broker().crash();
        List<String> orders = purchases.orderIds();

        assertThat(orders).hasSize(60).doesNotHaveDuplicates();
        inspection.eachIsDeliveredOnce(orders);
        purchases.stockAfterwards().forEach(inspection::stockIs);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "broker-service",
                "order-service",
                "warehouse-service",
                "logistics-service",
                "notification-service"
            })
    void dockerStopEndsAServiceInItsGracePeriodAndItComesBack(String name) {
        ServiceContainer service = suite.service(name);

        Ending ending = service.stopWithin(GRACE_PERIOD);
        service.replace();

        assertThat(ending.exitCode()).isIn(0L, 143L);
        assertThat(ending.outOfMemory()).isFalse();
        inspection.eachIsDeliveredOnce(List.of(suite.shop().place(Basket.of("TEE-M", 1))));
    }

    @Test
    void servicesRunAsNobodyInParticularAndLeaveTheirRootAlone() {
        assertThat(suite.services()).allSatisfy(service -> {
            assertThat(service.users()).as("users in %s", service.name()).containsExactly(USER);
            assertThat(service.changedFiles())
                    .as("changed in %s", service.name())
                    .isSubsetOf("/data", "/tmp");
        });
    }

    @Test
    void everyLineOfALogIsAJsonObjectThatSaysWhenAndHowBad() {
        ObjectMapper json = new ObjectMapper();
        assertThat(suite.services()).allSatisfy(service -> {
            List<String> lines = service.getLogs().lines().toList();
            assertThat(lines).as("log of %s", service.name()).isNotEmpty().allSatisfy(line -> {
                JsonNode entry = json.readTree(line);
                assertThat(entry.path("timestamp").asText()).isNotEmpty();
                assertThat(entry.path("level").asText()).isNotEmpty();
                assertThat(entry.path("message").isTextual()).isTrue();
            });
        });
    }
}
