import { expect, it } from 'vitest'
import { parseSigningKeys } from '../../signing-keys.ts'
import { anEnvelope } from '../envelope.fixture.ts'
import type { EventEnvelope } from '../envelope.ts'
import { type Letter, openLetter, writeLetter } from './letter.ts'

const first = 'a'.repeat(32)
const second = 'b'.repeat(32)
const ring = (keys: string, pair = 'things>orders') => parseSigningKeys(`${pair}=${keys}`)

const envelope = anEnvelope({ sequence: 2, previousid: 'evt_0', data: { name: 'Käse' } })
const letter = writeLetter(envelope, 'orders', ring(first))
const refused = { ok: false, reason: 'has no good signature' }

it('comes out as it went in', () => {
  expect(openLetter(letter, 'orders', ring(first))).toEqual({ ok: true, publisher: 'things', envelope })
})

it('is taken under each of two active keys, signed with the first, and no longer when a key is gone', () => {
  expect(openLetter(letter, 'orders', ring(`${second},${first}`))).toMatchObject({ ok: true })
  const bySecond = writeLetter(envelope, 'orders', ring(`${second},${first}`))
  expect(openLetter(bySecond, 'orders', ring(`${first},${second}`))).toMatchObject({ ok: true })
  expect(openLetter(letter, 'orders', ring(second))).toEqual(refused)
})

it('is refused when a byte differs, when it was meant for others, and when another claims to have sent it', () => {
  const changed = Buffer.from(letter.body)
  changed[changed.length - 3] = 65
  const forOthers = writeLetter(envelope, 'products', ring(first, 'things>products'))
  const bad: Letter[] = [
    { ...letter, body: changed },
    forOthers,
    { ...letter, publisher: 'users' },
    { ...letter, signature: '' },
    { ...letter, signature: `${letter.signature}=` },
  ]
  const keys = parseSigningKeys(`things>orders=${first} users>orders=${first}`)
  for (const each of bad) expect(openLetter(each, 'orders', keys)).toEqual(refused)
})

it('tells what is wrong with a signed one that is no envelope', () => {
  const signed = (data: object) => writeLetter(data as EventEnvelope, 'orders', ring(first))
  const opened = openLetter(signed({ source: 'things' }), 'orders', ring(first))
  expect(opened).toMatchObject({ ok: false, reason: expect.stringMatching(/^specversion: /) })
  const large = signed({ ...envelope, data: { text: 'x'.repeat(1024 * 1024) } })
  expect(openLetter(large, 'orders', ring(first))).toEqual({
    ok: false,
    reason: 'has more than 1048576 bytes',
  })
})
