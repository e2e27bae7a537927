import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Win32Error } from '../../common/win32-error.ts';
import { SERVICE_SID } from '../../engine/registration/wanted.ts';
import { tellOfOwnToken } from '../../service/host/records.ts';

function toldOf(isInOwnToken: (sid: string) => boolean): string[] {
  const told: string[] = [];
  tellOfOwnToken({
    isInOwnToken,
    log: {
      write: (event) => told.push(`log: ${event}`),
      flush: () => Promise.resolve(),
    },
    tell: (event) => told.push(`event log: ${event}`),
  });
  return told;
}

describe('the service’s own token', () => {
  it('is nothing to speak of with the service’s SID in it', () => {
    assert.deepEqual(
      toldOf((sid) => sid === SERVICE_SID),
      [],
    );
  });

  it('is reported in the event log if that SID is missing, because the log file refuses it then', () => {
    assert.deepEqual(
      toldOf(() => false),
      ['log: without its SID', 'event log: without its SID'],
    );
  });

  it('is no reason to fail if the system does not say', () => {
    assert.deepEqual(
      toldOf(() => {
        throw new Win32Error('CheckTokenMembership', 5);
      }),
      ['log: own token unknown'],
    );
  });
});
