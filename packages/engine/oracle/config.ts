// Which cases the oracle draws: always the same ones in `npm test`, others each time in `npm run test:deep`, unless
// ORACLE_SEED says which.

export const unitRun = { seed: 20_261_122, supergraphs: 40, operations: 50 } as const

export function deepRun(env: NodeJS.ProcessEnv = process.env) {
  const given = Number(env.ORACLE_SEED)
  return {
    seed: Number.isInteger(given) && given > 0 ? given : Date.now() % 2 ** 31,
    supergraphs: 200,
    operations: 100,
  }
}
