package org.ordertracking.broker.console.web;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ordertracking.broker.console.Console;
import org.ordertracking.broker.console.Problems;
import org.ordertracking.broker.console.RecordSearch;
import org.ordertracking.broker.console.RecordTail;
import org.ordertracking.broker.console.SearchCursor;
import org.ordertracking.broker.console.view.RecordViews;

/** Records of topics. */
final class RecordEndpoints {
    private static final int USUAL = 50;
    private static final int MOST = 200;
    private static final int PREVIEW_BYTES = 1 << 10;
    private static final int LARGEST_PREVIEW_BYTES = 16 << 10;
    private static final int WHOLE_BYTES = 2 << 20;
    private static final int DOWNLOADED = 10_000;
    /** Of a value in a download: parts of it are in memory for as long as a client takes to read. */
    private static final int DOWNLOADED_BYTES = 64 << 10;

    private static final int DOWNLOADED_AT_A_TIME = 50;
    private static final Duration TAIL = Duration.ofMillis(300);

    private enum Direction {
        NEWEST,
        OLDEST
    }

    private RecordEndpoints() {}

    static List<Endpoint> of(Supplier<Console> console) {
        return List.of(
                Endpoint.look(
                        "/api/topics/{topic}/records",
                        call -> console.get()
                                .records()
                                .find(
                                        call.part("topic"),
                                        search(call, call.number("limit", USUAL, 1, MOST), previewBytes(call)))),
                Endpoint.look("/api/topics/{topic}/records.jsonl", call -> download(console.get(), call)),
                Endpoint.look("/api/topics/{topic}/tail", call -> tail(console.get(), call)),
                Endpoint.look(
                        "/api/topics/{topic}/partitions/{partition}/records/{offset}",
                        call -> console.get()
                                .records()
                                .one(
                                        call.part("topic"),
                                        (int) call.partNumber("partition", Integer.MAX_VALUE),
                                        call.partNumber("offset", Long.MAX_VALUE),
                                        WHOLE_BYTES)),
                Endpoint.look(
                        "/api/topics/{topic}/partitions/{partition}/records/{offset}/value",
                        call -> value(console.get(), call)));
    }

    private static int previewBytes(Call call) {
        return call.number("preview", PREVIEW_BYTES, 1, LARGEST_PREVIEW_BYTES);
    }

    private static RecordSearch search(Call call, int limit, int valueBytes) {
        return new RecordSearch(
                partition(call),
                begin(call),
                call.choice("direction", Direction.class, Direction.NEWEST) == Direction.NEWEST,
                limit,
                call.text("key"),
                call.text("text"),
                call.flag("markers", false),
                valueBytes,
                call.text("cursor").map(SearchCursor::parse));
    }

    private static Optional<Integer> partition(Call call) {
        OptionalLong partition = call.number("partition", 0, Integer.MAX_VALUE);
        return partition.isEmpty() ? Optional.empty() : Optional.of((int) partition.getAsLong());
    }

    private static RecordSearch.Begin begin(Call call) {
        OptionalLong offset = call.number("offset", 0, Long.MAX_VALUE - 1);
        OptionalLong time = call.time("time");
        if (offset.isPresent() && time.isPresent()) {
            throw Problems.invalid("offset", "not together with time", "Leave one of them out.");
        }
        if (offset.isPresent()) {
            return new RecordSearch.Begin.Offset(offset.getAsLong());
        }
        return time.isPresent() ? new RecordSearch.Begin.Time(time.getAsLong()) : new RecordSearch.Begin.Edge();
    }

    private static Reply value(Console console, Call call) {
        String topic = call.part("topic");
        int partition = (int) call.partNumber("partition", Integer.MAX_VALUE);
        long offset = call.partNumber("offset", Long.MAX_VALUE);
        byte[] value = console.records().value(topic, partition, offset);
        // Never as what a browser would show: a record may be a page with scripts.
        return new Reply.File(
                "%s-%d-%d.bin".formatted(topic, partition, offset), "application/octet-stream", Buffer.buffer(value));
    }

    private static Reply tail(Console console, Call call) {
        RecordTail tail = console.tail(
                call.part("topic"), partition(call), call.text("key"), call.text("text"), previewBytes(call));
        return new Reply.Events(new EventStream.Source(TAIL, () -> {
            RecordTail.News news = tail.look();
            return news.isEmpty() ? List.of() : List.of(new EventStream.Event("records", news));
        }));
    }

    private static Reply download(Console console, Call call) {
        String topic = call.part("topic");
        RecordSearch first = search(call, DOWNLOADED_AT_A_TIME, DOWNLOADED_BYTES);
        RecordViews.Found begin = console.records().find(topic, first);
        return new Reply.Lines(
                topic + ".jsonl",
                new Download(
                        begin,
                        cursor -> console.records()
                                .find(
                                        topic,
                                        new RecordSearch(
                                                first.partition(),
                                                first.begin(),
                                                first.newestFirst(),
                                                first.limit(),
                                                first.key(),
                                                first.text(),
                                                first.markers(),
                                                first.valueBytes(),
                                                Optional.of(SearchCursor.parse(cursor)))),
                        DOWNLOADED));
    }

    /** A search, taken up again and again until so many records are found or all was looked at. */
    private static final class Download implements LineStream.Source {
        private final Function<String, RecordViews.Found> search;
        private RecordViews.Found found;
        private int left;

        private Download(RecordViews.Found begin, Function<String, RecordViews.Found> search, int most) {
            this.found = begin;
            this.search = search;
            this.left = most;
        }

        @Override
        public List<RecordViews.Shown> next() {
            List<RecordViews.Shown> part = new ArrayList<>();
            while (found != null && left > 0 && part.isEmpty()) {
                part.addAll(
                        found.items().subList(0, Math.min(left, found.items().size())));
                found = found.next() == null ? null : search.apply(found.next());
            }
            left -= part.size();
            return part;
        }
    }
}
