import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { installerProblem } from '../../engine/updates/installer-problem.ts';
import { NO_WINDOW, type Helper } from '../../native-bridge/bridge.ts';
import { win32Elevation } from '../../native-bridge/win32/elevation.ts';
import { win32Installers } from '../../native-bridge/win32/installers.ts';
import { failsWith } from '../conformance/expectations.ts';
import { until } from '../e2e/until.ts';
import { isWine, peer, sha256OfFilesIn, SIGMA_SRV, temporaryFolder } from './places.ts';
import { runProgram } from './programs.ts';

/** @returns a copy of the program in a new folder */
function copied(name = 'installer'): string {
  const path = join(temporaryFolder(), 'Sigma setup.exe');
  copyFileSync(peer(name), path);
  return path;
}

/** @returns SigmaSrv in a new folder, copied from the executable */
function helperFrom(executable: string): Helper {
  const folder = temporaryFolder();
  copyFileSync(executable, join(folder, 'SigmaSrv.exe'));
  copyFileSync(join(dirname(SIGMA_SRV), 'koffi.node'), join(folder, 'koffi.node'));
  return { executable: join(folder, 'SigmaSrv.exe'), sha256: sha256OfFilesIn(folder) };
}

function unsignedHelper(): Helper {
  return helperFrom(SIGMA_SRV);
}

/** The folder from which SigmaSrv starts installers. */
const UPDATE_FOLDER = join(process.env['ProgramFiles'] ?? String.raw`C:\Program Files`, 'Sigma Update');

async function start(path: string, helper: Helper): Promise<void> {
  const installer = win32Installers.hold(path);
  try {
    await win32Elevation.startInstaller(helper, installer, NO_WINDOW);
  } finally {
    installer[Symbol.dispose]();
  }
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

  test('is not held if it is missing (2) or open for writing (32)', async () => {
    const path = copied();
    assert.throws(() => win32Installers.hold(`${path}.exe`), { code: 2 });
    const file = await open(path, 'r+');
    try {
      assert.throws(() => win32Installers.hold(path), { code: 32 });
    } finally {
      await file.close();
    }
  });

  test('gives its product and version, and that it is not signed', async () => {
    const installer = win32Installers.hold(copied());
    try {
      assert.deepEqual(await installer.describe('online'), {
        signature: { kind: 'none' },
        ...{ signer: undefined, product: 'Sigma', version: '2.0.0-beta.1' },
      });
    } finally {
      installer[Symbol.dispose]();
    }
  });

  test('gives no details if there are none to read', async () => {
    const path = join(temporaryFolder(), 'setup.exe');
    for (const content of ['', 'no program', readFileSync(peer('not-a-service'))]) {
      writeFileSync(path, content);
      const installer = win32Installers.hold(path);
      try {
        const { signature, signer, product, version } = await installer.describe('online');
        assert.notEqual(signature.kind, 'valid');
        assert.deepEqual([signer, product, version], [undefined, undefined, undefined]);
      } finally {
        installer[Symbol.dispose]();
      }
    }
  });

  test('is not started by an unsigned SigmaSrv, which keeps no copy of it (1620)', async () => {
    await failsWith(1620, start(copied(), unsignedHelper()));
    assert.ok(!existsSync(UPDATE_FOLDER));
  });

  test('is not started if its name is not a program’s (87)', async () => {
    const path = join(temporaryFolder(), 'setup.txt');
    copyFileSync(peer('installer'), path);
    await failsWith(87, start(path, unsignedHelper()));
  });
});

