package org.ordertracking.notification.sending;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.ordertracking.events.Channel;
import org.ordertracking.notification.config.NotificationConfig;
import org.ordertracking.notification.domain.SendOutcome;
import org.ordertracking.notification.domain.SendOutcome.Unavailable;

/**
 * Which channels take messages now. One whose provider asked to be left alone, for example with {@code Retry-After}, gets none
 * until that time is over, for no longer than the longest pause: so a queue of thousands costs the provider one request and
 * the messages no attempts. Each process learns for itself.
 */
@ApplicationScoped
class ChannelPauses {

    private static final Logger LOG = Logger.getLogger(ChannelPauses.class);

    private final Map<Channel, Instant> pausedUntil = new ConcurrentHashMap<>();
    private final AtomicInteger turns = new AtomicInteger();
    private final Duration longest;

    ChannelPauses(NotificationConfig config) {
        this.longest = config.sending().longestPause();
    }

    /** The channels that are open, each time beginning with another one, so that a flood on one does not starve the next. */
    List<Channel> openInTurn(Instant now) {
        List<Channel> channels = new ArrayList<>(List.of(Channel.values()));
        Collections.rotate(channels, turns.getAndIncrement());
        channels.removeIf(
                channel -> pausedUntil.getOrDefault(channel, Instant.MIN).isAfter(now));
        return channels;
    }

    /** Takes note of what came of an attempt. */
    void learn(Channel channel, SendOutcome outcome, Instant now) {
        if (outcome instanceof Unavailable unavailable && unavailable.askedFor() != null) {
            Duration pause = unavailable.askedFor().compareTo(longest) > 0 ? longest : unavailable.askedFor();
            Instant before = pausedUntil.put(channel, now.plus(pause));
            if (before == null || !before.isAfter(now)) {
                LOG.warnf("%s pauses for %s, as the provider asked: %s", channel, pause, unavailable.reason());
            }
        }
    }
}
