/** What the command lines have in common. */

/** What all of them take that measure rows. */
export const USUAL_OPTIONS = {
  help: { type: 'boolean', default: false },
  filter: { type: 'string' },
  n: { type: 'string' },
  rounds: { type: 'string' },
  out: { type: 'string' },
} as const

/** And those that measure builds of the package, maybe under another Node. */
export const BUILD_OPTIONS = {
  implementations: { type: 'string' },
  node: { type: 'string' },
  dist: { type: 'string', default: 'dist' },
} as const

export const positive = (name: string, text: string | undefined) => {
  if (text === undefined) return undefined
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} must be a positive integer, not ${text}`)
  return number
}

/** Names between commas. */
export const listOf = <T extends string>(name: string, text: string | undefined, among: readonly T[]) => {
  if (text === undefined) return undefined
  const names = text.split(',') as T[]
  const unknown = names.find(one => !among.includes(one))
  if (unknown !== undefined) throw new Error(`--${name}: ${unknown} is none of ${among.join(', ')}`)
  return names
}

/** How to repeat a run elsewhere: paths belong to the machine and are not among the names. */
export const commandOf = <O extends object>(script: string, options: O, names: readonly (keyof O & string)[]) => {
  const words = names.flatMap(name => {
    const value = options[name]
    if (value === undefined || value === false) return []
    return value === true ? `--${name}` : `--${name} ${value}`
  })
  return [script, ...(words.length > 0 ? ['--'] : []), ...words].join(' ')
}

/** An error is one line for who has typed the command. */
export const runCommand = async (name: string, main: () => unknown) => {
  try {
    await main()
  } catch (error) {
    process.stderr.write(`${name}: ${(error as Error).message.split('\n')[0]}\n`)
    process.exitCode = 2
  }
}
