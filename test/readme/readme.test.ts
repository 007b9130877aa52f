// Every code block of the README runs, as a user would run it, and prints what its comments say.

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync, transformSync } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const blocks = [...readme.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language, code]) => ({
  language: language!,
  code: code!,
}))
const programs = blocks.filter(block => block.language === 'ts').map(block => block.code)
let project = ''

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'tophash-readme-'))
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }')
  mkdirSync(join(project, 'node_modules'))
  symlinkSync(root, join(project, 'node_modules/tophash'), 'dir')
  // Vitest itself works in its own processes only: here are its matchers.
  buildSync({
    absWorkingDir: root,
    entryPoints: ['test/package/runtimes/vitest.ts'],
    outfile: join(project, 'node_modules/vitest/index.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
  })
  writeFileSync(join(project, 'node_modules/vitest/package.json'), '{ "exports": "./index.mjs" }')
})
afterAll(() => rmSync(project, { recursive: true, force: true }))

/** What the comments behind console.log say. */
function promised(code: string): string[] {
  return [...code.matchAll(/console\.log\(.*\) \/\/ (.*)$/gm)].map(match => match[1]!)
}

/** Lines that one statement printed in a loop are promised on one line; the order of a map's entries is not promised. */
function normalised(lines: string[]): string {
  return lines
    .join(' ')
    .split(/[\s,]+/)
    .sort()
    .join(' ')
}

test('there are programs', () => {
  expect(programs.length).toBeGreaterThan(7)
})

test.each(programs.map((code, i) => [i, code] as const))('program %i prints what it says', (i, code) => {
  const file = join(project, `program-${i}.js`)
  writeFileSync(file, transformSync(code, { loader: 'ts', target: 'node20' }).code)
  const printed = execFileSync(process.execPath, [file], { cwd: project, encoding: 'utf8' }).trimEnd().split('\n')
  expect(promised(code)).not.toEqual([])
  expect(normalised(printed)).toBe(normalised(promised(code)))
})

test('every command exists', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const commands = blocks.filter(block => block.language === 'sh').flatMap(block => block.code.trim().split('\n'))
  expect(commands.length).toBeGreaterThan(3)
  for (const command of commands) {
    const [npm, verb, name] = command.split(' ')
    expect(npm).toBe('npm')
    if (verb === 'run') expect(scripts).toHaveProperty(name!)
    else if (verb === 'start' || verb === 'test') expect(scripts).toHaveProperty(verb)
    else expect(['ci', 'install']).toContain(verb)
  }
})

test('links inside the repository lead somewhere', () => {
  for (const [, target] of readme.matchAll(/\]\((?!http)([^)#]+)\)/g)) {
    expect(() => readFileSync(join(root, target!)), target).not.toThrow()
  }
})
