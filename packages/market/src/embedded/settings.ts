// How the embedded server is set. Given on the command line at each start, so this file is the only truth: nothing
// is written into a folder that the database user owns.
import { totalmem } from 'node:os'

/** `throwaway` may lose or corrupt everything at a crash of the machine: tests only. */
export type Durability = 'durable' | 'throwaway'

export type SettingsOptions = { durability: Durability; port: number }

/** The value of `pg_ctl start -o`; it passes through a shell, so no value may need quoting. */
export function serverOptions({ durability, port }: SettingsOptions): string {
  const settings = { ...common, ...(durability === 'durable' ? durable : throwaway), port }
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ')
}

const common = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 200,
  shared_preload_libraries: 'pg_stat_statements',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Refused rows are the services' business and their statements may hold personal data: log the server only.
  log_min_messages: 'log',
  log_checkpoints: 'off',
  log_autovacuum_min_duration: -1,
  // Short transactions on few cores: compiling a plan or waking workers costs more than it saves.
  jit: 'off',
  max_parallel_workers_per_gather: 0,
  random_page_cost: 1.1,
  // Below the services' lock timeout of 1 s: a deadlock must be told as one, since only that is repeated.
  deadlock_timeout: '200ms',
  // Nothing replicates from here.
  wal_level: 'minimal',
  max_wal_senders: 0,
}

const durable = {
  shared_buffers: sharedBuffers(Math.min(totalmem(), process.constrainedMemory() || totalmem())),
  effective_cache_size: '1GB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  wal_compression: 'on',
}

/**
 * A sixteenth of the memory, 256 MB to 2 GB; what is never read takes none. A page far into a million products reads
 * 75 blocks from outside 256 MB and 13 from outside 2 GB, in 0.61 and 0.53 ms (2026-11-28).
 */
export function sharedBuffers(memoryBytes: number): string {
  const megabytes = Math.floor(memoryBytes / 16 / 2 ** 20)
  return `${Math.min(2048, Math.max(256, megabytes))}MB`
}

const throwaway = {
  shared_buffers: '128MB',
  max_wal_size: '1GB',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  io_method: 'sync',
}
