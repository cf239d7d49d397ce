// `npm run reset`: stops what still runs in `.supermarket/` and deletes it.
import { runService } from '@supermarket/service-kit/run-service.ts'
import { removeDatabase } from './database.ts'
import { claimStateFolder, stateFolder } from './state-folder.ts'

await runService(async () => {
  using _claim = claimStateFolder(stateFolder)
  await removeDatabase(stateFolder)
  console.log('The demo shop is gone; npm start makes a new one.')
  process.exit(0)
})
