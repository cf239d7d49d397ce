// Databases and roles of the services: each owns one database, and nobody else may even connect to it.
import type postgres from 'postgres'
import type { Passwords } from './secret.ts'

/** Idempotent: a second call, also after a crash in the middle of the first, changes nothing that is right. */
export async function ensureOwnedDatabase(
  admin: postgres.Sql,
  name: string,
  passwords: Passwords,
): Promise<void> {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(name)) throw new TypeError(`not a database name: ${name}`)
  const [found] = await admin<{ role: boolean; database: boolean }[]>`
    select exists (select from pg_roles where rolname = ${name}) as role,
           exists (select from pg_database where datname = ${name}) as database`
  const role = admin(name)
  if (!found?.role) await admin`create role ${role} login`
  // Utility statements take no parameters; a derived password is base64url and needs no quoting.
  await admin.unsafe(`alter role "${name}" password '${passwords(name)}'`)
  if (!found?.database) await admin`create database ${role} owner ${role}`
  await admin`revoke all on database ${role} from public`
}

/** Without this every role may connect to the administrative databases. */
export async function closePublicDatabases(admin: postgres.Sql): Promise<void> {
  await admin`revoke all on database postgres, template1 from public`
}
