package org.ordertracking.broker.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ResponseHeaderData;
import org.apache.kafka.common.message.ShareFetchResponseData;
import org.apache.kafka.common.message.ShareFetchResponseData.AcquiredRecords;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.fixture.RawClient;
import org.ordertracking.broker.fixture.Records;
import org.ordertracking.broker.fixture.ShareMember;
import org.ordertracking.broker.fixture.TestBroker;
import org.ordertracking.broker.topic.Topic;

/** What the broker keeps for a client as long as its connection lasts. */
class LostConnectionTest {
    private static final String GROUP = "sharers";
    private static final int WAIT_MILLIS = 30_000;
    private static final short VERSION = 1;

    @TempDir
    private Path directory;

    @Test
    void theRecordsOfAConsumerThatDiesGoToAnother() throws IOException {
        try (TestBroker broker = TestBroker.in(directory).withGroups().start();
                TestListener listener = new TestListener(broker.dispatcher());
                RawClient dying = listener.connect();
                RawClient living = listener.connect()) {
            Topic topic = sharedFromItsBeginning(broker);
            Records.append(topic.partitions().get(0), Records.batch("0", "1"));
            dying.send(
                    new ShareMember(broker, GROUP, new Uuid(7, 1), topic).join().fetchRequest(0, WAIT_MILLIS),
                    VERSION,
                    1);
            assertThat(acquired(dying))
                    .isEqualTo(new AcquiredRecords()
                            .setFirstOffset(0)
                            .setLastOffset(1)
                            .setDeliveryCount((short) 1));
            living.send(
                    new ShareMember(broker, GROUP, new Uuid(7, 2), topic).join().fetchRequest(0, WAIT_MILLIS),
                    VERSION,
                    1);

            dying.die();

            assertThat(acquired(living))
                    .extracting(AcquiredRecords::firstOffset)
                    .isEqualTo(0L);
        }
    }

    private static Topic sharedFromItsBeginning(TestBroker broker) {
        Properties configs = new Properties();
        configs.setProperty("share.auto.offset.reset", "earliest");
        // Longer than any test waits, so that it is not the lock's end that gives records back.
        configs.setProperty("share.record.lock.duration.ms", "60000");
        broker.groupConfigs().updateGroupConfig(GROUP, configs);
        return broker.topic("shared", 1);
    }

    private static AcquiredRecords acquired(RawClient client) throws IOException {
        ByteBuffer answer = client.receive();
        ByteBufferAccessor bytes = new ByteBufferAccessor(answer);
        new ResponseHeaderData().read(bytes, ApiKeys.SHARE_FETCH.responseHeaderVersion(VERSION));
        return new ShareFetchResponseData(bytes, VERSION)
                .responses()
                .iterator()
                .next()
                .partitions()
                .get(0)
                .acquiredRecords()
                .get(0);
    }
}
