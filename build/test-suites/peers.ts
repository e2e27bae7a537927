import { mkdir, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ROOT, TEST_OUT } from '../paths.ts';
import { runOrThrow } from '../run.ts';
import { findMingw, MINGW, missingText } from '../tools.ts';
import { isUpToDate } from '../up-to-date.ts';

const PEER_SOURCES = join(ROOT, 'test', 'win32', 'peers');
const PEERS_OUT = join(TEST_OUT, 'peers');

/** Libraries of the system that the compiler does not take by itself. */
const LIBRARIES = ['-lversion', '-limagehlp', '-lgdi32'];

/** Compiles each test/win32/peers/*.c, a plain Windows program that shares no code with Sigma. */
export async function compilePeers(): Promise<void> {
  const compiler = findMingw();
  if (compiler === undefined) throw new Error(missingText(MINGW));
  await mkdir(PEERS_OUT, { recursive: true });
  for (const file of (await readdir(PEER_SOURCES)).filter((name) => name.endsWith('.c'))) {
    const source = join(PEER_SOURCES, file);
    const program = join(PEERS_OUT, `${basename(file, '.c')}.exe`);
    if (await isUpToDate([program], [source])) continue;
    await runOrThrow(compiler, ['-O2', '-Wall', '-municode', '-o', program, source, ...LIBRARIES]);
  }
}
