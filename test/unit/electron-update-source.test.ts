import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { InstallerFacts } from '../../native-bridge/bridge.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { plainNotes, readUpdate, updateSource } from '../../electron/updates/update-source.ts';
import { installerProblem, successorProblem } from '../../engine/updates/installer-problem.ts';
import { failureOf, UpdateError } from '../../electron/updates/update-state.ts';

const URL_OK = 'https://updates.example/sigma/';

describe('whether a build can be updated', () => {
  const obstacles: readonly (readonly [configuration: unknown, obstacle: string])[] = [
    [undefined, 'no-address'],
    [null, 'no-address'],
    ['https://updates.example/', 'no-address'],
    [{ provider: 'generic' }, 'no-address'],
    [{ provider: 'generic', url: 'updates.example', publisherName: 'CN=Sigma' }, 'no-address'],
    [{ provider: 'github', url: URL_OK, publisherName: 'CN=Sigma' }, 'no-address'],
    [{ provider: 'generic', url: 'http://updates.example/', publisherName: 'CN=Sigma' }, 'not-secure'],
    [{ provider: 'generic', url: 'http://localhost/', publisherName: 'CN=Sigma' }, 'not-secure'],
    [{ provider: 'generic', url: 'file:///C:/updates/', publisherName: 'CN=Sigma' }, 'not-secure'],
    [{ provider: 'generic', url: URL_OK }, 'unsigned'],
    [{ provider: 'generic', url: URL_OK, publisherName: null }, 'unsigned'],
    [{ provider: 'generic', url: URL_OK, publisherName: [] }, 'unsigned'],
    [{ provider: 'generic', url: URL_OK, publisherName: ['', ' '] }, 'unsigned'],
    [{ provider: 'generic', url: URL_OK, publisherName: [{}] }, 'unsigned'],
  ];

  it('is reported as impossible if no address, encryption or publisher is configured', () => {
    for (const [configuration, obstacle] of obstacles) {
      assert.deepEqual(
        updateSource(configuration),
        { kind: 'unusable', obstacle },
        JSON.stringify(configuration),
      );
    }
  });

  it('is known with an encrypted address and a publisher', () => {
    for (const publisherName of ['CN=Sigma', ['CN=Sigma']]) {
      assert.deepEqual(updateSource({ provider: 'generic', url: URL_OK, publisherName }), {
        kind: 'usable',
        publishers: ['CN=Sigma'],
      });
    }
  });
});

describe('an installer', () => {
  const SIGNER = 'CN="Sigma, Inc.", O=Sigma, L=Bonn, C=DE';
  const EXPECTED = { publishers: ['CN="Sigma, Inc.", C=DE'], product: 'Sigma', version: '2.0.0' };
  const GOOD: InstallerFacts = {
    ...{ signature: { kind: 'valid' }, signer: SIGNER, product: 'Sigma', version: '2.0.0' },
  };

  it('is accepted if its signature is valid and names everything the publisher’s does', () => {
    for (const publisher of ['Sigma, Inc.', 'CN="Sigma, Inc."', 'CN="Sigma, Inc.", C=DE', SIGNER]) {
      const expected = { ...EXPECTED, publishers: ['CN=Another', publisher] };
      assert.equal(installerProblem(GOOD, expected), undefined, publisher);
    }
  });

  it('is refused if the signature is invalid, or somebody else’s', () => {
    for (const signature of [{ kind: 'none' }, { kind: 'refused', status: 0x800b_0109 }] as const) {
      assert.ok(installerProblem({ ...GOOD, signature }, EXPECTED), signature.kind);
    }
    for (const signer of ['CN=Sigma', 'CN="Sigma, Inc.", C=US', 'O="CN=Sigma, Inc.", C=DE', '', undefined]) {
      assert.ok(installerProblem({ ...GOOD, signer }, EXPECTED), String(signer));
    }
  });

  it('is refused if it installs another program or version than announced', () => {
    for (const product of ['Other', 'sigma', 'Sigma ', '', undefined]) {
      assert.ok(installerProblem({ ...GOOD, product }, EXPECTED), String(product));
    }
    for (const version of ['1.9.9', '2.0', '2.0.0.0', '2.0.0-beta.1', '2.0.1', '', undefined]) {
      assert.ok(installerProblem({ ...GOOD, version }, EXPECTED), String(version));
    }
  });

  it('is started by SigmaSrv if it is newer and has the same signer as SigmaSrv', () => {
    const own = { signer: SIGNER, product: 'Sigma' };
    for (const version of ['1.9.9', '2.0.0-beta.1', '0.1.0', '1.10.0']) {
      assert.equal(successorProblem(GOOD, { ...own, version }), undefined, version);
    }
    for (const version of ['2.0.0', '2.0.1-beta.1', '2.1.0', '10.0.0']) {
      assert.ok(successorProblem(GOOD, { ...own, version }), version);
    }
    const old = { ...own, version: '1.0.0' };
    for (const version of ['', 'newer', '2', 'v2.0.0', '2.0.0.0', undefined]) {
      assert.ok(successorProblem({ ...GOOD, version }, old), String(version));
    }
    assert.equal(
      successorProblem({ ...GOOD, signer: 'CN="Sigma, Inc.", O=Sigma, L=Berlin, C=DE' }, old),
      undefined,
    );
    assert.ok(successorProblem({ ...GOOD, signer: 'CN="Sigma, Inc.", L=Bonn' }, old));
    for (const signer of [undefined, '', 'O=Sigma, C=DE', 'CN="Sigma, Inc.", O=Another, L=Bonn, C=DE']) {
      assert.ok(successorProblem(GOOD, { ...old, signer }), String(signer));
    }
    assert.ok(successorProblem({ ...GOOD, product: 'Other' }, old));
    assert.ok(successorProblem({ ...GOOD, signature: { kind: 'none' }, signer: undefined }, old));
  });

  it('is always refused if no publisher is known', () => {
    for (const publishers of [[], [''], ['='], ['CN='], ['O=Sigma']]) {
      for (const signer of [SIGNER, '']) {
        const problem = installerProblem({ ...GOOD, signer }, { ...EXPECTED, publishers });
        assert.ok(problem, JSON.stringify(publishers));
      }
    }
  });
});

