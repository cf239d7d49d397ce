// An id begins with its time, and lists by newness follow the ids: what says when must not say otherwise.
import { decodeTime } from 'ulid'

export function createdAt(id: string): Date {
  return new Date(decodeTime(id.slice(id.indexOf('_') + 1)))
}
