// A TextDecoder that is made when it is first used: an import then needs none. jsdom, as Jest sets it up, has none.

export class LateDecoder {
  readonly #arguments: ConstructorParameters<typeof TextDecoder>
  #decoder: TextDecoder | undefined

  constructor(...args: ConstructorParameters<typeof TextDecoder>) {
    this.#arguments = args
  }

  /** @throws ReferenceError where there is no TextDecoder */
  decode(bytes: Uint8Array): string {
    this.#decoder ??= new TextDecoder(...this.#arguments)
    return this.#decoder.decode(bytes)
  }
}
