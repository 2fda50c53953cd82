package org.ordertracking.order.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ordertracking.events.Address;
import org.ordertracking.events.Channel;
import org.ordertracking.events.Customer;
import org.ordertracking.events.Formats;
import org.ordertracking.events.Payment;
import org.ordertracking.http.problem.TextFormat;
import org.ordertracking.order.application.PlaceOrder;
import org.ordertracking.order.domain.BasketLine;
import org.ordertracking.order.domain.Checkout;

/**
 * Body of {@code POST /orders}. Each constraint's message says how to mend a value that breaks it. What may be left out is not in
 * the JSON that {@link RequestFingerprint} takes, so that a request sent again after an upgrade is still the same.
 */
@Schema(description = "What a customer wants to buy. Prices are the shop's.")
record OrderRequest(
        @Schema(required = true) @NotNull(message = "Say who orders.") @Valid
        CustomerRequest customer,

        @Schema(required = true) @NotNull(message = "Say where the goods go.") @Valid
        AddressRequest deliverTo,

        @Schema(required = true, minItems = 1, maxItems = MAX_LINES)
        @NotNull(message = "Order at least one product.")
        @Size(min = 1, max = MAX_LINES, message = "Send from {min} to {max} lines; split a larger order.")
        @DistinctProducts
        List<@NotNull(message = "Leave out empty lines.") @Valid LineRequest> lines,

        @Schema(description = "Left out when the order is paid by other means than a card")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Valid
        PaymentRequest payment,

        @Schema(description = "The visitor of the shop who orders, as in product views", examples = "v-7f3a")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Pattern(regexp = Formats.ID, message = VISITOR_REMEDY)
        String visitorId) {

    static final int MAX_LINES = 50;
    static final int MAX_PIECES = 1000;

    static final String PRINTABLE_REMEDY = "Leave out control characters such as line breaks.";
    static final String BLANK_REMEDY = "Fill it in.";
    static final String VISITOR_REMEDY = "Send the id that the page gave the visitor, or leave it out.";

    PlaceOrder toCommand() {
        return new PlaceOrder(
                customer.toCustomer(),
                new Address(deliverTo.street, deliverTo.postalCode, deliverTo.city, deliverTo.country),
                lines.stream()
                        .map(line -> new BasketLine(line.sku, line.quantity))
                        .toList(),
                new Checkout(
                        Optional.ofNullable(payment).map(card -> new Payment(card.cardToken)),
                        Optional.ofNullable(visitorId)));
    }

    /** Who orders. */
    @Reachable
    @ChannelsHaveAddresses
    record CustomerRequest(
            @Schema(required = true, examples = "Ada Lovelace")
            @NotNull(message = BLANK_REMEDY)
            @Pattern(regexp = TextFormat.NOT_BLANK, message = BLANK_REMEDY)
            @Size(max = Formats.MAX_NAME, message = "Shorten it to {max} characters.")
            @Pattern(regexp = TextFormat.PRINTABLE, message = PRINTABLE_REMEDY)
            String name,

            @Schema(examples = "ada@example.com")
            @Pattern(
                    regexp = Formats.EMAIL,
                    message = "Send one address such as ada@example.com, or leave it out and give a phone number.")
            @Pattern(regexp = TextFormat.PRINTABLE, message = PRINTABLE_REMEDY)
            String email,

            @Schema(examples = "+4915112345678")
            @Pattern(
                    regexp = Formats.PHONE,
                    message = "Send it in E.164, such as +4915112345678, or leave it out and give a mail address.")
            String phone,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(
                    examples = "en",
                    description =
                            "ISO 639-1. The shop writes English (en) and German (de); in its own language without one, or"
                                    + " with another.")
            @Pattern(regexp = Formats.LANGUAGE, message = "Send the two small letters of ISO 639-1, such as en or de.")
            String language,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(
                    description =
                            "Ways to hear of the order; each needs its address. Without it, each whose address is given.")
            @Size(
                    min = 1,
                    max = Formats.MAX_CHANNELS,
                    message = "Send from {min} to {max}, or leave them out to hear by each whose address is given.")
            List<@NotNull(message = CHANNEL_REMEDY) @Pattern(regexp = CHANNEL, message = CHANNEL_REMEDY) String>
                    channels) {

        private static final String CHANNEL = "MAIL|SMS";
        private static final String CHANNEL_REMEDY = "Send MAIL or SMS.";

        Customer toCustomer() {
            return new Customer(
                    name,
                    email,
                    phone,
                    language,
                    channels == null
                            ? null
                            : channels.stream().map(Channel::valueOf).distinct().toList());
        }
    }

    /** Where the goods go. */
    record AddressRequest(
            @Schema(required = true, examples = "12 St James's Square")
            @NotNull(message = BLANK_REMEDY)
            @Pattern(regexp = TextFormat.NOT_BLANK, message = BLANK_REMEDY)
            @Size(max = Formats.MAX_NAME, message = "Shorten it to {max} characters.")
            @Pattern(regexp = TextFormat.PRINTABLE, message = PRINTABLE_REMEDY)
            String street,

            @Schema(required = true, examples = "SW1Y 4JH")
            @NotNull(message = BLANK_REMEDY)
            @Pattern(regexp = TextFormat.NOT_BLANK, message = BLANK_REMEDY)
            @Size(max = Formats.MAX_POSTAL_CODE, message = "Shorten it to {max} characters.")
            @Pattern(regexp = TextFormat.PRINTABLE, message = PRINTABLE_REMEDY)
            String postalCode,

            @Schema(required = true, examples = "London")
            @NotNull(message = BLANK_REMEDY)
            @Pattern(regexp = TextFormat.NOT_BLANK, message = BLANK_REMEDY)
            @Size(max = Formats.MAX_NAME, message = "Shorten it to {max} characters.")
            @Pattern(regexp = TextFormat.PRINTABLE, message = PRINTABLE_REMEDY)
            String city,

            @Schema(required = true, examples = "GB", description = "ISO 3166-1 alpha-2")
            @NotNull(message = BLANK_REMEDY)
            @Pattern(regexp = Formats.COUNTRY, message = "Send the two capital letters of ISO 3166-1, such as DE.")
            String country) {}

    /** The card that pays. */
    record PaymentRequest(
            @Schema(
                    required = true,
                    examples = "tok-visa-4242",
                    description =
                            "The payment provider's token for the card, the same in every order; never its number")
            @NotNull(message = "Send the payment provider's token for the card, or leave payment out.")
            @Pattern(
                    regexp = Formats.ID,
                    message = "Send the payment provider's token as it is, such as tok-visa-4242.")
            @NoCardNumber
            String cardToken) {}

    /** How much of what. */
    record LineRequest(
            @Schema(required = true, examples = "MUG-BLUE")
            @NotNull(message = "Name a product of GET /products.")
            @Pattern(regexp = Formats.SKU, message = "Name a product of GET /products.")
            String sku,

            @Schema(required = true, examples = "2")
            @NotNull(message = "Say how many pieces.")
            @Min(value = 1, message = "Order at least {value}, or leave the line out.")
            @Max(value = MAX_PIECES, message = "Order at most {value} pieces of a product; split a larger order.")
            Integer quantity) {}
}
