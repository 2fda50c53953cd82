package org.ordertracking.broker.console;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import org.ordertracking.broker.console.view.RecordViews;
import org.ordertracking.broker.log.PartitionLog;
import org.ordertracking.broker.records.RecordCursor;
import org.ordertracking.broker.records.ScanBudget;
import org.ordertracking.broker.records.StoredRecord;

/**
 * From an offset backwards. A log can only be read forwards, so it is read in windows of offsets, the last one first; a window is
 * read to its end whatever the budget says, since less of it would tell nothing.
 */
final class NewestFirst implements RecordStream {
    private static final int LARGEST_WINDOW = 10_000;
    /** About how many bytes of the log a window may cover. */
    private static final long WINDOW_BYTES = 8 << 20;
    /** A window with fewer matches than one in so many makes the next one twice as large. */
    private static final int FEW = 8;

    private final PartitionLog log;
    private final Predicate<StoredRecord> filter;
    private final RecordForm form;
    private final ScanBudget budget;
    private final int kept;
    private final Deque<RecordViews.Shown> found = new ArrayDeque<>();
    private long window;
    private final long largestWindow;
    private long below;

    /**
     * @param below the offset behind the first one that is wanted
     * @param kept how many found records are held at most; it looks again for those that it had no room for
     */
    NewestFirst(
            PartitionLog log,
            long below,
            Predicate<StoredRecord> filter,
            RecordForm form,
            ScanBudget budget,
            int kept) {
        this.log = log;
        this.below = Math.min(below, log.highWatermark());
        this.filter = filter;
        this.form = form;
        this.budget = budget;
        this.kept = kept;
        long offsets = Math.max(1, log.highWatermark() - log.logStartOffset());
        long bytesEach = Math.max(1, log.sizeInBytes() / offsets);
        this.largestWindow = Math.max(1, Math.min(LARGEST_WINDOW, WINDOW_BYTES / bytesEach));
        this.window = Math.min(kept, largestWindow);
    }

    @Override
    public RecordViews.Shown peek() {
        while (found.isEmpty() && below > log.logStartOffset() && !budget.isSpent()) {
            readWindow();
        }
        return found.peekLast();
    }

    private void readWindow() {
        long from = Math.max(log.logStartOffset(), below - window);
        long matches = 0;
        try (RecordCursor cursor = new RecordCursor(log, from, below)) {
            for (StoredRecord record = cursor.next(); record != null; record = cursor.next()) {
                budget.spend(record);
                if (filter.test(record)) {
                    matches++;
                    found.addLast(form.show(record));
                    if (found.size() > kept) {
                        found.removeFirst();
                    }
                }
            }
        }
        below = matches > found.size() ? found.getFirst().offset() : from;
        if (matches < window / FEW) {
            window = Math.min(largestWindow, 2 * window);
        }
    }

    @Override
    public void take() {
        found.removeLast();
    }

    @Override
    public long position() {
        return found.isEmpty() ? below : found.getLast().offset() + 1;
    }

    @Override
    public boolean isAtEnd() {
        return found.isEmpty() && below <= log.logStartOffset();
    }

    @Override
    public void close() {
        found.clear();
    }
}
