package org.ordertracking.broker.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.fixture.LogLines;
import org.ordertracking.broker.fixture.TestBroker;
import org.ordertracking.broker.fixture.TestDisk;

class ProducerIdsTest {
    private static final int BLOCK = 1_000;

    @TempDir
    private Path directory;

    private TestBroker broker;

    @BeforeEach
    void start() {
        broker = TestBroker.in(directory).start();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void idsBeginAtZeroAndNoneIsLeftOut() {
        ProducerIds ids = new ProducerIds(broker.topics());

        assertThat(take(ids, 3)).containsExactlyInAnyOrder(0L, 1L, 2L);
    }

    @Test
    void mostIdsCostNoWrite() {
        ProducerIds ids = new ProducerIds(broker.topics());
        take(ids, 1);
        long before = broker.store().counters().batchesAppended();

        take(ids, BLOCK - 1);
        assertThat(broker.store().counters().batchesAppended()).isEqualTo(before);

        take(ids, 1);
        assertThat(broker.store().counters().batchesAppended()).isEqualTo(before + 1);
    }

    @Test
    void noIdIsGivenOutAgainAfterARestart() {
        Set<Long> all = new HashSet<>();
        for (int start = 0; start < 3; start++) {
            assertThat(take(new ProducerIds(broker.topics()), 10))
                    .allSatisfy(
                            id -> assertThat(all.add(id)).as("%d is new", id).isTrue());
            broker.restart();
        }
    }

    @Test
    void moreThanABlockMayBeAskedForAtOnce() {
        ProducerIds ids = new ProducerIds(broker.topics());

        List<Long> taken = take(ids, 2 * BLOCK + 500);

        assertThat(taken).doesNotHaveDuplicates().hasSize(2 * BLOCK + 500);
    }

    @Test
    void idsAreUniqueHoweverManyThreadsAsk() throws Exception {
        int threads = 8;
        ProducerIds ids = new ProducerIds(broker.topics());
        ExecutorService clients = Executors.newFixedThreadPool(threads);
        CountDownLatch together = new CountDownLatch(1);
        try {
            List<Future<List<Long>>> taken = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Callable<List<Long>> client = () -> {
                    together.await();
                    return take(ids, 400);
                };
                taken.add(clients.submit(client));
            }
            together.countDown();
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> one : taken) {
                all.addAll(one.get());
            }
            assertThat(all).hasSize(threads * 400).doesNotHaveDuplicates();
        } finally {
            clients.shutdown();
        }
    }

    @Test
    void aFailureOfTheMetadataReachesAllWhoWaitAndALaterCallWorks() {
        ProducerIds ids = new ProducerIds(broker.topics());
        CountDownLatch gate = new CountDownLatch(1);
        broker.disk()
                .refuseWrites(TestDisk.below(Uuid.METADATA_TOPIC_ID.toString()).and(file -> await(gate)));
        try (LogLines expected = LogLines.of("org.ordertracking.broker.log")) {
            List<CompletableFuture<Long>> waiting = IntStream.range(0, 5)
                    .mapToObj(i -> ids.next().toCompletableFuture())
                    .toList();
            assertThat(waiting).noneMatch(CompletableFuture::isDone);
            gate.countDown();

            assertThat(waiting)
                    .allSatisfy(one -> assertThatThrownBy(one::join).cause().isInstanceOf(KafkaStorageException.class));
            assertThat(expected.warnings()).hasSize(1);

            broker.disk().repair();
            assertThat(take(ids, 2)).containsExactlyInAnyOrder(0L, 1L);
        }
    }

    private static boolean await(CountDownLatch gate) {
        try {
            gate.await();
            return true;
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    /** All asked for before any is waited for. */
    private static List<Long> take(ProducerIds ids, int count) {
        List<CompletableFuture<Long>> asked = IntStream.range(0, count)
                .mapToObj(i -> ids.next().toCompletableFuture())
                .toList();
        return asked.stream().map(CompletableFuture::join).toList();
    }
}
