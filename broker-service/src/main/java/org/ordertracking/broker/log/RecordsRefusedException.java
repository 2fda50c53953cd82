package org.ordertracking.broker.log;

import java.util.List;
import org.apache.kafka.common.errors.ApiException;

/** Records of a batch break a rule of their topic, and the whole append was refused for them (KIP-467). */
public final class RecordsRefusedException extends ApiException {
    private static final long serialVersionUID = 1L;

    private final transient List<Refusal> refusals;

    /**
     * @param reason carries the error code for the append as a whole
     */
    RecordsRefusedException(ApiException reason, List<Refusal> refusals) {
        super(reason.getMessage(), reason);
        this.refusals = List.copyOf(refusals);
    }

    /**
     * A record that breaks a rule.
     *
     * @param index its place in the batch, counted from 0
     */
    public record Refusal(int index, String message) {}

    /** The error for the append as a whole. */
    public ApiException reason() {
        return (ApiException) getCause();
    }

    public List<Refusal> refusals() {
        return refusals;
    }
}
