/**
 * Ends a switch over a union: does not compile while a case is missing.
 * @throws Error when a value from outside the type's knowledge arrives at run time
 */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
