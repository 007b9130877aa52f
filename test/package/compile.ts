// Compiles programs with any version of TypeScript, under the options that decide what declarations may mention.

import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type TypeScript from 'typescript'
import { environment, type Project, root } from './fixture.js'

const require = createRequire(import.meta.url)

export interface Setting {
  lib: string[]
  skipLibCheck: boolean
  moduleResolution: 'node16' | 'nodenext' | 'bundler'
}

const LEAST = ['es2022']
const MOST = ['esnext', 'dom']

/** Libraries are checked with each; that nothing is said where they are not is seen with the least and the most. */
export const SETTINGS: readonly Setting[] = [
  ...[LEAST, MOST, ['es2022', 'dom'], ['esnext']].map(
    (lib): Setting => ({ lib, skipLibCheck: false, moduleResolution: 'nodenext' }),
  ),
  { lib: LEAST, skipLibCheck: true, moduleResolution: 'nodenext' },
  { lib: MOST, skipLibCheck: true, moduleResolution: 'node16' },
  { lib: LEAST, skipLibCheck: false, moduleResolution: 'node16' },
  { lib: MOST, skipLibCheck: true, moduleResolution: 'bundler' },
  { lib: LEAST, skipLibCheck: false, moduleResolution: 'bundler' },
]

function optionsOf({ moduleResolution, ...rest }: Setting): Record<string, unknown> {
  const module = moduleResolution === 'bundler' ? 'esnext' : moduleResolution
  const strict = { strict: true, exactOptionalPropertyTypes: true, noEmit: true, types: [], target: 'es2022' }
  return { ...strict, ...rest, module, moduleResolution }
}

type Compile = (setting: Setting, files: readonly string[]) => string

/** With a compiler that is called. What was parsed is kept for the next setting of the same kind. */
function calling(ts: typeof TypeScript, project: Project): Compile {
  const parsed = new Map<string, TypeScript.SourceFile | undefined>()
  return (setting, files) => {
    const json = { compilerOptions: optionsOf(setting), files }
    const { options, errors } = ts.parseJsonConfigFileContent(json, ts.sys, project.directory)
    const host = ts.createCompilerHost(options)
    const parse = host.getSourceFile
    host.getSourceFile = (name, target, ...more) => {
      const id = `${setting.moduleResolution} ${name}`
      if (!parsed.has(id)) parsed.set(id, parse(name, target, ...more))
      return parsed.get(id)
    }
    const paths = files.map(file => join(project.directory, file))
    const found = [...errors, ...ts.getPreEmitDiagnostics(ts.createProgram(paths, options, host))]
    return ts.formatDiagnostics(found, { ...host, getNewLine: () => '\n' })
  }
}

/** With one that is a program. */
function running(script: string, project: Project): Compile {
  return (setting, files) => {
    const config = join(project.directory, 'tsconfig.json')
    writeFileSync(config, JSON.stringify({ compilerOptions: optionsOf(setting), files }))
    const options = { cwd: project.directory, env: environment, encoding: 'utf8' as const }
    const { stdout, stderr } = spawnSync(process.execPath, [script, '-p', '.'], options)
    return stdout + stderr
  }
}

/** A compiler that is installed here by a name: what it says of files of the project, nothing if all is well. */
export function compilerOf(name: string, project: Project): Compile {
  const { version } = require(`${name}/package.json`)
  if (Number.parseInt(version, 10) >= 7) return running(join(root, 'node_modules', name, 'bin/tsc'), project)
  return calling(require(name), project)
}
