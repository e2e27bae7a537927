import type { LinkReport } from '../common/check.ts';
import type { Batch, Outcome, RequestResult, Snapshot } from '../common/ipc.ts';
import type { Job } from '../common/operations.ts';
import { OWN_SERVICE, type ServiceProfile } from '../common/service-profile.ts';
import type { PostIntervalMs } from '../common/sigma-service.ts';
import type { AppView, MailslotView, View } from '../common/view.ts';
import type { Helper, MailslotBatch, NativeBridge } from '../native-bridge/bridge.ts';
import type { Clock } from '../native-bridge/clock.ts';
import { Batcher } from './batcher.ts';
import { checkComputer } from './check/check-computer.ts';
import type { OperationTools } from './jobs/elevate.ts';
import { Jobs } from './jobs/jobs.ts';
import type { Log } from './log.ts';
import { HostWatch, type Computer } from './watch/computer.ts';
import { askForStatus, MailslotWatch } from './watch/mailslot-watch.ts';
import { serviceOfKeyName } from './verbs/named-service.ts';
import { MessageHistory } from './watch/message-history.ts';
import {
  readByItself,
  ServicesWatch,
  UNSEEN_INTERVAL_MS,
  type ServiceReadings,
} from './watch/services-watch.ts';
import type { ServiceReading } from './watch/service-reading.ts';
import { MailslotTraffic } from './watch/traffic.ts';
import { WallClock } from './watch/wall-clock.ts';
import { WatchedService } from './watch/watched-service.ts';

/** How often silence and other effects of passing time are checked, in milliseconds. */
const TICK_MS = 500;
const UNSEEN_TICK_MS = UNSEEN_INTERVAL_MS;

/** How often at most an unknown sender makes Sigma ask the SCM, in milliseconds: anybody may send many messages. */
const SENDER_QUESTION_MS = 1000;

export interface MonitorOptions {
  readonly bridge: NativeBridge;
  readonly clock: Clock;
  /** @returns the computer's date in milliseconds since 1970, which may run backwards */
  readonly date: () => number;
  readonly log: Log;
  readonly helper: Helper;
  readonly computer: Computer;
  /** @returns the handle of the window that owns an administrator prompt */
  readonly promptOwner: () => number;
  /** See {@link OperationTools.confirm}. */
  readonly confirm: OperationTools['confirm'];
  readonly send: (batch: Batch) => void;
  /** Called with the view when it may have changed, also while the window takes no batches. */
  readonly onView: (view: View) => void;
  /** @returns the user's settings and what follows from them */
  readonly preferences: () => Omit<AppView, 'bridge'>;
}

/** Joins what the SCM reports with what arrives in the mailslot, and tells the window what changes. */
export class Monitor implements AsyncDisposable {
  readonly #options: MonitorOptions;
  readonly #owned = new AsyncDisposableStack();
  readonly #wallClock: WallClock;
  readonly #traffic = new MailslotTraffic();
  readonly #history = new MessageHistory(this.#traffic);
  readonly #host: HostWatch;
  readonly #own: WatchedService;
  readonly #batcher: Batcher;
  readonly #scm: ServicesWatch;
  readonly #jobs: Jobs;
  #askedForSenderAt = -Infinity;
  #mailslot: MailslotView = { kind: 'closed' };
  #cancelTick: () => void = () => undefined;

