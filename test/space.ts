// The space of the ordinary maps that this run tests, seen from inside.

import * as buckets from '../src/spaces/buckets/default.js'
import * as swiss from '../src/spaces/swiss/default.js'
import { hasBuckets } from './backend.js'

export const { theModule, theSpace, makeWith } = hasBuckets ? buckets : swiss
