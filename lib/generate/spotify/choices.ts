import { type RandomStream, randomStream } from '../../model/keyed-random.ts';

/** What is chosen for the objects of one kind, each choice by the number of an object. */
export class Choices {
  readonly #path: readonly string[];
  readonly #streams = new Map<string, RandomStream>();

  /** @param path of names, such as the seed and the kind of object */
  constructor(...path: readonly string[]) {
    this.#path = path;
  }

  /** A whole number from 0 to `bound` - 1. */
  below(choice: string, row: number, bound: number): number {
    return this.#stream(choice).below(row, bound);
  }

  /** Whether something is so that is so for a percentage of the objects. */
  happens(choice: string, row: number, percent: number): boolean {
    return this.below(choice, row, 100) < percent;
  }

  /** One of some items. */
  pick<Item>(choice: string, row: number, items: readonly [Item, ...Item[]]): Item {
    return items[this.below(choice, row, items.length)] ?? items[0];
  }

  #stream(choice: string): RandomStream {
    const known = this.#streams.get(choice);
    if (known !== undefined) return known;
    const opened = randomStream(...this.#path, choice);
    this.#streams.set(choice, opened);
    return opened;
  }
}
