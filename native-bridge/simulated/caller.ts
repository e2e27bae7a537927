/** Who uses the simulated computer: somebody with administrator rights, or the user in front of the screen. */
export type Caller = 'administrator' | 'user';

/** The user's SID. */
export const INTERACTIVE_USER = 'S-1-5-21-1-2-3-1001';
