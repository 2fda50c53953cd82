package org.ordertracking.events;

/**
 * How an order is paid. Of a card only the payment provider's token is known here, never its number.
 *
 * @param cardToken stands for one card, the same in every order; see {@link Formats#ID}
 */
public record Payment(String cardToken) {

    public Payment {
        Require.matching("cardToken", cardToken, Patterns.ID);
    }
}
