import type { ScmView } from '../../common/view.ts';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ENGLISH } from '../../common/languages/english.ts';
import { exitCodeText, refusalText } from '../../common/status-text.ts';

/** A code that winerror.h does not define. */
const UNKNOWN_CODE = 123_456;

function runningWith(win32ExitCode: number): Extract<ScmView, { kind: 'present' }> {
  return {
    kind: 'present',
    status: { state: 'running', acceptedControls: [], win32ExitCode, checkPoint: 0, waitHintMs: 0 },
  };
}

describe('a code that Sigma has no name for', () => {
  it('stands once in the sentence on how a service ended', () => {
    const text = exitCodeText(ENGLISH, runningWith(UNKNOWN_CODE).status);
    assert.equal(text, `${ENGLISH.unknownCode.explanation} Win32 error ${UNKNOWN_CODE}`);
  });

  it('stands once in the sentence on why a service may not post, before what to do', () => {
    const { explanation, nextStep } = ENGLISH.unknownCode;
    const text = refusalText(ENGLISH, runningWith(UNKNOWN_CODE));
    assert.equal(text, `${explanation} Win32 error ${UNKNOWN_CODE}. ${nextStep(UNKNOWN_CODE)}`);
  });
});
