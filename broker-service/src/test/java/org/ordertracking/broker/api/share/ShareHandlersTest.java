package org.ordertracking.broker.api.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ShareAcknowledgeResponseData;
import org.apache.kafka.common.message.ShareFetchRequestData.AcknowledgementBatch;
import org.apache.kafka.common.message.ShareFetchResponseData;
import org.apache.kafka.common.message.ShareFetchResponseData.AcquiredRecords;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.fixture.Records;
import org.ordertracking.broker.fixture.ShareMember;
import org.ordertracking.broker.fixture.TestBroker;
import org.ordertracking.broker.topic.Topic;

class ShareHandlersTest {
    private static final String GROUP = "sharers";
    private static final int WAIT_MILLIS = 30_000;
    private static final int LAST_EPOCH = -1;
    private static final int ACCEPT = 1;
    private static final int RELEASE = 2;

    @TempDir
    private Path directory;

    private TestBroker broker;
    private Topic topic;

    @BeforeEach
    void startAndAppendThreeRecords() {
        broker = TestBroker.in(directory).withGroups().start();
        topic = broker.topic("shared", 1);
        Records.append(topic.partitions().get(0), Records.batch("0", "1", "2"));
        beginWithTheFirstRecord();
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void aMemberFetchesAndItsAcknowledgementTravelsWithTheNextFetch() {
        ShareMember member = member(1).join();

        assertThat(acquired(member.fetch(0, WAIT_MILLIS))).containsExactly("0-2 x1");
        ShareFetchResponseData answer = member.fetch(1, 0, said(0, 1, ACCEPT), said(2, 2, RELEASE));

        assertThat(partition(answer).acknowledgeErrorCode()).isEqualTo(Errors.NONE.code());
        // What is given back may be handed out again by the very answer.
        List<String> again = acquired(answer);
        assertThat(again.isEmpty() ? acquired(member.fetch(2, WAIT_MILLIS)) : again)
                .containsExactly("2-2 x2");
    }

    @Test
    void twoMembersNeverHaveTheSameRecord() {
        ShareMember first = member(1).join();
        ShareMember second = member(2).join();
        assertThat(acquired(first.fetch(0, WAIT_MILLIS))).containsExactly("0-2 x1");
        second.fetch(0, 0);

        Records.append(topic.partitions().get(0), Records.batch("3"));

        assertThat(acquired(second.fetch(1, WAIT_MILLIS))).containsExactly("3-3 x1");
    }

    @Test
    void aMemberThatClosesGivesItsRecordsBack() {
        ShareMember leaving = member(1).join();
        ShareMember staying = member(2).join();
        assertThat(acquired(leaving.fetch(0, WAIT_MILLIS))).containsExactly("0-2 x1");
        staying.fetch(0, 0);

        ShareFetchResponseData last = leaving.fetch(LAST_EPOCH, 0, said(0, 0, ACCEPT));

        assertThat(partition(last).acknowledgeErrorCode()).isEqualTo(Errors.NONE.code());
        assertThat(acquired(staying.fetch(1, WAIT_MILLIS))).containsExactly("1-2 x1");
        assertThat(leaving.acknowledge(1, 1, 1, ACCEPT).errorCode()).isEqualTo(Errors.SHARE_SESSION_NOT_FOUND.code());
    }

    @Test
    void whatWasAcknowledgedIsKnownAfterARestart() {
        ShareMember member = member(1).join();
        member.fetch(0, WAIT_MILLIS);
        ShareAcknowledgeResponseData answer = member.acknowledge(1, 0, 0, ACCEPT);
        assertThat(answer.responses().iterator().next().partitions())
                .allMatch(partition -> partition.errorCode() == Errors.NONE.code());

        broker.restart();
        topic = broker.topics().byName("shared").orElseThrow();
        beginWithTheFirstRecord();
        ShareMember again = member(2).join();

        assertThat(acquired(again.fetch(0, WAIT_MILLIS))).containsExactly("1-2 x1");
    }

    @Test
    void aRangeThatEndsBeforeItBeginsIsRefusedAloneAndSaysSo() {
        ShareMember member = member(1).join();
        member.fetch(0, WAIT_MILLIS);

        ShareAcknowledgeResponseData answer = member.acknowledge(1, 2, 1, ACCEPT);

        var refused = answer.responses().iterator().next().partitions().get(0);
        assertThat(answer.errorCode()).isEqualTo(Errors.NONE.code());
        assertThat(refused.errorCode()).isEqualTo(Errors.INVALID_REQUEST.code());
        assertThat(refused.errorMessage()).contains("ends at 1, before it begins at 2");
    }

    @Test
    void aSessionBeginsWithAFetchThatAcknowledgesNothing() {
        ShareMember member = member(1).join();

        assertThat(member.fetch(0, 0, said(0, 0, ACCEPT)).errorCode()).isEqualTo(Errors.INVALID_REQUEST.code());
        assertThat(member.acknowledge(0, 0, 0, ACCEPT).errorCode())
                .isEqualTo(Errors.INVALID_SHARE_SESSION_EPOCH.code());
        assertThat(member.fetch(7, 0).errorCode()).isEqualTo(Errors.SHARE_SESSION_NOT_FOUND.code());
    }

    @Test
    void aTopicThatIsNotThereIsAnsweredAtOnce() {
        Topic missing = new Topic("missing", new Uuid(9, 9), List.of(), topic.settings());
        ShareMember member = new ShareMember(broker, GROUP, new Uuid(7, 1), missing);

        ShareFetchResponseData answer = member.fetch(0, WAIT_MILLIS);

        assertThat(partition(answer).errorCode()).isEqualTo(Errors.UNKNOWN_TOPIC_ID.code());
    }

    private void beginWithTheFirstRecord() {
        Properties configs = new Properties();
        configs.setProperty("share.auto.offset.reset", "earliest");
        broker.groupConfigs().updateGroupConfig(GROUP, configs);
    }

    private ShareMember member(int number) {
        return new ShareMember(broker, GROUP, new Uuid(7, number), topic);
    }

    private static AcknowledgementBatch said(long first, long last, int type) {
        return new AcknowledgementBatch()
                .setFirstOffset(first)
                .setLastOffset(last)
                .setAcknowledgeTypes(List.of((byte) type));
    }

    private static List<String> acquired(ShareFetchResponseData answer) {
        return answer.responses().stream()
                .flatMap(responses -> responses.partitions().stream())
                .flatMap(partition -> partition.acquiredRecords().stream())
                .map((AcquiredRecords range) ->
                        "%d-%d x%d".formatted(range.firstOffset(), range.lastOffset(), range.deliveryCount()))
                .toList();
    }

    private static ShareFetchResponseData.PartitionData partition(ShareFetchResponseData answer) {
        return answer.responses().iterator().next().partitions().get(0);
    }
}
