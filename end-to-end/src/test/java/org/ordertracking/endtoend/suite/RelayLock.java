package org.ordertracking.endtoend.suite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Holds an outbox relay at the one point that matters: after the broker has an event, before the relay has marked that. It does
 * so with nothing but row locks, so that the relay is the one that is shipped.
 *
 * <pre>
 *   {@link #beforeSending} (no relay gets its turn)
 *      ──{@link #letSend} (the next event is read and sent; marking it waits)──▶ HELD
 *      ──{@link #close}──▶ free
 * </pre>
 */
public final class RelayLock implements AutoCloseable {

    private final Connection turn;
    private final Connection mark;

    private RelayLock(Connection turn, Connection mark) {
        this.turn = turn;
        this.mark = mark;
    }

    /** Keeps all relays of a database from publishing; waits for the one that does so now. */
    public static RelayLock beforeSending(DataSource database) {
        try {
            Connection turn = database.getConnection();
            turn.setAutoCommit(false);
            execute(turn, "SELECT id FROM outbox_relay WHERE id = 1 FOR UPDATE");
            Connection mark = database.getConnection();
            mark.setAutoCommit(false);
            return new RelayLock(turn, mark);
        } catch (SQLException e) {
            throw new IllegalStateException("The relay cannot be held", e);
        }
    }

    /**
     * Lets the relay send what waits, none of which it can mark.
     *
     * @return the ids of the events that wait; none while there are none, and then nothing is sent yet
     */
    public List<String> letSend() {
        List<String> waiting = new ArrayList<>();
        try (Statement statement = mark.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT event_id FROM outbox WHERE published_at IS NULL ORDER BY position FOR UPDATE")) {
            while (rows.next()) {
                waiting.add(rows.getString(1));
            }
            if (waiting.isEmpty()) {
                mark.rollback();
            } else {
                turn.rollback();
            }
            return waiting;
        } catch (SQLException e) {
            throw new IllegalStateException("The outbox cannot be read", e);
        }
    }

    @Override
    public void close() {
        try (turn;
                mark) {
            turn.rollback();
            mark.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException("The relay cannot be let go", e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
