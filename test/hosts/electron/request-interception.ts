import { toApp } from './addresses.ts';
import type { Events } from './devtools-protocol.ts';
import type { DevTools, SessionId } from './devtools.ts';
import { protocol } from './protocol.ts';

type Paused = Events['Fetch.requestPaused'];

/**
 * Answers the page's requests of the app's own scheme, and asks about every navigation of the main frame.
 * @param mayNavigate whether the main frame may go to the address
 */
export async function interceptRequests(
  devTools: DevTools,
  session: SessionId,
  mainFrameId: string,
  mayNavigate: (url: string) => boolean,
): Promise<void> {
  devTools.on('Fetch.requestPaused', (paused, from) => {
    // The page may be gone before its request is answered.
    if (from === session) answer(paused).catch(() => undefined);
  });
  await devTools.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }, session);

  async function answer({ requestId, request, resourceType, frameId }: Paused): Promise<void> {
    const url = toApp(request.url);
    if (resourceType === 'Document' && frameId === mainFrameId && !mayNavigate(url)) {
      await devTools.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' }, session);
      return;
    }
    const response = await protocol.respond(url, request.method);
    if (response === undefined) await devTools.send('Fetch.continueRequest', { requestId }, session);
    else await fulfil(requestId, response);
  }

  async function fulfil(requestId: string, response: Response): Promise<void> {
    const body = Buffer.from(await response.arrayBuffer()).toString('base64');
    const responseHeaders = [...response.headers].map(([name, value]) => ({ name, value }));
    const responseCode = response.status;
    await devTools.send('Fetch.fulfillRequest', { requestId, responseCode, responseHeaders, body }, session);
  }
}
