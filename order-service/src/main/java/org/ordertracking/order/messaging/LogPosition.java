package org.ordertracking.order.messaging;

import org.ordertracking.messaging.inbox.ReceivedEvent;
import org.ordertracking.order.domain.LoggedEvent;

/** Where a received event stands on the log, in the domain's words. */
final class LogPosition {

    private LogPosition() {}

    static LoggedEvent of(ReceivedEvent received) {
        return new LoggedEvent(
                received.envelope().id(),
                received.event().getClass().getSimpleName(),
                service(received.envelope().source()),
                received.topic(),
                received.partition(),
                received.offset(),
                received.recordTime(),
                received.traceId());
    }

    /** {@code /warehouse-service} is how CloudEvents writes it, {@code warehouse-service} how people say it. */
    private static String service(String source) {
        return source.startsWith("/") ? source.substring(1) : source;
    }
}
