import type { ServiceAccess } from './bridge.ts';

/** winsvc.h's and winnt.h's bit for each right to a service. */
const SERVICE_ACCESS_BITS: Readonly<Record<ServiceAccess, number>> = {
  'query-config': 0x1,
  'query-status': 0x4,
  interrogate: 0x80,
  'change-config': 0x2,
  'enumerate-dependents': 0x8,
  start: 0x10,
  stop: 0x20,
  'pause-continue': 0x40,
  'user-defined-control': 0x100,
  'read-control': 0x2_0000,
  'write-dac': 0x4_0000,
  delete: 0x1_0000,
};

/** @returns an access mask with all of the rights */
export function serviceAccessBits(access: readonly ServiceAccess[]): number {
  return access.reduce((bits, right) => bits | SERVICE_ACCESS_BITS[right], 0);
}
