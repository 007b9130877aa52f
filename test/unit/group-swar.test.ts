// tophash/group over the build without SIMD. An instance is for a whole file: there is one file a build.

import { testGroups } from './group.js'

testGroups('swar')
