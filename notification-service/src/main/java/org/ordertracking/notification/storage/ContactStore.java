package org.ordertracking.notification.storage;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.ordertracking.events.Channel;
import org.ordertracking.notification.domain.Contact;

/** Contacts by order. All methods belong inside the caller's transaction. */
@ApplicationScoped
public class ContactStore {

    private static final String COLUMNS = "order_id, name, email, phone, language, channels, total, currency";

    private final Jdbi jdbi;
    private final InstantSource clock;

    ContactStore(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * Holds everything about one order until the transaction ends: of two transactions that each look for what the
     * other is about to write, the second one waits and sees it.
     *
     * @return the contact, when it is known yet
     */
    public Optional<Contact> lock(String orderId) {
        return jdbi.withHandle(handle -> {
            handle.createUpdate("INSERT INTO contact (order_id) VALUES (:orderId) ON CONFLICT DO NOTHING")
                    .bind("orderId", orderId)
                    .execute();
            return handle.createQuery("SELECT " + COLUMNS + ", known_since FROM contact"
                            + " WHERE order_id = :orderId FOR UPDATE")
                    .bind("orderId", orderId)
                    .map((row, context) -> contact(row))
                    .one();
        });
    }

    /** Keeps a contact whose order is {@linkplain #lock locked}. */
    public void remember(Contact contact) {
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE contact SET name = :name, email = :email, phone = :phone,"
                        + " language = :language, channels = :channels, total = :total, currency = :currency,"
                        + " known_since = :now WHERE order_id = :orderId")
                .bind("orderId", contact.orderId())
                .bind("name", contact.name())
                .bind("email", contact.email())
                .bind("phone", contact.phone())
                .bind("language", contact.language())
                .bind(
                        "channels",
                        contact.channels().stream().map(Channel::name).sorted().collect(joining(",")))
                .bind("total", contact.total())
                .bind("currency", contact.currency())
                .bind("now", clock.instant())
                .execute());
    }

    private static Optional<Contact> contact(ResultSet row) throws SQLException {
        return row.getObject("known_since") == null
                ? Optional.empty()
                : Optional.of(new Contact(
                        row.getString("order_id"),
                        row.getString("name"),
                        row.getString("email"),
                        row.getString("phone"),
                        row.getString("language"),
                        channels(row.getString("channels")),
                        row.getBigDecimal("total"),
                        row.getString("currency")));
    }

    /** Contacts from before there was a choice have none. */
    private static Set<Channel> channels(String names) {
        return names == null
                ? Contact.everyChannel()
                : Arrays.stream(names.split(",")).map(Channel::valueOf).collect(toSet());
    }
}
