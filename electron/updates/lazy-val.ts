/**
 * In the bundle it takes the place of the package of that name, of which electron-updater uses this much: that package
 * comes without the text of its licence, so it cannot be passed on.
 */
export class Lazy<T> {
  readonly #make: () => T;
  #made: { readonly value: T } | undefined;

  constructor(make: () => T) {
    this.#make = make;
  }

  get value(): T {
    this.#made ??= { value: this.#make() };
    return this.#made.value;
  }
}
