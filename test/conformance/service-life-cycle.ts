import { MAILSLOT_NAME } from '../../common/product.ts';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeMessage } from '../../common/status-message.ts';
import { systemClock } from '../../native-bridge/clock.ts';
import { startService, stopService } from '../../engine/jobs/control.ts';
import { withMailslot } from './collected-mailslot.ts';
import { eventually, failsWith } from './expectations.ts';
import { isInstalled, newDefinition, untilState, withManager, withNewService } from './services.ts';
import { skipWithout, type CurrentSubject } from './subject.ts';

/** A service's life from creation to end. */
export function describeServiceLifeCycle(current: CurrentSubject): void {
  describe('service life cycle', () => {
    it('begins stopped, as a service that was never started (1077)', async (test) => {
      const subject = current();
      if (skipWithout('create-service', subject, test)) return;
      await withManager(subject, (manager) =>
        withNewService(manager, newDefinition(subject), async (service) => {
          assert.deepEqual(await service.queryStatus(), {
            state: 'stopped',
            acceptedControls: [],
            win32ExitCode: 1077,
            serviceSpecificExitCode: undefined,
            checkPoint: 0,
            waitHintMs: 0,
            processId: undefined,
          });
          await failsWith(1062, service.control('stop'));
          await failsWith(1062, service.control('interrogate'));
        }),
      );
    });

    it('leads through running and stopped, twice, to nothing', async (test) => {
      const subject = current();
      if (skipWithout('create-service', subject, test)) return;
      const definition = newDefinition(subject);
      await withManager(subject, (manager) =>
        withNewService(manager, definition, async (service) => {
          for (const round of ['first', 'second']) {
            await service.start();
            await failsWith(1056, service.start());
            await untilState(service, 'running');
            const running = await service.queryStatus();
            assert.ok((running.processId ?? 0) > 0, `a process on the ${round} start`);
            assert.ok(running.acceptedControls.includes('stop'));
            assert.equal(running.checkPoint, 0);
            assert.equal(running.win32ExitCode, 0);
            await failsWith(1056, service.start());
            await service.control('interrogate');

            await service.control('stop');
            await untilState(service, 'stopped');
            const stopped = await service.queryStatus();
            assert.equal(stopped.win32ExitCode, 0);
            assert.equal(stopped.processId, undefined);
            assert.deepEqual(stopped.acceptedControls, []);
            await failsWith(1062, service.control('stop'));
          }
          await service.delete();
          service[Symbol.dispose]();
          await eventually('the service is gone', async () => !(await isInstalled(manager, definition.name)));
        }),
      );
    });

    it('is over for who stops it when its process is gone as well', async (test) => {
      const subject = current();
      if (skipWithout('create-service', subject, test)) return;
      await withManager(subject, (manager) =>
        withNewService(manager, newDefinition(subject), async (service) => {
          assert.equal(await service.watchProcess(), undefined);
          await startService(service, systemClock);
          using process = await service.watchProcess();
          assert.ok(process !== undefined);
          assert.equal(process.hasEnded(), false);
          await stopService(service, systemClock);
          assert.equal(process.hasEnded(), true);
          assert.equal(await service.watchProcess(), undefined);
        }),
      );
    });

    it('can rest in between: paused and continued with the same process', async (test) => {
      const subject = current();
      if (skipWithout('create-service', subject, test)) return;
      await withManager(subject, (manager) =>
        withNewService(manager, newDefinition(subject), async (service) => {
          await failsWith(1062, service.control('pause'));
          await service.start();
          await untilState(service, 'running');
          const { processId } = await service.queryStatus();
          await service.control('pause');
          await untilState(service, 'paused');
          await failsWith(1056, service.start());
          assert.equal((await service.queryStatus()).processId, processId);
          await service.control('continue');
          await untilState(service, 'running');
          await service.control('pause');
          await untilState(service, 'paused');
          await service.control('stop');
          await untilState(service, 'stopped');
        }),
      );
    });

    it('shows in the mailslot: posts from 1 on, by the process that the SCM names', async (test) => {
      const subject = current();
      if (skipWithout('create-service', subject, test)) return;
      await withManager(subject, (manager) =>
        withMailslot(subject.bridge, MAILSLOT_NAME, ({ messages }) =>
          withNewService(manager, newDefinition(subject), async (service) => {
            for (const round of [1, 2]) {
              await service.start();
              await untilState(service, 'running');
              const { processId } = await service.queryStatus();
              const own = (): number[] =>
                messages
                  .map(({ bytes }) => decodeMessage(bytes).pairs)
                  .filter((pairs) => pairs?.pid === processId)
                  .map((pairs) => pairs?.seq ?? 0);
              await eventually('the third post has arrived', () => own().includes(3));
              assert.deepEqual(own().slice(0, 3), [1, 2, 3], `start ${String(round)}`);
              await service.control('stop');
              await untilState(service, 'stopped');
            }
          }),
        ),
      );
    });

    it('does not begin for a service that is disabled (1058)', async (test) => {
      const subject = current();
      if (skipWithout('create-service', subject, test)) return;
      await withManager(subject, (manager) =>
        withNewService(manager, newDefinition(subject, { startType: 'disabled' }), async (service) => {
          assert.equal((await service.queryConfiguration()).startType, 'disabled');
          await failsWith(1058, service.start());
        }),
      );
    });

    it('does not begin if the executable is missing (2)', async (test) => {
      const subject = current();
      if (skipWithout('create-service', subject, test)) return;
      const definition = newDefinition(subject, { executable: subject.missingExecutable });
      await withManager(subject, (manager) =>
        withNewService(manager, definition, async (service) => {
          await failsWith(2, service.start());
          const { state, processId } = await service.queryStatus();
          assert.equal(state, 'stopped');
          assert.equal(processId, undefined);
        }),
      );
    });
  });
}
