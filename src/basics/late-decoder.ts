// A TextDecoder that is made when it is first used: an import then needs none. jsdom, as Jest sets it up, has none.

import { TypeError } from './builtins.js'
import { Decoder } from './platform.js'

export class LateDecoder {
  readonly #arguments: ConstructorParameters<typeof TextDecoder>
  #decoder: TextDecoder | undefined

  constructor(...args: ConstructorParameters<typeof TextDecoder>) {
    this.#arguments = args
  }

  /** @throws TypeError where there was no TextDecoder when the library was evaluated */
  decode(bytes: Uint8Array): string {
    if (Decoder === undefined) throw new TypeError('tophash: there is no TextDecoder here, which UTF-8 is read with')
    this.#decoder ??= new Decoder(...this.#arguments)
    return this.#decoder.decode(bytes)
  }
}
