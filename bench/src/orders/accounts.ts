// Who reads orders in this bench: some of the shop's numbered accounts. Pure.
import { emailOf } from '../accounts.ts'

/** Each has a long history of its own, the same one in a table of any size. */
export const readers = Array.from({ length: 5 }, (_, index) => emailOf(index + 1))
export const ordersOfReader = 100

/** Of those that only log in. */
export const clerk = emailOf(999)
