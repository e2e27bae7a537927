import type { LinkReport } from '../common/check.ts';
import { initialHealth, isSilent, nextHealth, type HealthEvent, type HealthState } from '../common/health.ts';
import type {
  Batch,
  MailslotView,
  MessageRow,
  Outcome,
  RequestResult,
  Snapshot,
  View,
} from '../common/ipc.ts';
import type { Operation } from '../common/operations.ts';
import type { PostIntervalMs } from '../common/sigma-service.ts';
import type { StatusPairs } from '../common/status-message.ts';
import type { Helper, MailslotBatch, NativeBridge } from '../native-bridge/bridge.ts';
import { checkComputer } from './check/check-computer.ts';
import type { SeenPost } from './check/context.ts';
import { askForStatus, MailslotWatch } from './watch/mailslot-watch.ts';
import { Batcher } from './batcher.ts';
import { HostWatch, type Computer } from './watch/computer.ts';
import type { Clock } from '../native-bridge/clock.ts';
import type { Log } from './log.ts';
import { Jobs } from './jobs/jobs.ts';
import { followFailure, type LastFailure } from './watch/last-failure.ts';
import { MailslotTraffic } from './watch/traffic.ts';
import { MessageHistory } from './watch/message-history.ts';
import { followStart, Senders, type ProcessStart } from './watch/senders.ts';
import type { PendingProgress } from '../common/pending-progress.ts';
import { ScmWatch, UNSEEN_INTERVAL_MS } from './watch/scm-watch.ts';
import { observationOf, serviceViewOf, type ServiceReading } from './watch/service-reading.ts';

/** How often the passing of time alone is looked at: silence, above all. In milliseconds; while nobody sees the window, */
const TICK_MS = 500;
/** seldom. */
const UNSEEN_TICK_MS = UNSEEN_INTERVAL_MS;

/** How far the computer's date may go from the clock without being followed: the two never agree to the millisecond. */
const DATE_PRECISION_MS = 500;

/** The SCM is asked at most this often because of who has sent a message, in milliseconds: anybody may send many. */
const SENDER_QUESTION_MS = 1000;

export interface MonitorOptions {
  readonly bridge: NativeBridge;
  readonly clock: Clock;
  /** The computer's date, in milliseconds since 1970, which may run backwards. */
  readonly date: () => number;
  readonly log: Log;
  readonly helper: Helper;
  readonly computer: Computer;
  /** @returns the handle of the window that an administrator prompt belongs to */
  readonly promptOwner: () => number;
  readonly send: (batch: Batch) => void;
  /** Told the view when it may have changed, also while the window takes no batches. */
  readonly onView: (view: View) => void;
  /** What the person has chosen, and what comes of it. */
  readonly preferences: () => Preferences;
}

type Preferences = Pick<View, 'settings' | 'settingsTrouble' | 'speech' | 'updates'>;

/** Joins what the SCM says with what arrives in the mailslot, and tells the window what changes. */
export class Monitor implements AsyncDisposable {
  readonly #options: MonitorOptions;
  readonly #traffic = new MailslotTraffic();
  readonly #senders = new Senders();
  readonly #history = new MessageHistory(this.#traffic);
  readonly #host: HostWatch;
  readonly #batcher: Batcher;
  readonly #scm: ScmWatch;
  readonly #mailslotWatch: MailslotWatch;
  readonly #jobs: Jobs;
  #health: HealthState;
  #healthAfterMessage = 0;
  #lastFailure: LastFailure | undefined;
  /** How far the computer's date is ahead of the clock, in milliseconds. */
  #dateAhead: number;
  #reading: ServiceReading | undefined;
  /** By the clock. */
  #processStart: ProcessStart | undefined;
  #askedForSenderAt = -Infinity;
  #mailslot: MailslotView = { kind: 'closed' };
  #cancelTick: () => void = () => undefined;

