import { MAILSLOT_NAME, SERVICE_NAME } from '../../common/product.ts';
import { withoutUser } from '../../common/check.ts';
import {
  ERROR_ACCESS_DENIED,
  ERROR_ALREADY_EXISTS,
  ERROR_BAD_CONFIGURATION,
  ERROR_SERVICE_DOES_NOT_EXIST,
  ERROR_SERVICE_NOT_ACTIVE,
  ERROR_TIMEOUT,
} from '../../common/win32-codes.ts';
import type { ServiceState } from '../../common/service-status.ts';
import { decodeMessage, encodeMessage } from '../../common/status-message.ts';
import { mapGenericRights, accessEntries, type AccessEntry } from '../../native-bridge/access-control.ts';
import { askForStatus } from '../watch/mailslot-watch.ts';
import { delay } from '../../native-bridge/clock.ts';
import { readParameters } from '../parameters.ts';
import { fails, isWin32, readService, unknown, works, type CheckContext, type Judgement } from './context.ts';
import type { InspectedMailslot } from '../../native-bridge/inspection.ts';

/** How long a message to ourselves may take, in milliseconds. */
const OWN_MESSAGE_MS = 2_000;
/** The longest single wait for a message, in milliseconds: it occupies one of four pool threads. */
const SLICE_MS = 500;
/** How much longer than two of its intervals a service may take to post, in milliseconds. */
const GRACE_MS = 1_000;
/** How often Sigma is asked for what it has seen, in milliseconds. */
const SEEN_POLL_MS = 50;

/** A mailslot gets the access that was asked for and delivers a message; also tells who owns Sigma's own mailslot. */
export async function checkMailslot(context: CheckContext): Promise<Judgement> {
  const { clock, bridge } = context;
  // A name that nobody could have used before.
  const name = String.raw`\\.\mailslot\sigma-check-${crypto.randomUUID()}`;
  using slot = await bridge.inspection.createMailslot(name);
  if (!isSameAccess(slot.asked, slot.found)) {
    const lists = [withoutUser(slot.asked), withoutUser(slot.found)] as const;
    return fails(ERROR_BAD_CONFIGURATION, ['slot-access-differs', ...lists]);
  }
  const postedAt = clock.now();
  try {
    await bridge.mailslots.post(name, encodeMessage('Sigma checks this computer'));
  } catch (error) {
    if (isWin32(error, ERROR_ACCESS_DENIED)) return fails(ERROR_ACCESS_DENIED, ['slot-refused']);
    throw error;
  }
  if ((await slot.receive(OWN_MESSAGE_MS)) === undefined) return fails(ERROR_TIMEOUT, ['slot-silent']);
  return await ownerOf(context, Math.round(clock.now() - postedAt));
}

async function ownerOf({ bridge, seen }: CheckContext, madeMs: number): Promise<Judgement> {
  const view = seen?.mailslot();
  if (view?.kind === 'open') return works(['slot-made', madeMs], ['slot-ours']);
  if (view?.kind === 'taken') return fails(view.error.code, ['slot-made', madeMs], ['slot-taken']);
  if (view?.kind === 'failed')
    return fails(view.error.code, ['call-failed', view.error.api, view.error.code]);
  try {
    const isOwned = await bridge.inspection.isMailslotOwned(MAILSLOT_NAME);
    return works(['slot-made', madeMs], [isOwned ? 'slot-owned' : 'slot-free']);
  } catch (error) {
    if (isWin32(error, ERROR_ACCESS_DENIED)) return works(['slot-made', madeMs], ['slot-of-other-account']);
    throw error;
  }
}

/**
 * @returns whether two access lists, as SDDL from the same system, allow and deny the same; generic rights are compared
 *   by what they stand for
 */
export function isSameAccess(asked: string, found: string): boolean {
  const entries = [accessEntries(asked), accessEntries(found)].map((list) => list?.map(entryText).join());
  return entries[0] !== undefined && entries[0] === entries[1];
}

function entryText({ isAllowing, isInheritOnly, rights, account }: AccessEntry): string {
  return JSON.stringify([isAllowing, isInheritOnly, mapGenericRights('file', rights), account]);
}

/** A status of the service arrives: only the service posts with its own token. */
export async function checkPosting(context: CheckContext): Promise<Judgement> {
  const service = await readService(context);
  if (service === undefined) return fails(ERROR_SERVICE_DOES_NOT_EXIST, ['posting-absent']);
  const { state, processId, win32ExitCode } = service.status;
  if (processId === undefined || (state !== 'running' && state !== 'paused'))
    return fails(ERROR_SERVICE_NOT_ACTIVE, ['posting-not-running', state, win32ExitCode]);
  const { postIntervalMs } = readParameters(context.bridge.registry, () => undefined);
  const awaited = { state, processId, patienceMs: 2 * postIntervalMs + GRACE_MS };
  return context.seen === undefined ? measurePost(context, awaited) : judgeSeenPost(context, awaited);
}

interface Awaited {
  readonly state: ServiceState;
  readonly processId: number;
  readonly patienceMs: number;
}

/** Owns Sigma's mailslot until the next status arrives. */
async function measurePost(context: CheckContext, awaited: Awaited): Promise<Judgement> {
  try {
    using slot = await context.bridge.inspection.createMailslot(MAILSLOT_NAME);
    return await receivePost(context, slot, awaited);
  } catch (error) {
    if (isWin32(error, ERROR_ALREADY_EXISTS)) return unknown(['posting-not-measured']);
    throw error;
  }
}

async function receivePost(
  { bridge, clock, wallClock }: CheckContext,
  slot: InspectedMailslot,
  { state, processId, patienceMs }: Awaited,
): Promise<Judgement> {
  const ownedAt = wallClock();
  const deadline = clock.now() + patienceMs;
  await askForStatus(bridge.serviceManager, SERVICE_NAME);
  let keptPosts = 0;
  for (;;) {
    const leftMs = deadline - clock.now();
    if (leftMs <= 0) return fails(ERROR_TIMEOUT, ['post-missing', state, patienceMs]);
    const message = await slot.receive(Math.min(leftMs, SLICE_MS));
    const pairs = message === undefined ? undefined : decodeMessage(message.bytes).pairs;
    if (message === undefined || pairs?.pid !== processId) continue;
    if (pairs.at >= ownedAt) {
      const deliveryMs = Math.max(0, Math.round(message.arrivedAt - pairs.at));
      const kept = keptPosts === 0 ? [] : [['kept-posts-taken', keptPosts] as const];
      return works(['post-measured', deliveryMs, processId], ...kept);
    }
    keptPosts += 1;
  }
}

/** Sigma owns the mailslot, and can say what has arrived. */
async function judgeSeenPost(
  { clock, seen }: CheckContext,
  { state, processId, patienceMs }: Awaited,
): Promise<Judgement> {
  if (seen?.mailslot().kind !== 'open') return unknown(['posting-not-measured']);
  const deadline = clock.now() + patienceMs;
  for (;;) {
    const post = seen.lastPost();
    if (post?.processId === processId && post.ageMs <= patienceMs)
      return works([
        'post-seen',
        Math.round(post.ageMs),
        Math.max(0, Math.round(post.deliveryMs)),
        processId,
      ]);
    if (clock.now() >= deadline) return fails(ERROR_TIMEOUT, ['post-missing', state, patienceMs]);
    await delay(clock, SEEN_POLL_MS);
  }
}
