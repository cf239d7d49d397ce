// How to start the process that runs the engine, for who counts its memory.

/**
 * Flags of Node. Without them V8 lets the young generation and the garbage of the old one grow with the machine's
 * memory. After the benchmark's query on a machine with 24 GiB: 440 MiB without them, 276 with them, for up to 5 % more
 * CPU (2026-11-22, read off `/proc` beside the load of `npm run bench:engine`; of other choices: 16 alone 340 MiB; with growth by 200 % 311, 100 % 252, 50 % 243 for 15 % more CPU).
 */
export const nodeFlags = ['--max-semi-space-size=16', '--heap-growing-percent=150'] as const
