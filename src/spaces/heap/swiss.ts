// Heaps of maps of tables that split.

import * as classes from '../../generated/swiss/index.js'
import * as tenants from '../../generated/swiss-heap/index.js'
import { theModule } from '../swiss/default.js'
import { SWISS_VIEW } from '../swiss/view.js'
import { type HeapConstructor, type Heap as HeapInstance, heapClass } from './heap.js'

export type Heap = HeapInstance
export const Heap: HeapConstructor = /* @__PURE__ */ heapClass(SWISS_VIEW, theModule, { ...classes }, { ...tenants })
