import { DevTools } from './devtools.ts';

/** The browser that the launcher started, and the page it opened for the window. */
interface Browser {
  readonly devTools: DevTools;
  readonly page: { readonly targetId: string };
}

async function connect(): Promise<Browser> {
  const endpoint = process.env['STAND_IN_BROWSER'];
  if (endpoint === undefined) throw new Error('STAND_IN_BROWSER names no browser');
  const devTools = await DevTools.connect(endpoint);
  const { targetInfos } = await devTools.send('Target.getTargets', {});
  const page = targetInfos.find(({ type }) => type === 'page');
  if (page === undefined) throw new Error('The browser has no page');
  return { devTools, page };
}

export const browser = await connect();
