package org.ordertracking.broker.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The aborted transactions whose markers lie in one segment, in the order of the markers, 32 bytes each. One thread adds, any thread
 * looks: an entry is visible once {@code count} says so.
 */
final class AbortedTransactions {

    private static final int WORDS = 4;
    private static final int INITIAL_ENTRIES = 4;
    private static final long[] NONE = new long[0];

    private volatile long[] words = NONE;
    private volatile int count;

    static AbortedTransactions of(List<AbortedTransaction> transactions) {
        AbortedTransactions aborted = new AbortedTransactions();
        transactions.forEach(aborted::add);
        return aborted;
    }

    /** Takes note of a transaction; they must come in the order of their markers. */
    void add(AbortedTransaction transaction) {
        int at = count * WORDS;
        if (at == words.length) {
            words = Arrays.copyOf(words, Math.max(INITIAL_ENTRIES * WORDS, 2 * at));
        }
        long[] current = words;
        current[at] = transaction.producerId();
        current[at + 1] = transaction.firstOffset();
        current[at + 2] = transaction.lastOffset();
        current[at + 3] = transaction.lastStableOffset();
        count++;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    AbortedTransaction get(int entry) {
        long[] current = words;
        int at = entry * WORDS;
        return new AbortedTransaction(current[at], current[at + 1], current[at + 2], current[at + 3]);
    }

    List<AbortedTransaction> all() {
        int n = count;
        List<AbortedTransaction> all = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            all.add(get(i));
        }
        return all;
    }

    /**
     * Hands on the transactions that have records in a range of offsets.
     *
     * @param upTo the first offset behind the range
     * @return whether transactions that ended later may have some, too
     */
    boolean collect(long from, long upTo, Consumer<AbortedTransaction> found) {
        int n = count;
        for (int i = firstEndingAtOrAfter(from, n); i < n; i++) {
            AbortedTransaction transaction = get(i);
            if (transaction.firstOffset() < upTo) {
                found.accept(transaction);
            }
            if (transaction.lastStableOffset() >= upTo) {
                return false;
            }
        }
        return true;
    }

    private int firstEndingAtOrAfter(long offset, int n) {
        long[] current = words;
        int low = 0;
        int high = n;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (current[middle * WORDS + 2] < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
