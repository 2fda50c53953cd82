package org.ordertracking.events;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any event that the contract allows. */
final class Generators {

    private Generators() {}

    static Arbitrary<Event> events() {
        return Arbitraries.oneOf(List.of(
                placed(),
                confirmed(),
                Combinators.combine(ids(), reasons(), texts(Formats.MAX_TEXT), times())
                        .as(OrderRejected::new),
                Combinators.combine(ids(), texts(Formats.MAX_TEXT), times()).as(OrderCancelled::new),
                Combinators.combine(ids(), stockLines(), times()).as(StockReserved::new),
                Combinators.combine(ids(), reasons(), shortages(), times()).as(StockRejected::new),
                Combinators.combine(ids(), stockLines(), times()).as(StockReleased::new),
                screened(),
                Combinators.combine(ids(), orderLines(), times()).as(OrderCleared::new),
                Combinators.combine(ids(), stockLines(), times()).as(StockReturned::new),
                levels(),
                scheduled(),
                Combinators.combine(ids(), ids(), times(), ids().injectNull(0.3))
                        .as(ParcelDispatched::new),
                Combinators.combine(ids(), ids(), times()).as(ParcelDelivered::new),
                Combinators.combine(ids(), ids(), times()).as(ParcelRecalled::new),
                Combinators.combine(ids(), ids(), times()).as(ParcelReturned::new),
                moved(),
                Combinators.combine(ids(), ids(), times()).as(ProductViewed::new),
                Combinators.combine(ids(), ids(), channels(), texts(Formats.MAX_NAME), texts(Formats.MAX_NAME), times())
                        .as(NotificationSent::new),
                Combinators.combine(
                                ids(),
                                ids(),
                                channels(),
                                texts(Formats.MAX_NAME),
                                texts(Formats.MAX_NAME),
                                texts(Formats.MAX_TEXT),
                                times())
                        .as(NotificationFailed::new)));
    }

    private static Arbitrary<OrderPlaced> placed() {
        return Combinators.combine(
                        Combinators.combine(
                                        ids(),
                                        customers(),
                                        addresses(),
                                        orderLines(),
                                        currencies(),
                                        amounts(),
                                        times(),
                                        ids().map(Payment::new).injectNull(0.3))
                                .as(Placing::new),
                        ids().injectNull(0.3))
                .as((placing, visitor) -> placing.by(visitor));
    }

    /** All of an order but its visitor: more than eight generators cannot be combined at once. */
    private record Placing(
            String orderId,
            Customer customer,
            Address deliverTo,
            List<OrderLine> lines,
            String currency,
            BigDecimal total,
            Instant placedAt,
            Payment payment) {

        OrderPlaced by(String visitor) {
            return new OrderPlaced(orderId, customer, deliverTo, lines, currency, total, placedAt, payment, visitor);
        }
    }

    private static Arbitrary<OrderScreened> screened() {
        return Combinators.combine(
                        ids(),
                        Arbitraries.of(OrderScreened.Rule.class).injectNull(0.5),
                        texts(Formats.MAX_TEXT).injectNull(0.3),
                        times())
                .as((order, rule, detail, time) -> new OrderScreened(
                        order,
                        rule == null ? OrderScreened.Verdict.CLEARED : OrderScreened.Verdict.SUSPECTED,
                        rule,
                        detail,
                        time));
    }

    private static Arbitrary<VehicleMoved> moved() {
        return Combinators.combine(ids(), doubles(-90, 90), doubles(-180, 180), doubles(0, Formats.MAX_SPEED), times())
                .as(VehicleMoved::new);
    }

    private static Arbitrary<Double> doubles(int min, int max) {
        return Arbitraries.doubles().between(min, max);
    }

    private static Arbitrary<OrderConfirmed> confirmed() {
        return Combinators.combine(ids(), addresses(), orderLines(), times()).as(OrderConfirmed::new);
    }

    private static Arbitrary<StockLevelChanged> levels() {
        return Combinators.combine(ids(), counts(), counts(), counts(), times())
                .as((sku, one, other, version, time) ->
                        new StockLevelChanged(sku, Math.max(one, other), Math.min(one, other), version, time));
    }

