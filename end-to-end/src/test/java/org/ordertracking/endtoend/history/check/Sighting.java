package org.ordertracking.endtoend.history.check;

import java.util.stream.Stream;
import org.apache.kafka.common.IsolationLevel;
import org.ordertracking.endtoend.history.History;
import org.ordertracking.endtoend.history.Operation.FinalRead;
import org.ordertracking.endtoend.history.Operation.Place;
import org.ordertracking.endtoend.history.Operation.Read;
import org.ordertracking.endtoend.history.Slice;
import org.ordertracking.endtoend.history.Span;
import org.ordertracking.endtoend.history.Value;

/** One record as one reader saw it. */
record Sighting(String reader, IsolationLevel isolation, Span span, Place place, Value value) {

    private static final String FINAL_READER = "the final reader";

    /** All that anybody read. */
    static Stream<Sighting> in(History history) {
        return Stream.concat(
                history.all(Read.class).stream()
                        .flatMap(read -> of(read.reader(), read.isolation(), read.span(), read.slice())),
                history.all(FinalRead.class).stream()
                        .flatMap(read -> of(FINAL_READER, read.isolation(), read.span(), read.slice())));
    }

    private static Stream<Sighting> of(String reader, IsolationLevel isolation, Span span, Slice slice) {
        return slice.records().entrySet().stream()
                .map(entry -> new Sighting(
                        reader, isolation, span, new Place(slice.partition(), entry.getKey()), entry.getValue()));
    }
}
