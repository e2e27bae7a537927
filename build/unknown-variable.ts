/**
 * Takes the name of an environment variable from an executable, which then never sees the variable. For those that
 * Node obeys before any script runs, and for which it has no switch.
 * @param image the executable's bytes, which stay as they are
 * @throws Error unless the name is there, once, as a text of its own
 */
export function withoutVariable(image: Buffer, name: string): Buffer {
  const text = Buffer.from(`\0${name}\0`, 'latin1');
  const at = image.indexOf(text);
  if (at === -1 || image.indexOf(text, at + 1) !== -1) {
    throw new Error(`The executable does not have the text ${name} once.`);
  }
  const changed = Buffer.from(image);
  changed.fill(0, at, at + text.length);
  return changed;
}
