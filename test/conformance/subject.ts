import type { TestContext } from 'node:test';
import type { Helper, NativeBridge } from '../../native-bridge/bridge.ts';

/** What a system under a bridge may lack, although Windows has it. */
export type Capability =
  /** Creating services, which requires administrator rights. */
  | 'create-service'
  /** Refusing service names longer than 256 characters. */
  | 'service-name-limit'
  /** Refusing accounts that do not exist. */
  | 'account-check'
  /** Refusing to start a service that is marked for deletion. */
  | 'deleted-start-check'
  /** Storing settings of a service other than its description and its pre-shutdown time. */
  | 'service-settings'
  /** Storing a service's access list. */
  | 'service-access-list'
  /** Delivering a message of zero bytes. */
  | 'empty-message'
  /** Running `executable` elevated, with nobody there to answer a prompt. */
  | 'elevation';

/** A bridge under test, and what the tests may use besides. Disposing ends the bridge. */
export interface BridgeSubject extends AsyncDisposable {
  readonly bridge: NativeBridge;
  /** SigmaSrv.exe: works as a service under any name, and has the helper's verbs. */
  readonly executable: string;
  /** The files in its folder, see Helper. */
  readonly sha256: Helper['sha256'];
  /** Where a service runs from that was registered there: a copy, if non-administrators may change it. */
  readonly registeredExecutable: string;
  /** An absolute path without a file, in an existing folder. */
  readonly missingExecutable: string;
  /** The beginning of the name of every service and mailslot that the tests create, unique to this run. */
  readonly prefix: string;
  /** What can't be tested here, with the reason that the report shows for each skipped test. */
  readonly unsupported?: ReadonlyMap<Capability, string>;
}

/** Tests get the subject only when they run, because a hook creates it. */
export type CurrentSubject = () => BridgeSubject;

/** Skips the test, and says why, if the system lacks the capability. */
export function skipWithout(capability: Capability, subject: BridgeSubject, test: TestContext): boolean {
  const reason = subject.unsupported?.get(capability);
  if (reason !== undefined) test.skip(reason);
  return reason !== undefined;
}
