// V8's own sampling profiler over this process.
import { type Profiler, Session } from 'node:inspector/promises'

export type CpuProfile = Profiler.Profile

const sampleMicroseconds = 250

/** Call what it answers to stop. */
export async function startProfiling(): Promise<() => Promise<CpuProfile>> {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: sampleMicroseconds })
  await session.post('Profiler.start')
  return async () => {
    const { profile } = await session.post('Profiler.stop')
    session.disconnect()
    return profile
  }
}
