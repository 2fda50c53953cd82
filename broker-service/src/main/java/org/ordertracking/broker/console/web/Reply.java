package org.ordertracking.broker.console.web;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.concurrent.Executor;

/** What the API answers, if not simply an object as JSON with status 200. */
sealed interface Reply {

    /** An object as JSON. */
    record Json(int status, Object body) implements Reply {}

    /** Nothing, since it is done. */
    record Done() implements Reply {}

    /** Bytes to keep as a file. */
    record File(String name, String type, Buffer content) implements Reply {}

    /**
     * Events that are told as they happen.
     *
     * @param threads on which looks are taken; empty for those of the console
     */
    record Events(EventStream.Source source, Optional<Executor> threads) implements Reply {
        Events(EventStream.Source source) {
            this(source, Optional.empty());
        }
    }

    /** JSON, a line for each entry, to keep as a file; written as fast as it is taken. */
    record Lines(String name, LineStream.Source source) implements Reply {}
}
