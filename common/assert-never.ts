/**
 * Ends a switch over a union: does not compile while a case is missing.
 * @throws Error for a value that the type does not know at run time
 */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
