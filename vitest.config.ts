import { defineConfig } from 'vitest/config'

// The contract, the model and Go's tests run once a backend; everything else once.
const shared = [
  'test/contract/**/*.test.ts',
  'test/go/**/*.test.ts',
  'test/model/**/*.test.ts',
  'test/adversarial/**/*.test.ts',
  'test/fuzz/*.test.ts',
]
/** What the classes are to JavaScript does not depend on the binary behind them. */
const ecmascript = 'test/ecmascript/**/*.test.ts'
/** Operations that are stopped half-way. */
const stops = 'test/stops/**/*.test.ts'
/** The contract, the model and Go's tests, and what of them depends on how a table is laid out. */
const contract = ['test/{contract,go,model}/**/*.test.ts']
const laidOut = [
  'test/contract/{clone,delete-where,float-keys,group-by,options,references,reserve-shrink,set-algebra}.test.ts',
  'test/go/**/*.test.ts',
  'test/model/iteration.test.ts',
]
/** What only tables that split do. */
const tables = 'test/swiss/**/*.test.ts'
/** What is inside a table of buckets, and that it is what is inside a twin. */
const buckets = [
  'test/contract/{growth,inspect,iteration-repack,seed,twin}.test.ts',
  'test/model/twin.test.ts',
  'test/adversarial/{bytes,cost,keys}.test.ts',
  'test/fuzz/**',
]
/** To load the library and its binary takes longer than most files of tests do: a process does so once for all of them. */
const backend = (name: string, include = shared, exclude: string[] = []) => ({
  extends: true as const,
  test: {
    name,
    include,
    exclude,
    env: { BACKEND: name },
    setupFiles: ['test/setup.ts'],
    testTimeout: 60_000,
    isolate: false,
  },
})
/** A process each: they replace what is built in, and afterwards V8 does without what it had proved of that. */
const apart = (name: string) => ({
  extends: true as const,
  test: { name: `${name}-ecmascript`, include: [ecmascript], env: { BACKEND: name }, setupFiles: ['test/setup.ts'] },
})

/** The default of the option `layout`, as it stands in the two files that have one. */
const LAYOUT = "layout: LayoutName = 'buckets'"
/** Makes the other layout that of every map of the twin for which none is asked for. */
const usuallySwiss = {
  name: 'usually-swiss',
  enforce: 'pre' as const,
  transform(code: string, file: string) {
    if (!/src\/(body\/body|any\/any-keys)\.ts$/.test(file)) return undefined
    if (!code.includes(LAYOUT)) throw new Error(`${file} has no default layout`)
    return code.replace(LAYOUT, "layout: LayoutName = 'swiss'")
  },
}

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    execArgv: ['--expose-gc'],
    projects: [
      backend('twin'),
      apart('twin'),
      backend('simd'),
      apart('simd'),
      // SWAR differs from SIMD in how a group is matched, and in nothing else.
      backend('swar', [
        'test/go/**/*.test.ts',
        'test/model/[!m]*.test.ts',
        'test/model/maps.test.ts',
        'test/fuzz/*.test.ts',
      ]),
      backend('checked'),
      // The other layout, under the same classes.
      backend('swiss', [...shared, tables], buckets),
      backend('swiss-checked', ['test/model/**/*.test.ts', 'test/adversarial/hostile.test.ts', tables], buckets),
      backend('swiss-swar', ['test/model/{iteration,maps}.test.ts', 'test/go/iterate.test.ts']),
      // What the twin of the other layout does of its own. All of the contract, the model and Go's tests run with TWIN=all.
      { ...backend('swiss-twin', process.env.TWIN === 'all' ? contract : laidOut, buckets), plugins: [usuallySwiss] },
      // The classes of a heap are the same text, evaluated again.
      backend('heap', ['test/model/maps.test.ts', 'test/model/iteration.test.ts']),
      // Ordinary maps of tophash/shared: the same text once more, over tables that keep their counts themselves.
      backend('shared', [
        'test/contract/{delete-where,get-or,increment,iteration-changes,packed,values}.test.ts',
        'test/model/maps.test.ts',
      ]),
      backend('swiss-heap', ['test/model/iteration.test.ts']),
      {
        extends: true,
        test: {
          name: 'once',
          include: ['test/**/*.test.ts'],
          exclude: [...shared, ecmascript, tables, 'test/faults/**', stops],
          testTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: { name: 'stops', include: [stops], setupFiles: ['test/stops/setup.ts'], testTimeout: 600_000 },
      },
      {
        extends: true,
        test: {
          name: 'memory-swiss',
          include: ['test/memory/{famine,inject,many,small}.test.ts'],
          env: { BACKEND: 'swiss' },
          testTimeout: 300_000,
        },
      },
      // The other layout has its stops where more than usual is asked for.
      ...(process.env.STOPS === undefined
        ? []
        : [
            {
              extends: true as const,
              test: {
                name: 'stops-swiss',
                include: ['test/stops/{scalars,staged}.test.ts'],
                env: { BACKEND: 'swiss' },
                setupFiles: ['test/stops/setup.ts'],
                testTimeout: 900_000,
              },
            },
          ]),
      { extends: true, test: { name: 'faults', include: ['test/faults/**/*.test.ts'], testTimeout: 600_000 } },
    ],
  },
})
