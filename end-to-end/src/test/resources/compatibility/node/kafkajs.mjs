// One feature, asked for with KafkaJS.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import kafkajs from 'kafkajs'
import { bootstrap, eventually, numbers, run, unique } from './feature.mjs'

const { CompressionTypes, ConfigResourceTypes, Kafka, Partitioners, logLevel } = kafkajs
const kafka = new Kafka({ brokers: [bootstrap], logLevel: logLevel.NOTHING, retry: { retries: 4 } })
const admin = kafka.admin()

async function newTopic (name, numPartitions = 1) {
  const topic = unique(name)
  await admin.createTopics({ topics: [{ topic, numPartitions }] })
  return topic
}

async function newProducer (settings = {}) {
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner, ...settings })
  await producer.connect()
  return producer
}

/** A member of a group that keeps what it has read. */
async function newMember (topic, groupId = unique('readers')) {
  const consumer = kafka.consumer({ groupId, sessionTimeout: 8000, heartbeatInterval: 500, maxWaitTimeInMs: 200 })
  const member = { records: [], partitions: [], values: () => member.records.map(record => record.value), leave: () => consumer.disconnect() }
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => { member.partitions = payload.memberAssignment[topic] ?? [] })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  await consumer.run({
    eachMessage: async ({ partition, message }) => {
      member.records.push({ partition, value: message.value.toString(), key: message.key?.toString(), headers: message.headers })
    }
  })
  return member
}

async function offsetsOf (groupId, topic) {
  const [{ partitions }] = await admin.fetchOffsets({ groupId, topics: [topic] })
  return partitions.map(({ offset }) => Number(offset))
}

