package org.ordertracking.logistics.storage;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.ordertracking.logistics.domain.Delivery;
import org.ordertracking.logistics.domain.Destination;
import org.ordertracking.logistics.domain.Milestones;
import org.ordertracking.logistics.domain.Slot;
import org.ordertracking.logistics.domain.TrackingNumber;
import org.ordertracking.messaging.telemetry.Traced;

/** Table {@code delivery} and the sequence of tracking numbers. */
@ApplicationScoped
public class Deliveries {

    private static final String SELECT = "SELECT order_id, tracking_number, carrier, slot_start, slot_end, street, "
            + "postal_code, city, country, state, scheduled_at, dispatched_at, delivered_at, cancelled_at, recalled_at, "
            + "returned_at, vehicle_id, traceparent FROM delivery ";

    /** So many may each hold a batch at the same time; a further one comes back with fewer than are due. */
    private static final int INSTANCES = 8;

    private static final Map<Delivery.State, String> COLUMN_OF = Map.of(
            Delivery.State.SCHEDULED, "scheduled_at",
            Delivery.State.DISPATCHED, "dispatched_at",
            Delivery.State.DELIVERED, "delivered_at",
            Delivery.State.CANCELLED, "cancelled_at",
            Delivery.State.RETURNING, "recalled_at",
            Delivery.State.RETURNED, "returned_at");

    private final Jdbi jdbi;

