package org.ordertracking.notification.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.ordertracking.events.Formats;

/** Settings of this service. With none given, messages go to the in-app inbox and nowhere else. */
@ConfigMapping(prefix = "notification")
public interface NotificationConfig {

    /** Language for customers who chose none, or one without texts: {@code en} or {@code de}, ISO 639-1. */
    @WithDefault("en")
    @Pattern(regexp = "en|de", message = "must be en or de; a further language needs its texts in the build")
    String language();

    /** Where the dates in texts are, for example {@code Europe/Berlin}. */
    @WithDefault("UTC")
    ZoneId timeZone();

    /** How many messages one address may get. */
    Cap cap();

    /** How messages are worked off. */
    Sending sending();

    /** Mail. */
    Mail mail();

    /** Text messages. */
    Sms sms();

    /** How messages are worked off. */
    interface Sending {

        /** Messages on their way at the same time, each on a thread of its own; with 0 this instance sends none. */
        @WithDefault("2")
        @Min(0)
        @Max(32)
        int couriers();

        /** How often the couriers look for due messages when nothing wakes them. */
        @WithDefault("1s")
        Duration pollInterval();

        /**
         * How long an attempt belongs to the courier that began it. When the process dies in an attempt, the next one
         * begins after this time. Longer than the longest attempt, which {@link #timeout} bounds.
         */
        @WithDefault("60s")
        Duration lease();

        /** How long a provider may take to answer one attempt. */
        @WithDefault("15s")
        Duration timeout();

        /** Attempts in all before a message is given up. */
        @WithDefault("8")
        @Min(1)
        @Max(100)
        int maxAttempts();

        /** Pause after the first failed attempt; it doubles with every further one. */
        @WithDefault("2s")
        Duration firstPause();

        /** The longest pause between two attempts. */
        @WithDefault("10m")
        Duration longestPause();
    }

    /**
     * How many messages one address may get within the window. What is over it is not sent: it ends as CAPPED, with an event
     * NotificationFailed. Messages that stay in the in-app inbox do not count.
     */
    interface Cap {

        /** How far back messages count. */
        @WithDefault("24h")
        Duration window();

        /** Mails to one address. */
        @WithDefault("60")
        @Min(1)
        @Max(10_000)
        int mail();

        /** Text messages to one number. */
        @WithDefault("30")
        @Min(1)
        @Max(10_000)
        int sms();
    }

    /** Mail. */
    interface Mail {

        /** The sender's address. */
        @WithDefault("orders@shop.example")
        @Email
        String from();

        /** The mail server. */
        Smtp smtp();
    }

    /** A mail server. */
    interface Smtp {

        /** Name or address of the server. Without it, mails stay in the in-app inbox. */
        Optional<String> host();

        /** Usually 25, or 587 to submit with a login. */
        @WithDefault("25")
        @Min(1)
        @Max(65535)
        int port();

        /** Who logs in; empty for servers without login. */
        Optional<String> username();

        /** The login's secret. */
        Optional<String> password();

        /** Whether the connection is encrypted from the first byte on, usually on port 465. */
        @WithDefault("false")
        boolean tls();

        /** Whether a connection that begins in the clear is encrypted later: DISABLED, OPTIONAL or REQUIRED. */
        @WithDefault("OPTIONAL")
        @Pattern(regexp = "DISABLED|OPTIONAL|REQUIRED")
        String startTls();
    }

    /** Text messages. */
    interface Sms {

        /** The provider. */
        Twilio twilio();
    }

    /** An SMS provider with Twilio's HTTP API, version 2010-04-01. */
    interface Twilio {

        /** Where the API is. */
        @WithDefault("https://api.twilio.com")
        URI url();

        /** The account. Without it, text messages stay in the in-app inbox. */
        Optional<String> accountSid();

        /** The account's secret. */
        Optional<String> authToken();

        /** The sender's phone number. */
        Optional<
                        @Pattern(
                                regexp = Formats.PHONE,
                                message = "must be a phone number in E.164 such as +4915112345678")
                        String>
                from();
    }
}
