package org.ordertracking.broker.console;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.ordertracking.broker.console.view.RecordViews;
import org.ordertracking.broker.topic.Topic;

/** Writes a record as a producer with {@code acks=all} does. */
public final class RecordWriter {
    private static final short ACKS_ALL = -1;
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final int MOST_HEADERS = 100;

    private final TopicQueries topics;
    private final LocalClient broker;
    private final InstantSource clock;

    RecordWriter(TopicQueries topics, LocalClient broker, InstantSource clock) {
        this.topics = topics;
        this.broker = broker;
        this.clock = clock;
    }

    /** Writes it; the stage is complete when it is on the disk. */
    public CompletionStage<RecordViews.Produced> write(String topicName, RecordViews.Production wanted) {
        Topic topic = topics.existing(topicName);
        if (topic.internal()) {
            throw Problems.conflict(
                    "'" + topicName + "' is the broker's own: what is written to it is taken for its state.",
                    "Choose another topic.");
        }
        byte[] key = bytes("key", wanted.key(), wanted.keyEncoding());
        byte[] value = bytes("value", wanted.value(), wanted.valueEncoding());
        int partition = wanted.partition() == null
                ? partitionFor(key, topic.partitions().size())
                : TopicQueries.partition(topic, wanted.partition()).index();
        long timestamp = clock.millis();
        MemoryRecords records = MemoryRecords.withRecords(
                Compression.NONE, new SimpleRecord(timestamp, key, value, headers(wanted.headers())));
        ProduceRequestData request = new ProduceRequestData().setAcks(ACKS_ALL).setTimeoutMs(TIMEOUT_MILLIS);
        request.topicData()
                .add(new TopicProduceData()
                        .setName(topicName)
                        .setTopicId(topic.id())
                        .setPartitionData(List.of(
                                new PartitionProduceData().setIndex(partition).setRecords(records))));
        return broker.ask(request, ProduceResponseData.class).thenApply(answer -> {
            PartitionProduceResponse result =
                    answer.responses().iterator().next().partitionResponses().get(0);
            String what = "A record to %s-%d".formatted(topicName, partition);
            String why = result.recordErrors().isEmpty()
                    ? result.errorMessage()
                    : result.recordErrors().get(0).batchIndexErrorMessage();
            Problems.requireNone(result.errorCode(), what, why);
            return new RecordViews.Produced(
                    partition,
                    result.baseOffset(),
                    result.logAppendTimeMs() < 0 ? timestamp : result.logAppendTimeMs());
        });
    }

    /** As Kafka's own producers do, so that the record lands with those of its key. */
    private static int partitionFor(byte[] key, int partitions) {
        return key == null
                ? ThreadLocalRandom.current().nextInt(partitions)
                : BuiltInPartitioner.partitionForKey(key, partitions);
    }

    private static Header[] headers(List<RecordViews.ProducedHeader> headers) {
        if (headers == null) {
            return new Header[0];
        }
        if (headers.size() > MOST_HEADERS) {
            throw Problems.invalid("headers", "at most %d".formatted(MOST_HEADERS), "Leave some out.");
        }
        return headers.stream()
                .map(header -> {
                    if (header == null || header.key() == null) {
                        throw Problems.invalid("headers", "each with its key", "Name each of them.");
                    }
                    return new RecordHeader(
                            header.key(),
                            header.value() == null ? null : header.value().getBytes(StandardCharsets.UTF_8));
                })
                .toArray(Header[]::new);
    }

    private static byte[] bytes(String field, String content, String encoding) {
        if (content == null) {
            return null;
        }
        if (encoding == null || encoding.equals("text")) {
            return content.getBytes(StandardCharsets.UTF_8);
        }
        if (!encoding.equals("base64")) {
            throw Problems.invalid(field + "Encoding", "text or base64", "Use one of these, or leave it out.");
        }
        try {
            return Base64.getDecoder().decode(content);
        } catch (IllegalArgumentException invalid) {
            throw Problems.invalid(field, "base64, as its encoding says", "Encode it, or say that it is text.");
        }
    }
}
