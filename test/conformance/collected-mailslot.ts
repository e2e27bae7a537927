import type { MailslotMessage, MailslotServer, NativeBridge } from '../../native-bridge/bridge.ts';

/** A mailslot that keeps what arrives, for a test to examine. */
export interface CollectedMailslot {
  readonly server: MailslotServer;
  /** Oldest first. */
  readonly messages: readonly MailslotMessage[];
  /** The size of each batch, in messages. */
  readonly batchSizes: readonly number[];
  readonly dropped: () => number;
}

/** Runs the work with the mailslot open, and closes it in any case. */
export async function withMailslot(
  bridge: NativeBridge,
  name: string,
  work: (mailslot: CollectedMailslot) => Promise<void>,
): Promise<void> {
  const messages: MailslotMessage[] = [];
  const batchSizes: number[] = [];
  let dropped = 0;
  const server = await bridge.mailslots.create(name, (batch) => {
    messages.push(...batch.messages);
    batchSizes.push(batch.messages.length);
    dropped += batch.dropped;
  });
  try {
    await work({ server, messages, batchSizes, dropped: () => dropped });
  } finally {
    await server.close();
  }
}
