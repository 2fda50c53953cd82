package org.ordertracking.broker.log;

import java.time.InstantSource;

/** What all logs of a store share. */
record LogEnvironment(
        LogFiles files,
        InstantSource clock,
        LogListener listener,
        LogStoreConfig config,
        LogCounters counters,
        SegmentReader reader) {}
