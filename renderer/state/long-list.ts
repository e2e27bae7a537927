/** How many items share one array: appending copies only one such array and the list of arrays. */
const CHUNK = 512;

/**
 * An immutable list: adding and cutting return another list, and both share nearly all of their items. For lists that
 * grow at one end many times a second and are cut at the other.
 */
export class LongList<T> {
  /** All but the last are full. */
  readonly #chunks: readonly (readonly T[])[];
  /** How many items at the start of the first chunk are no longer part of the list. */
  readonly #skipped: number;
  readonly length: number;
  /** How many items were dropped at the old end since the list was empty. */
  readonly gone: number;

  private constructor(chunks: readonly (readonly T[])[], skipped: number, length: number, gone: number) {
    this.#chunks = chunks;
    this.#skipped = skipped;
    this.length = length;
    this.gone = gone;
  }

  static of<T>(items: readonly T[] = []): LongList<T> {
    return new LongList<T>([], 0, 0, 0).append(items);
  }

  at(index: number): T | undefined {
    if (index < 0 || index >= this.length) return undefined;
    const place = this.#skipped + index;
    return this.#chunks[Math.floor(place / CHUNK)]?.[place % CHUNK];
  }

  get first(): T | undefined {
    return this.at(0);
  }

  get last(): T | undefined {
    return this.at(this.length - 1);
  }

  append(items: readonly T[]): LongList<T> {
    if (items.length === 0) return this;
    const chunks = [...this.#chunks];
    const last = chunks.at(-1) ?? [];
    let taken = 0;
    if (last.length > 0 && last.length < CHUNK) {
      taken = CHUNK - last.length;
      chunks[chunks.length - 1] = [...last, ...items.slice(0, taken)];
    }
    for (; taken < items.length; taken += CHUNK) chunks.push(items.slice(taken, taken + CHUNK));
    return new LongList(chunks, this.#skipped, this.length + items.length, this.gone);
  }

  /** @returns the list up to, but not including, `end` */
  cutAt(end: number): LongList<T> {
    if (end >= this.length) return this;
    const length = Math.max(0, end);
    const places = length === 0 ? 0 : this.#skipped + length;
    const chunks = this.#chunks.slice(0, Math.ceil(places / CHUNK));
    const rest = places % CHUNK;
    const last = chunks.at(-1);
    if (last !== undefined && rest > 0) chunks[chunks.length - 1] = last.slice(0, rest);
    return new LongList(chunks, length === 0 ? 0 : this.#skipped, length, this.gone);
  }

  /** @returns the list without its first `count` items */
  withoutFirst(count: number): LongList<T> {
    if (count <= 0) return this;
    const gone = Math.min(count, this.length);
    if (gone === this.length) return new LongList<T>([], 0, 0, this.gone + gone);
    const skipped = this.#skipped + gone;
    const chunks = this.#chunks.slice(Math.floor(skipped / CHUNK));
    return new LongList(chunks, skipped % CHUNK, this.length - gone, this.gone + gone);
  }

  /** @returns the newest items, at most `limit` */
  newest(limit: number): LongList<T> {
    return this.withoutFirst(this.length - limit);
  }

  /** @returns the items from `start` up to but not including `end` */
  slice(start: number, end: number): T[] {
    const items: T[] = [];
    for (const item of this.items(start, end)) items.push(item);
    return items;
  }

  *items(start = 0, end = this.length): Generator<T> {
    const last = this.#skipped + Math.min(end, this.length);
    let place = this.#skipped + Math.max(0, start);
    while (place < last) {
      const chunk = this.#chunks[Math.floor(place / CHUNK)] ?? [];
      const until = Math.min(CHUNK, (place % CHUNK) + last - place);
      for (let index = place % CHUNK; index < until; index += 1) yield chunk[index] as T;
      place += until - (place % CHUNK);
    }
  }

  /** @returns the index of the first item for which `holds` is true, in a list in which it is true from some item on */
  lowerBound(holds: (item: T) => boolean): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (holds(this.at(middle) as T)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** @returns the index of the first row with this id or a greater one; the ids are ascending */
export function indexOfId(rows: LongList<{ readonly id: number }>, id: number): number {
  return rows.lowerBound((row) => row.id >= id);
}
