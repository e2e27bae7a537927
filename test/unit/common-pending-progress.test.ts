import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  followProgress,
  isHung,
  type ServiceState,
  type ServiceStatus,
} from '../../common/service-status.ts';

function status(state: ServiceState, checkPoint: number, waitHintMs: number): ServiceStatus {
  return {
    state,
    acceptedControls: [],
    win32ExitCode: 0,
    serviceSpecificExitCode: undefined,
    checkPoint,
    waitHintMs,
    processId: 4242,
  };
}

describe('a pending service', () => {
  const starting = status('start-pending', 1, 3_000);

  it('is hung once its wait hint has passed without a new check point', () => {
    const first = followProgress(undefined, starting, 0);
    const later = followProgress(first, starting, 2_999);
    assert.equal(isHung(later, starting, 3_000), false);
    assert.equal(isHung(later, starting, 3_001), true);
  });

  it('makes progress while its check point rises, however long it takes', () => {
    let progress = followProgress(undefined, starting, 0);
    for (let checkPoint = 2; checkPoint < 100; checkPoint += 1) {
      const next = status('start-pending', checkPoint, 3_000);
      progress = followProgress(progress, next, checkPoint * 2_500);
      assert.equal(isHung(progress, next, checkPoint * 2_500), false);
    }
  });

  it('starts over in another pending state with the same check point', () => {
    const stopping = status('stop-pending', 1, 3_000);
    const progress = followProgress(followProgress(undefined, starting, 0), stopping, 5_000);
    assert.equal(isHung(progress, stopping, 5_001), false);
  });

  it('has two seconds where it names no time, and two minutes where it names hours', () => {
    const hasty = status('start-pending', 0, 0);
    const progress = followProgress(undefined, hasty, 0);
    assert.equal(isHung(progress, hasty, 2_000), false);
    assert.equal(isHung(progress, hasty, 2_001), true);
    const lazy = status('start-pending', 0, 4 * 3_600_000);
    assert.equal(isHung(progress, lazy, 120_000), false);
    assert.equal(isHung(progress, lazy, 120_001), true);
  });
});
