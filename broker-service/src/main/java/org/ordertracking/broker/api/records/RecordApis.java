package org.ordertracking.broker.api.records;

import java.util.Map;
import java.util.concurrent.Executor;
import org.apache.kafka.server.util.timer.Timer;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.SupportedApi;
import org.ordertracking.broker.quota.ClientQuotas;
import org.ordertracking.broker.topic.LongPolls;
import org.ordertracking.broker.topic.TopicRegistry;
import org.ordertracking.broker.transaction.TransactionAdmission;

/** Writing and reading records, finding and deleting them. */
public final class RecordApis {

    private RecordApis() {}

    /**
     * @param admission lets producers write in transactions
     * @param sessions incremental fetch sessions
     * @param quotas what clients may use
     * @param readers runs what may block on reading the disk
     * @param timer ends long polls
     * @param polls ends them when the broker stops
     * @param maxFetchBytes largest fetch response
     */
    public static Map<SupportedApi, ApiHandler<?>> of(
            TopicRegistry topics,
            TransactionAdmission admission,
            FetchSessions sessions,
            ClientQuotas quotas,
            Executor readers,
            Timer timer,
            LongPolls polls,
            int maxFetchBytes) {
        return Map.of(
                SupportedApi.PRODUCE, new ProduceHandler(topics, new TransactionalWrites(admission)),
                SupportedApi.FETCH, new FetchHandler(topics, sessions, quotas, readers, timer, polls, maxFetchBytes),
                SupportedApi.LIST_OFFSETS, new ListOffsetsHandler(topics, readers),
                SupportedApi.DELETE_RECORDS, new DeleteRecordsHandler(topics),
                SupportedApi.OFFSET_FOR_LEADER_EPOCH, new OffsetForLeaderEpochHandler(topics));
    }
}
