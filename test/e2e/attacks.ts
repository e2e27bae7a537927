import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import type { CDPSession, Page } from 'playwright-core';
import { within } from './until.ts';
import { openAttackedServer, type AttackedServer } from './attacked-server.ts';

/** Scripts of an attacker in the window's page, and how it is known that each has come to its end. */

/** Has the page collect what its content security policy refuses, from when it is loaded the next time. */
export const COLLECT_VIOLATIONS = `
  globalThis.violations = [];
  addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) => {
    violations.push({ violatedDirective, sample });
  });`;

/** What the attacks have in common. They run later: what DevTools itself runs may do what the policy forbids. */
const TOOLS = `
  const later = () => new Promise((resolve) => setTimeout(resolve));
  const add = (name, properties) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key in element) element[key] = value; else element.setAttribute(key, value);
    }
    document.body.append(element);
    return element;
  };
  const connectToPeer = async (urls) => {
    const peer = new RTCPeerConnection({ iceServers: [{ urls, username: 'a', credential: 'b' }] });
    peer.createDataChannel('text');
    const gathered = new Promise((resolve) => {
      peer.addEventListener('icegatheringstatechange', () => {
        if (peer.iceGatheringState === 'complete') resolve();
      });
    });
    await peer.setLocalDescription(await peer.createOffer());
    await gathered;
  };`;

/** A text that becomes no markup, by which the report of its refusal is known. */
const MARKER = 'the last attack';

/**
 * Runs attacks, each by itself whatever becomes of the others, until each has failed or gone out; and until the browser
 * has reported what it refused, in its order, and has loaded a file of Sigma's own through the channel of all requests.
 * @returns the directives of the policy that refused something, one for each time
 */
export async function attack(page: Page, attacks: readonly string[]): Promise<readonly string[]> {
  const run = page.evaluate<readonly string[]>(`(async () => {
    ${TOOLS}
    violations.length = 0;
    await Promise.allSettled([${attacks.map((code) => `(async () => { await later(); ${code} })()`).join(',\n')}]);
    await new Promise((resolve) => {
      add('img', { onload: resolve, src: '/sigma.svg?' + Math.random() });
    });
    const reported = new Promise((resolve) => {
      addEventListener('securitypolicyviolation', ({ sample }) => {
        if (sample.includes('${MARKER}')) resolve();
      });
    });
    try { document.body.innerHTML = '${MARKER}'; } catch {}
    await reported;
    return violations.slice(0, -1).map(({ violatedDirective }) => violatedDirective);
  })()`);
  return within(run, 'the end of the attacks');
}

/** How often the browser told of what a page wants. */
type AttackEvent = 'Page.windowOpen' | 'Page.downloadWillBegin';

/** How long until an attack of which the browser has not told is tried again, in milliseconds. */
const AGAIN_MS = 5_000;

/**
 * Runs attacks one after the other, each until the browser has been asked for what it wants: two at once can be one. It is
 * run again where nothing came of it, since the end of the one before can cancel it.
 */
export async function attackUntil(page: Page, attacks: readonly string[], event: AttackEvent): Promise<void> {
  const session = await watch(page);
  for (const code of attacks) {
    const happened = new Promise<unknown>((resolve) => {
      session.once(event, resolve);
    });
    const attack = (): Promise<unknown> => page.evaluate(`{ ${TOOLS} setTimeout(() => { ${code} }); }`);
    await attack();
    const again = setInterval(() => void attack().catch(() => undefined), AGAIN_MS);
    try {
      await within(happened, `${event} by ${code}`);
    } finally {
      clearInterval(again);
    }
  }
  await session.detach();
}

/** Has the page go somewhere, and waits until it is there, or the attempt has come to nothing. */
export async function attackByNavigation(page: Page, code: string): Promise<void> {
  const session = await watch(page);
  const ended = new Promise<void>((resolve) => {
    let isUnderWay = false;
    session.on('Page.frameRequestedNavigation', () => {
      isUnderWay = true;
    });
    // The page's own process refuses some, and asks nobody.
    session.on('Page.frameClearedScheduledNavigation', () => {
      if (!isUnderWay) resolve();
    });
    session.on('Page.frameStoppedLoading', () => {
      resolve();
    });
  });
  await page.evaluate(`{ ${TOOLS} setTimeout(() => { ${code} }); }`);
  await within(ended, code);
  await session.detach();
}

async function watch(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.enable');
  return session;
}

/** A server of the attacker, of which it is shown first that it hears who reaches it. */
export async function openTriedServer(): Promise<AttackedServer> {
  const server = await openAttackedServer();
  await assertArrivesFromHere(server);
  return server;
}

/** Fails unless a request and a datagram from this process, and nothing else, have arrived once they have. */
export async function assertArrivesFromHere(server: AttackedServer): Promise<void> {
  const socket = createSocket('udp4');
  socket.send('x', server.udpPort, '127.0.0.1');
  await fetch(`http://127.0.0.1:${server.tcpPort}/from-here`).catch(() => undefined);
  await within(server.datagram, 'a datagram');
  socket.close();
  assert.deepEqual(server.arrived.toSorted(), ['GET /from-here HTTP/1.1', 'connection', 'datagram']);
  server.forget();
}
