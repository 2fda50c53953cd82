package org.ordertracking.broker.console;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.ordertracking.broker.api.BrokerNode;
import org.ordertracking.broker.api.ConnectedClient;
import org.ordertracking.broker.console.view.ClusterViews;
import org.ordertracking.broker.console.view.Paged;
import org.ordertracking.broker.group.GroupPartition;
import org.ordertracking.broker.topic.Topic;
import org.ordertracking.broker.topic.TopicRegistry;

/** The broker as a whole, and who is connected to it. */
public final class ClusterQueries {
    private static final Comparator<ConnectedClient> BY_NAME =
            Comparator.comparing(ConnectedClient::clientId).thenComparing(ConnectedClient::id);

    private final ConsoleParts parts;

    ClusterQueries(ConsoleParts parts) {
        this.parts = parts;
    }

    /**
     * What there is. Asks the disk how much is free.
     *
     * @param whyNot why nothing may be changed; null when it may
     */
    public ClusterViews.Overview overview(String whyNot) {
        BrokerNode node = parts.node().get();
        TopicRegistry topics = parts.topics();
        long internal = topics.all().stream().filter(Topic::internal).count();
        return new ClusterViews.Overview(
                node.clusterId(),
                node.id(),
                node.host() + ":" + node.port(),
                parts.version(),
                parts.startedMillis(),
                (int) (topics.all().size() - internal),
                (int) internal,
                topics.all().stream()
                        .mapToInt(topic -> topic.partitions().size())
                        .sum(),
                bytes(topics),
                parts.store().failedLogs(),
                parts.store().counters().writeFailures(),
                (int) parts.offsets().all().keySet().stream()
                        .map(GroupPartition::group)
                        .distinct()
                        .count(),
                parts.clients().get().size(),
                parts.directory().path(),
                disk(true),
                disk(false),
                whyNot == null,
                whyNot);
    }

    /** Some of the clients, by their client ids. */
    public Paged<ClusterViews.Client> clients(String search, int page, int size) {
        List<ClusterViews.Client> all = parts.clients().get().stream()
                .filter(client -> (client.clientId() + " " + client.address() + " "
                                + client.software().orElse(""))
                        .contains(search))
                .sorted(BY_NAME)
                .map(ClusterQueries::view)
                .toList();
        return Paged.of(all, page, size);
    }

    private static ClusterViews.Client view(ConnectedClient client) {
        return new ClusterViews.Client(
                client.id(),
                client.address(),
                client.clientId(),
                client.software().orElse(null),
                client.sinceMillis(),
                client.lastRequestMillis(),
                client.requests(),
                client.inFlight());
    }

    static long bytes(TopicRegistry topics) {
        return topics.all().stream()
                .flatMap(topic -> topic.partitions().stream())
                .mapToLong(partition -> partition.log().sizeInBytes())
                .sum();
    }

    private long disk(boolean total) {
        try {
            return total ? parts.directory().totalBytes() : parts.directory().usableBytes();
        } catch (IOException unknown) {
            return -1;
        }
    }
}
