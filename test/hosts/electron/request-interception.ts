import { toApp } from './addresses.ts';
import type { Events } from './devtools-protocol.ts';
import type { DevTools, SessionId } from './devtools.ts';
import { protocol } from './protocol.ts';

type Paused = Events['Fetch.requestPaused'];

/** What main decides. */
interface Rules {
  /** Whether a frame may navigate to the address. */
  readonly mayNavigate: (url: string, isMainFrame: boolean) => boolean;
  readonly mayRequest: (request: { readonly url: string; readonly method: string }) => Promise<boolean>;
}

/** Answers the page's requests for the app's own scheme, and asks main about every navigation and every request. */
export async function interceptRequests(
  devTools: DevTools,
  session: SessionId,
  mainFrameId: string,
  { mayNavigate, mayRequest }: Rules,
): Promise<void> {
  devTools.on('Fetch.requestPaused', (paused, from) => {
    // The page may be gone before its request is answered.
    if (from === session) answer(paused).catch(() => undefined);
  });
  await devTools.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }, session);

  async function answer({ requestId, request, resourceType, frameId }: Paused): Promise<void> {
    const url = toApp(request.url);
    const { method } = request;
    if (resourceType === 'Document' && !mayNavigate(url, frameId === mainFrameId)) {
      await devTools.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' }, session);
      return;
    }
    if (!(await mayRequest({ url, method }))) {
      await devTools.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' }, session);
      return;
    }
    const response = await protocol.respond(url, method);
    if (response === undefined) await devTools.send('Fetch.continueRequest', { requestId }, session);
    // DevTools has no name for ERR_UNEXPECTED, so both are ERR_FAILED to the page.
    else if (response === 'unexpected' || response === 'failed') {
      await devTools.send('Fetch.failRequest', { requestId, errorReason: 'Failed' }, session);
    } else await fulfil(requestId, response);
  }

  async function fulfil(requestId: string, response: Response): Promise<void> {
    const body = Buffer.from(await response.arrayBuffer()).toString('base64');
    const responseHeaders = [...response.headers].map(([name, value]) => ({ name, value }));
    const responseCode = response.status;
    await devTools.send('Fetch.fulfillRequest', { requestId, responseCode, responseHeaders, body }, session);
  }
}
