import { MAILSLOT_NAME, SERVICE_NAME } from '../../common/product.ts';
import { placesOf } from '../../engine/registration/context.ts';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  CHECK_LINKS,
  linkDetail,
  linkJson,
  linkLine,
  withoutUser,
  type CheckLink,
  type FindingKind,
  type LinkReport,
} from '../../common/check.ts';
import { LANGUAGES } from '../../common/languages/languages.ts';
import { ENGLISH } from '../../common/languages/english.ts';
import { SERVICE_KEY } from '../../common/sigma-service.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { encodeMessage, formatStatusMessage } from '../../common/status-message.ts';
import type { Helper, MailslotMessage, NativeBridge } from '../../native-bridge/bridge.ts';
import { checkComputer } from '../../engine/check/check-computer.ts';
import { readService, type CheckContext, type Seen } from '../../engine/check/context.ts';
import { isSameAccess } from '../../engine/check/mailslot-links.ts';
import { PARAMETERS_KEY, POST_INTERVAL_NAME } from '../../engine/parameters.ts';
import {
  createSimulatedBridge,
  type SimulatedBridge,
  type SimulationOptions,
} from '../../engine/simulation/simulated-bridge.ts';
import { timeUntil } from './engine-subject.ts';
import { ManualClock } from './manual-clock.ts';

const FOLDER = String.raw`C:\Program Files\Sigma`;
const FILES = ['SigmaSrv.exe', 'koffi.node'] as const;
const HELPER: Helper = {
  executable: String.raw`C:\Program Files\Sigma\SigmaSrv.exe`,
  sha256: { 'SigmaSrv.exe': 'aa', 'koffi.node': 'bb' },
};
const POLICY_KEY = String.raw`SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System`;
/** Owned by a user, like something created before Sigma was installed. */
const SOMEBODYS = 'O:S-1-5-21-1-2-3-1001D:P(A;OICI;FA;;;S-1-5-21-1-2-3-1001)';

/** What a test needs to change a computer. */
interface World {
  readonly bridge: SimulatedBridge;
  readonly clock: ManualClock;
  /** What the check is made with. */
  context: CheckContext;
}

/** A command's view of a computer whose files are as they were built, unless the options or `damage` say otherwise. */
function worldOf(options: SimulationOptions = {}): World {
  const clock = new ManualClock();
  const bridge = createSimulatedBridge({ ...options, clock });
  for (const name of FILES) {
    bridge.inspection.times.set(`${FOLDER}\\${name}`, clock.now());
    bridge.inspection.hashes.set(`${FOLDER}\\${name}`, HELPER.sha256[name] ?? '');
  }
  const context = { bridge, clock, wallClock: () => clock.now(), helper: HELPER, seen: undefined };
  return { bridge, clock, context };
}

async function check(world: World): Promise<LinkReport[]> {
  const reports: LinkReport[] = [];
  const all = async (): Promise<void> => {
    for await (const report of checkComputer(world.context)) reports.push(report);
  };
  await timeUntil(world.clock, all());
  return reports;
}

/** The simulated registry of an administrator. */
function write(world: World, key: string, name: string, value: number | string): void {
  world.bridge.registry.write(key, name, value);
}

/** As Sigma's window sees it. */
function seenBy(world: World, seen: Partial<Seen>): void {
  const whole: Seen = { mailslot: () => ({ kind: 'open' }), lastPost: () => undefined, ...seen };
  world.context = { ...world.context, seen: whole };
}

const OTHERS_ERROR = { api: 'CreateMailslotW', code: 183 };

/** A computer on which one link is wrong, or can't be checked, and the expected report. */
interface Case {
  readonly name: string;
  readonly options?: SimulationOptions;
  readonly damage?: (world: World) => unknown;
  readonly link: CheckLink;
  readonly verdict: LinkReport['verdict'];
  readonly code?: number;
  readonly kinds: readonly FindingKind[];
}

