import type { ServiceSurprise } from '../service-status.ts';
import type { KnownCode } from '../win32-codes.ts';

/** What each Win32 error code means for a person who runs a service, and what to do next. */
export type CodeTexts = Readonly<Record<KnownCode, readonly [explanation: string, nextStep: string]>>;

/** For each of the things that a service may do instead of what was asked for. */
export type SurpriseTexts = Readonly<
  Record<ServiceSurprise, readonly [explanation: string, nextStep: string]>
>;
