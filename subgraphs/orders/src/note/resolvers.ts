// Notes in the graph.
import { payloadOf } from '@supermarket/service-kit/refusal.ts'
import type { Resolvers } from '../generated/resolvers-types.ts'
import { addNote } from './add-note.ts'

export const noteResolvers = {
  Mutation: {
    orderNoteAdd: (_parent, { input }, { parts, asCaller, loaders }) =>
      payloadOf(async () => {
        const added = await addNote(parts, asCaller, input)
        loaders.clear()
        return added
      }),
  },
  Order: {
    notes: async ({ id }, _args, { loaders }) => [...(await loaders.notes.load(id))],
  },
  OrderNote: {
    author: ({ authorId }) => (authorId === null ? null : { id: authorId }),
  },
} satisfies Resolvers
