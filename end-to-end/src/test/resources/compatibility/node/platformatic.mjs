// One feature, asked for with @platformatic/kafka.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { Admin, Consumer, MessagesStreamModes, Producer, stringDeserializers, stringSerializers } from '@platformatic/kafka'
import { bootstrap, eventually, numbers, run, unique } from './feature.mjs'

const connection = { clientId: 'compatibility', bootstrapBrokers: [bootstrap] }
const admin = new Admin(connection)

async function newTopic (name, partitions = 1) {
  const topic = unique(name)
  await admin.createTopics({ topics: [topic], partitions, replicas: 1 })
  return topic
}

function newProducer (settings = {}) {
  return new Producer({ ...connection, serializers: stringSerializers, ...settings })
}

async function read (topic, count, settings = {}) {
  const consumer = new Consumer({ ...connection, groupId: unique('readers'), deserializers: stringDeserializers, maxWaitTime: 200, ...settings })
  const stream = await consumer.consume({ topics: [topic], mode: MessagesStreamModes.EARLIEST, autocommit: false })
  const records = []
  for await (const record of stream) {
    if (records.push(record) === count) {
      break
    }
  }
  return records
}

async function comesBackWith (compression) {
  const topic = await newTopic(compression)
  const values = numbers(200).map(number => `${number} again and again `.repeat(20))
  await newProducer().send({ compression, messages: values.map(value => ({ topic, key: 'k', value })) })
  assert.deepEqual((await read(topic, values.length)).map(record => record.value), values)
}

await run({
  async version () {
    console.log(JSON.parse(readFileSync(new URL('node_modules/@platformatic/kafka/package.json', import.meta.url))).version)
  },

  async 'keys-and-headers' () {
    const topic = await newTopic('keyed')
    await newProducer().send({ messages: [{ topic, key: 'key', value: 'value', headers: { a: '1' } }] })
    const [{ key, value, headers }] = await read(topic, 1)
    assert.deepEqual([key, value, headers.get('a')], ['key', 'value', '1'])
  },

  async 'compression-gzip' () {
    await comesBackWith('gzip')
  },

  async 'idempotent-producer' () {
    const topic = await newTopic('once')
    const producer = newProducer({ idempotent: true })
    for (const value of numbers(50)) {
      await producer.send({ acks: -1, messages: [{ topic, key: 'k', value }] })
    }
    assert.deepEqual((await read(topic, 50)).map(record => record.value), numbers(50))
  },

  async 'classic-group' () {
    const topic = await newTopic('shared', 2)
    await newProducer().send({ messages: numbers(20).map(value => ({ topic, partition: value % 2, key: 'k', value })) })
    assert.equal(new Set((await read(topic, 20)).map(record => record.value)).size, 20)
  },

  async 'consumer-group' () {
    const topic = await newTopic('shared', 2)
    await newProducer().send({ messages: numbers(20).map(value => ({ topic, partition: value % 2, key: 'k', value })) })
    const records = await read(topic, 20, { groupProtocol: 'consumer' })
    assert.equal(new Set(records.map(record => record.value)).size, 20)
  },

  async 'topic-admin' () {
    const topic = await newTopic('administered', 3)
    assert((await admin.listTopics()).includes(topic))
    assert.equal((await admin.metadata({ topics: [topic] })).topics.get(topic).partitionsCount, 3)
    await admin.deleteTopics({ topics: [topic] })
    await eventually(async () => !(await admin.listTopics()).includes(topic), 'the end of the topic')
  }
})
