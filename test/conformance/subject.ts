import type { TestContext } from 'node:test';
import type { Helper, NativeBridge } from '../../native-bridge/bridge.ts';

/** What some system that a bridge runs on cannot do, although Windows can. */
export type Capability =
  /** Creating services, which needs administrator rights. */
  | 'create-service'
  /** Refusing names of services that are longer than 256 characters. */
  | 'service-name-limit'
  /** Refusing accounts that do not exist. */
  | 'account-check'
  /** Refusing to start a service that is marked for deletion. */
  | 'deleted-start-check'
  /** Keeping settings of a service other than its description and its pre-shutdown time. */
  | 'service-settings'
  /** Keeping a service's access list. */
  | 'service-access-list'
  /** Delivering a message of zero bytes. */
  | 'empty-message'
  /** Running `executable` elevated, without anyone there to answer a prompt. */
  | 'elevation';

/** A bridge under test, and what the tests may use beside it. Disposing ends the bridge. */
export interface BridgeSubject extends AsyncDisposable {
  readonly bridge: NativeBridge;
  /** SigmaSrv.exe: works as a service under any name, and has the helper's verbs. */
  readonly executable: string;
  /** What its folder holds, see Helper. */
  readonly sha256: Helper['sha256'];
  /** Where a service runs that was registered from there: a copy, if others than administrators may change it. */
  readonly registeredExecutable: string;
  /** An absolute path at which there is no file, in a folder that exists. */
  readonly missingExecutable: string;
  /** Starts the name of every service and mailslot that the tests create: unique to this run. */
  readonly prefix: string;
  /** What cannot be tested here, with the reason that the report shows for each skipped test. */
  readonly unsupported?: ReadonlyMap<Capability, string>;
}

/** Tests get the subject only when they run, for it is made in a hook. */
export type CurrentSubject = () => BridgeSubject;

/** Skips the test, and says why, where the system lacks the capability. */
export function skipWithout(capability: Capability, subject: BridgeSubject, test: TestContext): boolean {
  const reason = subject.unsupported?.get(capability);
  if (reason !== undefined) test.skip(reason);
  return reason !== undefined;
}
