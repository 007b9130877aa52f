/** The child process. */
import { answerJob } from '../common/child.js'
import { perform } from './perform.js'

await answerJob(perform)
