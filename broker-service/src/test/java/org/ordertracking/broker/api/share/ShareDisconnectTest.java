package org.ordertracking.broker.api.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ShareFetchResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.ClientConnection;
import org.ordertracking.broker.fixture.Records;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.fixture.ShareMember;
import org.ordertracking.broker.fixture.TestBroker;
import org.ordertracking.broker.topic.Topic;

/** Consumers whose connection ends without a word. */
class ShareDisconnectTest {
    private static final String GROUP = "sharers";
    private static final int WAIT_MILLIS = 30_000;
    private static final ClientConnection LOST = connection("lost");
    private static final ClientConnection OTHER = connection("other");

    @TempDir
    private Path directory;

    private TestBroker broker;
    private Topic topic;
    private ShareMember gone;
    private ShareMember staying;

    @BeforeEach
    void startWithTwoMembers() {
        broker = TestBroker.in(directory).withGroups().start();
        topic = broker.topic("shared", 1);
        Properties configs = new Properties();
        configs.setProperty("share.auto.offset.reset", "earliest");
        // Longer than any test waits, so that it is not the lock's end that gives records back.
        configs.setProperty("share.record.lock.duration.ms", "60000");
        broker.groupConfigs().updateGroupConfig(GROUP, configs);
        gone = new ShareMember(broker, GROUP, new Uuid(7, 1), topic).join();
        staying = new ShareMember(broker, GROUP, new Uuid(7, 2), topic).join();
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void theRecordsOfALostConnectionGoToWhoWaitsForThem() {
        append("0", "1");
        assertThat(acquired(gone.fetchOver(LOST, 0, WAIT_MILLIS))).containsExactly("0-1 x1");
        CompletableFuture<ApiResponse> waiting = staying.fetchOver(OTHER, 0, WAIT_MILLIS);

        broker.dispatcher().disconnected(LOST);

        assertThat(acquired(waiting)).containsExactly("0-1 x1");
        assertThat(ShareMember.closed(Requests.await(gone.fetchOver(OTHER, 1, 0)))
                        .errorCode())
                .isEqualTo(Errors.SHARE_SESSION_NOT_FOUND.code());
    }

    @Test
    void aFetchThatWaitsWhenItsConnectionEndsTakesNoRecords() {
        CompletableFuture<ApiResponse> forNobody = gone.fetchOver(LOST, 0, WAIT_MILLIS);
        CompletableFuture<ApiResponse> waiting = staying.fetchOver(OTHER, 0, WAIT_MILLIS);

        broker.dispatcher().disconnected(LOST);
        append("0", "1");

        assertThat(acquired(waiting)).containsExactly("0-1 x1");
        assertThat(forNobody).isNotCompleted();
    }

    @Test
    void theConnectionOfOneMemberIsOfNoConcernToAnother() {
        append("0", "1");
        assertThat(acquired(gone.fetchOver(LOST, 0, WAIT_MILLIS))).containsExactly("0-1 x1");

        broker.dispatcher().disconnected(OTHER);

        assertThat(acquired(staying.fetchOver(OTHER, 0, 0))).isEmpty();
        assertThat(gone.acknowledge(1, 0, 1, 1).responses().iterator().next().partitions())
                .allMatch(partition -> partition.errorCode() == Errors.NONE.code());
    }

    @Test
    void aMemberThatCameBackKeepsItsRecordsWhenItsOldConnectionEnds() {
        assertThat(acquired(gone.fetchOver(LOST, 0, 0))).isEmpty();
        append("0", "1");
        assertThat(acquired(gone.fetchOver(OTHER, 0, WAIT_MILLIS))).containsExactly("0-1 x1");

        broker.dispatcher().disconnected(LOST);

        assertThat(acquired(staying.fetchOver(OTHER, 0, 0))).isEmpty();
    }

    @Test
    void aFetchThatWaitsIsAnsweredWhenTheBrokerStopsAndALaterOneDoesNotWait() {
        CompletableFuture<ApiResponse> waiting = staying.fetchOver(OTHER, 0, WAIT_MILLIS);

        broker.polls().endAll();

        assertThat(acquired(waiting)).isEmpty();
        assertThat(acquired(staying.fetchOver(OTHER, 1, WAIT_MILLIS))).isEmpty();
        assertThat(broker.polls().size()).isZero();
    }

    private void append(String... values) {
        Records.append(topic.partitions().get(0), Records.batch(values));
    }

    private static List<String> acquired(CompletableFuture<ApiResponse> answer) {
        return ShareMember.closed(Requests.await(answer)).responses().stream()
                .flatMap(responses -> responses.partitions().stream())
                .flatMap((ShareFetchResponseData.PartitionData partition) -> partition.acquiredRecords().stream())
                .map(range -> "%d-%d x%d".formatted(range.firstOffset(), range.lastOffset(), range.deliveryCount()))
                .toList();
    }

    private static ClientConnection connection(String id) {
        return ClientConnection.anonymous(id, InetAddress.getLoopbackAddress());
    }
}
