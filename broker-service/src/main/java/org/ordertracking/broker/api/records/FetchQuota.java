package org.ordertracking.broker.api.records;

import java.util.List;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.records.FetchContext.Fetched;
import org.ordertracking.broker.api.records.FetchContext.Outcome;
import org.ordertracking.broker.quota.ClientQuotas;
import org.ordertracking.broker.quota.QuotaKind;

/** What one client may fetch. */
interface FetchQuota {

    /**
     * @param wanted bytes
     * @return as many, or fewer where so many could never be sent
     */
    int largestResponse(int wanted);

    /**
     * Counts a response.
     *
     * @return 0, or for how many milliseconds it is not to be sent
     */
    int take(short version, List<Fetched> fetched);

    /** The quota of whoever asks. */
    static FetchQuota of(ClientQuotas quotas, RequestContext context) {
        return quotas.limits(QuotaKind.CONSUMER_BYTE_RATE)
                ? new Metered(quotas, context.principal().getName(), context.clientId())
                : new Unlimited();
    }

    /** As much as there is. */
    record Unlimited() implements FetchQuota {
        @Override
        public int largestResponse(int wanted) {
            return wanted;
        }

        @Override
        public int take(short version, List<Fetched> fetched) {
            return 0;
        }
    }

    /** Bytes of whole responses are counted, as in Kafka. */
    record Metered(ClientQuotas quotas, String user, String clientId) implements FetchQuota {
        @Override
        public int largestResponse(int wanted) {
            return (int) Math.min(wanted, quotas.largestFetch(user, clientId));
        }

        @Override
        public int take(short version, List<Fetched> fetched) {
            long bytes = FetchAnswer.of(version, Outcome.WITHOUT_SESSION, fetched)
                    .size(new ObjectSerializationCache(), version);
            return quotas.fetched(user, clientId, bytes);
        }
    }
}
