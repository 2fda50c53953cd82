package org.ordertracking.order.messaging;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.ordertracking.events.StockLevelChanged;
import org.ordertracking.order.LogDouble;

/** The product page shows the stock that the warehouse told last. */
@QuarkusTest
class LiveStockTest {

    @Inject
    LogDouble log;

    @Test
    void theShelfHasTheWholeCatalogue() {
        assertThat(given().get("/products").then().statusCode(200).extract().<String>path("products[0].sku"))
                .isEqualTo("MUG-BLUE");
        assertThat(given().get("/products").then().extract().<Integer>path("products.size()"))
                .isEqualTo(20);
    }

    @Test
    void aProductHasNoStockUntilTheWarehouseTellsOfIt() {
        assertThat(available("CAP-BLACK")).isNull();

        log.say("warehouse-service", new StockLevelChanged("CAP-BLACK", 500, 3, 1, Instant.now()));

        await().untilAsserted(() -> assertThat(available("CAP-BLACK")).isEqualTo(497));
    }

    @Test
    void anOlderLevelNeverReplacesANewerOne() {
        log.say("warehouse-service", new StockLevelChanged("LAMP-DESK", 500, 0, 7, Instant.now()));
        log.say("warehouse-service", new StockLevelChanged("LAMP-DESK", 400, 0, 6, Instant.now()));
        log.say("warehouse-service", new StockLevelChanged("MOUSE-BT", 1, 0, 1, Instant.now()));

        await().untilAsserted(() -> assertThat(available("MOUSE-BT")).isEqualTo(1));
        assertThat(available("LAMP-DESK")).isEqualTo(500);
    }

    @Test
    void aLevelOfAnArticleThatIsNotInTheCatalogueDoesNoHarm() {
        log.say("warehouse-service", new StockLevelChanged("SPARE-PART", 5, 0, 1, Instant.now()));
        log.say("warehouse-service", new StockLevelChanged("PEN-GEL", 9, 0, 1, Instant.now()));

        await().untilAsserted(() -> assertThat(available("PEN-GEL")).isEqualTo(9));
        assertThat(given().get("/products").then().extract().<Integer>path("products.size()"))
                .isEqualTo(20);
    }

    private static Integer available(String sku) {
        return given().get("/products").then().extract().path("products.find { it.sku == '" + sku + "' }.available");
    }
}
