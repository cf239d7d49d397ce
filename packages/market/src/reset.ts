// `npm run reset`: stops what still runs in `.supermarket/` and deletes it.
import { runService } from '@supermarket/service-kit/run-service.ts'
import { readConfig } from './config.ts'
import { removeDatabase } from './database.ts'
import { claimStateFolder } from './state-folder.ts'

await runService(async () => {
  const { STATE_FOLDER: folder } = readConfig(process.env)
  using _claim = claimStateFolder(folder)
  await removeDatabase(folder)
  console.log('The demo shop is gone; npm start makes a new one.')
  process.exit(0)
})
