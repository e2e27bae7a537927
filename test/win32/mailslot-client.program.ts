import { MAILSLOT_NAME } from '../../common/product.ts';
import { writeSync } from 'node:fs';
import { decodeMessage } from '../../common/status-message.ts';
import { Win32MailslotServer } from '../../native-bridge/win32/mailslot-server.ts';

/**
 * A client that only reads Sigma's mailslot, until it is killed. Prints `reading` once it owns the mailslot, and for
 * each status message a line with how many messages have arrived, and its sequence number.
 */
let arrived = 0;
await Win32MailslotServer.create(MAILSLOT_NAME, ({ messages }) => {
  for (const { bytes } of messages) {
    const { pairs } = decodeMessage(bytes);
    arrived += 1;
    if (pairs !== undefined) writeSync(1, `${String(arrived)} ${String(pairs.seq)}\n`);
  }
});
writeSync(1, 'reading\n');
