/** The first number of a message that is registered by its name: winuser/nf-winuser-registerwindowmessagew */
const FIRST = 0xc000;
const COUNT = 0x4000;

/** @returns the number of a message's name on the simulated computer, the same for every program there */
export function simulatedWindowMessage(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % COUNT;
  return FIRST + sum;
}
