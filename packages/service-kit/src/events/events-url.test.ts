import { expect, it } from 'vitest'
import { z } from 'zod'
import { ConfigError, readEnv } from '../env.ts'
import { eventsVariable, parseEventsUrl } from './events-url.ts'

const read = (EVENTS_URL?: string) => readEnv(z.object(eventsVariable), { EVENTS_URL }).EVENTS_URL

it('is nothing when it is not set', () => {
  expect(read()).toBeUndefined()
  expect(read(' ')).toBeUndefined()
})

it('reads a RabbitMQ with a vhost, and keeps the prefix to itself', () => {
  expect(read('amqps://shop:p%40ss@broker:5671/vh?prefix=test-1')).toEqual({
    kind: 'rabbitmq',
    text: 'amqps://shop:p%40ss@broker:5671/vh?prefix=test-1',
    url: 'amqps://shop:p%40ss@broker:5671/vh',
    prefix: 'test-1',
  })
  expect(read('amqp://localhost')).toMatchObject({ url: 'amqp://localhost', prefix: 'supermarket' })
})

it('reads a Kafka of several brokers, with TLS and a user', () => {
  expect(read('kafka://shop:p%3Ass@a:9092,b:9093/?prefix=x&tls=true&sasl=scram-sha-512')).toMatchObject({
    kind: 'kafka',
    brokers: ['a:9092', 'b:9093'],
    prefix: 'x',
    tls: true,
    sasl: { mechanism: 'scram-sha-512', username: 'shop', password: 'p:ss' },
  })
  expect(read('kafka://127.0.0.1:9092')).toMatchObject({
    brokers: ['127.0.0.1:9092'],
    prefix: 'supermarket',
    tls: false,
    sasl: undefined,
  })
})

it.each([
  ['nonsense', 'must be amqp://'],
  ['http://broker', 'must be amqp://'],
  ['amqp://', 'names no host'],
  ['amqp://host:port', 'must be amqp://'],
  ['amqp://u:%zz@host', 'must be amqp://'],
  ['amqp://host/a/b', 'has more than one path segment'],
  ['amqp://host?prefix=UPPER', 'has a prefix'],
  ['amqp://host?prefx=x', 'has a parameter that is none of prefix, heartbeat'],
  ['kafka://', 'must be amqp://'],
  ['kafka://host', 'must be amqp://'],
  ['kafka://a:1,b', 'must be amqp://'],
  ['kafka://a:99999', 'must be amqp://'],
  ['kafka://user@a:1', 'has a user without a password'],
  ['kafka://a:1?tls=yes', 'has a tls'],
  ['kafka://a:1?sasl=gssapi', 'has a sasl'],
])('refuses %s with one sentence that names the variable', (text, sentence) => {
  const refused = expect(() => read(text))
  refused.toThrow(ConfigError)
  refused.toThrow(new RegExp(`^The configuration has 1 problem:\n {2}EVENTS_URL: ${sentence}[^\n]*$`))
  expect(() => parseEventsUrl(text)).toThrow(`EVENTS_URL: ${sentence}`)
})

it('never repeats the value', () => {
  for (const text of ['amqp://u:secret@host/a/b', 'kafka://u:secret@host', 'http://u:secret@host'])
    expect(() => parseEventsUrl(text)).not.toThrow('secret')
})
