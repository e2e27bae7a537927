import { check, isTrue, refuseNul } from './native.ts';
import { RegisterWindowMessageW } from './user32.ts';

/** @throws ERROR_INVALID_PARAMETER for a NUL, ERROR_NOT_ENOUGH_MEMORY where no number is left */
export function registerWindowMessage(name: string): number {
  refuseNul('RegisterWindowMessageW', name);
  const message = RegisterWindowMessageW(name);
  check('RegisterWindowMessageW', isTrue(message));
  return message;
}