  constructor(options: MonitorOptions) {
    const { bridge, clock, computer, log, helper, promptOwner, send, onView } = options;
    this.#options = options;
    this.#host = new HostWatch(bridge.system, computer);
    this.#health = initialHealth(clock.now());
    this.#dateAhead = options.date() - clock.now();
    this.#batcher = new Batcher({
      clock,
      send,
      onView,
      takeView: () => this.#view(),
      onDropped: (count) => {
        this.#traffic.countDropped(count);
      },
    });
    this.#scm = new ScmWatch({
      managers: bridge.serviceManager,
      registry: bridge.registry,
      clock,
      onReading: (reading) => {
        this.#followFailure(reading);
        this.#reading = reading;
        this.#senders.read(reading, this.#isBeingStarted());
        this.#traffic.knowService(this.#senders.view.processIds);
        this.#observe({ type: 'scm', at: clock.now(), observation: observationOf(reading) });
      },
    });
    this.#jobs = new Jobs({
      elevation: bridge.elevation,
      managers: bridge.serviceManager,
      registry: bridge.registry,
      ...{ clock, log, helper, promptOwner },
      readService: () => this.#scm.refresh(),
      readAll: () => this.refresh(),
      onChange: () => {
        this.#scm.setBusy(this.#jobs.busy !== undefined || this.#jobs.left !== undefined);
        this.#batcher.viewMayHaveChanged();
      },
    });
    this.#mailslotWatch = new MailslotWatch({
      mailslots: bridge.mailslots,
      clock,
      onBatch: (batch) => {
        this.#receive(batch);
      },
      onChange: (mailslot) => {
        this.#mailslot = mailslot;
        this.#observe({ type: 'listening', at: clock.now(), listening: mailslot.kind === 'open' });
        if (mailslot.kind === 'open') void askForStatus(bridge.serviceManager);
      },
    });
  }

  /** Begins to watch, and is told whether somebody can see the window: while nobody does, the SCM is asked seldom. */
  setVisible(isVisible: boolean): void {
    this.#cancelTick();
    this.#tickEvery(isVisible ? TICK_MS : UNSEEN_TICK_MS);
    this.#scm.watch(isVisible);
  }

  snapshot(): Snapshot {
    // What waits for the next batch is part of the snapshot too, and must not arrive a second time.
    this.#batcher.flush();
    this.#batcher.took(this.#batcher.number);
    return { number: this.#batcher.number, view: this.#view(), messages: this.#history.rows() };
  }

  /** @returns the whole texts of those among the messages that are longer than their rows show and still kept */
  wholeTexts(ids: readonly number[]): RequestResult<'wholeTexts'> {
    return this.#history.wholeTexts(ids);
  }

  /** To be called when {@link MonitorOptions.preferences} have changed. */
  preferencesChanged(): void {
    this.#batcher.viewMayHaveChanged();
  }

  /** The window has drawn the batch of that number. */
  took(number: number): void {
    this.#batcher.took(number);
  }

  /** Asks the SCM now. Settles when the window has been told. */
  async refresh(): Promise<void> {
    this.#scm.expireConfiguration();
    await this.#scm.refresh();
  }

  /** May show an administrator prompt. Never throws. */
  perform(operation: Operation): Promise<Outcome> {
    return this.#jobs.perform({ task: operation });
  }

  /** Shows an administrator prompt. Never throws. */
  setPostInterval(intervalMs: PostIntervalMs): Promise<Outcome> {
    return this.#jobs.perform({ task: 'set-post-interval', intervalMs });
  }

  /** Does what must not happen beside a job: see {@link Jobs.alone}. */
  alone<T>(api: string, work: () => Promise<T>): Promise<T> {
    return this.#jobs.alone(api, work);
  }

  /** Stops waiting for what is under way. */
  leave(): void {
    this.#jobs.leave();
  }

  /** Looks at each link of Sigma's own chain on this computer. Never throws; see checkComputer(). */
  async check(): Promise<LinkReport[]> {
    const { bridge, clock, date, helper } = this.#options;
    const seen = { mailslot: () => this.#mailslot, lastPost: () => this.#lastPost() };
    const reports: LinkReport[] = [];
    for await (const report of checkComputer({ bridge, clock, wallClock: date, helper, seen }))
      reports.push(report);
    return reports;
  }

  /** Ends every timer, and the mailslot with its thread. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#cancelTick();
    this.#jobs[Symbol.dispose]();
    this.#scm[Symbol.dispose]();
    this.#batcher[Symbol.dispose]();
    await this.#mailslotWatch[Symbol.asyncDispose]();
  }

  #receive(batch: MailslotBatch): void {
    const at = this.#options.clock.now();
    for (const { row, pairs } of this.#history.add(batch)) {
      this.#batcher.add(row);
      this.#senders.receive(row);
      if (pairs !== undefined) this.#receivePost(pairs, row.arrivedAt, at);
    }
    if (this.#senders.hasUnjudged) this.#askForSender(at);
    this.#batcher.viewMayHaveChanged();
  }

  #followFailure(reading: ServiceReading): void {
    const isAskedFor = this.#jobs.busy !== undefined || this.#jobs.left !== undefined;
    const at = this.#options.clock.now();
    this.#lastFailure = followFailure(this.#lastFailure, this.#reading, reading, isAskedFor, at);
  }

  /** @returns a time of the clock by the computer's date, as it is now: no moment that has been lies in the future */
  #byDate(at: number): number {
    return at + this.#dateAhead;
  }

  /** The date at which the service's process started, as the date is now: how long ago that is does not change with it. */
  #startByDate(): ProcessStart | undefined {
    return this.#processStart && { ...this.#processStart, at: this.#byDate(this.#processStart.at) };
  }

  /** The date may be set, and the clock stands while the computer sleeps. */
  #followDate(): void {
    const ahead = this.#options.date() - this.#options.clock.now();
    if (Math.abs(ahead - this.#dateAhead) >= DATE_PRECISION_MS) this.#dateAhead = ahead;
  }

  #isBeingStarted(): boolean {
    const { busy } = this.#jobs;
    return busy === 'start' || busy === 'restart';
  }

  /** A service may have started that ends before the SCM would be asked the next time, and then it names its process no more. */
  #askForSender(at: number): void {
    if (at - this.#askedForSenderAt < SENDER_QUESTION_MS) return;
    this.#askedForSenderAt = at;
    void this.#scm.refresh();
  }

  /**
   * @param arrivedAt by the computer's date, as what the post says of itself; anybody can change that
   * @param at by the clock that does not run backwards
   */
  #receivePost(pairs: StatusPairs, arrivedAt: number, at: number): void {
    const serviceProcess = this.#reading?.kind === 'present' ? this.#reading.status.processId : undefined;
    this.#followDate();
    const known = this.#startByDate();
    const start = followStart(known, pairs, arrivedAt, serviceProcess);
    if (start !== undefined && start !== known)
      this.#processStart = { ...start, at: start.at - this.#dateAhead };
    this.#observe({ type: 'post', at, processId: pairs.pid, everyMs: pairs.every });
  }

  #observe(event: HealthEvent): void {
    const before = this.#health.health;
    this.#health = nextHealth(this.#health, event);
    if (this.#health.health !== before) this.#healthAfterMessage = this.#traffic.received;
    this.#batcher.viewMayHaveChanged();
  }

  /** The age is the monotonic clock's, the time on the way the computer's date's, as is what the post says of itself. */
  #lastPost(): SeenPost | undefined {
    const row = this.#senders.latestOwn;
    const { lastPost } = this.#health;
    if (row?.at === undefined || lastPost === undefined || lastPost.processId !== row.pid) return undefined;
    const ageMs = this.#options.clock.now() - lastPost.at;
    return { processId: lastPost.processId, ageMs, deliveryMs: row.arrivedAt - row.at };
  }

  #tickEvery(intervalMs: number): void {
    const { clock } = this.#options;
    const at = clock.now();
    this.#followDate();
    this.#traffic.tick(at);
    this.#host.tick(at);
    this.#observe({ type: 'tick', at });
    this.#cancelTick = clock.setTimeout(() => {
      this.#tickEvery(intervalMs);
    }, intervalMs);
  }

  /** Everybody may post, and as fast as he likes: that must not hide what the service says. */
  #latest(): MessageRow | undefined {
    const own = isSilent(this.#health.health) ? undefined : this.#senders.latestOwn;
    return own ?? this.#history.latest;
  }

  #progress(): PendingProgress | undefined {
    const { progress } = this.#health;
    return progress && { ...progress, since: this.#byDate(progress.since) };
  }

  #view(): View {
    const { bridge } = this.#options;
    return {
      bridge: bridge.kind,
      health: this.#health.health,
      healthSince: this.#byDate(this.#health.since),
      healthAfterMessage: this.#healthAfterMessage,
      service: serviceViewOf(this.#reading, this.#progress(), this.#startByDate()),
      lastFailure: this.#lastFailure && { ...this.#lastFailure, at: this.#byDate(this.#lastFailure.at) },
      mailslot: this.#mailslot,
      busy: this.#jobs.busy,
      left: this.#jobs.left,
      latest: this.#latest(),
      senders: this.#senders.view,
      traffic: this.#traffic.totals(),
      host: this.#host.view(),
      ...this.#options.preferences(),
    };
  }
}
