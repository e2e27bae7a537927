/**
 * Replaces the package of that name in the bundle; electron-updater uses only this much of it. The package comes
 * without its licence text, so it can't be passed on.
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
