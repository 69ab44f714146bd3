/** Gives a worker its next job; undefined when there is none left. */
export type Hand<Job> = () => Job | undefined;

/**
 * Jobs in groups, dealt to workers so that most groups stay with one of them: the first job of a group warms up what
 * the others need, and its neighbours need much of it too. So workers begin at the two ends, and who has
 * nothing left helps where most is left.
 */
export class JobQueue<Job> {
  readonly #untouched: Job[][];
  readonly #begun: Job[][] = [];
  #hands = 0;

  /** @param groups those that have much in common stand beside each other */
  constructor(groups: readonly (readonly Job[])[]) {
    this.#untouched = groups.filter(({ length }) => length > 0).map((group) => [...group]);
  }

  /** A hand for one more worker. */
  hand(): Hand<Job> {
    const atTheFront = this.#hands++ % 2 === 0;
    let own: Job[] = [];
    return () => {
      if (own.length === 0) own = this.#begin(atTheFront) ?? this.#longest();
      return own.shift();
    };
  }

  #begin(atTheFront: boolean): Job[] | undefined {
    const group = atTheFront ? this.#untouched.shift() : this.#untouched.pop();
    if (group) this.#begun.push(group);
    return group;
  }

  #longest(): Job[] {
    return this.#begun.reduce((most, group) => (group.length > most.length ? group : most), []);
  }
}
