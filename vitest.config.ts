import { defineConfig } from 'vitest/config'

// The contract, the model and Go's tests run once a backend; everything else once.
const shared = [
  'test/contract/**/*.test.ts',
  'test/go/**/*.test.ts',
  'test/model/**/*.test.ts',
  'test/adversarial/**/*.test.ts',
  'test/ecmascript/**/*.test.ts',
]
const backend = (name: string) => ({
  extends: true as const,
  test: { name, include: shared, env: { BACKEND: name }, setupFiles: ['test/setup.ts'], testTimeout: 60_000 },
})

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    execArgv: ['--expose-gc'],
    projects: [
      backend('twin'),
      backend('simd'),
      backend('swar'),
      backend('checked'),
      {
        extends: true,
        test: {
          name: 'once',
          include: ['test/**/*.test.ts'],
          exclude: [...shared, 'test/faults/**'],
          testTimeout: 300_000,
        },
      },
      { extends: true, test: { name: 'faults', include: ['test/faults/**/*.test.ts'], testTimeout: 600_000 } },
    ],
  },
})