    private static Arbitrary<DeliveryScheduled> scheduled() {
        Arbitrary<Long> seconds =
                Arbitraries.longs().between(0, Duration.ofDays(30).toSeconds());
        return Combinators.combine(ids(), ids(), texts(Formats.MAX_NAME), times(), seconds, times())
                .as((order, parcel, carrier, start, length, time) ->
                        new DeliveryScheduled(order, parcel, carrier, start, start.plusSeconds(length), time));
    }

    private static Arbitrary<Customer> customers() {
        Arbitrary<String> phones =
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(14).map(digits -> "+4" + digits);
        Arbitrary<String> mails = Combinators.combine(local(), local()).as((user, host) -> user + "@" + host);
        return Combinators.combine(
                        texts(Formats.MAX_NAME),
                        mails,
                        phones,
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .ofLength(2)
                                .injectNull(0.3),
                        channels()
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(Formats.MAX_CHANNELS)
                                .injectNull(0.3))
                .as((name, mail, phone, which, language, channels) ->
                        new Customer(name, which == 1 ? null : mail, which == 2 ? null : phone, language, channels));
    }

    private static Arbitrary<String> local() {
        return Arbitraries.strings().withChars("abcäö.+-_%").ofMinLength(1).ofMaxLength(64);
    }

    private static Arbitrary<Address> addresses() {
        Arbitrary<String> countries =
                Arbitraries.strings().withCharRange('A', 'Z').ofLength(2);
        return Combinators.combine(
                        texts(Formats.MAX_NAME), texts(Formats.MAX_POSTAL_CODE), texts(Formats.MAX_NAME), countries)
                .as(Address::new);
    }

    private static Arbitrary<String> currencies() {
        return Arbitraries.strings().withCharRange('A', 'Z').ofLength(3);
    }

    private static Arbitrary<List<OrderLine>> orderLines() {
        return Combinators.combine(ids(), quantities(), amounts())
                .as(OrderLine::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(Formats.MAX_LINES);
    }

    private static Arbitrary<List<StockLine>> stockLines() {
        return Combinators.combine(ids(), quantities())
                .as(StockLine::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(Formats.MAX_LINES);
    }

    private static Arbitrary<List<Shortage>> shortages() {
        return Combinators.combine(ids(), quantities(), counts())
                .as(Shortage::new)
                .list()
                .ofMaxSize(Formats.MAX_LINES);
    }

    private static Arbitrary<String> ids() {
        Arbitrary<String> first = Arbitraries.strings().alpha().numeric().ofLength(1);
        Arbitrary<String> rest =
                Arbitraries.strings().alpha().numeric().withChars("._-").ofMaxLength(63);
        return Combinators.combine(first, rest).as(String::concat);
    }

    /** Any characters, also those outside the basic plane; only unpaired surrogates have no place in UTF-8. */
    private static Arbitrary<String> texts(int maxLength) {
        return Arbitraries.strings()
                .withChars("aZ 9\"\\\n\t•ß€漢")
                .withCharRange('\u0000', '\uD7FF')
                .ofMinLength(1)
                .ofMaxLength(maxLength)
                .filter(text -> text.matches("(?s).*\\S.*") && !text.isBlank());
    }

    private static Arbitrary<Integer> quantities() {
        return Arbitraries.integers().between(1, Formats.MAX_QUANTITY);
    }

    private static Arbitrary<Long> counts() {
        return Arbitraries.longs().greaterOrEqual(0);
    }

    private static Arbitrary<BigDecimal> amounts() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal(Formats.MAX_AMOUNT))
                .ofScale(2);
    }

    private static Arbitrary<RejectionReason> reasons() {
        return Arbitraries.of(RejectionReason.class);
    }

    private static Arbitrary<Channel> channels() {
        return Arbitraries.of(Channel.class);
    }

    private static Arbitrary<Instant> times() {
        long from = Instant.parse("1970-01-01T00:00:00Z").getEpochSecond();
        long to = Instant.parse("9999-12-01T00:00:00Z").getEpochSecond();
        return Combinators.combine(
                        Arbitraries.longs().between(from, to),
                        Arbitraries.integers().between(0, 999_999_999))
                .as(Instant::ofEpochSecond);
    }
}
