// What the build gives the page as classic scripts: binaries and workers as text, a copy of the library for each binary,
// and the plots, which are loaded when they are needed. A page that was opened from disk may fetch nothing.

/** The builds of the buckets, and the other layout. */
export type WasmName = 'simd' | 'swar'
export type SwissName = 'swiss' | 'swissSwar'
export type WorkerName = 'race' | 'bench'
/** A copy of the library, with an instance of its own. */
export type Library = typeof import('./library.js')
/** That of the other layout. */
export type SwissLibrary = typeof import('./library-swiss.js')

declare global {
  var tophashEmbedded: {
    /** In base 64. */
    binaries: Record<WasmName | SwissName, string>
    /** Classic scripts. */
    workers: Record<WorkerName, string>
  }
  var tophashLibraries: Record<WasmName, Library> & { swiss: SwissLibrary }
}

export function libraryOf(name: WasmName): Library {
  return globalThis.tophashLibraries[name]
}

export function swissLibrary(): SwissLibrary {
  return globalThis.tophashLibraries.swiss
}

const compiled = new Map<WasmName | SwissName, Promise<WebAssembly.Module | undefined>>()

/** The compiled binary, or undefined if this engine cannot run it. */
export function compileBinary(name: WasmName | SwissName): Promise<WebAssembly.Module | undefined> {
  const present = compiled.get(name)
  if (present !== undefined) return present
  const bytes = Uint8Array.from(atob(globalThis.tophashEmbedded.binaries[name]), char => char.charCodeAt(0))
  const module = WebAssembly.validate(bytes) ? WebAssembly.compile(bytes) : Promise.resolve(undefined)
  compiled.set(name, module)
  return module
}

async function firstOf(...names: (WasmName | SwissName)[]): Promise<WebAssembly.Module> {
  for (const name of names) {
    const module = await compileBinary(name)
    if (module !== undefined) return module
  }
  throw new Error(`this browser runs none of these binaries: ${names.join(', ')}`)
}

/** With SIMD where this engine has it. @throws Error if it runs neither */
export function fastestBinary(): Promise<WebAssembly.Module> {
  return firstOf('simd', 'swar')
}
/** The same for the other layout. */
export function fastestSwiss(): Promise<WebAssembly.Module> {
  return firstOf('swiss', 'swissSwar')
}

const urls = new Map<WorkerName, string>()

/** A worker made of text: a file on disk can be none. */
export function startWorker(name: WorkerName): Worker {
  const text = globalThis.tophashEmbedded.workers[name]
  const url = urls.get(name) ?? URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))
  urls.set(name, url)
  return new Worker(url)
}

/** Runs a classic script that stands beside the page. */
export function loadScript(file: string): Promise<void> {
  const script = document.createElement('script')
  return new Promise((resolve, reject) => {
    script.onload = () => resolve()
    script.onerror = () => reject(new Error(`${file} cannot be loaded`))
    script.src = new URL(file, document.baseURI).href
    document.head.append(script)
  })
}
