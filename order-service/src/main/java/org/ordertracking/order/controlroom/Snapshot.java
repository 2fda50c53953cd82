package org.ordertracking.order.controlroom;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/**
 * The flow at one moment, as the page gets it. What could not be had is null, and the words beside it say why.
 *
 * @param services five of them, always
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record Snapshot(Instant at, List<Service> services, Log log, Figures figures, LoadGenerator.State load) {

    /** How a process is. */
    enum Health {
        UP,
        /** It is well, and took long to say so. */
        SLOW,
        /** It answers and is not ready. */
        NOT_READY,
        /** Nobody answers. */
        DOWN
    }

    /**
     * A process.
     *
     * @param millis what its answer took; null when there was none
     * @param reason why it is not {@code UP}
     * @param outboxMillis age of the oldest event that waits in the outbox; null when none does
     * @param missing why backlog and faults are not known
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Service(
            String name,
            Health health,
            Long millis,
            String reason,
            Long outbox,
            Long outboxMillis,
            Long deadLetters,
            Faults faults,
            String missing) {}

    /** Faults that are set in a service. */
    @RegisterForReflection
    record Faults(int slowMillis, int failPercent, boolean stopConsuming) {}

    /**
     * The topics and who reads them, by the broker's word.
     *
     * @param missing why nothing is known; the lists are empty then
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Log(List<Topic> topics, List<Reader> readers, String missing) {}

    /**
     * A topic.
     *
     * @param written records ever written, all partitions
     */
    @RegisterForReflection
    record Topic(String name, long written) {}

    /**
     * A consumer group on one topic.
     *
     * @param read records up to which it has committed
     * @param lag records that it has not committed yet
     */
    @RegisterForReflection
    record Reader(String group, String topic, long read, long lag) {}

    /**
     * What orders do.
     *
     * @param minutes orders placed in each of the last minutes, the oldest first; the last is not over yet
     * @param delivered orders that were delivered, ever
     * @param medianSeconds from placed to delivered; null when none was delivered
     * @param stuck orders that do not get on; with {@code manyStuck} there are more
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Figures(
            List<Long> minutes,
            long delivered,
            Double medianSeconds,
            Double p95Seconds,
            int stuck,
            boolean manyStuck) {}
}
