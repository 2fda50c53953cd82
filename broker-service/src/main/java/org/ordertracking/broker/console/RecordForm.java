package org.ordertracking.broker.console;

import java.util.List;
import java.util.Locale;
import org.ordertracking.broker.console.view.RecordViews;
import org.ordertracking.broker.records.StoredRecord;

/**
 * Makes what is shown of a record: a copy, no larger than is said here.
 *
 * @param keyBytes most bytes of a key
 * @param valueBytes most bytes of a value
 * @param headers how many headers at most
 * @param headerBytes most bytes of a header's value, and characters of its name
 */
record RecordForm(int keyBytes, int valueBytes, int headers, int headerBytes) {

    /** In a list of records. */
    static RecordForm preview(int valueBytes) {
        return new RecordForm(512, valueBytes, 24, 256);
    }

    /** One record alone. */
    static RecordForm whole(int valueBytes) {
        return new RecordForm(64 << 10, valueBytes, 256, 16 << 10);
    }

    RecordViews.Shown show(StoredRecord record) {
        List<RecordViews.Header> shown = record.headers().stream()
                .limit(headers)
                .map(header -> new RecordViews.Header(cut(header.key()), ContentForm.show(header.value(), headerBytes)))
                .toList();
        return new RecordViews.Shown(
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.appendTime() ? "append" : "create",
                kindOf(record),
                lower(record.transaction()),
                ContentForm.show(record.key(), keyBytes),
                ContentForm.show(record.value(), valueBytes),
                shown,
                record.headers().size(),
                record.producerId(),
                record.producerEpoch(),
                record.sequence(),
                record.compression(),
                record.batchBytes());
    }

    private static String kindOf(StoredRecord record) {
        return record.isTombstone() ? "tombstone" : lower(record.kind());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String cut(String name) {
        return name.length() <= headerBytes ? name : name.substring(0, headerBytes) + "…";
    }
}
