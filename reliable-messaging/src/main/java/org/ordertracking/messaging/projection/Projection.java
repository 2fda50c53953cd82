package org.ordertracking.messaging.projection;

import java.util.Set;
import org.ordertracking.messaging.inbox.ReceivedEvent;

/**
 * A view of the log: tables of this service that are made from nothing but events. A bean of this type is kept up to date
 * from the moment the service starts, and can be rebuilt at any time by {@code POST /admin/replay}.
 *
 * <p>The rows carry the generation that they belong to. Readers ask for the current one in the same statement:
 *
 * <pre>{@code
 *   SELECT … FROM stock_level
 *   WHERE generation = (SELECT current_generation FROM projection_view WHERE name = 'stock-levels')
 * }</pre>
 *
 * <p>Whatever it does besides writing rows of the view happens again with every rebuild: it publishes nothing, and tells
 * nobody. What it writes depends on the events and on the rows of the generation, never on the clock or on other tables.
 */
public interface Projection {

    /** The view's name in the API, in metrics and in the database: letters, digits and hyphens, at most 100 characters. */
    String name();

    /** The topics that it is made from. */
    Set<String> topics();

    /**
     * Applies an event to a generation, in the transaction that also notes how far the generation has read: once per place on
     * the log, in the order of the records' times as far as they are known. A topic that was made again, or moved to
     * another cluster, is read from its beginning, so the same event may come from another place: recognise it by the
     * event's id or by what it says. A second call for one event after a failure finds nothing of the first.
     */
    void apply(long generation, ReceivedEvent event);

    /**
     * Deletes rows of a generation that nobody reads any more.
     *
     * @param limit of rows to delete, about
     * @return how many were deleted; 0 when none is left
     */
    int forget(long generation, int limit);
}
