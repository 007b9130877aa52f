// What the workers of these tests do: a job by its name, with what `workerData` has.

import { parentPort, workerData } from 'node:worker_threads'
import * as library from '../../src/shared.js'
import { JOBS } from './jobs.js'

const { job, data } = workerData as { job: keyof typeof JOBS; data: never }
const answer = await JOBS[job](data, library, message => parentPort!.postMessage({ message }))
parentPort!.postMessage({ answer })
