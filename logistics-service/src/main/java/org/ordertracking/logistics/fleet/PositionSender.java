package org.ordertracking.logistics.fleet;

import java.util.function.Consumer;

/** Says positions on the log. Belongs to one thread, but for what it calls back. */
interface PositionSender extends AutoCloseable {

    /**
     * Says one. May wait for a moment, bounded, when there is no room.
     *
     * @param outcome told once, on any thread, when the position is on the log or will not be: null, or what was the matter
     */
    void send(Position position, Consumer<Exception> outcome);

    /** Gives up what is not on the log yet. */
    @Override
    void close();

    /** Makes a sender; fails when the log's address cannot be resolved, for example. */
    @FunctionalInterface
    interface Factory {
        PositionSender open();
    }
}
