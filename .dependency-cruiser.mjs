// The direction of imports: `npm run lint:imports`. Each part of the house is a list of storeys, bottom first. A file imports
// from its own room, which is one alternative of a storey, and from storeys below. docs/architecture.md tells why.

/** Storeys of each part: regular expressions of paths in it, the rooms side by side separated by commas. */
const HOUSE = {
  src: [
    ['generated/constants\\.ts$'],
    ['basics/'],
    ['kinds/'],
    ['spaces/layouts/'],
    ['spaces/engine\\.ts$'],
    ['spaces/layouts/'],
    ['body/'],
    ['iteration/', 'many/'],
    ['classes/(?!specimens/)'],
    // What the build tells of the module.
    ['generated/(wasm|shared)/exports\\.ts$'],
    ['spaces/wasm/', 'spaces/reference/'],
    ['generated/(buckets|swiss|shared)/binary\\.ts$'],
    ['spaces/buckets/', 'spaces/swiss/', 'spaces/shared/'],
    ['concurrent/(?!specimens/)'],
    [
      'generated/buckets/calls',
      'generated/swiss/calls',
      'generated/reference/calls',
      'spaces/heap/(types|ordinary|heap)\\.ts$',
    ],
    ['spaces/plain/'],
    ['generated/plain/calls'],
    // The classes of each space, and what they are made of.
    [
      'generated/buckets/(?!binary|calls)',
      'generated/buckets-heap/',
      'generated/swiss/(?!binary|calls|hash-|columns)',
      'generated/swiss-heap/',
      'generated/reference/(?!calls|hash-|columns)',
      'classes/specimens/',
      'generated/shared/(?!binary|exports)',
      'generated/plain/(?!calls)',
      'concurrent/specimens/',
    ],
    ['spaces/heap/(buckets|swiss)\\.ts$'],
    ['any/'],
    ['generated/(swiss|reference)/(hash-|columns)'],
    ['reference/'],
    ['index\\.ts$', 'swiss\\.ts$', 'shared\\.ts$', 'group\\.ts$', 'testing\\.ts$'],
  ],
  assembly: [
    ['memory/'],
    ['keys/', 'group/'],
    ['buckets/', 'swiss/', 'concurrent/(?!abi\\.ts$|kinds/|index\\.ts$)'],
    ['table\\.ts$'],
    ['calls/'],
    ['plain/(?!abi\\.ts$|kinds/|index\\.ts$)'],
    ['abi\\.ts$', 'concurrent/abi\\.ts$'],
    ['plain/abi\\.ts$'],
    ['kinds/', 'concurrent/kinds/', 'plain/kinds/'],
    ['plain/index\\.ts$'],
    ['index\\.ts$', 'concurrent/index\\.ts$', 'constants\\.ts$'],
  ],
  scripts: [
    ['wires\\.ts$', 'generated\\.ts$'],
    ['abi\\.ts$', 'assembly\\.ts$', 'concurrent\\.ts$', 'compile\\.ts$', 'embed\\.ts$', 'declarations\\.ts$'],
    ['assembly-index\\.ts$'],
    ['stamp/'],
    ['common\\.ts$', 'bundled\\.ts$'],
    ['build\\.ts$', 'runtimes-list\\.ts$'],
    ['runtimes\\.ts$'],
  ],
  bench: [
    ['common/'],
    ['data/'],
    ['speed/', 'latency/', 'memory/', 'peers/'],
    ['grid/'],
    ['native/', 'workloads/', 'job/', 'start/', 'builds/', 'shared/'],
    ['report/'],
  ],
  site: [
    ['model/', 'dom\\.ts$', '(bench|race)-protocol\\.ts$'],
    ['library(-swiss)?\\.ts$'],
    ['embedded\\.ts$'],
    ['backends\\.ts$', '(bench|race)-worker\\.ts$'],
    ['view/'],
    ['explorer\\.ts$'],
    ['player\\.ts$'],
    ['controls\\.ts$'],
    ['main\\.ts$', 'build\\.ts$'],
    ['serve\\.ts$'],
  ],
}

const PARTS = Object.keys(HOUSE)

