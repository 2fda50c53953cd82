package org.ordertracking.warehouse.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.ordertracking.warehouse.Orders.unique;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ordertracking.events.StockLevelChanged;
import org.ordertracking.http.testing.AdminToken;
import org.ordertracking.warehouse.EventLog;
import org.ordertracking.warehouse.application.Inventory;
import org.ordertracking.warehouse.application.StockReservations;
import org.ordertracking.warehouse.domain.Line;
import org.ordertracking.warehouse.domain.StockItem;

@QuarkusTest
class ReceivingGoodsTest {

    private final String mug = unique("MUG");

    @Inject
    Inventory inventory;

    @Inject
    StockReservations reservations;

    @Inject
    EventLog log;

    @BeforeEach
    void keepFive() {
        inventory.restock(mug, 5, OptionalLong.empty());
    }

    @Test
    void whatCameInIsAddedToWhatIsThereAndTold() {
        receive("NOTE-1", 7).then().statusCode(201).body("onHand", equalTo(12));

        assertThat(log.await(StockLevelChanged.class, mug, 2).get(1).onHand()).isEqualTo(12);
    }

    @Test
    void theSameDeliverySaidAgainIsCountedOnce() {
        receive("NOTE-1", 7).then().statusCode(201);
        receive("NOTE-1", 7).then().statusCode(200).body("onHand", equalTo(12));

        assertThat(inventory.find(mug)).contains(new StockItem(mug, 12, 0, 2));
    }

    @Test
    void theSameDeliveryWithAnotherQuantityIsRefused() {
        receive("NOTE-1", 7);

        receive("NOTE-1", 8)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:order-tracking:problem:receipt-differs"))
                .body("quantity", equalTo(7));
    }

    @Test
    void whatOrdersReserveMeanwhileIsNotLost() {
        reservations.reserve(unique("order"), List.of(new Line(mug, 3)));

        receive("NOTE-1", 7).then().body("onHand", equalTo(12)).body("reserved", equalTo(3));
    }

    @Test
    void aDeliveryThatManySayAtOnceIsCountedOnce() {
        long counted = IntStream.range(0, 20)
                .parallel()
                .filter(i -> inventory.receive(mug, "NOTE-1", 7).orElseThrow().counted())
                .count();

        assertThat(counted).isEqualTo(1);
        assertThat(inventory.find(mug)).contains(new StockItem(mug, 12, 0, 2));
    }

    @Test
    void goodsOfAnArticleThatIsNotKeptAreRefused() {
        given().header("Authorization", AdminToken.BEARER)
                .contentType(ContentType.JSON)
                .body("{\"quantity\": 7}")
                .put("/inventory/{sku}/receipts/NOTE-1", unique("CAP"))
                .then()
                .statusCode(404);
    }

    @Test
    void aDeliveryOfNothingIsRefusedByFieldAndLimit() {
        receive("NOTE-1", 0).then().statusCode(400).body("errors[0].field", equalTo("quantity"));
    }

    private Response receive(String number, long quantity) {
        return given().header("Authorization", AdminToken.BEARER)
                .contentType(ContentType.JSON)
                .body("{\"quantity\": " + quantity + "}")
                .put("/inventory/{sku}/receipts/{number}", mug, number);
    }
}
