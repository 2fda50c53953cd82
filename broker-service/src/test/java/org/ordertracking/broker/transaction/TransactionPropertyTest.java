package org.ordertracking.broker.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.utils.ProducerIdAndEpoch;
import org.apache.kafka.coordinator.transaction.TransactionState;

/** Whatever is asked of a transactional id, in whatever order, by whomever, with crashes in between. */
class TransactionPropertyTest {
    private static final String ID = "checkout";

    sealed interface Step {
        /** @param who one of the identities that were given out so far */
        record Initialize(boolean anew, int who) implements Step {}

        record Add(int partition, int who, boolean v2) implements Step {}

        record End(boolean commit, int who, boolean v2) implements Step {}

        record Complete() implements Step {}

        record TimeOut() implements Step {}

        record Crash() implements Step {}
    }

    @Property(tries = 2_000)
    void decisionsStandAndEpochsOnlyGrow(@ForAll("steps") @Size(max = 60) List<Step> steps) {
        Run run = new Run();
        steps.forEach(run::apply);
        run.crash();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> who = Arbitraries.integers().between(0, 3);
        Arbitrary<Boolean> flag = Arbitraries.of(true, false);
        Arbitrary<Integer> partition = Arbitraries.integers().between(0, 2);
        Arbitrary<Step> initialize = Combinators.combine(flag, who).as(Step.Initialize::new);
        Arbitrary<Step> add = Combinators.combine(partition, who, flag).as(Step.Add::new);
        Arbitrary<Step> end = Combinators.combine(flag, who, flag).as(Step.End::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(2, initialize),
                        Tuple.of(5, add),
                        Tuple.of(5, end),
                        Tuple.of(4, Arbitraries.<Step>just(new Step.Complete())),
                        Tuple.of(1, Arbitraries.<Step>just(new Step.TimeOut())),
                        Tuple.of(2, Arbitraries.<Step>just(new Step.Crash())))
                .list()
                .ofMaxSize(60);
    }

    /** The state, the log it is rebuilt from, and what clients were told. */
    private static final class Run {
        private final List<MemoryRecords> log = new ArrayList<>();
        private final List<ProducerIdAndEpoch> givenOut = new ArrayList<>();
        private final Map<Long, Short> newestEpochs = new HashMap<>();
        private Transaction state;
        private TransactionState decided;
        private long nextProducerId = 1;
        private long now = 1;

        /** Begins shortly before epochs are used up, so that ids change too. */
        private Run() {
            ProducerIdAndEpoch first = new ProducerIdAndEpoch(0, (short) (Short.MAX_VALUE - 4));
            Transaction created = Transaction.created(ID, 0, 1_000, now);
            take(created.initialized(first, RecordBatch.NO_PRODUCER_EPOCH, 1_000, now));
            givenOut.add(first);
        }

        private void apply(Step step) {
            now++;
            try {
                if (step instanceof Step.Initialize initialize) {
                    initialize(initialize);
                } else if (step instanceof Step.Add add) {
                    take(new AddPartitions(
                                    ID, identity(add.who()), Set.of(partition(add.partition())), version(add.v2()), now)
                            .apply(state));
                    assertThat(state.covers(partition(add.partition()), identity(add.who()).epoch))
                            .isTrue();
                } else if (step instanceof Step.End end) {
                    end(end);
                } else if (step instanceof Step.Complete && state.isPrepared()) {
                    Transaction before = state;
                    take(state.completed(now));
                    assertThat(state.state())
                            .isEqualTo(
                                    before.commits()
                                            ? TransactionState.COMPLETE_COMMIT
                                            : TransactionState.COMPLETE_ABORT);
                    assertThat(state.producer()).isEqualTo(before.afterCompletion());
                } else if (step instanceof Step.TimeOut) {
                    take(new AbortTimedOut(state, now).apply(state));
                } else if (step instanceof Step.Crash) {
                    crash();
                }
            } catch (ApiException refused) {
                // A refusal changes nothing, which take() would have seen.
                assertThat(refused.getMessage()).isNotBlank();
            }
        }

        private void initialize(Step.Initialize step) {
            ProducerIdAndEpoch expected = step.anew() ? null : identity(step.who());
            Transaction after = new InitializeProducer(ID, 1_000, expected, nextProducerId++, now).apply(state);
            take(after);
            if (!after.isPrepared()) {
                assertThat(after.producerEpoch())
                        .as("the last epoch is kept for fencing")
                        .isLessThan(Short.MAX_VALUE);
                givenOut.add(after.producer());
            }
        }

        private void end(Step.End step) {
            Transaction before = state;
            Transaction after = new EndTransaction(
                            ID, identity(step.who()), step.commit(), version(step.v2()), nextProducerId++, now)
                    .apply(state);
            take(after);
            if (after == before) {
                assertThat(before.state())
                        .as("a repetition is answered by what was decided")
                        .isEqualTo(step.commit() ? TransactionState.COMPLETE_COMMIT : TransactionState.COMPLETE_ABORT);
            } else {
                assertThat(after.commits()).isEqualTo(step.commit());
                assertThat(step.commit() && !before.isOngoing())
                        .as("only what is open is committed")
                        .isFalse();
            }
            givenOut.add(after.isPrepared() ? after.afterCompletion() : after.producer());
        }

        private void take(Transaction after) {
            if (after == state) {
                return;
            }
            if (decided != null) {
                assertThat(after.state())
                        .as("what is decided is completed, nothing else")
                        .isEqualTo(
                                decided == TransactionState.PREPARE_COMMIT
                                        ? TransactionState.COMPLETE_COMMIT
                                        : TransactionState.COMPLETE_ABORT);
            }
            decided = after.isPrepared() ? after.state() : null;
            newestEpochs.merge(after.producerId(), after.producerEpoch(), (older, newer) -> {
                assertThat(newer).as("epoch of producer %d", after.producerId()).isGreaterThanOrEqualTo(older);
                return newer;
            });
            log.add(MemoryRecords.withRecords(Compression.NONE, TransactionRecords.encode(after, now)));
            state = after;
        }

        private void crash() {
            TransactionIndex index = new TransactionIndex();
            for (MemoryRecords records : log) {
                for (Record stored : records.records()) {
                    TransactionRecords.decode(stored)
                            .ifPresent(known -> index.replay(known.transactionalId(), known.transaction()));
                }
            }
            Transaction replayed = index.find(ID);
            assertThat(replayed)
                    .usingRecursiveComparison()
                    .ignoringFields("lastProducerEpoch")
                    .isEqualTo(state);
            state = replayed;
        }

        private ProducerIdAndEpoch identity(int who) {
            return givenOut.get(Math.max(0, givenOut.size() - 1 - who));
        }

        private static TopicPartition partition(int index) {
            return new TopicPartition("orders", index);
        }

        private static short version(boolean v2) {
            return v2 ? TransactionVersions.V2 : TransactionVersions.V0;
        }
    }
}
