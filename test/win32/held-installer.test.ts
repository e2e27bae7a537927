import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { installerProblem } from '../../electron/updates/installer-problem.ts';
import { NO_WINDOW } from '../../native-bridge/bridge.ts';
import { win32Installers } from '../../native-bridge/win32/elevation.ts';
import { failsWith } from '../conformance/expectations.ts';
import { until } from '../e2e/until.ts';
import { isWine, peer, temporaryFolder } from './places.ts';
import { runProgram } from './programs.ts';

/** @returns a copy of the program in a folder of its own */
function copied(name = 'installer'): string {
  const path = join(temporaryFolder(), 'Sigma setup.exe');
  copyFileSync(peer(name), path);
  return path;
}

describe('an installer that is held', () => {
  test('cannot be written, replaced or deleted until it is released', () => {
    const path = copied();
    const installer = win32Installers.hold(path);
    for (const change of [
      () => {
        writeFileSync(path, 'x');
      },
      () => {
        rmSync(path);
      },
      () => {
        renameSync(path, `${path}.old`);
      },
    ]) {
      assert.throws(change);
    }
    installer[Symbol.dispose]();
    installer[Symbol.dispose]();
    rmSync(path);
    assert.ok(!existsSync(path));
  });

  test('is not held where it is missing (2), or open for writing (32)', async () => {
    const path = copied();
    assert.throws(() => win32Installers.hold(`${path}.exe`), { code: 2 });
    const file = await open(path, 'r+');
    try {
      assert.throws(() => win32Installers.hold(path), { code: 32 });
    } finally {
      await file.close();
    }
  });

  test('says its product and version, and that nobody signed it', async () => {
    const installer = win32Installers.hold(copied());
    try {
      assert.deepEqual(await installer.describe(), {
        signature: { kind: 'none' },
        ...{ signer: undefined, product: 'Sigma', version: '2.0.0-beta.1' },
      });
    } finally {
      installer[Symbol.dispose]();
    }
  });

  test('says nothing where there is nothing to read', async () => {
    const path = join(temporaryFolder(), 'setup.exe');
    for (const content of ['', 'no program', readFileSync(peer('not-a-service'))]) {
      writeFileSync(path, content);
      const installer = win32Installers.hold(path);
      try {
        const { signature, signer, product, version } = await installer.describe();
        assert.notEqual(signature.kind, 'valid');
        assert.deepEqual([signer, product, version], [undefined, undefined, undefined]);
      } finally {
        installer[Symbol.dispose]();
      }
    }
  });

  test('is started with administrator rights and the arguments of an update', async () => {
    const path = copied();
    const installer = win32Installers.hold(path);
    try {
      await installer.start(NO_WINDOW);
    } finally {
      installer[Symbol.dispose]();
    }
    await until(() => {
      assert.match(
        readFileSync(`${path}.arguments`, 'utf16le'),
        /^"[^"]*Sigma setup\.exe" --updated --force-run$/,
      );
    });
  });

  test('is not taken for started where it has ended at once (1067)', async () => {
    const path = copied();
    writeFileSync(`${path}.arguments`, '');
    const installer = win32Installers.hold(path);
    try {
      await failsWith(1067, installer.start(NO_WINDOW));
    } finally {
      installer[Symbol.dispose]();
    }
  });

  test('is not started where it is no program (193)', async () => {
    const path = join(temporaryFolder(), 'setup.exe');
    writeFileSync(path, 'no program');
    const installer = win32Installers.hold(path);
    try {
      await failsWith(193, installer.start(NO_WINDOW));
    } finally {
      installer[Symbol.dispose]();
    }
  });
});

describe('who signed an installer', () => {
  if (!isWine) {
    test('is known of a program that Windows trusts', async () => {
      const installer = win32Installers.hold(process.execPath);
      try {
        const { signature, signer, product } = await installer.describe();
        assert.deepEqual(signature, { kind: 'valid' });
        assert.match(signer ?? '', /\bCN=OpenJS Foundation\b/);
        assert.equal(product, 'Node.js');
      } finally {
        installer[Symbol.dispose]();
      }
    });
    return;
  }

  const certificate = readFileSync(join(peer('signed/installer'), '..', 'certificate.der'));
  const thumbprint = createHash('sha1').update(certificate).digest('hex').toUpperCase();
  const key = `HKLM\\Software\\Microsoft\\SystemCertificates\\Root\\Certificates\\${thumbprint}`;

  /** An element of a store as it is serialized: a property's number, 1, its length; number 32 is the certificate itself. */
  before(async () => {
    const header = Buffer.alloc(12);
    header.writeUInt32LE(32, 0);
    header.writeUInt32LE(1, 4);
    header.writeUInt32LE(certificate.length, 8);
    const blob = Buffer.concat([header, certificate]).toString('hex');
    const added = ['add', key, '/v', 'Blob', '/t', 'REG_BINARY', '/d', blob, '/f'];
    const { exitCode, output } = await runProgram('reg.exe', added);
    assert.equal(exitCode, 0, output);
  });
  after(async () => {
    await runProgram('reg.exe', ['delete', key, '/f']);
  });

  test('is known where the certificate is trusted, and all else is as it was announced', async () => {
    const installer = win32Installers.hold(copied('signed/installer'));
    try {
      const facts = await installer.describe();
      assert.deepEqual(facts, {
        signature: { kind: 'valid' },
        signer: 'CN="Sigma, signed", O=Sigma contributors, C=DE',
        ...{ product: 'Sigma', version: '2.0.0-beta.1' },
      });
      const expected = { publishers: ['Sigma, signed'], product: 'Sigma', version: '2.0.0-beta.1' };
      assert.equal(installerProblem(facts, expected), undefined);
    } finally {
      installer[Symbol.dispose]();
    }
  });

  test('is nobody where a byte was changed', async () => {
    const path = copied('signed/installer');
    const bytes = readFileSync(path);
    bytes[0x500] = (bytes[0x500] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const installer = win32Installers.hold(path);
    try {
      const { signature, signer } = await installer.describe();
      assert.equal(signature.kind, 'refused');
      assert.equal(signer, undefined);
    } finally {
      installer[Symbol.dispose]();
    }
  });
});
