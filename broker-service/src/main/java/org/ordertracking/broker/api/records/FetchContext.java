package org.ordertracking.broker.api.records;

import java.util.List;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.FetchMetadata;

/** What a fetch request reads, and what its answer means to the session it belongs to, if any. */
interface FetchContext {

    /** The partitions in the order they are served in. */
    List<FetchTarget> targets();

    /** Whether partitions of which the client has heard all are left out of the answer. */
    boolean tellsOnlyChanges();

    /** Takes note of what the client is told; to be called once, when nothing can come between. */
    Outcome complete(List<Fetched> fetched);

    /** The client is sent away empty-handed: it has to ask again for the same. */
    Outcome postpone();

    /**
     * What was found for one partition.
     */
    record Fetched(FetchTarget target, PartitionData data) {}

    /**
     * What the answer says of the session.
     *
     * @param error if not {@link Errors#NONE}, the answer carries no partitions
     */
    record Outcome(Errors error, int sessionId) {
        static final Outcome WITHOUT_SESSION = new Outcome(Errors.NONE, FetchMetadata.INVALID_SESSION_ID);
    }

    /** A request that stands for itself. */
    record Sessionless(List<FetchTarget> targets) implements FetchContext {

        @Override
        public boolean tellsOnlyChanges() {
            return false;
        }

        @Override
        public Outcome complete(List<Fetched> fetched) {
            return Outcome.WITHOUT_SESSION;
        }

        @Override
        public Outcome postpone() {
            return Outcome.WITHOUT_SESSION;
        }
    }

    /** A whole request whose answer may open a session. */
    record Opening(FetchSessions sessions, boolean usesTopicIds, List<FetchTarget> targets) implements FetchContext {

        @Override
        public boolean tellsOnlyChanges() {
            return false;
        }

        @Override
        public Outcome complete(List<Fetched> fetched) {
            fetched.forEach(partition -> partition.target().told(partition.data()));
            return new Outcome(Errors.NONE, sessions.open(targets, usesTopicIds));
        }

        @Override
        public Outcome postpone() {
            return Outcome.WITHOUT_SESSION;
        }
    }

    /**
     * A request that names only what changes in its session.
     *
     * @param epoch the session's, as long as no other request overtakes this one
     */
    record Incremental(FetchSession session, int epoch, List<FetchTarget> targets) implements FetchContext {

        @Override
        public boolean tellsOnlyChanges() {
            return true;
        }

        @Override
        public Outcome complete(List<Fetched> fetched) {
            return session.complete(epoch, fetched);
        }

        @Override
        public Outcome postpone() {
            return session.complete(epoch, List.of());
        }
    }
}
