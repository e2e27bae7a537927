/**
 * Takes the name of an environment variable from an executable, which then never sees the variable. For those that
 * Node obeys before any script runs, and for which it has no switch.
 * @param image the executable's bytes, which stay as they are
 * @throws Error unless the name is there, once, as one of C's texts, which stand one behind the other. V8's snapshots
 *   in the executable may have it as well, where its length stands before it: those are for scripts.
 */
export function withoutVariable(image: Buffer, name: string): Buffer {
  const text = Buffer.from(`\0${name}\0`, 'latin1');
  const [at, another] = placesOf(text, image).filter((place) => place > 0 && image[place - 1] !== 0);
  if (at === undefined || another !== undefined) {
    throw new Error(`The executable does not have the text ${name} once.`);
  }
  const changed = Buffer.from(image);
  changed.fill(0, at, at + text.length);
  return changed;
}

function placesOf(text: Buffer, image: Buffer): number[] {
  const places: number[] = [];
  for (let at = image.indexOf(text); at !== -1; at = image.indexOf(text, at + 1)) places.push(at);
  return places;
}
