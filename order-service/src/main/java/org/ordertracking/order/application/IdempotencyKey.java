package org.ordertracking.order.application;

import java.util.Objects;

/**
 * A request's {@code Idempotency-Key} with a fingerprint of its body: the same key with another body is a mistake of the
 * sender, not the same request sent again.
 */
public record IdempotencyKey(String value, String fingerprint) {

    public IdempotencyKey {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(fingerprint, "fingerprint");
    }
}
