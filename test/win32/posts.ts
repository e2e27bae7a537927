import { MAILSLOT_NAME } from '../../common/product.ts';
import { decodeMessage, type StatusPairs } from '../../common/status-message.ts';
import { Win32MailslotServer } from '../../native-bridge/win32/mailslot-server.ts';

/** Sigma's mailslot, and the status messages that have arrived. */
export interface Posts extends AsyncDisposable {
  /** What the process has posted, oldest first. */
  of(processId: number): readonly StatusPairs[];
  /** Forgets all posts. Process IDs are reused, so call this before waiting for a new process. */
  forget(): void;
}

/** @throws ERROR_ALREADY_EXISTS while another program owns the mailslot */
export async function openPosts(): Promise<Posts> {
  let posts: StatusPairs[] = [];
  const server = await Win32MailslotServer.create(MAILSLOT_NAME, ({ messages }) => {
    for (const { bytes } of messages) {
      const { pairs } = decodeMessage(bytes);
      if (pairs !== undefined) posts.push(pairs);
    }
  });
  return {
    of: (processId) => posts.filter(({ pid }) => pid === processId),
    forget() {
      posts = [];
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
}
