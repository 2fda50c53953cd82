package org.ordertracking.broker.console;

import java.util.Optional;

/**
 * What is looked for in a topic.
 *
 * @param partition one alone, or all
 * @param begin where the search begins
 * @param newestFirst its direction
 * @param limit how many records are wanted
 * @param key the whole key of a record that is wanted
 * @param text in the record
 * @param markers whether markers of transactions are wanted too
 * @param valueBytes how much of a value is shown
 * @param cursor where an earlier search stopped; goes before {@code begin}
 */
public record RecordSearch(
        Optional<Integer> partition,
        Begin begin,
        boolean newestFirst,
        int limit,
        Optional<String> key,
        Optional<String> text,
        boolean markers,
        int valueBytes,
        Optional<SearchCursor> cursor) {

    /** Where a search begins, in each partition. */
    public sealed interface Begin {
        /** At the end that the direction comes from. */
        record Edge() implements Begin {}

        /** At an offset, which is part of what is found. */
        record Offset(long offset) implements Begin {}

        /** At the first record with that timestamp or a later one; backwards, before it. */
        record Time(long millis) implements Begin {}
    }
}
