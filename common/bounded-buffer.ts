/** A queue that keeps the newest `capacity` items and counts the ones it had to drop. */
export class BoundedBuffer<T> {
  readonly #capacity: number;
  #items: T[] = [];
  #head = 0;
  #dropped = 0;

  /** @param capacity how many items are kept, at least 1 */
  constructor(capacity: number) {
    if (!Number.isInteger(capacity) || capacity < 1) {
      throw new RangeError(`A bounded buffer needs a capacity of at least 1, not ${String(capacity)}`);
    }
    this.#capacity = capacity;
  }

  get length(): number {
    return this.#items.length - this.#head;
  }

  /** How many items were dropped since the last call of {@link takeDropped}. */
  get dropped(): number {
    return this.#dropped;
  }

  push(item: T): void {
    this.#items.push(item);
    if (this.length > this.#capacity) {
      this.shift();
      this.#dropped += 1;
    }
  }

  peek(): T | undefined {
    return this.#items[this.#head];
  }

  /** Removes and returns the oldest item. */
  shift(): T | undefined {
    if (this.length === 0) return undefined;
    const item = this.#items[this.#head];
    this.#head += 1;
    // Moving the rest down only once half of the array is spent keeps a shift at constant cost on average.
    if (this.#head * 2 >= this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return item;
  }

  /** Removes and returns everything, oldest first. */
  takeAll(): T[] {
    const items = this.#head === 0 ? this.#items : this.#items.slice(this.#head);
    this.#items = [];
    this.#head = 0;
    return items;
  }

  /** @returns how many items were dropped since the last call, and starts counting anew */
  takeDropped(): number {
    const dropped = this.#dropped;
    this.#dropped = 0;
    return dropped;
  }

  toArray(): T[] {
    return this.#items.slice(this.#head);
  }
}
