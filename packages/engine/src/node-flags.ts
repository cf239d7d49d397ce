// How to start the process that runs the engine, for who counts its memory.

/**
 * Flags of Node. Without them V8 lets the young generation and the garbage of the old one grow with the machine's
 * memory. After a minute of the benchmark's query on a machine with 24 GiB: 430 MiB without them, about 250 with them,
 * for about 5 % more CPU (2026-11-22; other sizes: 16 alone 312 MiB, growth by 100 % alone 300, 8 and 50 % 220 for 40 %
 * more CPU).
 */
export const nodeFlags = ['--max-semi-space-size=16', '--heap-growing-percent=100'] as const
