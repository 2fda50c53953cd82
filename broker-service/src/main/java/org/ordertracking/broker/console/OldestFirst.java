package org.ordertracking.broker.console;

import java.util.function.Predicate;
import org.ordertracking.broker.console.view.RecordViews;
import org.ordertracking.broker.log.PartitionLog;
import org.ordertracking.broker.records.RecordCursor;
import org.ordertracking.broker.records.ScanBudget;
import org.ordertracking.broker.records.StoredRecord;

/** From an offset on. */
final class OldestFirst implements RecordStream {
    private final RecordCursor cursor;
    private final Predicate<StoredRecord> filter;
    private final RecordForm form;
    private final ScanBudget budget;
    private RecordViews.Shown next;
    private boolean atEnd;

    /**
     * @param from the first offset
     */
    OldestFirst(PartitionLog log, long from, Predicate<StoredRecord> filter, RecordForm form, ScanBudget budget) {
        this.cursor = new RecordCursor(log, from, Long.MAX_VALUE);
        this.filter = filter;
        this.form = form;
        this.budget = budget;
    }

    @Override
    public RecordViews.Shown peek() {
        while (next == null && !atEnd && !budget.isSpent()) {
            StoredRecord found = cursor.next();
            if (found == null) {
                atEnd = true;
            } else {
                budget.spend(found);
                if (filter.test(found)) {
                    next = form.show(found);
                }
            }
        }
        return next;
    }

    @Override
    public void take() {
        next = null;
    }

    @Override
    public long position() {
        return next == null ? cursor.position() : next.offset();
    }

    @Override
    public boolean isAtEnd() {
        return atEnd && next == null;
    }

    @Override
    public void close() {
        cursor.close();
    }
}
