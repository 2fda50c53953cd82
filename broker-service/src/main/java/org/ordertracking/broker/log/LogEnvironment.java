package org.ordertracking.broker.log;

import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * What all logs of a store share.
 *
 * @param upkeep runs what nobody waits for: writing indexes, deleting files
 */
record LogEnvironment(
        LogFiles files,
        InstantSource clock,
        LogListener listener,
        TransactionGuard guard,
        LogStoreConfig config,
        LogCounters counters,
        IndexFiles indexFiles,
        SegmentReader reader,
        Executor upkeep) {}