const CASES: readonly Case[] = [
  {
    name: 'a mailslot whose access list the system changed',
    damage: ({ bridge }) => {
      bridge.inspection.foundAccess = 'D:P(A;;FA;;;WD)';
    },
    ...{ link: 'mailslot', verdict: 'fails', code: 1610, kinds: ['slot-access-differs'] },
  },
  {
    name: 'messages that go nowhere',
    damage: (world) => {
      const { bridge } = world.context;
      world.context = {
        ...world.context,
        bridge: { ...bridge, mailslots: { post: () => Promise.resolve() } },
      };
    },
    ...{ link: 'mailslot', verdict: 'fails', code: 1460, kinds: ['slot-silent'] },
  },
  {
    name: 'somebody who signed in over the network',
    damage: (world) => {
      const mailslots = { post: () => Promise.reject(new Win32Error('CreateFileW', 5)) };
      world.context = { ...world.context, bridge: { ...world.context.bridge, mailslots } };
    },
    ...{ link: 'mailslot', verdict: 'fails', code: 5, kinds: ['slot-refused'] },
  },
  { name: 'Sigma closed', link: 'mailslot', verdict: 'works', kinds: ['slot-made', 'slot-free'] },
  {
    name: 'Sigma open beside a command',
    options: { mailslotTaken: true },
    ...{ link: 'mailslot', verdict: 'works', kinds: ['slot-made', 'slot-owned'] },
  },
  {
    name: 'Sigma open for another user',
    damage: ({ bridge }) => {
      bridge.inspection.isMailslotOwned = () => Promise.reject(new Win32Error('CreateFileW', 5));
    },
    ...{ link: 'mailslot', verdict: 'works', kinds: ['slot-made', 'slot-of-other-account'] },
  },
  {
    name: 'the window, which owns it',
    damage: (world) => {
      seenBy(world, {});
    },
    ...{ link: 'mailslot', verdict: 'works', kinds: ['slot-made', 'slot-ours'] },
  },
  {
    name: 'the window, from which another program took it',
    damage: (world) => {
      seenBy(world, { mailslot: () => ({ kind: 'taken', error: OTHERS_ERROR }) });
    },
    ...{ link: 'mailslot', verdict: 'fails', code: 183, kinds: ['slot-made', 'slot-taken'] },
  },
  { name: 'a service that posts', link: 'posting', verdict: 'works', kinds: ['post-measured'] },
  {
    name: 'a service that posts every minute, and is asked',
    damage: (world) => {
      write(world, PARAMETERS_KEY, POST_INTERVAL_NAME, 60_000);
    },
    ...{ link: 'posting', verdict: 'works', kinds: ['post-measured'] },
  },
  {
    name: 'a service that runs and is silent',
    options: { silentAfterPosts: 0 },
    ...{ link: 'posting', verdict: 'fails', code: 1460, kinds: ['post-missing'] },
  },
  {
    name: 'a service that was killed',
    damage: ({ bridge }) => {
      bridge.simulation.killServiceProcess();
    },
    ...{ link: 'posting', verdict: 'fails', code: 1062, kinds: ['posting-not-running'] },
  },
  {
    name: 'no service',
    options: { notInstalled: true },
    ...{ link: 'posting', verdict: 'fails', code: 1060, kinds: ['posting-absent'] },
  },
  {
    name: 'a mailslot that another program owns',
    options: { mailslotTaken: true },
    ...{ link: 'posting', verdict: 'unknown', kinds: ['posting-not-measured'] },
  },
  {
    name: 'the window, to which the service posts',
    damage: (world) => seenToPost(world, 400, 2),
    ...{ link: 'posting', verdict: 'works', kinds: ['post-seen'] },
  },
  {
    name: 'the window, whose last status is old',
    damage: (world) => seenToPost(world, 4_000, 2),
    ...{ link: 'posting', verdict: 'fails', code: 1460, kinds: ['post-missing'] },
  },
  {
    name: 'the window, to which only a process of before has posted',
    damage: (world) => {
      seenBy(world, { lastPost: () => ({ processId: 1, ageMs: 10, deliveryMs: 2 }) });
    },
    ...{ link: 'posting', verdict: 'fails', code: 1460, kinds: ['post-missing'] },
  },
  { name: 'an SCM that answers', link: 'scm', verdict: 'works', kinds: ['scm-read'] },
  {
    name: 'an SCM that refuses',
    damage: (world) => {
      const serviceManager = { localComputer: () => Promise.reject(new Win32Error('OpenSCManagerW', 5)) };
      world.context = { ...world.context, bridge: { ...world.context.bridge, serviceManager } };
    },
    ...{ link: 'scm', verdict: 'fails', code: 5, kinds: ['call-failed'] },
  },
  {
    name: 'an SCM that does not answer',
    damage: (world) => {
      const serviceManager: NativeBridge['serviceManager'] = {
        localComputer: () => Promise.withResolvers<never>().promise,
      };
      world.context = { ...world.context, bridge: { ...world.context.bridge, serviceManager } };
    },
    ...{ link: 'scm', verdict: 'fails', code: 1460, kinds: ['timed-out'] },
  },
  {
    name: 'a fault of our own',
    damage: (world) => {
      const serviceManager: NativeBridge['serviceManager'] = {
        localComputer: () => {
          throw new TypeError('It is no function');
        },
      };
      world.context = { ...world.context, bridge: { ...world.context.bridge, serviceManager } };
    },
    ...{ link: 'scm', verdict: 'fails', code: 1359, kinds: ['own-failure'] },
  },
  { name: 'a registered service', link: 'service', verdict: 'works', kinds: ['service-registered'] },
  {
    name: 'no service registered',
    options: { notInstalled: true },
    ...{ link: 'service', verdict: 'fails', code: 1060, kinds: ['service-absent'] },
  },
  {
    name: 'an entry that is no service',
    options: { notInstalled: true },
    damage: (world) => {
      write(world, SERVICE_KEY, 'ImagePath', `"${HELPER.executable}"`);
    },
    ...{ link: 'service', verdict: 'fails', code: 1610, kinds: ['service-corrupt', 'mend-by-repair'] },
  },
  {
    name: "another program's service",
    damage: (world) => change(world, { executable: String.raw`C:\Other\other.exe` }),
    ...{ link: 'service', verdict: 'fails', code: 1073, kinds: ['service-foreign'] },
  },
  {
    name: 'a service whose program is gone',
    damage: ({ bridge }) => {
      bridge.files.exists = () => Promise.resolve(false);
    },
    ...{ link: 'service', verdict: 'fails', code: 2, kinds: ['service-file-missing', 'mend-by-repair'] },
  },
  {
    name: 'an image path without quotation marks',
    damage: (world) => {
      tellImagePath(world, HELPER.executable);
    },
    ...{ link: 'service', verdict: 'fails', code: 1610, kinds: ['service-unquoted', 'mend-by-repair'] },
  },
  {
    name: 'a service of another account, which is not named',
    damage: (world) => change(world, { account: String.raw`NT AUTHORITY\NetworkService` }),
    ...{ link: 'service', verdict: 'fails', code: 1610, kinds: ['service-account', 'mend-by-repair'] },
  },
  {
    name: 'a service that is being deleted',
    damage: (world) => {
      write(world, SERVICE_KEY, 'DeleteFlag', 1);
    },
    ...{ link: 'service', verdict: 'fails', code: 1072, kinds: ['service-marked'] },
  },
  {
    name: 'a disabled service',
    options: { disabled: true },
    ...{ link: 'service', verdict: 'fails', code: 1058, kinds: ['service-registered', 'service-disabled'] },
  },
  {
    name: 'the files of a command',
    ...{ link: 'helper-files', verdict: 'works', kinds: ['helper-present', 'helper-unsigned'] },
  },
  {
    name: 'the files of the window',
    damage: (world) => {
      seenBy(world, {});
    },
    ...{ link: 'helper-files', verdict: 'works', kinds: ['helper-as-built', 'helper-unsigned'] },
  },
  {
    name: 'a window that does not know what its files should be',
    damage: (world) => {
      seenBy(world, {});
      world.context = { ...world.context, helper: { ...HELPER, sha256: {} } };
    },
    ...{ link: 'helper-files', verdict: 'fails', code: 577, kinds: ['helper-unvouched'] },
  },
  ...FILES.map((name): Case => ({
    name: `another ${name}`,
    damage: (world) => {
      seenBy(world, {});
      world.bridge.inspection.hashes.set(`${FOLDER}\\${name}`, 'cc');
    },
    ...{ link: 'helper-files', verdict: 'fails', code: 577, kinds: ['helper-differs'] },
  })),
  ...FILES.map((name): Case => ({
    name: `no ${name}`,
    damage: ({ bridge }) => {
      bridge.inspection.times.set(`${FOLDER}\\${name}`, undefined);
    },
    ...{ link: 'helper-files', verdict: 'fails', code: 2, kinds: ['helper-missing'] },
  })),
  {
    name: 'files that are simulated',
    damage: ({ bridge }) => {
      bridge.inspection.times.clear();
    },
    ...{ link: 'helper-files', verdict: 'unknown', kinds: ['helper-simulated'] },
  },
  {
    name: 'signed files',
    damage: (world) => {
      sign(world, ...FILES);
    },
    ...{ link: 'helper-files', verdict: 'works', kinds: ['helper-present', 'helper-signed'] },
  },
  {
    name: 'an addon that was not signed with the program',
    damage: (world) => {
      sign(world, 'SigmaSrv.exe');
    },
    ...{
      link: 'helper-files',
      verdict: 'fails',
      code: 577,
      kinds: ['helper-present', 'helper-partly-signed'],
    },
  },
  {
    name: 'a signature that Windows refuses',
    damage: (world) => {
      sign(world, 'SigmaSrv.exe');
      const refused = { kind: 'refused', status: 0x8009_6010 } as const;
      world.bridge.inspection.signatures.set(`${FOLDER}\\koffi.node`, refused);
    },
    ...{
      link: 'helper-files',
      verdict: 'fails',
      code: 577,
      kinds: ['helper-present', 'helper-bad-signature'],
    },
  },
  ...prompts(),
  {
    name: 'folders as they were made',
    ...{ link: 'folders', verdict: 'works', kinds: ['folder-safe', 'folder-safe', 'folder-safe'] },
  },
  {
    name: 'no folders, and no service',
    options: { notInstalled: true },
    ...{ link: 'folders', verdict: 'works', kinds: ['folders-absent'] },
  },
  {
    name: 'a data folder that is a user’s',
    damage: ({ bridge }) => {
      const files = bridge.files;
      files.folders.set(placesOf(files).dataFolder.toLowerCase(), SOMEBODYS);
    },
    ...{
      link: 'folders',
      verdict: 'fails',
      code: 5,
      kinds: ['folder-unsafe', 'folder-safe', 'folder-safe', 'mend-by-repair'],
    },
  },
  {
    name: 'a log folder that leads elsewhere',
    damage: ({ bridge }) => {
      const files = bridge.files;
      files.links.add(placesOf(files).logFolder.toLowerCase());
    },
    ...{
      link: 'folders',
      verdict: 'fails',
      code: 5,
      kinds: ['folder-safe', 'folder-unsafe', 'folder-safe', 'mend-by-repair'],
    },
  },
  {
    name: 'a program that a user could replace',
    damage: ({ bridge }) => {
      bridge.files.fileSecurities.set(HELPER.executable.toLowerCase(), SOMEBODYS);
    },
    ...{
      link: 'folders',
      verdict: 'fails',
      code: 5,
      kinds: ['folder-safe', 'folder-safe', 'folder-unsafe', 'mend-by-repair'],
    },
  },
  {
    name: 'a log folder that is missing',
    damage: ({ bridge }) => {
      const files = bridge.files;
      files.folders.delete(placesOf(files).logFolder.toLowerCase());
    },
    ...{
      link: 'folders',
      verdict: 'fails',
      code: 3,
      kinds: ['folder-safe', 'folder-missing', 'folder-safe', 'mend-by-repair'],
    },
  },
  {
    name: 'a folder whose security only administrators may read',
    damage: ({ bridge }) => {
      const files = bridge.files;
      const read = files.security.bind(files);
      files.security = (path) =>
        path === placesOf(files).logFolder
          ? Promise.reject(new Win32Error('GetNamedSecurityInfoW', 5))
          : read(path);
    },
    ...{
      link: 'folders',
      verdict: 'unknown',
      kinds: ['folder-safe', 'folder-unreadable', 'folder-safe'],
    },
  },
  {
    name: 'a system without owners',
    damage: ({ bridge }) => {
      bridge.files.security = () => Promise.resolve(SOMEBODYS);
    },
    ...{ link: 'folders', verdict: 'unknown', kinds: ['owners-unknown'] },
  },
  { name: 'a clock that goes right', link: 'clock', verdict: 'works', kinds: ['clock-even'] },
  ...[-60_000, 60_000].map((jumpMs): Case => ({
    name: `a clock that is set by ${String(jumpMs)} ms meanwhile`,
    damage: (world) => {
      const { clock, bridge } = world;
      let wasRead = false;
      const registry = Object.assign(Object.create(bridge.registry) as typeof bridge.registry, {
        read: (key: string, name: string) => {
          wasRead = true;
          return bridge.registry.read(key, name);
        },
      });
      const wallClock = (): number => clock.now() + (wasRead ? jumpMs : 0);
      world.context = { ...world.context, wallClock, bridge: { ...bridge, registry } };
    },
    ...{ link: 'clock', verdict: 'fails', code: 1398, kinds: ['clock-jumped'] },
  })),
  {
    name: 'a clock that stands at 2001',
    damage: (world) => {
      const { clock } = world;
      const lagMs = clock.now() - Date.UTC(2001, 0, 1);
      world.context = { ...world.context, wallClock: () => clock.now() - lagMs };
    },
    ...{ link: 'clock', verdict: 'fails', code: 1398, kinds: ['clock-before-build'] },
  },
  {
    name: 'a status that arrives before it was sent',
    damage: (world) => seenToPost(world, 10, -5_000),
    ...{ link: 'clock', verdict: 'fails', code: 1398, kinds: ['clock-message-early'] },
  },
];