describe('who signed an installer', () => {
  if (!isWine) {
    test('is known for a program that Windows trusts', async () => {
      const installer = win32Installers.hold(process.execPath);
      try {
        const { signature, signer, product } = await installer.describe('online');
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
  // Wine removes whatever is added to Root.
  const roots = `Software\\Microsoft\\SystemCertificates\\AuthRoot\\Certificates\\${thumbprint}`;

  /**
   * Trusts the certificate. In a serialized store an element has a property's number, 1, and its length; number 32 is
   * the certificate itself.
   */
  async function trust(hive: 'HKLM' | 'HKCU'): Promise<void> {
    const header = Buffer.alloc(12);
    header.writeUInt32LE(32, 0);
    header.writeUInt32LE(1, 4);
    header.writeUInt32LE(certificate.length, 8);
    const blob = Buffer.concat([header, certificate]).toString('hex');
    const added = ['add', `${hive}\\${roots}`, '/v', 'Blob', '/t', 'REG_BINARY', '/d', blob, '/f'];
    const { exitCode, output } = await runProgram('reg.exe', added);
    assert.equal(exitCode, 0, output);
  }

  async function distrust(hive: 'HKLM' | 'HKCU'): Promise<void> {
    await runProgram('reg.exe', ['delete', `${hive}\\${roots}`, '/f']);
  }

  before(() => trust('HKLM'));
  after(() => distrust('HKLM'));

  test('is nobody if only the user trusts the certificate, as any program of that user can arrange', async () => {
    await distrust('HKLM');
    await trust('HKCU');
    const installer = win32Installers.hold(copied('signed/installer'));
    try {
      const { signature, signer } = await installer.describe('online');
      assert.deepEqual(signature, { kind: 'refused', status: 0x800b_0109 });
      assert.equal(signer, undefined);
    } finally {
      installer[Symbol.dispose]();
      await distrust('HKCU');
      await trust('HKLM');
    }
  });

  test('is known if the certificate is trusted, and everything else is as announced', async () => {
    const installer = win32Installers.hold(copied('signed/installer'));
    try {
      const facts = await installer.describe('online');
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

  describe('and SigmaSrv, signed by the same publisher,', () => {
    const helper = helperFrom(peer('signed/SigmaSrv'));
    const told = join(UPDATE_FOLDER, 'Sigma Setup.exe.told');

    after(async () => {
      await until(() => {
        rmSync(UPDATE_FOLDER, { recursive: true, force: true });
      });
    });

    test('starts it from where only administrators can write, with nothing of the user’s environment', async () => {
      const planted = ['COR_PROFILER_PATH', 'NODE_V8_COVERAGE', 'LOGONSERVER', 'USERPROFILE', 'ProgramData'];
      const before = planted.map((name) => process.env[name]);
      for (const name of planted) process.env[name] = String.raw`C:\planted`;
      try {
        await start(copied('signed/installer'), helper);
      } finally {
        planted.forEach((name, index) => {
          if (before[index] === undefined) Reflect.deleteProperty(process.env, name);
          else process.env[name] = before[index];
        });
      }
      await until(() => {
        assert.match(readFileSync(told, 'utf16le'), /^windir=/im);
      });
      const text = readFileSync(told, 'utf16le');
      const [commandLine, ...variables] = text.split('\n');
      assert.equal(commandLine, `"${join(UPDATE_FOLDER, 'Sigma Setup.exe')}" --updated --force-run`);
      assert.ok(variables.includes(`TEMP=${UPDATE_FOLDER}`), text);
      assert.ok(!variables.some((variable) => /planted/i.test(variable)), text);
    });

    test('leave a running installer alone (1618)', async () => {
      await failsWith(1618, start(copied('signed/installer'), helper));
      assert.ok(existsSync(told));
    });

    test('start the next installer once the first has ended, and remove what that left', async () => {
      writeFileSync(join(UPDATE_FOLDER, 'left'), '');
      await until(() => {
        rmSync(join(UPDATE_FOLDER, 'Sigma Setup.exe'));
      });
      await start(copied('signed/installer'), helper);
      assert.ok(!existsSync(join(UPDATE_FOLDER, 'left')));
      await until(() => {
        assert.ok(existsSync(told));
      });
    });

    test('do not count an installer that ends at once as started, and keep no copy of it (1603)', async () => {
      await until(() => {
        rmSync(UPDATE_FOLDER, { recursive: true });
      });
      await failsWith(1603, start(copied('signed/ending-installer'), helper));
      assert.ok(!existsSync(UPDATE_FOLDER));
    });

    test('starts no installer whose signature is not valid (1620)', async () => {
      await failsWith(1620, start(changed(copied('signed/installer')), helper));
      await failsWith(1620, start(copied(), helper));
      assert.ok(!existsSync(UPDATE_FOLDER));
    });
  });

  test('is nobody if a byte was changed', async () => {
    const installer = win32Installers.hold(changed(copied('signed/installer')));
    try {
      const { signature, signer } = await installer.describe('online');
      assert.equal(signature.kind, 'refused');
      assert.equal(signer, undefined);
    } finally {
      installer[Symbol.dispose]();
    }
  });
});

/** Changes a byte of the program. @returns its path */
function changed(path: string): string {
  const bytes = readFileSync(path);
  bytes[0x500] = (bytes[0x500] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  return path;
}
