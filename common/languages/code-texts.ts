import type { KnownCode } from '../win32-names.ts';

/** What each Win32 error code means for a person who runs a service, and what to do next. */
export type CodeTexts = Readonly<Record<KnownCode, readonly [explanation: string, nextStep: string]>>;
