package org.ordertracking.broker.records;

import org.apache.kafka.common.record.ControlRecordType;
import org.apache.kafka.common.record.Record;

/** Tells the protocol's own records from each other. */
final class ControlRecords {

    private ControlRecords() {}

    static StoredRecord.Kind kindOf(Record record) {
        return switch (ControlRecordType.parse(record.key())) {
            case COMMIT -> StoredRecord.Kind.COMMIT;
            case ABORT -> StoredRecord.Kind.ABORT;
            default -> StoredRecord.Kind.CONTROL;
        };
    }
}
