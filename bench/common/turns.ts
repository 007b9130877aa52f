/** Round by round, the contestants taking turns, as the machine may change in between. */

export interface Turns<Contestant, Answer> {
  contestants: readonly Contestant[]
  rounds: number
  ask(contestant: Contestant, round: number): Promise<Answer>
  /** A contestant that fails is out. */
  failed(contestant: Contestant, error: string): void
  /** After every turn, of those who are out as well. */
  done(contestant: Contestant): void
}

/** The answers of those who have given one in every round. */
export const takeTurns = async <C, A>({
  contestants,
  rounds,
  ask,
  failed,
  done,
}: Turns<C, A>): Promise<Map<C, A[]>> => {
  const answers = new Map<C, A[]>(contestants.map(contestant => [contestant, []]))
  for (let round = 0; round < rounds; round++) {
    for (const contestant of contestants) {
      try {
        const list = answers.get(contestant)
        if (list) list.push(await ask(contestant, round))
      } catch (error) {
        answers.delete(contestant)
        failed(contestant, (error as Error).message)
      }
      done(contestant)
    }
  }
  return answers
}
