import { SERVICE_DISPLAY_NAME, SERVICE_NAME } from '../../common/product.ts';
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { ServiceState } from '../../common/service-status.ts';
import { REGISTERED_SIGMA_SRV, SIGMA_SRV } from './places.ts';
import { openPosts, type Posts } from './posts.ts';
import { runProgram, until, type Finished } from './programs.ts';
import { sigmaSrv } from './sigma-srv.ts';

const ACCOUNT = String.raw`NT AUTHORITY\LocalService`;

/**
 * Runs sc.exe. Like net.exe it is the system's own program and knows nothing of Sigma; if refused, it does not exit
 * with 0.
 */
function sc(...parameters: string[]): Promise<Finished> {
  return runProgram('sc.exe', parameters);
}

function net(...parameters: string[]): Promise<Finished> {
  return runProgram('net.exe', parameters);
}

async function succeeds(work: Promise<Finished>): Promise<void> {
  const { exitCode, output } = await work;
  assert.equal(exitCode, 0, output);
}

async function isRefused(work: Promise<Finished>): Promise<void> {
  const { exitCode, output } = await work;
  assert.notEqual(exitCode, 0, output);
}

/** @returns what SigmaSrv tells programs about the service */
async function status(): Promise<Record<string, unknown>> {
  const { exitCode, output } = await sigmaSrv('/status', '/json');
  assert.equal(exitCode, 0, output);
  return JSON.parse(output) as Record<string, unknown>;
}

/** @returns what sc says, in the words of the bridge */
async function scState(): Promise<string | undefined> {
  const { output } = await sc('query', SERVICE_NAME);
  return /STATE\s*:\s*\d+\s+(\w+)/.exec(output)?.[1]?.toLowerCase().replace('_', '-');
}

/** Waits until the system says that the service is `wanted`, and expects SigmaSrv to say the same. */
async function agreesThatItIs(wanted: ServiceState): Promise<void> {
  await until(`it is ${wanted}`, async () => (await scState()) === wanted);
  assert.equal((await status())['state'], wanted);
  assert.match((await sigmaSrv('/status')).output, new RegExp(`^${SERVICE_DISPLAY_NAME} is ${wanted}`));
}

async function agreesThatItIsGone(): Promise<void> {
  await until('it is gone', async () => (await scState()) === undefined);
  assert.equal((await sigmaSrv('/status')).exitCode, 1060);
}

async function assertInOrder(): Promise<void> {
  const { imagePath, account, displayName } = await status();
  assert.equal(imagePath, `"${REGISTERED_SIGMA_SRV}"`);
  assert.equal(account, ACCOUNT);
  assert.equal(displayName, SERVICE_DISPLAY_NAME);
}

describe('sc and net', () => {
  let posts: Posts;

  before(async () => {
    await sigmaSrv('/unregister');
    posts = await openPosts();
  });
  after(() => posts[Symbol.asyncDispose]());
  afterEach(() => sigmaSrv('/unregister'));

  async function assertPosts(): Promise<void> {
    const { processId } = await status();
    assert.ok(typeof processId === 'number');
    await until('it posts', () => posts.of(processId).some(({ state }) => state === 'running'));
  }

  test('run and remove a service that sc has created, and SigmaSrv agrees at each step', async () => {
    await succeeds(sc('create', SERVICE_NAME, 'binPath=', `"${SIGMA_SRV}"`));
    await agreesThatItIs('stopped');
    assert.equal((await status())['account'], 'LocalSystem');
    await isRefused(sc('create', SERVICE_NAME, 'binPath=', `"${SIGMA_SRV}"`));

    await succeeds(sc('start', SERVICE_NAME));
    await agreesThatItIs('running');
    await assertPosts();
    await isRefused(sc('start', SERVICE_NAME));
    await succeeds(net('stop', SERVICE_NAME));
    await agreesThatItIs('stopped');
    await isRefused(net('stop', SERVICE_NAME));

    await succeeds(net('start', SERVICE_NAME));
    await agreesThatItIs('running');
    await assertPosts();
    await succeeds(sc('stop', SERVICE_NAME));
    await agreesThatItIs('stopped');
    await succeeds(sc('delete', SERVICE_NAME));
    await agreesThatItIsGone();
  });

  test('run and remove a service that SigmaSrv has registered, even while it runs', async () => {
    await succeeds(sigmaSrv('/register'));
    await agreesThatItIs('stopped');
    await succeeds(sc('start', SERVICE_NAME));
    await agreesThatItIs('running');
    await assertPosts();
    await succeeds(sigmaSrv('/pause'));
    await agreesThatItIs('paused');
    await succeeds(sc('delete', SERVICE_NAME));
    await agreesThatItIs('paused');
    await succeeds(sc('stop', SERVICE_NAME));
    await agreesThatItIsGone();
    await isRefused(sc('start', SERVICE_NAME));
    await succeeds(sigmaSrv('/register'));
    await agreesThatItIs('stopped');
  });

  test('can leave behind what /register leaves alone and /repair fixes', async () => {
    await succeeds(sc('create', SERVICE_NAME, 'binPath=', `"${SIGMA_SRV}"`));
    const { exitCode, output } = await sigmaSrv('/register');
    assert.equal(exitCode, 1073);
    assert.ok(output.includes(`runs "${SIGMA_SRV}"`), output);
    assert.ok(output.includes(`SigmaSrv /repair to change it to "${REGISTERED_SIGMA_SRV}"`), output);
    assert.equal((await status())['imagePath'], `"${SIGMA_SRV}"`, 'it is unchanged');
    await succeeds(sigmaSrv('/repair'));
    await assertInOrder();
    await succeeds(net('start', SERVICE_NAME));
    await agreesThatItIs('running');
    await assertPosts();
  });

  test('can leave behind what /register fixes: the right place, without quotation marks', async () => {
    await succeeds(sigmaSrv('/register'));
    await succeeds(sc('delete', SERVICE_NAME));
    await succeeds(sc('create', SERVICE_NAME, 'binPath=', REGISTERED_SIGMA_SRV, 'start=', 'auto'));
    assert.equal((await status())['imagePath'], REGISTERED_SIGMA_SRV);
    await succeeds(sigmaSrv('/register', '/start'));
    await assertInOrder();
    assert.equal((await status())['startType'], 'demand');
    await agreesThatItIs('running');
    await assertPosts();
  });
});
