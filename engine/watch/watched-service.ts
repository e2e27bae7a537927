import {
  initialHealth,
  isSilent,
  nextHealth,
  type HealthEvent,
  type HealthState,
} from '../../common/health.ts';
import type { PendingProgress } from '../../common/service-status.ts';
import type { ServiceProfile } from '../../common/service-profile.ts';
import type { MessageRow, ServiceView } from '../../common/view.ts';
import type { Clock } from '../../native-bridge/clock.ts';
import type { SeenPost } from '../check/context.ts';
import { followFailure, type LastFailure } from './last-failure.ts';
import type { ReceivedMessage } from './message-history.ts';
import { followStart, Senders, type ProcessStart } from './senders.ts';
import { observationOf, scmViewOf, type ServiceReading } from './service-reading.ts';
import type { ServiceChange } from './services-watch.ts';
import type { WallClock } from './wall-clock.ts';

interface WatchedServiceOptions {
  readonly profile: ServiceProfile;
  readonly clock: Clock;
  readonly wallClock: WallClock;
  /** The number of messages that have arrived from any sender. */
  readonly received: () => number;
}

/** What Sigma is doing with the service. */
export type Work = Pick<ServiceView, 'busy' | 'left'>;

/** One service in depth: joins what the SCM reports with what the service posts into its health. */
export class WatchedService {
  readonly #options: WatchedServiceOptions;
  readonly #senders = new Senders();
  #health: HealthState;
  #healthAfterMessage = 0;
  #lastFailure: LastFailure | undefined;
  #reading: ServiceReading | undefined;
  /** By the clock. */
  #processStart: ProcessStart | undefined;

  constructor(options: WatchedServiceOptions) {
    this.#options = options;
    this.#health = initialHealth(options.clock.now(), options.profile.owesPosts);
  }

  get profile(): ServiceProfile {
    return this.#options.profile;
  }

  /** Whether a message names a process that the SCM has not named and has not been asked about since. */
  get hasUnjudgedSender(): boolean {
    return this.#senders.hasUnjudged;
  }

  /** The service's processes that the SCM has named, the newest last. */
  get processIds(): readonly number[] {
    return this.#senders.view.processIds;
  }

  /** @param isAskedFor whether the user asked Sigma for a change in the meantime */
  change({ from, to, at }: ServiceChange, isAskedFor: boolean): void {
    this.#lastFailure = followFailure(this.#lastFailure, from, to, isAskedFor, at);
  }

  /** @param isBeingStarted whether Sigma itself has just started it */
  read(reading: ServiceReading, isBeingStarted: boolean): void {
    this.#reading = reading;
    this.#senders.read(reading, isBeingStarted);
    this.#observe({ type: 'scm', at: this.#options.clock.now(), observation: observationOf(reading) });
  }

  receive({ row, pairs }: ReceivedMessage): void {
    const { clock, wallClock } = this.#options;
    this.#senders.receive(row);
    if (pairs === undefined) return;
    const serviceProcess = this.#reading?.kind === 'present' ? this.#reading.status.processId : undefined;
    wallClock.follow();
    const known = this.#startByDate();
    // Both are by the computer's date, which anybody can change.
    const start = followStart(known, pairs, row.arrivedAt, serviceProcess);
    if (start !== undefined && start !== known)
      this.#processStart = { ...start, at: wallClock.clockOf(start.at) };
    this.#observe({ type: 'post', at: clock.now(), processId: pairs.pid, everyMs: pairs.every });
  }

  /** @param isListening whether the service's posts can arrive */
  listen(isListening: boolean): void {
    this.#observe({ type: 'listening', at: this.#options.clock.now(), listening: isListening });
  }

  /** Must be called regularly: silence is noticed only then. */
  tick(): void {
    this.#observe({ type: 'tick', at: this.#options.clock.now() });
  }

  /** The age is by the monotonic clock; the transit time is by the computer's date, like the time in the post. */
  lastPost(): SeenPost | undefined {
    const row = this.#senders.latestOwn;
    const { lastPost } = this.#health;
    if (row?.at === undefined || lastPost === undefined || lastPost.processId !== row.pid) return undefined;
    const ageMs = this.#options.clock.now() - lastPost.at;
    return { processId: lastPost.processId, ageMs, deliveryMs: row.arrivedAt - row.at };
  }

  /** @param latest the newest message from any sender */
  view(work: Work, latest: MessageRow | undefined): ServiceView {
    const { profile, wallClock } = this.#options;
    const { health, since } = this.#health;
    const failure = this.#lastFailure;
    // Anybody may post as fast as they like, which must not hide what the service says.
    const own = isSilent(health) ? undefined : this.#senders.latestOwn;
    return {
      name: profile.name,
      displayName: profile.displayName,
      scm: scmViewOf(this.#reading, this.#progress(), this.#startByDate()),
      health,
      healthSince: wallClock.dateOf(since),
      healthAfterMessage: this.#healthAfterMessage,
      lastFailure: failure && { ...failure, at: wallClock.dateOf(failure.at) },
      ...work,
      latest: own ?? latest,
      senders: this.#senders.view,
    };
  }

  #observe(event: HealthEvent): void {
    const before = this.#health.health;
    this.#health = nextHealth(this.#health, event);
    if (this.#health.health !== before) this.#healthAfterMessage = this.#options.received();
  }

  #progress(): PendingProgress | undefined {
    const { progress } = this.#health;
    return progress && { ...progress, since: this.#options.wallClock.dateOf(progress.since) };
  }

  /** The date at which its process started, by the current date: its age does not change when the date is set. */
  #startByDate(): ProcessStart | undefined {
    const start = this.#processStart;
    return start && { ...start, at: this.#options.wallClock.dateOf(start.at) };
  }
}
