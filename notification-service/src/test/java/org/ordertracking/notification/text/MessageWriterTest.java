package org.ordertracking.notification.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.ordertracking.events.Channel;
import org.ordertracking.events.Event;
import org.ordertracking.events.RejectionReason;
import org.ordertracking.notification.domain.Contact;
import org.ordertracking.notification.domain.Message;
import org.ordertracking.notification.domain.Occasion;
import org.ordertracking.notification.support.Orders;

@QuarkusTest
class MessageWriterTest {

    private static final Orders ORDER = new Orders("A-1001");
    private static final Contact JANE = new Contact("A-1001", "Jane & Joe <Doe>", "jane@example.org", "+4915112345678");

    @Inject
    MessageWriter writer;

    @Test
    void aMailOfAConfirmedOrderListsTheGoodsAndTheAddress() {
        Message mail = write(Channel.MAIL, ORDER.confirmed());

        assertThat(mail.subject()).isEqualTo("Your order A-1001 is confirmed");
        assertThat(mail.text()).isEqualTo("""
                Hello Jane & Joe <Doe>,

                all goods of your order A-1001 are reserved for you:

                  2 x MUG-BLUE
                  1 x TEE-M

                They will be delivered to:

                  Main Street 1
                  12345 Berlin
                  DE

                We will write again when the parcel is on its way.""");
    }

    @ParameterizedTest
    @EnumSource
    void aRejectionSaysWhyOnBothChannels(RejectionReason reason) {
        String why = switch (reason) {
            case OUT_OF_STOCK -> "out of stock";
            case UNKNOWN_PRODUCT -> "product unknown|do not have";
            case FRAUD_SUSPECTED -> "payment.* not accepted";
        };

        assertThat(write(Channel.MAIL, ORDER.rejected(reason)).text()).containsPattern(why);
        assertThat(write(Channel.SMS, ORDER.rejected(reason)).text()).containsPattern(why);
    }

    @Test
    void anSmsOfAnOutOfStockOrderIsOneLine() {
        assertThat(write(Channel.SMS, ORDER.rejected(RejectionReason.OUT_OF_STOCK))
                        .text())
                .isEqualTo("We cannot deliver your order A-1001: out of stock. Nothing will be charged.");
    }

    @ParameterizedTest
    @MethodSource("everyOccasion")
    void everyMessageNamesTheOrder(Event event) {
        assertThat(write(Channel.MAIL, event).subject()).contains("A-1001");
        assertThat(write(Channel.MAIL, event).text()).startsWith("Hello Jane").contains("A-1001");
        assertThat(write(Channel.SMS, event).text()).contains("A-1001").doesNotContain("\n");
    }

    static Stream<Event> everyOccasion() {
        return Stream.of(
                ORDER.confirmed(),
                ORDER.rejected(RejectionReason.OUT_OF_STOCK),
                ORDER.cancelled(),
                ORDER.dispatched(),
                ORDER.delivered());
    }

    private Message write(Channel channel, Event event) {
        return writer.write(channel, Occasion.of(event).orElseThrow(), event, JANE);
    }
}
