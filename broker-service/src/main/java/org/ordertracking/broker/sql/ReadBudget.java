package org.ordertracking.broker.sql;

import org.ordertracking.broker.records.StoredHeader;
import org.ordertracking.broker.records.StoredRecord;

/** What a query may still read. */
final class ReadBudget {
    private static final String REMEDY =
            "Read less, with \"newest\", \"since\" and \"until\" or conditions on _partition, _offset and _timestamp, or raise %s.";

    private final SqlLimits limits;
    private final SqlMetrics metrics;
    private long records;
    private long bytes;

    ReadBudget(SqlLimits limits, SqlMetrics metrics) {
        this.limits = limits;
        this.metrics = metrics;
    }

    static long bytesOf(StoredRecord record) {
        long bytes = record.contentBytes();
        for (StoredHeader header : record.headers()) {
            bytes += header.key().length()
                    + (header.value() == null ? 0 : header.value().remaining());
        }
        return bytes;
    }

    /** Counts one more record. */
    void spend(long size) throws SqlException {
        records++;
        bytes += size;
        metrics.read(size);
        if (records > limits.records()) {
            throw SqlException.limit(
                    "The query has to read more than %,d records.".formatted(limits.records()),
                    REMEDY.formatted("broker.sql.max-records"));
        }
        if (bytes > limits.bytes()) {
            throw SqlException.limit(
                    "The query has to read more than %,d bytes.".formatted(limits.bytes()),
                    REMEDY.formatted("broker.sql.max-bytes"));
        }
    }

    long records() {
        return records;
    }

    long bytes() {
        return bytes;
    }
}
