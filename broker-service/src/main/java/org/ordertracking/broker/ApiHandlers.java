package org.ordertracking.broker;

import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.kafka.coordinator.group.GroupCoordinator;
import org.apache.kafka.server.util.timer.Timer;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.BrokerNode;
import org.ordertracking.broker.api.LogDirectory;
import org.ordertracking.broker.api.SupportedApi;
import org.ordertracking.broker.api.cluster.ClusterApis;
import org.ordertracking.broker.api.configs.ConfigApis;
import org.ordertracking.broker.api.groups.GroupApis;
import org.ordertracking.broker.api.quotas.QuotaApis;
import org.ordertracking.broker.api.records.FetchSessions;
import org.ordertracking.broker.api.records.RecordApis;
import org.ordertracking.broker.api.security.SecurityApis;
import org.ordertracking.broker.api.share.ShareApis;
import org.ordertracking.broker.api.topics.TopicApis;
import org.ordertracking.broker.api.transactions.TransactionApis;
import org.ordertracking.broker.quota.ClientQuotas;
import org.ordertracking.broker.quota.QuotaCatalog;
import org.ordertracking.broker.share.ShareGroups;
import org.ordertracking.broker.topic.LongPolls;
import org.ordertracking.broker.topic.TopicRegistry;
import org.ordertracking.broker.transaction.ProducerIds;
import org.ordertracking.broker.transaction.TransactionAdmission;
import org.ordertracking.broker.transaction.TransactionCoordinator;

/** Gathers the handlers of all areas: one for every key of {@link SupportedApi}. */
public final class ApiHandlers {

    private ApiHandlers() {}

    /**
     * What the handlers work with.
     *
     * @param node how clients reach this broker
     * @param fetchSessions incremental fetch sessions
     * @param quotas what clients may use
     * @param readers runs what may block on reading the disk
     * @param timer ends long polls
     * @param polls ends them when the broker stops
     * @param logDirectory where the logs lie
     */
    public record Services(
            Supplier<BrokerNode> node,
            TopicRegistry topics,
            GroupCoordinator groups,
            ShareGroups shares,
            ProducerIds producerIds,
            TransactionCoordinator transactions,
            FetchSessions fetchSessions,
            ClientQuotas quotas,
            Executor readers,
            Timer timer,
            LongPolls polls,
            LogDirectory logDirectory,
            InstantSource clock) {}

    /**
     * What the broker's owner decides.
     *
     * @param autoCreateTopics whether asking for a missing topic makes it
     * @param maxFetchBytes largest fetch response
     * @param brokerConfigs the broker's settings under the names Kafka has for them
     */
    public record Policies(boolean autoCreateTopics, int maxFetchBytes, Map<String, String> brokerConfigs) {}

    public static Map<SupportedApi, ApiHandler<?>> of(Services services, Policies policies) {
        TopicRegistry topics = services.topics();
        Map<SupportedApi, ApiHandler<?>> handlers = new EnumMap<>(SupportedApi.class);
        handlers.putAll(ClusterApis.of(topics, services.node(), services.clock()));
        handlers.putAll(TopicApis.of(
                topics,
                services.node(),
                services.quotas(),
                policies.autoCreateTopics(),
                services.logDirectory(),
                services.readers()));
        handlers.putAll(QuotaApis.of(new QuotaCatalog(topics)));
        handlers.putAll(ConfigApis.of(topics, services.node(), policies.brokerConfigs()));
        handlers.putAll(SecurityApis.of());
        handlers.putAll(RecordApis.of(
                topics,
                new TransactionAdmission(services.transactions()),
                services.fetchSessions(),
                services.quotas(),
                services.readers(),
                services.timer(),
                services.polls(),
                policies.maxFetchBytes()));
        handlers.putAll(TransactionApis.of(
                services.transactions(), services.producerIds(), services.groups(), topics, services.clock()));
        handlers.putAll(GroupApis.of(services.groups(), topics, services.node(), services.polls()));
        handlers.putAll(ShareApis.of(services.groups(), services.shares(), topics, policies.maxFetchBytes()));
        return handlers;
    }
}
