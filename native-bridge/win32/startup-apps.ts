import { HKEY_CURRENT_USER, readBinary } from './registry.ts';

/** Where Task Manager and Settings keep what a person has switched off among the startup apps, by the name below Run. */
const APPROVED = String.raw`Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run`;

/** The lowest bit of the first byte says so; what Windows writes is 2 or 6, and 3 or 7. */
const SWITCHED_OFF = 1;

/** @returns whether the person has switched off the start of a program with Windows; false where that cannot be read */
export function isStartupSwitchedOff(name: string): boolean {
  const [state = 0] = readBinary(HKEY_CURRENT_USER, APPROVED, name) ?? [];
  return (state & SWITCHED_OFF) !== 0;
}
