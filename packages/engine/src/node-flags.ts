// How to start the process that runs the engine, for who counts its memory.

/**
 * Flags of Node. Without them V8 lets the young generation and the garbage of the old one grow with the machine's
 * memory: 498 MiB after the benchmark's query on a machine with 24 GiB, and 13 % less CPU than with 16 and 150. Of
 * pairs of the two, MiB and CPU, in one run beside other load (2026-11-28): 16 and 150: 270 and 1; 24 and 100: 278 and
 * 0.97; 32 and 100: 283 and 0.98; 32 and 75: 300 and 1.03. A young generation of 8 takes 1.28 times the CPU.
 */
export const nodeFlags = ['--max-semi-space-size=24', '--heap-growing-percent=100'] as const

/**
 * Variables of the environment of Node, which keeps what it has compiled in the folder. Without it every thread loads
 * the compiler that takes the types out of TypeScript, a WebAssembly module, and never lets it go: 17 MiB in the main
 * thread, about as much in the planning thread, and 0.2 s at the start of each (2026-11-28). Nobody but the process's
 * own user may write to the folder: what lies there is run.
 */
export function nodeEnvironment(cacheFolder: string): { readonly NODE_COMPILE_CACHE: string } {
  return { NODE_COMPILE_CACHE: cacheFolder }
}