/** From one set of paths to another, each a regular expression and what is not meant by it. */
function forbid(name, comment, from, to) {
  return { name, comment, severity: 'error', from, to }
}

function directionOf(part, storeys) {
  const rooms = storeys.flat()
  const known = rooms.map(room => `^${part}/${room}`)
  const rules = storeys.flatMap((storey, i) =>
    storey.map(room => {
      const path = `^${part}/${room}`
      const below = storeys.slice(0, i).flat()
      const allowed = [path, ...below.map(each => `^${part}/${each}`)]
      return forbid(
        `direction:${part}/${room.replaceAll(/\\|\$/g, '')}`,
        'imports go down: from its own room and the storeys below',
        { path },
        { path: `^${part}/`, pathNot: allowed },
      )
    }),
  )
  const comment = 'every file has a room: add it to .dependency-cruiser.mjs'
  return [
    ...rules,
    forbid(`room:${part}`, comment, { path: `^${part}/`, pathNot: known }, {}),
    forbid(`room-of-imported:${part}`, comment, {}, { path: `^${part}/`, pathNot: known }),
  ]
}

const between = [
  forbid(
    'library-alone',
    'the library needs nothing of what is around it',
    { path: '^(src|assembly)/' },
    {
      path: '^(scripts|bench|site|test|examples)/',
    },
  ),
  forbid('two-languages', 'what src knows of assembly is generated', { path: '^src/' }, { path: '^assembly/' }),
  forbid('two-languages-back', 'assembly knows nothing of src', { path: '^assembly/' }, { path: '^src/' }),
  forbid(
    'no-dependencies',
    'the library is bundled with these and nothing else',
    { path: '^src/' },
    {
      path: 'node_modules/',
      pathNot: 'node_modules/(fflate|@assemblyscript/loader)/',
    },
  ),
  forbid(
    'scripts-know-kinds',
    'of the library the build runs the kinds only',
    { path: '^scripts/' },
    {
      path: '^(src|assembly|bench|site|examples)/',
      pathNot: '^src/kinds/',
    },
  ),
  forbid(
    'scripts-and-tests',
    'only what runs the tests elsewhere knows them',
    {
      path: '^scripts/',
      pathNot: '^scripts/runtimes',
    },
    { path: '^test/' },
  ),
  forbid(
    'bench-knows-where',
    'one file of the benchmarks knows where the library is',
    {
      path: '^bench/',
      pathNot: '^bench/common/library\\.ts$',
    },
    { path: '^(src|assembly|scripts|site|test|examples)/' },
  ),
  forbid(
    'site-shows-src',
    'the explorer shows the library',
    { path: '^site/' },
    {
      path: '^(assembly|scripts|bench|test|examples)/',
    },
  ),
]

const TWIN = '^src/(reference|spaces/reference|generated/reference)/'
const SUBJECT = '^src/(spaces/(wasm|buckets|swiss|heap)|generated/(wasm|buckets|swiss|buckets-heap|swiss-heap))/'

const inside = [
  forbid('no-circles', 'no file imports itself by way of others', {}, { circular: true }),
  forbid('twin', 'the twin is an oracle: it never calls its subject', { path: TWIN }, { path: SUBJECT }),
  // Of src/reference, checked.ts names the types of the classes that it checks.
  forbid(
    'twin-at-all',
    'nor by way of others',
    { path: '^src/(spaces/reference|generated/reference)/' },
    { path: SUBJECT, reachable: true },
  ),
  forbid(
    'layout',
    'operations know a table by what table.ts exports',
    {
      path: '^assembly/',
      pathNot: '^assembly/(buckets/|swiss/|table\\.ts$|constants\\.ts$)',
    },
    { path: '^assembly/(buckets|swiss)/' },
  ),
  // Programs that measure what users see import the package by its name.
  forbid('resolved', 'what is imported is there', {}, { couldNotResolve: true, pathNot: '^tophash' }),
]

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [...inside, ...between, ...PARTS.flatMap(part => directionOf(part, HOUSE[part]))],
  options: {
    doNotFollow: { path: ['node_modules', '^test/', '^dist/'] },
    exclude: { path: ['^site/dist/', '^bench/.*/node_modules/'] },
    // Types count, too.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
}
