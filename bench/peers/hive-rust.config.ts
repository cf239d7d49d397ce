// Hive Gateway with the planner of its Rust router, everything else as it comes.
import { unifiedGraphHandler } from '@graphql-hive/router-runtime'
import { gatewayConfig as javascript } from './hive.config.ts'

export const gatewayConfig = { ...javascript, unifiedGraphHandler }