await admin.connect()
await run({
  async version () {
    console.log(JSON.parse(readFileSync(new URL('node_modules/kafkajs/package.json', import.meta.url))).version)
  },

  async 'keys-and-headers' () {
    const topic = await newTopic('keyed')
    const producer = await newProducer()
    await producer.send({ topic, messages: [{ key: 'key', value: 'value', headers: { a: '1' } }] })
    const member = await newMember(topic)
    await eventually(() => member.records.length === 1, 'the record')
    const [{ key, value, headers }] = member.records
    assert.deepEqual([key, value, headers.a.toString()], ['key', 'value', '1'])
    await member.leave()
  },

  async 'compression-gzip' () {
    const topic = await newTopic('gzip')
    const producer = await newProducer()
    const values = numbers(300).map(number => `${number} again and again `.repeat(20))
    await producer.send({ topic, compression: CompressionTypes.GZIP, messages: values.map(value => ({ value })) })
    const member = await newMember(topic)
    await eventually(() => member.records.length >= 300, '300 records')
    assert.deepEqual(member.values(), values)
    await member.leave()
  },

  async 'idempotent-producer' () {
    const topic = await newTopic('once', 3)
    const producer = await newProducer({ idempotent: true })
    for (let batch = 0; batch < 20; batch++) {
      await producer.send({ topic, messages: numbers(20).map(number => ({ key: number, value: `${batch}-${number}` })) })
    }
    const member = await newMember(topic)
    await eventually(() => member.records.length >= 400, '400 records')
    assert.equal(new Set(member.values()).size, 400)
    assert.equal(member.records.length, 400)
    await member.leave()
  },

  async transaction () {
    const topic = await newTopic('transactional')
    const producer = await newProducer({ transactionalId: unique('writer'), idempotent: true, maxInFlightRequests: 1 })
    for (const [value, end] of [['first', 'commit'], ['aborted', 'abort'], ['last', 'commit']]) {
      const transaction = await producer.transaction()
      await transaction.send({ topic, messages: [{ value }] })
      await transaction[end]()
    }
    const member = await newMember(topic)
    await eventually(() => member.values().includes('last'), 'the last record')
    assert.deepEqual(member.values(), ['first', 'last'])
    await member.leave()
  },

  async 'transaction-offsets' () {
    const [source, target, groupId] = [await newTopic('source'), await newTopic('target'), unique('copiers')]
    const producer = await newProducer({ transactionalId: unique('copier'), idempotent: true, maxInFlightRequests: 1 })
    for (const [offset, end] of [['3', 'commit'], ['9', 'abort']]) {
      const transaction = await producer.transaction()
      await transaction.send({ topic: target, messages: [{ value: offset }] })
      await transaction.sendOffsets({ consumerGroupId: groupId, topics: [{ topic: source, partitions: [{ partition: 0, offset }] }] })
      await transaction[end]()
    }
    assert.deepEqual(await offsetsOf(groupId, source), [3])
  },

  async 'classic-group' () {
    const [topic, groupId] = [await newTopic('shared', 4), unique('readers')]
    const one = await newMember(topic, groupId)
    await eventually(() => one.partitions.length === 4, 'all partitions for the only member')
    const other = await newMember(topic, groupId)
    await eventually(() => one.partitions.length === 2 && other.partitions.length === 2, 'a half for each')
    const producer = await newProducer()
    await producer.send({ topic, messages: numbers(40).map(value => ({ value, partition: Number(value) % 4 })) })
    await eventually(() => new Set([...one.values(), ...other.values()]).size === 40, '40 records')
    assert(one.records.length > 0 && other.records.length > 0)
    await other.leave()
    await eventually(() => one.partitions.length === 4, 'all partitions for the one that stayed')
    await one.leave()
    assert.deepEqual(await offsetsOf(groupId, topic), [10, 10, 10, 10])
  },

  async 'group-admin' () {
    const [topic, groupId] = [await newTopic('administered'), unique('readers')]
    const producer = await newProducer()
    await producer.send({ topic, messages: numbers(10).map(value => ({ value })) })
    const before = await newMember(topic, groupId)
    await eventually(() => before.records.length === 10, 'ten records')
    const { groups: [group] } = await admin.describeGroups([groupId])
    assert.deepEqual([group.state, group.members.length], ['Stable', 1])
    assert((await admin.listGroups()).groups.some(listed => listed.groupId === groupId))
    await before.leave()
    await admin.setOffsets({ groupId, topic, partitions: [{ partition: 0, offset: '8' }] })
    const after = await newMember(topic, groupId)
    await eventually(() => after.records.length === 2, 'the last two records')
    assert.deepEqual(after.values(), ['8', '9'])
    await after.leave()
    await admin.deleteGroups([groupId])
    assert(!(await admin.listGroups()).groups.some(listed => listed.groupId === groupId))
  },

  async 'offsets-by-time' () {
    const topic = await newTopic('dated')
    const start = Date.now() - 600_000
    const producer = await newProducer()
    await producer.send({ topic, messages: numbers(10).map(value => ({ value, timestamp: String(start + value * 60_000) })) })
    const [found] = await admin.fetchTopicOffsetsByTimestamp(topic, start + 150_000)
    assert.equal(found.offset, '3')
  },

  async 'delete-records' () {
    const topic = await newTopic('shortened')
    const producer = await newProducer()
    await producer.send({ topic, messages: numbers(10).map(value => ({ value })) })
    const range = async () => (await admin.fetchTopicOffsets(topic)).map(({ low, high }) => [low, high])
    assert.deepEqual(await range(), [['0', '10']])
    await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '4' }] })
    assert.deepEqual(await range(), [['4', '10']])
  },

  async 'topic-admin' () {
    const topic = await newTopic('administered', 2)
    assert((await admin.listTopics()).includes(topic))
    assert.equal((await admin.fetchTopicMetadata({ topics: [topic] })).topics[0].partitions.length, 2)
    assert.equal((await admin.describeCluster()).brokers.length, 1)
    await admin.deleteTopics({ topics: [topic] })
    await eventually(async () => !(await admin.listTopics()).includes(topic), 'the end of the topic')
  },

  async 'more-partitions' () {
    const topic = await newTopic('growing')
    await admin.createPartitions({ topicPartitions: [{ topic, count: 3 }] })
    await eventually(async () => (await admin.fetchTopicMetadata({ topics: [topic] })).topics[0].partitions.length === 3, 'three partitions')
  },

  async 'config-admin' () {
    const name = await newTopic('configured')
    const resource = { type: ConfigResourceTypes.TOPIC, name }
    await admin.alterConfigs({ resources: [{ ...resource, configEntries: [{ name: 'retention.ms', value: '7200000' }] }] })
    await eventually(async () => {
      const { resources: [{ configEntries }] } = await admin.describeConfigs({ resources: [resource] })
      return configEntries.find(entry => entry.configName === 'retention.ms').configValue === '7200000'
    }, 'the new value')
  },

  async errors () {
    const topic = await newTopic('once')
    assert.equal(await admin.createTopics({ topics: [{ topic }] }), false)
    await assert.rejects(admin.deleteTopics({ topics: [unique('missing')] }),
      failure => failure.cause.type === 'UNKNOWN_TOPIC_OR_PARTITION')
  }
})
