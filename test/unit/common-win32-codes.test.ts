import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codeExplanation, codeNextStep, errorNextStep } from '../../common/error-words.ts';
import { ENGLISH } from '../../common/languages/english.ts';
import { GERMAN } from '../../common/languages/german.ts';
import { codeName, codeText, isKnownCode, WIN32_CODES } from '../../common/win32-codes.ts';
import { reportError, reportWin32, Win32Error } from '../../common/win32-error.ts';

/** What mailslots and services answer with, by the names of winerror.h. */
const NAMES: Readonly<Record<number, string>> = {
  0: 'ERROR_SUCCESS',
  2: 'ERROR_FILE_NOT_FOUND',
  3: 'ERROR_PATH_NOT_FOUND',
  5: 'ERROR_ACCESS_DENIED',
  6: 'ERROR_INVALID_HANDLE',
  32: 'ERROR_SHARING_VIOLATION',
  87: 'ERROR_INVALID_PARAMETER',
  109: 'ERROR_BROKEN_PIPE',
  121: 'ERROR_SEM_TIMEOUT',
  123: 'ERROR_INVALID_NAME',
  124: 'ERROR_INVALID_LEVEL',
  183: 'ERROR_ALREADY_EXISTS',
  258: 'WAIT_TIMEOUT',
  577: 'ERROR_INVALID_IMAGE_HASH',
  1051: 'ERROR_DEPENDENT_SERVICES_RUNNING',
  1052: 'ERROR_INVALID_SERVICE_CONTROL',
  1053: 'ERROR_SERVICE_REQUEST_TIMEOUT',
  1056: 'ERROR_SERVICE_ALREADY_RUNNING',
  1057: 'ERROR_INVALID_SERVICE_ACCOUNT',
  1058: 'ERROR_SERVICE_DISABLED',
  1060: 'ERROR_SERVICE_DOES_NOT_EXIST',
  1061: 'ERROR_SERVICE_CANNOT_ACCEPT_CTRL',
  1062: 'ERROR_SERVICE_NOT_ACTIVE',
  1063: 'ERROR_FAILED_SERVICE_CONTROLLER_CONNECT',
  1067: 'ERROR_PROCESS_ABORTED',
  1069: 'ERROR_SERVICE_LOGON_FAILED',
  1072: 'ERROR_SERVICE_MARKED_FOR_DELETE',
  1073: 'ERROR_SERVICE_EXISTS',
  1077: 'ERROR_SERVICE_NEVER_STARTED',
  1078: 'ERROR_DUPLICATE_SERVICE_NAME',
  1115: 'ERROR_SHUTDOWN_IN_PROGRESS',
  1223: 'ERROR_CANCELLED',
};

describe('a Win32 error code', () => {
  for (const [code, name] of Object.entries(NAMES)) {
    it(`${code} is ${name}`, () => {
      assert.equal(codeName(Number(code)), name);
      assert.equal(codeText(Number(code)), `${name} (${code})`);
    });
  }

  it('that Sigma knows is explained in every language, with what to do', () => {
    for (const [name, code] of Object.entries(WIN32_CODES)) {
      assert.equal(codeName(code), name);
      for (const words of [ENGLISH, GERMAN]) {
        assert.match(codeExplanation(words, code), /^\p{Lu}.*\.$/u, name);
        assert.match(codeNextStep(words, code), /^[\p{L}].*\.$/u, name);
      }
    }
  });

  it('that Sigma does not know comes with where to look it up', () => {
    assert.equal(isKnownCode(4711), false);
    assert.equal(codeName(4711), 'Win32 error 4711');
    assert.equal(codeText(4711), 'Win32 error 4711');
    assert.notEqual(codeExplanation(ENGLISH, 4711), '');
    assert.match(codeNextStep(ENGLISH, 4711), /net helpmsg 4711/);
  });
});

describe('a Win32Error', () => {
  it('names the function and the code', () => {
    const error = new Win32Error('OpenServiceW', 1060);
    assert.equal(error.api, 'OpenServiceW');
    assert.equal(error.code, 1060);
    assert.equal(error.message, 'OpenServiceW failed with ERROR_SERVICE_DOES_NOT_EXIST (1060)');
  });

  it('is reported with its code as data', () => {
    const report = reportError(new Win32Error('OpenServiceW', 1060), 'start');
    assert.deepEqual(report, reportWin32('OpenServiceW', 1060));
    assert.equal(errorNextStep(ENGLISH, report), ENGLISH.codes[1060][1]);
  });

  it('stands for an unexpected failure, with its message', () => {
    for (const [thrown, message] of [
      [new TypeError('x is not a function'), 'x is not a function'],
      ['a string', 'a string'],
      [undefined, 'undefined'],
      [new Error('no \u202efile'), 'no \ufffdfile'],
    ] as const) {
      const report = reportError(thrown, 'monitor');
      assert.equal(report.code, 1359);
      assert.equal(report.api, 'monitor');
      assert.equal(report.detail, message);
    }
  });
});