    Deliveries(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public Optional<Delivery> find(String orderId) {
        return one(SELECT + "WHERE order_id = :orderId", orderId);
    }

    /** Locks a delivery until the end of the transaction and reads it. */
    public Optional<Delivery> lock(String orderId) {
        return one(SELECT + "WHERE order_id = :orderId FOR UPDATE", orderId);
    }

    /**
     * Locks deliveries that came to a state long enough ago, the longest waiting first. Rows that another transaction
     * holds are left to it, so that instances share the work instead of waiting for each other.
     *
     * @param since those that came to their state at this moment or before
     */
    public List<Traced<Delivery>> lockDue(Delivery.State state, Instant since, int limit) {
        // Two steps: with FOR UPDATE, H2 reads and sorts everything that is due before it takes the first. The inner
        // order
        // names all columns of the index delivery_due, so that there the first are all that is read.
        return jdbi.withHandle(handle -> handle.createQuery(SELECT
                        + "WHERE order_id IN (SELECT order_id FROM delivery"
                        + " WHERE state = :state AND state_since <= :since"
                        + " ORDER BY state, state_since, order_id LIMIT :candidates)"
                        + " AND state = :state AND state_since <= :since ORDER BY state_since, order_id "
                        + "LIMIT :limit FOR UPDATE SKIP LOCKED")
                .bind("state", state.name())
                .bind("since", since)
                .bind("limit", limit)
                .bind("candidates", (long) INSTANCES * limit)
                .map((row, context) -> new Traced<>(read(row, context), row.getString("traceparent")))
                .list());
    }

    /**
     * A page of deliveries, the newest first.
     *
     * @param state those in this state; empty for all
     */
    public List<Delivery> page(Optional<Delivery.State> state, int limit, long offset) {
        return jdbi.withHandle(handle -> {
            Query query = handle.createQuery(
                    SELECT + where(state) + "ORDER BY scheduled_at DESC, order_id DESC LIMIT :limit OFFSET :offset");
            state.ifPresent(wanted -> query.bind("state", wanted.name()));
            return query.bind("limit", limit)
                    .bind("offset", offset)
                    .map(Deliveries::read)
                    .list();
        });
    }

    /** @param state those in this state; empty for all */
    public long count(Optional<Delivery.State> state) {
        return jdbi.withHandle(handle -> {
            Query query = handle.createQuery("SELECT count(*) FROM delivery " + where(state));
            state.ifPresent(wanted -> query.bind("state", wanted.name()));
            return query.mapTo(Long.class).one();
        });
    }

    /** How many deliveries are in each of these states; states without a delivery are left out. */
    public Map<Delivery.State, Long> count(List<Delivery.State> states) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT state, count(*) AS deliveries FROM delivery WHERE state IN (<states>) GROUP BY state")
                .bindList("states", states.stream().map(Delivery.State::name).toList())
                .map((row, context) ->
                        Map.entry(Delivery.State.valueOf(row.getString("state")), row.getLong("deliveries")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** The serial number of the next parcel; never given twice, gaps are possible. */
    public long nextSerial() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT nextval('tracking_serial')")
                .mapTo(Long.class)
                .one());
    }

    public void insert(Traced<Delivery> scheduled) {
        Delivery delivery = scheduled.work();
        jdbi.useHandle(handle -> bindProgress(
                        handle.createUpdate("INSERT INTO delivery (order_id, tracking_number, carrier, slot_start, "
                                + "slot_end, street, postal_code, city, country, state, state_since, scheduled_at, "
                                + "dispatched_at, delivered_at, cancelled_at, recalled_at, returned_at, vehicle_id, "
                                + "traceparent) VALUES (:orderId, :trackingNumber, :carrier, :slotStart, :slotEnd, "
                                + ":street, :postalCode, :city, :country, :state, :stateSince, :SCHEDULED, "
                                + ":DISPATCHED, :DELIVERED, :CANCELLED, :RETURNING, :RETURNED, :vehicleId, "
                                + ":traceParent)"),
                        delivery)
                .bind("trackingNumber", delivery.trackingNumber().value())
                .bind("carrier", delivery.carrier())
                .bind("slotStart", delivery.slot().start())
                .bind("slotEnd", delivery.slot().end())
                .bind("street", delivery.destination().street())
                .bind("postalCode", delivery.destination().postalCode())
                .bind("city", delivery.destination().city())
                .bind("country", delivery.destination().country())
                .bind("traceParent", scheduled.traceParent())
                .execute());
    }

    /** Writes how far a delivery has come; its plan never changes. The row must be locked. */
    public void update(Delivery delivery) {
        jdbi.useHandle(handle -> bindProgress(
                        handle.createUpdate("UPDATE delivery SET state = :state, state_since = :stateSince, "
                                + "dispatched_at = :DISPATCHED, delivered_at = :DELIVERED, cancelled_at = :CANCELLED, "
                                + "recalled_at = :RETURNING, returned_at = :RETURNED, vehicle_id = :vehicleId "
                                + "WHERE order_id = :orderId"),
                        delivery)
                .execute());
    }

    private static <S extends SqlStatement<S>> S bindProgress(S statement, Delivery delivery) {
        for (Delivery.State state : Delivery.State.values()) {
            statement.bindByType(state.name(), delivery.milestones().of(state).orElse(null), Instant.class);
        }
        return statement
                .bind("orderId", delivery.orderId())
                .bind("state", delivery.state().name())
                .bind("stateSince", delivery.stateSince())
                .bind("vehicleId", delivery.vehicleId().orElse(null));
    }

    private Optional<Delivery> one(String sql, String orderId) {
        return jdbi.withHandle(handle -> handle.createQuery(sql)
                .bind("orderId", orderId)
                .map(Deliveries::read)
                .findOne());
    }

    private static String where(Optional<Delivery.State> state) {
        return state.isPresent() ? "WHERE state = :state " : "";
    }

    private static Delivery read(ResultSet row, StatementContext context) throws SQLException {
        return new Delivery(
                row.getString("order_id"),
                new TrackingNumber(row.getString("tracking_number")),
                row.getString("carrier"),
                new Slot(
                        instant(row, "slot_start").orElseThrow(),
                        instant(row, "slot_end").orElseThrow()),
                new Destination(
                        row.getString("street"),
                        row.getString("postal_code"),
                        row.getString("city"),
                        row.getString("country")),
                Delivery.State.valueOf(row.getString("state")),
                milestones(row),
                Optional.ofNullable(row.getString("vehicle_id")));
    }

    private static Milestones milestones(ResultSet row) throws SQLException {
        Map<Delivery.State, Instant> reachedAt = new EnumMap<>(Delivery.State.class);
        for (Map.Entry<Delivery.State, String> column : COLUMN_OF.entrySet()) {
            instant(row, column.getValue()).ifPresent(at -> reachedAt.put(column.getKey(), at));
        }
        return new Milestones(reachedAt);
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
