"""One feature, asked for with confluent-kafka and librdkafka: confluent.py FEATURE BOOTSTRAP. Ends with 0 if it is there."""

import sys
import time
import uuid

import confluent_kafka
from confluent_kafka import Consumer, KafkaError, KafkaException, Producer, TopicPartition
from confluent_kafka.admin import AdminClient, ConfigResource, NewPartitions, NewTopic

BOOTSTRAP = {"bootstrap.servers": sys.argv[2]}
PATIENCE = 40  # seconds
ADMIN = AdminClient(BOOTSTRAP)


def unique(name):
    return f"{name}-{uuid.uuid4().hex[:10]}"


def eventually(condition, what):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"{what} did not come"
        time.sleep(0.05)


def all_done(futures):
    for future in futures.values():
        future.result(PATIENCE)


def new_topic(name, partitions=1, **configs):
    topic = unique(name)
    all_done(ADMIN.create_topics([NewTopic(topic, partitions, 1, config=configs)]))
    return topic


def producer(**settings):
    return Producer({**BOOTSTRAP, **{name.replace("_", "."): value for name, value in settings.items()}})


def consumer(*topics, **settings):
    reader = Consumer({**BOOTSTRAP, "group.id": unique("readers"), "auto.offset.reset": "earliest",
                       "enable.auto.commit": False,
                       **{name.replace("_", "."): value for name, value in settings.items()}})
    if topics:
        reader.subscribe(list(topics))
    return reader


def send(sender, topic, values, **fields):
    """Sends all, and fails if one of them is refused."""
    failures = []
    for value in values:
        sender.produce(topic, value, on_delivery=lambda error, _: error and failures.append(error), **fields)
        sender.poll(0)
    assert sender.flush(PATIENCE) == 0 and not failures, failures


def numbers(count, prefix=b""):
    return [prefix + b"%d" % number for number in range(count)]


def read(reader, count):
    records = []

    def enough():
        for record in reader.consume(count - len(records), 0.2):
            if record.error() is None:
                records.append(record)
            elif not record.error().retriable():
                raise KafkaException(record.error())
        return len(records) >= count

    eventually(enough, f"{count} records")
    return records


def values(records):
    return [record.value() for record in records]


def code_of(action):
    """The code of the error that it ends with."""
    try:
        action()
    except KafkaException as failure:
        return failure.args[0].code()
    return None


def version():
    print(confluent_kafka.version()[0], "librdkafka", confluent_kafka.libversion()[0])


def keys_and_headers():
    topic = new_topic("keyed")
    send(producer(), topic, [b"value"], key=b"key", headers={"a": b"1", "b": b"2"})
    [record] = read(consumer(topic), 1)
    assert (record.key(), record.value(), record.headers()) == (b"key", b"value", [("a", b"1"), ("b", b"2")])


def idempotent_producer():
    topic = new_topic("once", 3)
    send(producer(enable_idempotence=True, linger_ms=2), topic, numbers(2000))
    assert sorted(map(int, values(read(consumer(topic), 2000)))) == list(range(2000))


def transaction():
    topic = new_topic("transactional")
    sender = producer(transactional_id=unique("writer"))
    sender.init_transactions(PATIENCE)
    for prefix, end in ((b"first-", sender.commit_transaction), (b"aborted-", sender.abort_transaction),
                        (b"last-", sender.commit_transaction)):
        sender.begin_transaction()
        send(sender, topic, numbers(10, prefix))
        end(PATIENCE)
    send(producer(), topic, [b"plain"])
    committed = values(read(consumer(topic, isolation_level="read_committed"), 21))
    assert committed == numbers(10, b"first-") + numbers(10, b"last-") + [b"plain"], committed
    everything = values(read(consumer(topic, isolation_level="read_uncommitted"), 31))
    assert everything[10:20] == numbers(10, b"aborted-"), everything


def transaction_offsets():
    source, target, group = new_topic("source"), new_topic("target"), unique("copiers")
    send(producer(), source, numbers(10))
    reader = consumer(source, group_id=group)
    copied = values(read(reader, 10))
    sender = producer(transactional_id=unique("copier"))
    sender.init_transactions(PATIENCE)
    for end in (sender.abort_transaction, sender.commit_transaction):
        sender.begin_transaction()
        send(sender, target, copied)
        sender.send_offsets_to_transaction(reader.position(reader.assignment()), reader.consumer_group_metadata(),
                                           PATIENCE)
        end(PATIENCE)
    assert reader.committed([TopicPartition(source, 0)], PATIENCE)[0].offset == 10
    reader.close()
    assert values(read(consumer(target, isolation_level="read_committed"), 10)) == copied


