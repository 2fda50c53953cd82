package org.ordertracking.broker.api.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.broker.fixture.Fetches.BY_ID;
import static org.ordertracking.broker.fixture.Fetches.BY_NAME;
import static org.ordertracking.broker.fixture.Fetches.forget;
import static org.ordertracking.broker.fixture.Fetches.from;
import static org.ordertracking.broker.fixture.Fetches.opening;
import static org.ordertracking.broker.fixture.Fetches.partitions;
import static org.ordertracking.broker.fixture.Fetches.request;
import static org.ordertracking.broker.fixture.Fetches.topic;
import static org.ordertracking.broker.fixture.Fetches.values;
import static org.ordertracking.broker.fixture.Records.append;
import static org.ordertracking.broker.fixture.Records.batch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchRequestData.FetchTopic;
import org.apache.kafka.common.message.FetchRequestData.ForgottenTopic;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.fixture.FakeTimer;
import org.ordertracking.broker.fixture.Fetches;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.fixture.TestBroker;
import org.ordertracking.broker.topic.Topic;

/** What a client that names only its changes is told, as KIP-227 and Apache Kafka have it. */
class FetchSessionTest {
    private static final int BATCH_BYTES = batch("a").sizeInBytes();

    @TempDir
    private Path directory;

    private final FakeTimer timer = new FakeTimer();
    private TestBroker broker;
    private Topic orders;

