package org.ordertracking.broker.log;

import java.io.IOException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/**
 * Whether a log takes changes, and what becomes of it when the disk does not do what it is told. Only the log's thread calls it; the states
 * are those of {@link PartitionLog}.
 */
final class LogHealth {

    private static final Logger LOG = Logger.getLogger(LogHealth.class);

    private final TopicIdPartition id;
    private final LogView view;
    private final LogCounters counters;
    /** The disk has refused something and not taken anything since. */
    private boolean refusedByDisk;

    LogHealth(TopicIdPartition id, LogView view, LogCounters counters) {
        this.id = id;
        this.view = view;
        this.counters = counters;
    }

    /** Any change has to begin with this. */
    void requireWritable() {
        switch (view.state()) {
            case WRITABLE -> {}
            case FAILED ->
                throw new KafkaStorageException(
                        "Partition " + id + " takes no more appends until a restart: " + view.failure());
            case CLOSED -> throw new KafkaStorageException("Partition " + id + " is closed");
            case DELETED -> throw new UnknownTopicOrPartitionException("Partition " + id + " was deleted");
        }
    }

    /** The disk did not do something, and all is as it was: the log goes on, and says so once until the disk takes something again. */
    KafkaStorageException refused(String what, IOException cause) {
        counters.writeFailed();
        if (!refusedByDisk) {
            refusedByDisk = true;
            LOG.warnf("Partition %s: %s (%s); appends fail until the disk takes them again", id, what, cause);
        }
        return new KafkaStorageException("Partition " + id + ": " + what + ": " + cause.getMessage(), cause);
    }

    /** The disk has taken something. */
    void taken() {
        if (refusedByDisk) {
            refusedByDisk = false;
            LOG.infof("Partition %s: the disk takes appends again", id);
        }
    }

    /** Stops writing until the next start, because what the disk holds is no longer known. */
    KafkaStorageException fail(String what, Throwable cause) {
        counters.writeFailed();
        if (view.state() == LogView.State.WRITABLE) {
            view.fail(what);
            LOG.errorf(
                    "Partition %s takes no more appends until a restart: %s (%s). Offsets %d to %d stay readable",
                    id, what, cause, view.startOffset(), view.highWatermark());
        }
        return new KafkaStorageException("Partition " + id + " takes no more appends: " + what, cause);
    }
}
