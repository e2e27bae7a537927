/** A queue that keeps the newest items within a capacity and counts the items it dropped. */
export class BoundedBuffer<T> {
  readonly #capacity: number;
  readonly #weigh: (item: T) => number;
  #weight = 0;
  #items: T[] = [];
  #head = 0;
  #dropped = 0;

  /**
   * @param capacity the total weight that the items may have, at least 1; the newest item is always kept
   * @param weigh an item's weight; by default each weighs 1, and the capacity is a number of items
   */
  constructor(capacity: number, weigh: (item: T) => number = () => 1) {
    if (!Number.isInteger(capacity) || capacity < 1) {
      throw new RangeError(`A bounded buffer needs a capacity of at least 1, not ${String(capacity)}`);
    }
    this.#capacity = capacity;
    this.#weigh = weigh;
  }

  get length(): number {
    return this.#items.length - this.#head;
  }

  /** The number of items dropped since the last call of {@link takeDropped}. */
  get dropped(): number {
    return this.#dropped;
  }

  push(item: T): void {
    this.#items.push(item);
    this.#weight += this.#weigh(item);
    while (this.#weight > this.#capacity && this.length > 1) {
      this.shift();
      this.#dropped += 1;
    }
  }

  peek(): T | undefined {
    return this.#items[this.#head];
  }

  /** Puts an item back at the front; if there is no room left, it counts as dropped. */
  unshift(item: T): void {
    if (this.length > 0 && this.#weight + this.#weigh(item) > this.#capacity) {
      this.#dropped += 1;
      return;
    }
    this.#items = [item, ...this.toArray()];
    this.#head = 0;
    this.#weight += this.#weigh(item);
  }

  /** Removes and returns the oldest item. */
  shift(): T | undefined {
    if (this.length === 0) return undefined;
    const item = this.#items[this.#head];
    this.#weight -= this.#weigh(item as T);
    this.#head += 1;
    // Moving the rest down only once half of the array is used up keeps a shift at constant cost on average.
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
    this.#weight = 0;
    return items;
  }

  /** @returns the number of items dropped since the last call, and starts again at zero */
  takeDropped(): number {
    const dropped = this.#dropped;
    this.#dropped = 0;
    return dropped;
  }

  toArray(): T[] {
    return this.#items.slice(this.#head);
  }
}