describe('the update server’s reply', () => {
  it('is a version and notes, and nothing else', () => {
    const info = { version: '1.2.3-beta.4', releaseNotes: 'Notes', path: 'setup.exe', sha512: 'x' };
    assert.deepEqual(readUpdate(info), { version: '1.2.3-beta.4', notes: 'Notes' });
    const several = [
      { version: '2.0.0', note: 'Two' },
      { version: '1.9.0', note: null },
    ];
    assert.equal(readUpdate({ version: '2.0.0', releaseNotes: several }).notes, 'Two');
    assert.equal(readUpdate({ version: '2.0.0' }).notes, '');
    assert.equal(readUpdate({ version: '2.0.0', releaseNotes: null }).notes, '');
  });

  it('is refused if the version is not a version, or the notes are not text', () => {
    const nonsense = [
      null,
      'text',
      {},
      ...['', '1', '1.2.3\n', '1.2.3-\u202e', ` 1.2.3`, '1.2.3-<b>', 1, `1.2.3-${'a'.repeat(99)}`].map(
        (version) => ({ version }),
      ),
      ...[7, {}, [7], [{ note: {} }]].map((releaseNotes) => ({ version: '1.2.3', releaseNotes })),
    ];
    for (const info of nonsense) {
      assert.throws(() => readUpdate(info), { failure: 'not-understood' }, JSON.stringify(info));
    }
  });

  it('is shown as plain text if it is HTML', () => {
    const html =
      '<h2 class="x">New</h2>\n<ul>\n<li>A &lt;b&gt; &amp;amp; C</li><li>D</li></ul><p>E<br/>F</p><script>x()</script>';
    assert.equal(plainNotes(html), 'New\n\n\n- A <b> &amp; C\n- D\nE\nF\nx()'.replace('\n\n\n', '\n\n'));
    assert.equal(plainNotes('1 < 2, and 3 > 2'), '1 < 2, and 3 > 2');
  });

  it('can hide and reorder nothing, and stays short', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 10_000 }), (notes) => {
        const shown = plainNotes(notes.repeat(2));
        assert.doesNotMatch(
          shown,
          /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029]/,
        );
        assert.ok(shown.isWellFormed());
        assert.ok(shown.length <= 4001 && shown.split('\n').length <= 100);
      }),
    );
    const many = plainNotes('<'.repeat(1_000_000) + 'a\n'.repeat(1_000_000));
    assert.ok(many.length <= 4001);
  });
});

describe('why an update failed', () => {
  const codes = [
    ['ENOTFOUND', 'unreachable'],
    ['ECONNREFUSED', 'unreachable'],
    ['HTTP_ERROR_503', 'unreachable'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'unreachable'],
    ['CERT_HAS_EXPIRED', 'unreachable'],
    ['ERR_UPDATER_CHANNEL_FILE_NOT_FOUND', 'nothing-published'],
    ['ERR_UPDATER_INVALID_UPDATE_INFO', 'not-understood'],
    ['ERR_CHECKSUM_MISMATCH', 'damaged'],
    ['ERR_UPDATER_INVALID_SIGNATURE', 'signature'],
    ['ENOSPC', 'other'],
    [undefined, 'other'],
  ] as const;

  it('is reported by its code', () => {
    for (const [code, failure] of codes) {
      assert.equal(failureOf(Object.assign(new Error('x'), { code })).failure, failure, String(code));
    }
    assert.equal(failureOf(new UpdateError('signature', 'x')).failure, 'signature');
    assert.equal(failureOf(new Win32Error('SigmaSrv /install-update', 1620)).failure, 'signature');
    for (const error of [
      new Win32Error('holdHelper', 577),
      new Win32Error('SigmaSrv /install-update', 112),
    ]) {
      assert.equal(failureOf(error).failure, 'other');
    }
    assert.equal(failureOf('x').failure, 'other');
  });

  it("is reported in one line that is safe to show: the server's reply may be part of it", () => {
    assert.deepEqual(failureOf(new Error('404 \u202egnp\nHeaders: {}')), {
      failure: 'other',
      detail: '404 \ufffdgnp',
    });
  });
});
