// A movement's public id is its sequence number in the form of every id: nothing looks a movement up by it. Pure.

const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export function movementId(seq: number): string {
  let body = ''
  for (let rest = seq; rest > 0; rest = Math.floor(rest / 32)) body = `${digits[rest % 32]}${body}`
  return `mov_${body.padStart(26, '0')}`
}
