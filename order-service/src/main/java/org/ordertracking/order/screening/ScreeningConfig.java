package org.ordertracking.order.screening;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import java.time.Duration;
import org.ordertracking.order.screening.rule.Thresholds;

/** How orders are screened. Whether they are, says {@link org.ordertracking.order.application.FraudConfig}. */
@ConfigMapping(prefix = "screening")
public interface ScreeningConfig {

    /** Too many orders of one card. */
    TooManyOrders tooManyOrders();

    /** An amount far above what a card usually pays. */
    UnusualAmount unusualAmount();

    /** What is remembered. */
    Memory memory();

    /** The stream that does it. */
    Stream stream();

    /** A card that orders too often. */
    interface TooManyOrders {

        /** So many orders of a card within the window pass. */
        @WithDefault("10")
        int most();

        /** The window. */
        @WithDefault("10M")
        Duration within();
    }

    /** An amount that is unlike those before it: above all three limits. */
    interface UnusualAmount {

        /** An amount is compared once so many orders of the card are known that nothing spoke against. */
        @WithDefault("5")
        int knownOrders();

        /** So many times the mean is not unusual. */
        @WithDefault("5")
        double timesUsual();

        /** So many standard deviations above the mean are not unusual. */
        @WithDefault("4")
        double deviations();

        /** So much is never unusual, in the shop's currency. */
        @WithDefault("200.00")
        BigDecimal unremarkable();
    }

    /** What is remembered, in memory and on the log. */
    interface Memory {

        /** Newest orders of a card that are remembered. */
        @WithDefault("30")
        int ordersPerCard();

        /** Cards that are remembered in each of the stream's partitions; the least recently used go first. */
        @WithDefault("10000")
        @Min(1)
        @Max(1_000_000)
        int cards();

        /** A card that has not ordered for so long is forgotten. */
        @WithDefault("30D")
        Duration quietCards();
    }

    /** The Kafka Streams application. */
    interface Stream {

        /** Whether this instance takes part in screening. Others of the same shop may do it for this one. */
        @WithDefault("true")
        boolean enabled();

        /** Its name: of its group, and the beginning of the names of its topics and transactional ids. */
        @WithDefault("order-screening")
        String applicationId();

        /**
         * Partitions by which cards are spread. Fixed once the stream has run: with another number it does not start until its
         * topics, those that begin with its name, are deleted.
         */
        @WithDefault("3")
        @Min(1)
        @Max(1000)
        int partitions();

        /** Verdicts become visible in rounds of this length, of which an order with a card takes two. */
        @WithDefault("0.1S")
        Duration commitInterval();

        /** First pause before it is started again when it has broken. */
        @WithDefault("1S")
        Duration firstPause();

        /** Longest pause. */
        @WithDefault("30S")
        Duration longestPause();

        /** How long stopping waits for what is under way. What is not finished is done again elsewhere, once. */
        @WithDefault("5S")
        Duration stopWithin();
    }

    /** The limits of the rules. */
    default Thresholds thresholds() {
        return new Thresholds(
                tooManyOrders().most(),
                tooManyOrders().within(),
                unusualAmount().knownOrders(),
                unusualAmount().timesUsual(),
                unusualAmount().deviations(),
                unusualAmount().unremarkable(),
                memory().ordersPerCard());
    }
}
