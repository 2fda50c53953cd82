"""One feature, asked for with kafka-python: kafka_python.py FEATURE BOOTSTRAP. Ends with 0 if it is there."""

import sys
import threading
import time
import uuid

import kafka
from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, OffsetAndMetadata, TopicPartition
from kafka.admin import ConfigResource, ConfigResourceType, NewPartitions, NewTopic

BOOTSTRAP = sys.argv[2]
PATIENCE = 40  # seconds


def unique(name):
    return f"{name}-{uuid.uuid4().hex[:10]}"


def eventually(condition, what):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"{what} did not come"
        time.sleep(0.05)


def admin():
    return KafkaAdminClient(bootstrap_servers=BOOTSTRAP)


def new_topic(name, partitions=1, **configs):
    topic = unique(name)
    admin().create_topics([NewTopic(topic, partitions, 1, topic_configs=configs)])
    return topic


def producer(**settings):
    return KafkaProducer(bootstrap_servers=BOOTSTRAP, **settings)


def consumer(*topics, **settings):
    return KafkaConsumer(*topics, bootstrap_servers=BOOTSTRAP, auto_offset_reset="earliest", **settings)


def numbers_to(topic, count, **where):
    sender = producer()
    for number in range(count):
        sender.send(topic, str(number).encode(), **where)
    sender.flush()


def read(reader, count):
    records = []

    def enough():
        for batch in reader.poll(timeout_ms=200).values():
            records.extend(batch)
        return len(records) >= count

    eventually(enough, f"{count} records")
    return records


def version():
    print(kafka.__version__)


def first_steps():
    topic = unique("nobody-made-this")
    sent = producer().send(topic, b"placed").get(timeout=PATIENCE)
    [record] = read(consumer(topic), 1)
    assert (record.value, record.offset) == (b"placed", sent.offset), record


def keys_and_headers():
    topic = new_topic("keyed", 3)
    sender = producer()
    for number in range(60):
        sender.send(topic, str(number).encode(), key=b"key-%d" % (number % 6), headers=[("n", str(number).encode())])
    sender.flush()
    partition_of = {}
    for record in read(consumer(topic), 60):
        assert record.headers == [("n", record.value)], record
        assert partition_of.setdefault(record.key, record.partition) == record.partition, record
    assert len(partition_of) == 6, partition_of


def compressed_with(codec):
    topic = new_topic(codec)
    sender = producer(compression_type=codec, linger_ms=100, acks="all")
    sent = [b"a line that comes again and again, number %d " % number * 12 for number in range(300)]
    for value in sent:
        sender.send(topic, value)
    sender.flush()
    assert [record.value for record in read(consumer(topic), len(sent))] == sent


def compression_gzip():
    compressed_with("gzip")


def compression_snappy():
    compressed_with("snappy")


def compression_lz4():
    compressed_with("lz4")


def compression_zstd():
    compressed_with("zstd")


def offsets_by_time():
    topic = new_topic("dated")
    start = int(time.time() * 1000) - 600_000
    sender = producer()
    for minute in range(10):
        sender.send(topic, str(minute).encode(), timestamp_ms=start + minute * 60_000)
    sender.flush()
    partition = TopicPartition(topic, 0)
    reader = consumer()
    found = reader.offsets_for_times({partition: start + 150_000})[partition]
    assert (found.offset, found.timestamp) == (3, start + 180_000), found
    assert reader.offsets_for_times({partition: start + 6_000_000})[partition] is None
    assert (reader.beginning_offsets([partition])[partition], reader.end_offsets([partition])[partition]) == (0, 10)
    reader.assign([partition])
    reader.seek(partition, 8)
    assert [record.value for record in read(reader, 2)] == [b"8", b"9"]


