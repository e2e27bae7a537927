import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attentionOf, START_PATIENCE_MS, type Attention } from '../../common/attention.ts';
import { initialHealth, nextHealth, type Health } from '../../common/health.ts';
import type { ServiceRegistration } from '../../common/service-registration.ts';
import type { ServiceStatus } from '../../common/service-status.ts';
import { STOPPED } from './example-view.ts';

const AUTOMATIC: ServiceRegistration = {
  startType: 'auto',
  delayedAutoStart: false,
  isTriggerStart: false,
  perUser: undefined,
  sharesProcess: false,
};
const DELAYED = { ...AUTOMATIC, delayedAutoStart: true };
const TRIGGER = { ...AUTOMATIC, isTriggerStart: true };
const MANUAL = { ...AUTOMATIC, startType: 'demand' } as const;
const NEVER_STARTED = { ...STOPPED, win32ExitCode: 1077 };
const FAILED = { ...STOPPED, win32ExitCode: 1067 };
const RUNNING: ServiceStatus = { ...STOPPED, state: 'running', processId: 4 };
const LONG_UP = START_PATIENCE_MS;
const JUST_UP = START_PATIENCE_MS - 1;

interface Case {
  readonly name: string;
  readonly status: ServiceStatus;
  readonly registration: ServiceRegistration | undefined;
  readonly upTimeMs?: number;
  /** What the status alone says, if left out. */
  readonly health?: Health;
  readonly attention: Attention | undefined;
}

const CASES: readonly Case[] = [
  {
    name: 'a Spooler that someone stopped',
    status: STOPPED,
    registration: AUTOMATIC,
    attention: 'not-running',
  },
  { name: 'an automatic service that failed', status: FAILED, registration: AUTOMATIC, attention: 'failed' },
  { name: 'an automatic service that runs', status: RUNNING, registration: AUTOMATIC, attention: undefined },
  { name: 'edgeupdate: delayed, done', status: STOPPED, registration: DELAYED, attention: undefined },
  {
    name: 'sppsvc: delayed and triggered, done',
    status: STOPPED,
    registration: { ...DELAYED, isTriggerStart: true },
    attention: undefined,
  },
  { name: 'a triggered service that is done', status: STOPPED, registration: TRIGGER, attention: undefined },
  { name: 'a triggered service that failed', status: FAILED, registration: TRIGGER, attention: 'failed' },
  { name: 'a delayed service that failed', status: FAILED, registration: DELAYED, attention: 'failed' },
  {
    name: 'a delayed service soon after the start',
    status: NEVER_STARTED,
    registration: DELAYED,
    upTimeMs: JUST_UP,
    attention: undefined,
  },
  {
    name: 'a delayed service that never started',
    status: NEVER_STARTED,
    registration: DELAYED,
    attention: 'never-started',
  },
  {
    name: 'a triggered service that never started',
    status: NEVER_STARTED,
    registration: TRIGGER,
    attention: 'never-started',
  },
  {
    name: 'an automatic service while the system starts',
    status: NEVER_STARTED,
    registration: AUTOMATIC,
    upTimeMs: JUST_UP,
    attention: undefined,
  },
  {
    name: 'an automatic service that never started',
    status: NEVER_STARTED,
    registration: AUTOMATIC,
    attention: 'never-started',
  },
  { name: 'a manual service that is stopped', status: STOPPED, registration: MANUAL, attention: undefined },
  {
    name: 'a manual service that never started',
    status: NEVER_STARTED,
    registration: MANUAL,
    attention: undefined,
  },
  { name: 'a manual service that failed', status: FAILED, registration: MANUAL, attention: 'failed' },
  {
    name: 'a disabled service',
    status: NEVER_STARTED,
    registration: { ...MANUAL, startType: 'disabled' },
    attention: undefined,
  },
  {
    name: 'a template of a per-user service',
    status: STOPPED,
    registration: { ...AUTOMATIC, perUser: 'template' },
    attention: undefined,
  },
  {
    name: 'an instance of a per-user service',
    status: STOPPED,
    registration: { ...AUTOMATIC, perUser: 'instance' },
    attention: 'not-running',
  },
  {
    name: 'a stopped service whose registration is unknown',
    status: STOPPED,
    registration: undefined,
    attention: undefined,
  },
  {
    name: 'a failed service whose registration is unknown',
    status: FAILED,
    registration: undefined,
    attention: 'failed',
  },
  {
    name: 'a service that owes its status',
    status: RUNNING,
    registration: MANUAL,
    health: 'late',
    attention: 'silent',
  },
  { name: 'a silent service', status: RUNNING, registration: MANUAL, health: 'silent', attention: 'silent' },
  {
    name: 'a service that may not post',
    status: RUNNING,
    registration: MANUAL,
    health: 'refused',
    attention: 'silent',
  },
  {
    name: 'a stuck service',
    status: { ...RUNNING, state: 'stop-pending' },
    registration: MANUAL,
    health: 'hung',
    attention: 'hung',
  },
];

for (const { name, status, registration, upTimeMs = LONG_UP, health, attention } of CASES) {
  test(`${name}: ${attention ?? 'needs no attention'}`, () => {
    const facts = { status, registration, upTimeMs, health: health ?? healthOf(status) };
    assert.equal(attentionOf(facts), attention);
  });
}

function healthOf(status: ServiceStatus): Health {
  const observation = { kind: 'present', status } as const;
  return nextHealth(initialHealth(0, false), { type: 'scm', at: 0, observation }).health;
}
