/**
 * Share groups (KIP-932): consumers that share partitions record by record, each record acknowledged for itself.
 *
 * <p>Membership is the group coordinator's. Here is the rest: which record is with whom ({@link
 * org.ordertracking.broker.share.SharePartition}), who fetches ({@link org.ordertracking.broker.share.ShareSessions}), and
 * Kafka's share coordinator, which keeps the state in {@code __share_group_state}.
 */
package org.ordertracking.broker.share;
