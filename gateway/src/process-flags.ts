// Flags of Node for the gateway's process, wherever it is started: the engine's advice is ours.
import { nodeFlags } from '@supermarket/engine/node-flags.ts'

export const processFlags: readonly string[] = nodeFlags
