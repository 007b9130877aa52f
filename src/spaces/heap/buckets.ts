// Heaps of maps of buckets.

import * as classes from '../../generated/buckets/index.js'
import * as tenants from '../../generated/buckets-heap/index.js'
import { theModule } from '../buckets/default.js'
import { BUCKETS_VIEW } from '../buckets/view.js'
import { type HeapConstructor, type Heap as HeapInstance, heapClass } from './heap.js'

export type Heap = HeapInstance
export const Heap: HeapConstructor = /* @__PURE__ */ heapClass(BUCKETS_VIEW, theModule, { ...classes }, { ...tenants })
