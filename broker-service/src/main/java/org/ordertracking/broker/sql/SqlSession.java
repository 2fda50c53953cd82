package org.ordertracking.broker.sql;

import java.util.ArrayList;
import java.util.List;
import org.ordertracking.broker.sql.engine.EngineException;
import org.ordertracking.broker.topic.Topic;
import org.ordertracking.broker.topic.TopicRegistry;

/**
 * A query, its engine and what the engine has been given. For one thread at a time.
 *
 * <pre>
 *   new ──► {@link #answer} ──► {@link #hasMore}, {@link #answer} …   (each answer reads what has come since the one before)
 * </pre>
 */
final class SqlSession {
    private final TopicRegistry topics;
    private final SqlRequest request;
    private final SqlLimits limits;
    private final GuardedEngine engine;
    private final ReadBudget budget;
    private List<Followed> followed;

    /** A topic and what feeds its records to the engine. */
    private record Followed(Topic topic, TopicFeed feed) {}

    SqlSession(TopicRegistry topics, SqlRequest request, SqlLimits limits, GuardedEngine engine, SqlMetrics metrics) {
        this.topics = topics;
        this.request = request;
        this.limits = limits;
        this.engine = engine;
        this.budget = new ReadBudget(limits, metrics);
    }

    SqlAnswer answer() throws SqlException {
        long began = System.nanoTime();
        engine.work();
        try {
            if (followed == null) {
                followed = begin();
            }
            for (Followed each : followed) {
                each.feed().read(now(each.topic()), engine);
            }
            int rows = Math.min(limits.rows(), request.limit().orElse(Integer.MAX_VALUE));
            var result = engine.process().query(request.query(), rows, limits.answerBytes());
            return new SqlAnswer(
                    result,
                    followed.stream().map(each -> each.feed().told()).toList(),
                    budget.records(),
                    budget.bytes(),
                    (System.nanoTime() - began) / 1_000_000);
        } catch (EngineException failure) {
            throw engine.explained(failure);
        } finally {
            engine.rest();
        }
    }

    /** Whether records have come since the last answer. */
    boolean hasMore() throws SqlException {
        for (Followed each : followed) {
            if (each.feed().hasMore(now(each.topic()))) {
                return true;
            }
        }
        return false;
    }

    private List<Followed> begin() throws EngineException, SqlException {
        engine.process().open(limits.engineMemory());
        QueryPlan plan = new QueryPlanner(topics).plan(engine.process().parse(request.query()));
        List<Followed> all = new ArrayList<>();
        for (Topic topic : plan.topics()) {
            all.add(new Followed(topic, new TopicFeed(topic, all.size(), request, plan.bounds(), budget)));
        }
        return all;
    }

    /** It may have grown. */
    private Topic now(Topic topic) throws SqlException {
        return topics.byId(topic.id())
                .orElseThrow(() -> SqlException.invalid(
                        "The topic '%s' was deleted meanwhile.".formatted(topic.name()), "Ask again without it."));
    }
}
