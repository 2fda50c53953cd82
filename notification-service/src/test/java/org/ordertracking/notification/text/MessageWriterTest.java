package org.ordertracking.notification.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
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
    private static final Contact JANE = contact(null);

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

                Total: €38.80

                They will be delivered to:

                  Main Street 1
                  12345 Berlin
                  Germany

                We will write again when the parcel is on its way.""");
    }

    @Test
    void aCustomerWhoChoseGermanReadsGermanWithAmountsAndCountriesAsTheyAreWrittenThere() {
        Message mail = writer.write(Channel.MAIL, Occasion.ORDER_CONFIRMED, ORDER.confirmed(), contact("de"));

        assertThat(mail.subject()).isEqualTo("Ihre Bestellung A-1001 ist bestätigt");
        assertThat(mail.text()).isEqualTo("""
                Guten Tag Jane & Joe <Doe>,

                alle Artikel Ihrer Bestellung A-1001 sind für Sie reserviert:

                  2 x MUG-BLUE
                  1 x TEE-M

                Gesamtbetrag: 38,80\u00a0€

                Sie werden geliefert an:

                  Main Street 1
                  12345 Berlin
                  Deutschland

                Wir melden uns wieder, sobald das Paket unterwegs ist.""");
    }

    @Test
    void datesAreWrittenInTheLanguageOfTheText() {
        assertThat(write(Channel.MAIL, ORDER.delivered()).text()).contains("on 31 January 2026.");
        assertThat(writer.write(Channel.MAIL, Occasion.PARCEL_DELIVERED, ORDER.delivered(), contact("de"))
                        .text())
                .contains("am 31. Januar 2026 zugestellt");
    }

    @Test
    void aLanguageWithoutTextsGivesTheShopsOwn() {
        assertThat(writer.write(Channel.SMS, Occasion.ORDER_CANCELLED, ORDER.cancelled(), contact("eo")))
                .isEqualTo(write(Channel.SMS, ORDER.cancelled()));
    }

    @Test
    void anOrderWhoseTotalIsNotKnownIsConfirmedWithoutIt() {
        Contact older =
                new Contact("A-1001", "Jane", "jane@example.org", null, null, Contact.everyChannel(), null, null);

        assertThat(writer.write(Channel.MAIL, Occasion.ORDER_CONFIRMED, ORDER.confirmed(), older)
                        .text())
                .contains("1 x TEE-M\n\nThey will be delivered to:")
                .doesNotContain("Total");
    }

    @ParameterizedTest
    @MethodSource("everyOccasion")
    void everyTextFitsIntoTwoSegmentsOfGermanSmsToo(Event event) {
        String text = writer.write(Channel.SMS, Occasion.of(event).orElseThrow(), event, contact("de"))
                .text();

        assertThat(text).contains("A-1001").doesNotContain("…").doesNotContain("\n");
        // GSM 03.38 has these of the letters beyond ASCII; any other would make each segment half as long.
        assertThat(text).matches("[\\x20-\\x7eäöüÄÖÜß]+");
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

    @Test
    void everyOccasionIsTried() {
        assertThat(everyOccasion().map(event -> Occasion.of(event).orElseThrow()))
                .containsExactlyInAnyOrder(Occasion.values());
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
                ORDER.delivered(),
                ORDER.returned());
    }

    private static Contact contact(String language) {
        return new Contact(
                "A-1001",
                "Jane & Joe <Doe>",
                "jane@example.org",
                "+4915112345678",
                language,
                Contact.everyChannel(),
                new BigDecimal("38.80"),
                "EUR");
    }

    private Message write(Channel channel, Event event) {
        return writer.write(channel, Occasion.of(event).orElseThrow(), event, JANE);
    }
}
