package org.ordertracking.broker.share;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.ordertracking.broker.share.Acknowledgement.Type;

/** What share groups have done since the start. Values only grow; any thread may ask. */
public final class ShareCounters {

    private final LongAdder delivered = new LongAdder();
    private final LongAdder lockTimeouts = new LongAdder();
    private final Map<Type, LongAdder> acknowledged = new EnumMap<>(Type.class);

    ShareCounters() {
        for (Type type : Type.values()) {
            acknowledged.put(type, new LongAdder());
        }
    }

    /** Records given to consumers, each delivery counted. */
    public long delivered() {
        return delivered.sum();
    }

    /** Locks of consumers that ran out. */
    public long lockTimeouts() {
        return lockTimeouts.sum();
    }

    /** Records that were processed. */
    public long accepted() {
        return acknowledged.get(Type.ACCEPT).sum();
    }

    /** Records that were given back. */
    public long released() {
        return acknowledged.get(Type.RELEASE).sum();
    }

    /** Records that are never to be delivered again. */
    public long rejected() {
        return acknowledged.get(Type.REJECT).sum();
    }

    /** Offsets at which there was no record. */
    public long gaps() {
        return acknowledged.get(Type.GAP).sum();
    }

    void delivered(List<AcquiredRange> ranges) {
        for (AcquiredRange range : ranges) {
            delivered.add(range.count());
        }
    }

    void acknowledged(List<Acknowledgement> ranges) {
        for (Acknowledgement range : ranges) {
            long from = range.first();
            while (from <= range.last()) {
                long upTo = range.lastAlike(from);
                acknowledged.get(range.typeOf(from)).add(upTo - from + 1);
                from = upTo + 1;
            }
        }
    }

    void lockTimedOut() {
        lockTimeouts.increment();
    }
}
