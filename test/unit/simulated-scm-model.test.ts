import { MAILSLOT_NAME } from '../../common/product.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createSimulatedBridge } from '../../engine/simulation/simulated-bridge.ts';
import { scaled } from '../long.ts';
import { ManualClock } from './manual-clock.ts';
import { PostWatch } from './post-watch.ts';
import { ScmCommands } from './scm-commands.ts';
import type { RealScm, Tally } from './scm-comparison.ts';
import { ScmModel } from './scm-model.ts';

/** Each gives about 50 transitions. */
const RUNS = scaled({ short: 80, long: 1000 });
const COMMANDS_A_RUN = 600;
const LEAST_TRANSITIONS = 40 * RUNS;

test('whatever is done to its services, the simulated SCM answers as winsvc.h is documented', async () => {
  const tally: Tally = { transitions: 0, refusals: new Set() };
  const commands = fc.commands(new ScmCommands(tally).all(), { maxCommands: COMMANDS_A_RUN, size: 'max' });
  await fc.assert(
    fc.asyncProperty(commands, async (sequence) => {
      const clock = new ManualClock();
      const posts = new PostWatch();
      {
        await using bridge = createSimulatedBridge({ clock, notInstalled: true });
        await bridge.mailslots.create(MAILSLOT_NAME, (batch) => {
          posts.add(batch);
        });
        const manager = await bridge.serviceManager.localComputer(['connect', 'create-service', 'enumerate']);
        const setup = (): { model: ScmModel; real: RealScm } => ({
          model: new ScmModel(),
          real: { bridge, manager, clock, posts, handles: [] },
        });
        await fc.asyncModelRun(setup, sequence);
      }
      assert.equal(clock.waiting, 0, 'a computer that is switched off waits for nothing');
    }),
    { numRuns: RUNS },
  );
  assert.ok(tally.transitions >= LEAST_TRANSITIONS, `only ${String(tally.transitions)} transitions`);
  assert.deepEqual(
    [...tally.refusals].sort((left, right) => left - right),
    [5, 6, 1052, 1056, 1058, 1060, 1061, 1062, 1072, 1073, 1078],
  );
});
