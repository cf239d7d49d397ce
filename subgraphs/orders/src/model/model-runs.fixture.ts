// For the model test: which stories it draws. Always the same ones in `npm test`, others each time in `npm run
// test:deep`; MODEL_SEED, MODEL_PATH and MODEL_REPLAY, as a failure prints them, repeat it.
import type { ModelOptions } from './run-model.fixture.ts'

/** As many as fit into a minute. */
export function modelRun(env: NodeJS.ProcessEnv = process.env): ModelOptions {
  return {
    ...common(env),
    seed: seedOf(env) ?? 20_261_128,
    lastMs: Number(env.MODEL_LAST_MS ?? 60_000),
    maxRuns: 500,
    maxCommands: 30,
  }
}

export function deepModelRun(env: NodeJS.ProcessEnv = process.env): ModelOptions {
  return {
    ...common(env),
    seed: seedOf(env),
    lastMs: Number(env.MODEL_LAST_MS ?? 15 * 60_000),
    maxRuns: 100_000,
    maxCommands: 60,
  }
}

function common({ MODEL_PATH, MODEL_REPLAY, MODEL_SHRINKS }: NodeJS.ProcessEnv) {
  return { path: MODEL_PATH, replayPath: MODEL_REPLAY, shrinks: MODEL_SHRINKS !== 'no' }
}

function seedOf({ MODEL_SEED }: NodeJS.ProcessEnv): number | undefined {
  return MODEL_SEED === undefined ? undefined : Number(MODEL_SEED)
}
