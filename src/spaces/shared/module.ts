// The binary of tables that several threads use.

import { BINARY } from '../../generated/shared/binary.js'
import { EmbeddedModule } from '../wasm/embedded.js'

export const theModule = /* @__PURE__ */ new EmbeddedModule(BINARY, 'tophash/wasm-shared')
