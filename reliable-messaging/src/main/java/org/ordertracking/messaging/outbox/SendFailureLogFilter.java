package org.ordertracking.messaging.outbox;

import io.quarkus.logging.LoggingFilter;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Keeps the connector's lines about each failed send of the outbox out of the log: two per attempt, with stack traces. The
 * relay says once that events wait, and once that they flow again.
 */
@LoggingFilter(name = "outbox-sends")
public final class SendFailureLogFilter implements Filter {

    private static final String CONNECTOR = "io.smallrye.reactive.messaging.kafka";

    /** Unable to write; nacking the message. */
    private static final List<String> ABOUT_A_SEND = List.of("SRMSG18206", "SRMSG18212");

    /** Says at each start that an event may wait for ever, which is what the defaults choose. */
    private static final String WAITS_FOR_EVER = "SRMSG18235";

    @Override
    public boolean isLoggable(LogRecord line) {
        if (!CONNECTOR.equals(line.getLoggerName()) || line.getMessage() == null) {
            return true;
        }
        String text = line.getMessage();
        boolean aboutOutbox = ABOUT_A_SEND.stream().anyMatch(text::startsWith)
                && line.getParameters() != null
                && List.of(line.getParameters()).contains(ChannelSender.CHANNEL);
        return !aboutOutbox && !text.startsWith(WAITS_FOR_EVER);
    }
}
