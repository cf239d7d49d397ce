// For tests: brokers that really run. RabbitMQ is the one of this machine, used under a prefix of the test's own;
// Kafka is the in-memory cluster of librdkafka that kcat hosts, one for each test file that asks.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { Connection } from 'rabbitmq-client'
import { rabbitNames } from './rabbit-topology.ts'

const rabbitPort = 5672

/** What stands beside the name of a suite that is skipped; empty when the broker is there. */
export const rabbitMissing = (await answersOn(rabbitPort))
  ? ''
  : ` (skipped: no RabbitMQ on 127.0.0.1:${rabbitPort})`
export const kafkaMissing = (await hasKcat()) ? '' : ' (skipped: no kcat, which hosts a Kafka cluster)'

export type TestBroker = AsyncDisposable & { readonly url: string }

export type TestKafka = TestBroker & {
  /** Stops it, as a machine that hangs does, until it is called with false. */
  pause(isPaused: boolean): void
}

const audiences = ['users', 'products', 'orders']

/** Deletes what the test made under its prefix. */
export function rabbitForTest(port = rabbitPort): TestBroker {
  const prefix = `test-${randomBytes(6).toString('hex')}`
  return {
    url: `amqp://guest:guest@127.0.0.1:${port}?prefix=${prefix}`,
    [Symbol.asyncDispose]: () => deleteFromRabbit(prefix),
  }
}

async function deleteFromRabbit(prefix: string): Promise<void> {
  const connection = new Connection(`amqp://guest:guest@127.0.0.1:${rabbitPort}`)
  for (const audience of audiences) {
    const { queue, deadQueue, exchange, deadExchange } = rabbitNames(prefix, audience)
    for (const name of [queue, deadQueue]) await connection.queueDelete({ queue: name })
    for (const name of [exchange, deadExchange]) await connection.exchangeDelete({ exchange: name })
  }
  await connection.close()
}

/** Ends with the test's process at the latest: its input is ours. */
export async function kafkaForTest(): Promise<TestKafka> {
  const child = spawn(
    'kcat',
    ['-C', '-X', 'test.mock.num.brokers=1', '-d', 'mock', '-b', 'mock', '-t', 'keepalive'],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  const stop = () => void child.kill()
  process.once('exit', stop)
  const lines = createInterface({ input: child.stderr })
  const address = await new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => {
      const [found] = /127\.0\.0\.1:\d+/.exec(line) ?? []
      if (found !== undefined) resolve(found)
    })
    child.once('exit', (code) => reject(new Error(`kcat ended with code ${code}`)))
  })
  lines.close()
  // It goes on to tell of every request.
  child.stderr.resume()
  return {
    url: `kafka://${address}?prefix=test`,
    pause: (isPaused) => void child.kill(isPaused ? 'SIGSTOP' : 'SIGCONT'),
    async [Symbol.asyncDispose]() {
      process.removeListener('exit', stop)
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}

async function answersOn(port: number): Promise<boolean> {
  const socket = connect({ host: '127.0.0.1', port })
  const answer = await Promise.race([
    once(socket, 'connect').then(
      () => true,
      () => false,
    ),
    new Promise<false>((resolve) => setTimeout(() => resolve(false), 2000).unref()),
  ])
  socket.destroy()
  return answer
}

async function hasKcat(): Promise<boolean> {
  const child = spawn('kcat', ['-V'], { stdio: 'ignore' })
  return await new Promise((resolve) => {
    child.once('error', () => resolve(false))
    child.once('exit', (code) => resolve(code === 0))
  })
}
