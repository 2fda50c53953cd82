/**
 * The partition log: record batches (magic 2) as opaque bytes in segment files, their indexes, recovery, idempotent producers
 * and transactions, retention and compaction ({@link org.ordertracking.broker.log.LogCleaner}).
 *
 * <p>Start at {@link org.ordertracking.broker.log.LogStore}: it owns a data directory and hands out one
 * {@link org.ordertracking.broker.log.PartitionLog} per partition. Everything that touches the disk goes through
 * {@link org.ordertracking.broker.log.LogFiles}, so that tests run on a disk that fails on demand.
 *
 * <p>This package knows Kafka's record format and errors, MapDB's volumes and the JDK; it knows nothing of the network, of topics or
 * of groups.
 */
package org.ordertracking.broker.log;