def fencing():
    topic, identity = new_topic("fenced"), unique("writer")
    zombie = producer(transactional_id=identity)
    zombie.init_transactions(PATIENCE)
    zombie.begin_transaction()
    send(zombie, topic, [b"of the zombie"])
    send(producer(), topic, [b"plain"])
    reader = consumer(topic, isolation_level="read_committed")
    assert reader.poll(3) is None, "a record was read beyond an open transaction"
    successor = producer(transactional_id=identity)
    successor.init_transactions(PATIENCE)
    assert values(read(reader, 1)) == [b"plain"]
    fenced = code_of(lambda: zombie.commit_transaction(PATIENCE))
    assert fenced in (KafkaError._FENCED, KafkaError.INVALID_PRODUCER_EPOCH, KafkaError.PRODUCER_FENCED), fenced


def cooperative_group():
    topic, group = new_topic("shared", 4), unique("readers")

    def member():
        return consumer(topic, group_id=group, partition_assignment_strategy="cooperative-sticky",
                        session_timeout_ms=6000)

    members = [member(), member()]

    def owned():
        for each in members:
            each.poll(0.1)
        return [len(each.assignment()) for each in members]

    eventually(lambda: owned() == [2, 2], "a half for each")
    members.pop().close()
    eventually(lambda: owned() == [4], "all for the one that stayed")
    members.pop().close()


def static_member():
    topic, group = new_topic("static", 2), unique("readers")

    def member(name):
        return consumer(topic, group_id=group, group_instance_id=name, session_timeout_ms=30000)

    one, other = member("one"), member("other")
    eventually(lambda: [each.poll(0.1) and 0 or len(each.assignment()) for each in (one, other)] == [1, 1], "one each")
    before = one.assignment()
    one.close()
    again = member("one")
    eventually(lambda: again.poll(0.1) or again.assignment(), "an assignment")
    assert again.assignment() == before and len(other.assignment()) == 1
    again.close()
    other.close()


def committed_offsets():
    topic, group = new_topic("committed"), unique("readers")
    send(producer(), topic, numbers(10))
    first = consumer(topic, group_id=group)
    read(first, 10)
    first.commit(offsets=[TopicPartition(topic, 0, 7)], asynchronous=False)
    first.close()
    second = consumer(topic, group_id=group)
    assert values(read(second, 3)) == [b"7", b"8", b"9"]
    second.close()


def offsets_by_time():
    topic = new_topic("dated")
    start = int(time.time() * 1000) - 600_000
    sender = producer()
    for minute in range(10):
        send(sender, topic, [b"%d" % minute], timestamp=start + minute * 60_000)
    reader = consumer()
    [found] = reader.offsets_for_times([TopicPartition(topic, 0, start + 150_000)], PATIENCE)
    assert found.offset == 3, found
    assert reader.get_watermark_offsets(TopicPartition(topic, 0), PATIENCE) == (0, 10)


def topic_admin():
    topic = new_topic("administered", 2)
    assert len(ADMIN.list_topics(timeout=PATIENCE).topics[topic].partitions) == 2
    all_done(ADMIN.delete_topics([topic]))
    eventually(lambda: topic not in ADMIN.list_topics(timeout=PATIENCE).topics, "the end of the topic")


def more_partitions():
    topic = new_topic("growing")
    all_done(ADMIN.create_partitions([NewPartitions(topic, 3)]))
    eventually(lambda: len(ADMIN.list_topics(topic, PATIENCE).topics[topic].partitions) == 3, "three partitions")


def config_admin():
    topic = new_topic("configured", **{"cleanup.policy": "compact"})
    resource = ConfigResource("TOPIC", topic)

    def configs():
        return ADMIN.describe_configs([resource])[resource].result(PATIENCE)

    assert configs()["cleanup.policy"].value == "compact"
    all_done(ADMIN.alter_configs([ConfigResource("TOPIC", topic, set_config={"retention.ms": "7200000"})]))
    eventually(lambda: configs()["retention.ms"].value == "7200000", "the new value")
    broker = ConfigResource("BROKER", str(next(iter(ADMIN.list_topics(timeout=PATIENCE).brokers))))
    assert "log.retention.ms" in ADMIN.describe_configs([broker])[broker].result(PATIENCE)


def errors():
    topic = new_topic("once")
    twice = code_of(lambda: all_done(ADMIN.create_topics([NewTopic(topic, 1, 1)])))
    assert twice == KafkaError.TOPIC_ALREADY_EXISTS, twice
    missing = code_of(lambda: all_done(ADMIN.delete_topics([unique("missing")])))
    assert missing == KafkaError.UNKNOWN_TOPIC_OR_PART, missing
    refusals = []
    sender = producer(message_max_bytes=4_000_000)
    sender.produce(topic, bytes(3_000_000), on_delivery=lambda error, _: refusals.append(error))
    sender.flush(PATIENCE)
    assert [refusal.code() for refusal in refusals] == [KafkaError.MSG_SIZE_TOO_LARGE], refusals


globals()[sys.argv[1].replace("-", "_")]()