/** The policies for Windows' prompt, and the user who would see it. */
function prompts(): Case[] {
  const policies: readonly (readonly [
    elevation: World['bridge']['inspection']['elevationType'],
    policy: Readonly<Record<string, number>>,
    kinds: readonly FindingKind[],
    code?: number,
  ])[] = [
    ['administrator', {}, ['prompt-consent', 'prompt-policy']],
    ['administrator', { ConsentPromptBehaviorAdmin: 1 }, ['prompt-password', 'prompt-policy']],
    ['administrator', { ConsentPromptBehaviorAdmin: 0 }, ['prompt-none', 'prompt-policy']],
    ['administrator', { ConsentPromptBehaviorUser: 0 }, ['prompt-consent', 'prompt-policy']],
    [
      'administrator',
      { TypeOfAdminApprovalMode: 2 },
      ['prompt-consent', 'prompt-protection', 'prompt-policy'],
    ],
    ['administrator', { ValidateAdminCodeSignatures: 1 }, ['prompt-unsigned-refused', 'prompt-policy'], 1260],
    ['standard-user', {}, ['prompt-password', 'prompt-policy']],
    ['standard-user', { ConsentPromptBehaviorUser: 0 }, ['prompt-refused', 'prompt-policy'], 1260],
    ['standard-user', { EnableLUA: 0 }, ['prompt-off', 'prompt-policy'], 1260],
    ['elevated', { ConsentPromptBehaviorUser: 0 }, ['prompt-elevated', 'prompt-policy']],
    ['elevated', { EnableLUA: 0 }, ['prompt-off', 'prompt-policy']],
  ];
  return policies.map(([elevation, policy, kinds, code]) => ({
    name: `${elevation}, ${JSON.stringify(policy)}`,
    damage: (world) => {
      world.bridge.inspection.elevationType = elevation;
      for (const [name, value] of Object.entries(policy)) write(world, POLICY_KEY, name, value);
    },
    link: 'prompt',
    verdict: code === undefined ? 'works' : 'fails',
    ...(code === undefined ? {} : { code }),
    kinds,
  }));
}