    @BeforeEach
    void start() {
        broker = TestBroker.in(directory).withTimer(timer).start();
        orders = broker.topic("orders", 3);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void theFirstAnswerTellsOfEveryPartitionAndOpensASession() {
        append(orders.partitions().get(1), batch("a"));

        FetchResponseData opened = open(from(0, 0), from(1, 0), from(2, 0));

        assertThat(opened.sessionId()).isPositive();
        assertThat(values(opened))
                .containsExactly(Map.entry(0, List.of()), Map.entry(1, List.of("a")), Map.entry(2, List.of()));
        assertThat(broker.fetchSessions().count()).isEqualTo(1);
        assertThat(broker.fetchSessions().partitions()).isEqualTo(3);
    }

    @Test
    void whereNothingHappenedNothingIsTold() {
        int session = open(from(0, 0), from(1, 0)).sessionId();

        FetchResponseData next = ask(request(session, 1));

        assertThat(next.errorCode()).isZero();
        assertThat(next.sessionId()).isEqualTo(session);
        assertThat(next.responses()).isEmpty();
    }

    @Test
    void onlyThePartitionThatGrewIsTold() {
        int session = open(from(0, 0), from(1, 0), from(2, 0)).sessionId();
        append(orders.partitions().get(2), batch("new"));

        assertThat(values(ask(request(session, 1)))).containsExactly(Map.entry(2, List.of("new")));
    }

    @Test
    void recordsThatTheClientDoesNotMoveBeyondAreToldAgain() {
        append(orders.partitions().get(0), batch("a"));
        int session = open(from(0, 0)).sessionId();

        assertThat(values(ask(request(session, 1)))).containsExactly(Map.entry(0, List.of("a")));

        FetchRequestData moved = request(session, 2);
        moved.setTopics(List.of(topic("orders", from(0, 1))));
        assertThat(partitions(ask(moved))).isEmpty();
    }

    @Test
    void aPartitionMayJoinAndLeave() {
        int session = open(from(0, 0)).sessionId();
        append(orders.partitions().get(0), batch("left alone"));
        append(orders.partitions().get(1), batch("joined"));

        FetchRequestData change = request(session, 1)
                .setTopics(List.of(topic("orders", from(1, 0))))
                .setForgottenTopicsData(List.of(forget("orders", 0, 7)));

        assertThat(values(ask(change))).containsExactly(Map.entry(1, List.of("joined")));
        assertThat(broker.fetchSessions().partitions()).isEqualTo(1);
    }

    @Test
    void aSessionFromWhichEverythingIsForgottenEnds() {
        int session = open(from(0, 0)).sessionId();

        FetchResponseData answer = ask(request(session, 1).setForgottenTopicsData(List.of(forget("orders", 0))));

        assertThat(answer.sessionId()).isZero();
        assertThat(answer.errorCode()).isZero();
        assertThat(broker.fetchSessions().count()).isZero();
        assertThat(broker.fetchSessions().partitions()).isZero();
    }

    @Test
    void aWholeRequestWithTheIdOfASessionReplacesIt() {
        int session = open(from(0, 0)).sessionId();

        FetchRequestData again = request(session, 0).setTopics(List.of(topic("orders", from(1, 0))));
        int next = ask(again).sessionId();

        assertThat(next).isPositive().isNotEqualTo(session);
        assertThat(broker.fetchSessions().count()).isEqualTo(1);
        assertThat(error(request(session, 1))).isEqualTo(Errors.FETCH_SESSION_ID_NOT_FOUND);
    }

    @Test
    void theLastRequestOfAClientEndsItsSession() {
        int session = open(from(0, 0)).sessionId();

        FetchResponseData answer = ask(request(session, -1));

        assertThat(answer.sessionId()).isZero();
        assertThat(broker.fetchSessions().count()).isZero();
    }

    @Test
    void aSessionThatIsNotThereIsNotFound() {
        FetchResponseData answer = ask(request(4711, 1));

        assertThat(answer.errorCode()).isEqualTo(Errors.FETCH_SESSION_ID_NOT_FOUND.code());
        assertThat(answer.sessionId()).isZero();
    }

    @Test
    void sessionsDoNotOutliveTheProcess() {
        int session = open(from(0, 0)).sessionId();

        broker.restart();

        assertThat(error(request(session, 1))).isEqualTo(Errors.FETCH_SESSION_ID_NOT_FOUND);
    }

    @Test
    void anEpochThatIsNotTheNextIsRefusedAndChangesNothing() {
        int session = open(from(0, 0)).sessionId();

        assertThat(error(request(session, 2))).isEqualTo(Errors.INVALID_FETCH_SESSION_EPOCH);
        assertThat(error(request(session, 1))).isEqualTo(Errors.NONE);
        assertThat(error(request(session, 1))).as("a repeated request").isEqualTo(Errors.INVALID_FETCH_SESSION_EPOCH);
        assertThat(error(request(session, 2))).isEqualTo(Errors.NONE);
    }

    @Test
    void aRequestThatIsOvertakenIsRefusedAndItsRecordsAreLeftForTheNext() {
        int session = open(from(0, 0)).sessionId();
        CompletableFuture<ApiResponse> overtaken =
                send(request(session, 1).setMaxWaitMs(10_000).setMinBytes(10 * BATCH_BYTES));
        append(orders.partitions().get(0), batch("a"));

        CompletableFuture<ApiResponse> next = send(request(session, 2));

        assertThat(values(Fetches.body(next))).containsExactly(Map.entry(0, List.of("a")));
        timer.advanceClock(10_000);
        FetchResponseData late = Fetches.body(overtaken);
        assertThat(late.errorCode()).isEqualTo(Errors.INVALID_FETCH_SESSION_EPOCH.code());
        assertThat(late.responses()).isEmpty();
        assertThat(broker.disk().openReaders()).isLessThanOrEqualTo(1);
    }

    @Test
    void anAnswerOnTheWayWhenItsSessionEndsIsStillGood() {
        int session = open(from(0, 0)).sessionId();
        CompletableFuture<ApiResponse> parked = send(request(session, 1).setMaxWaitMs(10_000));
        ask(request(session, -1));

        append(orders.partitions().get(0), batch("a"));

        assertThat(values(Fetches.body(parked))).containsExactly(Map.entry(0, List.of("a")));
        assertThat(error(request(session, 2))).isEqualTo(Errors.FETCH_SESSION_ID_NOT_FOUND);
    }

    @Test
    void whoNamesTopicsByNameCannotGoOnById() {
        int session = open(from(0, 0)).sessionId();

        FetchResponseData answer = Fetches.ask(broker, request(session, 1), BY_ID);

        assertThat(answer.errorCode()).isEqualTo(Errors.FETCH_SESSION_TOPIC_ID_ERROR.code());
    }

    @Test
    void thePartitionThatWasServedIsServedLastTheNextTime() {
        orders.partitions().forEach(partition -> append(partition, batch("a")));
        FetchRequestData first = opening().setMaxBytes(BATCH_BYTES);
        first.setTopics(List.of(topic("orders", from(0, 0), from(1, 0), from(2, 0))));
        int session = ask(first).sessionId();

        for (int epoch = 1; epoch <= 7; epoch++) {
            assertThat(values(ask(request(session, epoch).setMaxBytes(BATCH_BYTES))))
                    .containsExactly(Map.entry((epoch - 1) % 3, List.of("a")));
        }
    }

    @Test
    void anErrorIsToldUntilItIsGoneAndThenThePartitionIsToldOnce() {
        int session = open(from(0, 5)).sessionId();
        assertThat(Fetches.data(ask(request(session, 1))).get(0).errorCode())
                .isEqualTo(Errors.OFFSET_OUT_OF_RANGE.code());
        FetchRequestData mended = request(session, 2);
        mended.setTopics(List.of(topic("orders", from(0, 0))));

        assertThat(Fetches.data(ask(mended)).get(0).errorCode()).isZero();
        assertThat(ask(request(session, 3)).responses()).isEmpty();
    }

    @Test
    void aTopicThatIsMadeAnewUnderItsNameIsNotTakenForTheOldOne() {
        Uuid old = orders.id();
        int session = openById(old).sessionId();
        broker.topics().delete(old).toCompletableFuture().join();
        assertThat(errorOfOnlyPartition(request(session, 1))).isEqualTo(Errors.UNKNOWN_TOPIC_OR_PARTITION);

        Topic anew = broker.topic("orders", 3);
        append(anew.partitions().get(0), batch("of the new topic"));
        assertThat(errorOfOnlyPartition(request(session, 2))).isEqualTo(Errors.INCONSISTENT_TOPIC_ID);

        FetchRequestData replaced = request(session, 3)
                .setTopics(List.of(new FetchTopic().setTopicId(anew.id()).setPartitions(List.of(from(0, 0)))))
                .setForgottenTopicsData(
                        List.of(new ForgottenTopic().setTopicId(old).setPartitions(List.of(0))));
        FetchResponseData answer = Fetches.ask(broker, replaced, BY_ID);
        assertThat(values(answer)).containsExactly(Map.entry(0, List.of("of the new topic")));
        assertThat(answer.responses().get(0).topicId()).isEqualTo(anew.id());
    }

    @Test
    void anIdThatNoTopicEverHadStaysUnknown() {
        int session = openById(Uuid.ONE_UUID).sessionId();

        assertThat(errorOfOnlyPartition(request(session, 1))).isEqualTo(Errors.UNKNOWN_TOPIC_ID);
    }

    @Test
    void aTopicOfASessionByNameIsReadOnWhenItIsMadeAnew() {
        int session = open(from(0, 0)).sessionId();
        broker.topics().delete(orders.id()).toCompletableFuture().join();
        append(broker.topic("orders", 1).partitions().get(0), batch("anew"));

        assertThat(values(ask(request(session, 1)))).containsExactly(Map.entry(0, List.of("anew")));
    }

    private FetchResponseData open(FetchPartition... partitions) {
        return ask(opening().setTopics(List.of(topic("orders", partitions))));
    }

    private FetchResponseData openById(Uuid topic) {
        FetchTopic wanted = new FetchTopic().setTopicId(topic).setPartitions(List.of(from(0, 0)));
        return Fetches.ask(broker, opening().setTopics(List.of(wanted)), BY_ID);
    }

    private FetchResponseData ask(FetchRequestData request) {
        return Fetches.ask(broker, request, BY_NAME);
    }

    private CompletableFuture<ApiResponse> send(FetchRequestData request) {
        return Requests.send(broker.dispatcher(), request, BY_NAME);
    }

    private Errors error(FetchRequestData request) {
        return Errors.forCode(ask(request).errorCode());
    }

    private Errors errorOfOnlyPartition(FetchRequestData request) {
        return Errors.forCode(
                Fetches.data(Fetches.ask(broker, request, BY_ID)).get(0).errorCode());
    }
}