  constructor(options: MonitorOptions) {
    const { bridge, clock, computer, log, helper, promptOwner, confirm, send, onView } = options;
    this.#options = options;
    this.#wallClock = new WallClock(clock, options.date);
    this.#host = new HostWatch(bridge.system, computer);
    this.#own = new WatchedService({
      ...{ profile: OWN_SERVICE, clock, wallClock: this.#wallClock },
      received: () => this.#traffic.received,
    });
    this.#batcher = new Batcher({
      ...{ clock, send, onView },
      takeView: () => this.#view(),
      onDropped: (count) => {
        this.#traffic.countDropped(count);
      },
    });
    this.#scm = new ServicesWatch({
      managers: bridge.serviceManager,
      registry: bridge.registry,
      clock,
      watched: [OWN_SERVICE],
    });
    this.#scm.onChange((change) => {
      if (change.service.toLowerCase() !== OWN_SERVICE.name.toLowerCase()) return;
      this.#own.change(change, this.#jobs.wasBusySince(change.since));
    });
    this.#scm.onReadings((readings) => {
      this.#read(readings);
    });
    this.#jobs = new Jobs({
      elevation: bridge.elevation,
      managers: bridge.serviceManager,
      registry: bridge.registry,
      ...{ clock, log, helper, promptOwner, confirm, inspection: bridge.inspection },
      subjectOf: async (name) => {
        const service = await serviceOfKeyName(name, bridge.serviceManager);
        return { service, readService: () => this.#readService(service) };
      },
      readAll: () => this.refresh(),
      onChange: () => {
        this.#scm.setBusy(this.#jobs.busy !== undefined || this.#jobs.left !== undefined);
        this.#batcher.viewMayHaveChanged();
      },
    });
    const mailslotWatch = new MailslotWatch({
      mailslots: bridge.mailslots,
      clock,
      onBatch: (batch) => {
        this.#receive(batch);
      },
      onChange: (mailslot) => {
        this.#mailslot = mailslot;
        this.#own.listen(mailslot.kind === 'open');
        this.#batcher.viewMayHaveChanged();
        if (mailslot.kind === 'open') void askForStatus(bridge.serviceManager, OWN_SERVICE.name);
      },
    });
    // Disposed last, because it waits for its thread.
    this.#owned.use(mailslotWatch);
    for (const part of [this.#batcher, this.#scm, this.#jobs]) this.#owned.use(part);
    this.#owned.defer(() => {
      this.#cancelTick();
    });
  }

  /** Starts watching. @param isVisible whether the window can be seen: otherwise the SCM is asked less often */
  setVisible(isVisible: boolean): void {
    this.#cancelTick();
    this.#tickEvery(isVisible ? TICK_MS : UNSEEN_TICK_MS);
    this.#scm.watch(isVisible);
  }

  snapshot(): Snapshot {
    // What waits for the next batch is part of the snapshot and must not arrive twice.
    this.#batcher.flush();
    this.#batcher.took(this.#batcher.number);
    const { app, computer, services } = this.#view();
    return {
      number: this.#batcher.number,
      view: { app, computer, services: [...services.values()] },
      messages: this.#history.rows(),
    };
  }

  /** @returns the whole texts of those messages whose rows are shortened, as far as they are kept */
  wholeTexts(ids: readonly number[]): RequestResult<'wholeTexts'> {
    return this.#history.wholeTexts(ids);
  }

  /** Must be called when {@link MonitorOptions.preferences} have changed. */
  preferencesChanged(): void {
    this.#batcher.viewMayHaveChanged();
  }

  /** Notes that the window has drawn the batch of that number. */
  took(number: number): void {
    this.#batcher.took(number);
  }

  /** Asks the SCM now. Settles when the window has been told. */
  async refresh(): Promise<void> {
    this.#scm.expireConfigurations();
    await this.#scm.refresh();
  }

  /** May show an administrator prompt, and before that a dialog if it is about another service. Never throws. */
  perform(job: Job): Promise<Outcome> {
    return this.#jobs.perform(job);
  }

  /** Shows an administrator prompt. Never throws. */
  setPostInterval(intervalMs: PostIntervalMs): Promise<Outcome> {
    return this.perform({ task: 'set-post-interval', intervalMs });
  }

  /** Does work that must not overlap with a job: see {@link Jobs.alone}. */
  alone<T>(api: string, work: () => Promise<T>): Promise<T> {
    return this.#jobs.alone(api, work);
  }

  /** Stops waiting for the current job. */
  leave(): void {
    this.#jobs.leave();
  }

  /** Checks each link of Sigma's own chain on this computer. Never throws; see checkComputer(). */
  async check(): Promise<LinkReport[]> {
    const { bridge, clock, date, helper } = this.#options;
    const seen = { mailslot: () => this.#mailslot, lastPost: () => this.#own.lastPost() };
    const reports: LinkReport[] = [];
    for await (const report of checkComputer({ bridge, clock, wallClock: date, helper, seen }))
      reports.push(report);
    return reports;
  }

  /** Ends every timer, the mailslot and its thread. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.#owned.disposeAsync();
  }

  /** Windows leaves out of the list what this user may not query, which is not absent for that. */
  async #readService({ name, isOwn }: ServiceProfile): Promise<ServiceReading> {
    const reading = (await this.#scm.refresh()).of(name);
    if (isOwn || reading.kind !== 'absent') return reading;
    using manager = await this.#options.bridge.serviceManager.localComputer(['connect']);
    return await readByItself(manager, name);
  }

  #read(readings: ServiceReadings): void {
    const { ownTask } = this.#jobs;
    this.#own.read(readings.of(OWN_SERVICE.name), ownTask === 'start' || ownTask === 'restart');
    this.#traffic.knowService(this.#own.processIds);
    this.#batcher.viewMayHaveChanged();
  }

  #receive(batch: MailslotBatch): void {
    for (const message of this.#history.add(batch)) {
      this.#batcher.add(message.row);
      this.#own.receive(message);
    }
    if (this.#own.hasUnjudgedSender) this.#askForSender();
    this.#batcher.viewMayHaveChanged();
  }

  /** A service may start and end between two readings; later readings no longer name its process. */
  #askForSender(): void {
    const at = this.#options.clock.now();
    if (at - this.#askedForSenderAt < SENDER_QUESTION_MS) return;
    this.#askedForSenderAt = at;
    void this.#scm.refresh();
  }

  #tickEvery(intervalMs: number): void {
    const { clock } = this.#options;
    const at = clock.now();
    this.#wallClock.follow();
    this.#traffic.tick(at);
    this.#host.tick(at);
    this.#own.tick();
    this.#batcher.viewMayHaveChanged();
    this.#cancelTick = clock.setTimeout(() => {
      this.#tickEvery(intervalMs);
    }, intervalMs);
  }

  #view(): View {
    const { busy, left } = this.#jobs;
    const own = this.#own.view({ busy, left }, this.#history.latest);
    return {
      app: { bridge: this.#options.bridge.kind, ...this.#options.preferences() },
      computer: {
        host: this.#host.view(),
        mailslot: this.#mailslot,
        traffic: this.#traffic.totals(),
      },
      services: new Map([[own.name, own]]),
    };
  }
}