function sign(world: World, ...names: readonly string[]): void {
  for (const name of names) world.bridge.inspection.signatures.set(`${FOLDER}\\${name}`, { kind: 'valid' });
}

async function change(
  { bridge }: World,
  changes: { readonly executable?: string; readonly account?: string },
): Promise<void> {
  using manager = await bridge.serviceManager.localComputer(['connect']);
  using service = await manager.openService(SERVICE_NAME, ['change-config']);
  await service.changeConfiguration(changes);
}

async function processIdOf({ context }: World): Promise<number> {
  return (await readService(context))?.status.processId ?? -1;
}

/** Shows the window a status of the service's process. */
async function seenToPost(world: World, ageMs: number, deliveryMs: number): Promise<void> {
  const post = { processId: await processIdOf(world), ageMs, deliveryMs };
  seenBy(world, { lastPost: () => post });
}

/** Makes the SCM report another image path than the simulated one, which is always quoted. */
function tellImagePath(world: World, imagePath: string): void {
  const { bridge } = world.context;
  const managers = bridge.serviceManager;
  const serviceManager: NativeBridge['serviceManager'] = {
    async localComputer(access) {
      const manager = await managers.localComputer(access);
      const openService = manager.openService.bind(manager);
      manager.openService = async (name, rights) => {
        const service = await openService(name, rights);
        const query = service.queryConfiguration.bind(service);
        service.queryConfiguration = async () => ({ ...(await query()), imagePath });
        return service;
      };
      return manager;
    },
  };
  world.context = { ...world.context, bridge: { ...bridge, serviceManager } };
}

