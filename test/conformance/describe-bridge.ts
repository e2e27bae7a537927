import { after, before, describe } from 'node:test';
import { describeElevation } from './elevation.ts';
import { describeMailslots } from './mailslot.ts';
import { describeRegistry } from './registry.ts';
import { describeServiceConfiguration } from './service-configuration.ts';
import { describeServiceManager } from './service-manager.ts';
import { describeServiceLifeCycle } from './service-life-cycle.ts';
import type { BridgeSubject } from './subject.ts';
import { describeSystemInformation } from './system-information.ts';

/**
 * Declares the tests that every bridge passes, so code that runs on one of them runs on the others.
 * @param createSubject called once, before the first test
 */
export function describeBridge(name: string, createSubject: () => Promise<BridgeSubject>): void {
  describe(`${name} bridge`, () => {
    let subject: BridgeSubject | undefined;
    before(async () => {
      subject = await createSubject();
    });
    after(() => subject?.[Symbol.asyncDispose]());
    const current = (): BridgeSubject => {
      if (subject === undefined) throw new Error('The bridge was not made, see the error of the hook');
      return subject;
    };
    describeMailslots(current);
    describeServiceManager(current);
    describeServiceConfiguration(current);
    describeServiceLifeCycle(current);
    describeElevation(current);
    describeRegistry(current);
    describeSystemInformation(current);
  });
}
