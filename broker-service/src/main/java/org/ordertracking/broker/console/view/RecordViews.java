package org.ordertracking.broker.console.view;

import java.util.List;

/** Records, as the API shows them. */
public final class RecordViews {

    private RecordViews() {}

    /**
     * A record.
     *
     * @param timestamp milliseconds of the epoch; −1 when it has none
     * @param timestampType {@code create} or {@code append}
     * @param kind {@code data}, {@code tombstone}, {@code commit}, {@code abort}, {@code control}, {@code too-large} or {@code unreadable}
     * @param transaction {@code none}, {@code committed}, {@code aborted} or {@code open}
     * @param key null when it has none
     * @param value null when it has none
     * @param headers the first of them
     * @param headersInAll how many it has
     * @param producerId −1 without an idempotent producer, as the two that follow
     * @param compression of its batch
     * @param batchBytes size of its batch in the log
     */
    public record Shown(
            int partition,
            long offset,
            long timestamp,
            String timestampType,
            String kind,
            String transaction,
            ShownBytes key,
            ShownBytes value,
            List<Header> headers,
            int headersInAll,
            long producerId,
            int producerEpoch,
            int sequence,
            String compression,
            int batchBytes) {}

    /**
     * A header.
     *
     * @param value null when it has none
     */
    public record Header(String key, ShownBytes value) {}

    /**
     * What a search has found.
     *
     * @param items in the order of the search
     * @param next what to pass as {@code cursor} to go on; null when all was looked at
     * @param stopped {@code end} when all was looked at, {@code limit} when as many were found as were wanted, {@code budget} when the
     *     search took too long and can be taken up where it stopped
     * @param scannedRecords how many records were looked at
     * @param scannedBytes bytes of their keys and values
     */
    public record Found(List<Shown> items, String next, String stopped, long scannedRecords, long scannedBytes) {}

    /**
     * A record that is to be written.
     *
     * @param partition null to let the key decide, as Kafka's producers do
     * @param key null for none
     * @param keyEncoding {@code text} (the default) or {@code base64}
     * @param value null for a tombstone
     * @param valueEncoding as of the key
     * @param headers null for none
     */
    public record Production(
            Integer partition,
            String key,
            String keyEncoding,
            String value,
            String valueEncoding,
            List<ProducedHeader> headers) {}

    /** A header that is to be written; its value as UTF-8 text, or null. */
    public record ProducedHeader(String key, String value) {}

    /** Where a record was written. */
    public record Produced(int partition, long offset, long timestamp) {}
}