/** Puts messages into Sigma's mailslot: what the service kept, something from another program, and a current status. */
async function haveMessagesWait({ bridge, clock, context }: World): Promise<void> {
  const pid = (await readService(context))?.status.processId ?? -1;
  const status = (seq: number, at: number): Uint8Array =>
    encodeMessage(formatStatusMessage('Running', { seq, at, state: 'running', pid, up: 1, mem: 1 }));
  const waiting = [
    status(1, clock.now() - 2_000),
    status(2, clock.now() - 1_000),
    new Uint8Array([1]),
    encodeMessage('Hello'),
    status(3, clock.now()),
  ];
  const create = bridge.inspection.createMailslot.bind(bridge.inspection);
  bridge.inspection.createMailslot = async (name) => {
    const slot = await create(name);
    if (name !== MAILSLOT_NAME) return slot;
    const receive = (): Promise<MailslotMessage | undefined> => {
      const bytes = waiting.shift();
      return Promise.resolve(bytes && { bytes, arrivedAt: clock.now() + 7 });
    };
    return Object.assign(slot, { receive });
  };
}

describe('a check of this computer', () => {
  for (const { name, options, damage, link, verdict, code, kinds } of CASES) {
    it(`says of ${link}, ${verdict}: ${name}`, async () => {
      const world = worldOf(options);
      await damage?.(world);
      const report = (await check(world)).find((one) => one.link === link);
      assert.deepEqual(
        report?.findings.map(([kind]) => kind),
        kinds,
        report === undefined ? link : linkDetail(ENGLISH, report),
      );
      assert.equal(report.verdict, verdict);
      assert.equal(report.verdict === 'fails' ? report.code : undefined, code);
      await world.bridge[Symbol.asyncDispose]();
    });
  }

  it('hides and reorders nothing, whatever is called what', () => {
    const link = CHECK_LINKS[0];
    const report: LinkReport = {
      link,
      verdict: 'works',
      findings: [['folder-unsafe', 'C:\\a\u202egpj.exe']],
    };
    assert.match(linkDetail(ENGLISH, report), /C:\\a\ufffdgpj\.exe/);
    assert.doesNotMatch(linkLine(ENGLISH, report), /\u202e/);
  });

  it('looks at every link in its order, whatever became of those before', async () => {
    const world = worldOf({ notInstalled: true });
    const reports = await check(world);
    assert.deepEqual(
      reports.map(({ link }) => link),
      CHECK_LINKS,
    );
    await world.bridge[Symbol.asyncDispose]();
  });

  it('finds nothing wrong with a computer on which nothing is', async () => {
    const world = worldOf();
    for (const report of await check(world)) assert.equal(report.verdict, 'works', linkLine(ENGLISH, report));
    await world.bridge[Symbol.asyncDispose]();
  });

  it('takes a status of now for one, tells the older ones that it took, and leaves the mailslot free', async () => {
    const world = worldOf();
    await haveMessagesWait(world);
    const posting = (await check(world)).find(({ link }) => link === 'posting');
    assert.deepEqual(posting?.findings, [
      ['post-measured', 7, await processIdOf(world)],
      ['kept-posts-taken', 2],
    ]);
    assert.equal(await world.bridge.inspection.isMailslotOwned(MAILSLOT_NAME), false);
    await world.bridge[Symbol.asyncDispose]();
  });
});