class Member(threading.Thread):
    """A member of a group, until it is told to leave."""

    def __init__(self, topic, group):
        super().__init__(daemon=True)
        self.topic, self.group = topic, group
        self.leaving = threading.Event()
        self.owned, self.values = set(), []
        self.start()

    def run(self):
        reader = consumer(self.topic, group_id=self.group, session_timeout_ms=6000, heartbeat_interval_ms=500,
                          max_poll_interval_ms=10000)
        while not self.leaving.is_set():
            for batch in reader.poll(timeout_ms=100).values():
                self.values.extend(record.value for record in batch)
            self.owned = reader.assignment()
        reader.close()

    def leave(self):
        self.leaving.set()
        self.join(PATIENCE)


def classic_group():
    topic, group = new_topic("shared", 4), unique("readers")
    one = Member(topic, group)
    eventually(lambda: len(one.owned) == 4, "all partitions for the only member")
    other = Member(topic, group)
    eventually(lambda: len(one.owned) == len(other.owned) == 2 and not one.owned & other.owned, "a half for each")
    for partition in range(4):
        numbers_to(topic, 10, partition=partition)
    eventually(lambda: len(one.values + other.values) == 40, "40 records")
    assert one.values and other.values
    other.leave()
    eventually(lambda: len(one.owned) == 4, "all partitions for the one that stayed")
    one.leave()
    reader = consumer(group_id=group)
    assert [reader.committed(TopicPartition(topic, partition)) for partition in range(4)] == [10] * 4


def committed_offsets():
    topic, group = new_topic("committed"), unique("readers")
    partition = TopicPartition(topic, 0)
    numbers_to(topic, 10)
    first = consumer(topic, group_id=group, enable_auto_commit=False)
    read(first, 10)
    first.commit({partition: OffsetAndMetadata(7, "here")})
    first.close()
    second = consumer(topic, group_id=group, enable_auto_commit=False)
    assert [record.offset for record in read(second, 3)] == [7, 8, 9]
    second.close()
    assert admin().list_consumer_group_offsets(group)[partition] == OffsetAndMetadata(7, "here")


def group_admin():
    topic, group = new_topic("administered"), unique("readers")
    numbers_to(topic, 3)
    member = consumer(topic, group_id=group)
    read(member, 3)
    [described] = admin().describe_consumer_groups([group])
    assert described.state == "Stable" and len(described.members) == 1, described
    assert (group, "consumer") in admin().list_consumer_groups()
    member.close()
    [(deleted, error)] = admin().delete_consumer_groups([group])
    assert deleted == group and error.errno == 0, error
    assert group not in [listed for listed, _ in admin().list_consumer_groups()]


def topic_admin():
    topic = new_topic("administered", 2)
    assert topic in admin().list_topics()
    assert len(admin().describe_topics([topic])[0]["partitions"]) == 2
    assert len(admin().describe_cluster()["brokers"]) == 1
    admin().delete_topics([topic])
    eventually(lambda: topic not in admin().list_topics(), "the end of the topic")


def more_partitions():
    topic = new_topic("growing")
    admin().create_partitions({topic: NewPartitions(3)})
    eventually(lambda: len(admin().describe_topics([topic])[0]["partitions"]) == 3, "three partitions")


def config_of(topic, name):
    [response] = admin().describe_configs([ConfigResource(ConfigResourceType.TOPIC, topic)])
    return {entry[0]: entry[1] for entry in response.resources[0][4]}[name]


def config_admin():
    topic = new_topic("configured", **{"retention.ms": "3600000"})
    assert config_of(topic, "retention.ms") == "3600000"
    admin().alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, {"retention.ms": "7200000"})])
    eventually(lambda: config_of(topic, "retention.ms") == "7200000", "the new value")


def errors():
    topic = new_topic("once")
    try:
        admin().create_topics([NewTopic(topic, 1, 1)])
        raise AssertionError("a topic was created twice")
    except kafka.errors.TopicAlreadyExistsError:
        pass
    try:
        admin().delete_topics([unique("missing")])
        raise AssertionError("a topic was deleted that is not there")
    except kafka.errors.UnknownTopicOrPartitionError:
        pass


globals()[sys.argv[1].replace("-", "_")]()
