import { SERVICE_DISPLAY_NAME, SERVICE_NAME } from '../../common/product.ts';
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { type HelperVerb } from '../../common/sigma-service.ts';
import { NO_WINDOW } from '../../native-bridge/bridge.ts';
import { readParameters } from '../../engine/parameters.ts';
import { DEADLINE_MS, failsWith } from './expectations.ts';
import {
  isInstalled,
  newDefinition,
  removeService,
  stateOf,
  withManager,
  withNewService,
  withOpenService,
} from './services.ts';
import { skipWithout, type BridgeSubject, type CurrentSubject } from './subject.ts';

export function describeElevation(current: CurrentSubject): void {
  describe('elevation', () => {
    it('does not find a helper that is missing (2)', async (test) => {
      const subject = current();
      if (skipWithout('elevation', subject, test)) return;
      const { elevation } = subject.bridge;
      await failsWith(
        2,
        elevation.runElevated(
          { executable: subject.missingExecutable, sha256: {} },
          { verb: '/start' },
          DEADLINE_MS,
          NO_WINDOW,
        ),
      );
    });

    it('registers, starts, pauses, continues, restarts, configures, repairs, stops and unregisters SigmaSrv', async (test) => {
      const subject = current();
      if (await skipUnlessFree(subject, test)) return;
      const helper = { executable: subject.executable, sha256: subject.sha256 };
      const run = (verb: HelperVerb): Promise<number> =>
        subject.bridge.elevation.runElevated(helper, { verb }, DEADLINE_MS, NO_WINDOW);
      await withManager(subject, async (manager) => {
        try {
          assert.equal(await run('/start'), 1060);
          assert.equal(await run('/register'), 0);
          await withOpenService(manager, SERVICE_NAME, ['query-status', 'query-config'], async (service) => {
            const configuration = await service.queryConfiguration();
            assert.equal(configuration.displayName, SERVICE_DISPLAY_NAME);
            const expected = `"${subject.registeredExecutable}"`;
            assert.equal(configuration.imagePath.toLowerCase(), expected.toLowerCase());
            assert.equal(configuration.startType, 'demand');
            assert.equal(configuration.account, String.raw`NT AUTHORITY\LocalService`);
            assert.equal(await run('/register'), 0, 'what is registered already needs no more');

            assert.equal(await run('/start'), 0);
            assert.equal(await stateOf(service), 'running');
            assert.equal(await run('/start'), 0, 'what runs already needs no start');
            assert.equal(await run('/pause'), 0);
            assert.equal(await stateOf(service), 'paused');
            assert.equal(await run('/continue'), 0);
            assert.equal(await stateOf(service), 'running');
            const { processId } = await service.queryStatus();
            assert.equal(await run('/restart'), 0);
            assert.equal(await stateOf(service), 'running');
            assert.notEqual((await service.queryStatus()).processId, processId);
            assert.equal(await run('/config PostIntervalMs=250'), 0);
            const { postIntervalMs } = readParameters(subject.bridge.registry, (problem) => {
              assert.fail(problem);
            });
            assert.equal(postIntervalMs, 250);
            assert.equal(await run('/repair'), 0);
            assert.equal(await stateOf(service), 'running');
            assert.equal(await run('/stop'), 0);
            assert.equal(await stateOf(service), 'stopped');
            assert.equal(await run('/stop'), 0, 'what has stopped needs no stop');
          });
          assert.equal(await run('/start'), 0);
          assert.equal(await run('/unregister'), 0, 'a running service is stopped first');
          assert.equal(await isInstalled(manager, SERVICE_NAME), false);
          assert.equal(await run('/unregister'), 1060);
        } finally {
          await removeService(manager, SERVICE_NAME);
        }
      });
    });

    for (const odd of ODD_NAMES) {
      it(`changes the startup type of another service, whatever its key name looks like: ${odd}`, async (test) => {
        const subject = current();
        if (skipWithout('elevation', subject, test) || skipWithout('create-service', subject, test)) return;
        const helper = { executable: subject.executable, sha256: subject.sha256 };
        const request = { verb: '/startup-type', service: odd, startupType: 'disabled' } as const;
        await withManager(subject, async (manager) => {
          await withNewService(manager, newDefinition(subject, { name: odd }), async (service) => {
            const exitCode = subject.bridge.elevation.runElevated(helper, request, DEADLINE_MS, NO_WINDOW);
            assert.equal(await exitCode, 0);
            assert.equal((await service.queryConfiguration()).startType, 'disabled');
          });
        });
      });
    }

    it('does nothing with the name of no service (87)', async (test) => {
      const subject = current();
      if (skipWithout('elevation', subject, test)) return;
      const helper = { executable: subject.executable, sha256: subject.sha256 };
      for (const service of ['', 'a/b', String.raw`a\b`, 'a\nb', 'a\0b', 'x'.repeat(257)]) {
        const request = { verb: '/stop', service } as const;
        await failsWith(87, subject.bridge.elevation.runElevated(helper, request, DEADLINE_MS, NO_WINDOW));
      }
    });
  });
}

/** Names that could end an argument, or be taken for another one. */
const ODD_NAMES = ['-json', `a "quoted" %PATH% (it's) $X & more`] as const;

/** The helper knows only one service, by its fixed name: an existing one is left alone. */
async function skipUnlessFree(subject: BridgeSubject, test: TestContext): Promise<boolean> {
  if (skipWithout('elevation', subject, test) || skipWithout('create-service', subject, test)) return true;
  const isTaken = await withManager(subject, (manager) => isInstalled(manager, SERVICE_NAME));
  if (isTaken) test.skip(`${SERVICE_NAME} is installed on this computer, and stays as it is`);
  return isTaken;
}