describe('access lists', () => {
  const SAME: readonly (readonly [string, string])[] = [
    ['D:P(D;;GA;;;NU)(A;;GA;;;SY)(A;;GW;;;LS)', 'D:P(D;;FA;;;NU)(A;;FA;;;SY)(A;;FW;;;LS)'],
    ['D:P(A;;0x120196;;;SU)(A;;GR;;;BU)', 'D:(A;;0x120196;;;SU)(A;;FR;;;BU)'],
  ];
  const DIFFERENT: readonly (readonly [string, string])[] = [
    // What Windows would require, and what GENERIC_WRITE amounts to.
    ['D:P(A;;0x120196;;;LS)', 'D:P(A;;FW;;;LS)'],
    ['D:P(A;;GA;;;SY)', 'D:P(D;;FA;;;SY)'],
    ['D:P(A;;GA;;;SY)(A;;GW;;;LS)', 'D:P(A;;FA;;;SY)'],
    ['D:P(A;;GA;;;SY)', 'D:P(A;;FA;;;BA)'],
    ['D:P(D;;GA;;;NU)(A;;GA;;;SY)', 'D:P(A;;FA;;;SY)(D;;FA;;;NU)'],
    ['D:P(A;;GA;;;SY)', 'D:NO_ACCESS_CONTROL'],
    ['D:NO_ACCESS_CONTROL', 'D:NO_ACCESS_CONTROL'],
  ];
  for (const [asked, found] of SAME) {
    it(`are the same: ${asked} and ${found}`, () => {
      assert.ok(isSameAccess(asked, found));
    });
  }
  for (const [asked, found] of DIFFERENT) {
    it(`are not the same: ${asked} and ${found}`, () => {
      assert.ok(!isSameAccess(asked, found));
    });
  }
});

