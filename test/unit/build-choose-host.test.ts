import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostFor } from '../../build/choose-host.ts';

const OBSTACLE = "Electron's binary is not here";

/** @returns the stand-in or the complaint: without a browser there is none, and on Windows never. */
function outcome(environment: NodeJS.ProcessEnv): string {
  try {
    return hostFor(OBSTACLE, environment).kind;
  } catch (error) {
    return String(error);
  }
}

test('Electron runs Sigma wherever it can, whatever the environment variables say', () => {
  for (const environment of [{}, { SIGMA_FORBID_STAND_IN: '1' }])
    assert.deepEqual(hostFor(undefined, environment), { kind: 'electron' });
});

test('SIGMA_FORBID_STAND_IN has a run fail that would do without Electron', () => {
  assert.throws(() => hostFor(OBSTACLE, { SIGMA_FORBID_STAND_IN: '1' }), {
    message:
      process.platform === 'win32'
        ? `${OBSTACLE}, and on Windows Sigma needs it. Run "npm run setup".`
        : `${OBSTACLE}, and SIGMA_FORBID_STAND_IN forbids the stand-in for it.`,
  });
});

test('it forbids nothing if it is empty or 0', () => {
  const unset = outcome({});
  assert.doesNotMatch(unset, /forbids/);
  for (const value of ['', '0']) assert.equal(outcome({ SIGMA_FORBID_STAND_IN: value }), unset);
});