describe('a report', () => {
  const FAILED: LinkReport = {
    link: 'scm',
    verdict: 'fails',
    findings: [['call-failed', 'OpenSCManagerW', 5]],
    code: 5,
  };

  it('is one line a link, whose marks and names are as wide as each other', () => {
    assert.equal(
      linkLine(ENGLISH, FAILED),
      '!!  scm           OpenSCManagerW failed with error 5. This needs administrator rights. Use the Sigma window and approve the prompt, or run the command as administrator. [ERROR_ACCESS_DENIED (5)]',
    );
    const works: LinkReport = { link: 'helper-files', verdict: 'works', findings: [['helper-signed']] };
    assert.match(linkLine(ENGLISH, works), /^OK {2}helper-files {2}The files are signed/);
  });

  it('says for programs what is ok, and a code only of what is not', () => {
    const { detail, ...rest } = linkJson(ENGLISH, FAILED);
    assert.deepEqual(rest, { link: 'scm', verdict: 'fails', ok: false, code: 5 });
    assert.match(detail, /^OpenSCManagerW/);
    const unknown: LinkReport = { link: 'folders', verdict: 'unknown', findings: [['owners-unknown']] };
    assert.deepEqual(Object.keys(linkJson(ENGLISH, unknown)), ['link', 'verdict', 'ok', 'detail']);
    assert.equal(linkJson(ENGLISH, unknown).ok, true);
  });

  it('has every sentence in every language, whatever the numbers', () => {
    for (const { words } of Object.values(LANGUAGES)) {
      for (const [kind, say] of Object.entries(words.check.findings)) {
        const sentence = (say as (...values: readonly unknown[]) => string)(2, 3, 4);
        assert.match(sentence, /^[^\n]+[.:) \d]$/, kind);
        assert.doesNotMatch(sentence, /\bNaN\b|\[object/, kind);
      }
    }
  });

  it('names no user', () => {
    assert.equal(
      withoutUser(String.raw`"C:\Users\Ann Example\Sigma\SigmaSrv.exe" and d:\users\ann`),
      String.raw`"C:\Users\…\Sigma\SigmaSrv.exe" and d:\users\…`,
    );
    assert.equal(
      withoutUser('D:P(A;;GA;;;S-1-5-21-1-2-3-1001)(A;;GA;;;S-1-5-18)(A;;GA;;;S-1-12-1-1-2-3-4)'),
      'D:P(A;;GA;;;S-1-5-21-…)(A;;GA;;;S-1-5-18)(A;;GA;;;S-1-12-1-…)',
    );
    assert.equal(withoutUser(String.raw`C:\Program Files\Sigma`), String.raw`C:\Program Files\Sigma`);
  });
});
