import { mkdir, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ROOT, TEST_OUT } from '../paths.ts';
import { runOrThrow } from '../run.ts';
import { findMingw, MINGW, missingText } from '../tools.ts';
import { isUpToDate } from '../up-to-date.ts';

/** Libraries of the system that the compiler does not take by itself. */
const LIBRARIES = ['-lversion', '-limagehlp', '-lgdi32', '-lntdll'];

/** The programs that the Windows tests talk to. */
export function compilePeers(): Promise<void> {
  return compile(join(ROOT, 'test', 'win32', 'peers'), join(TEST_OUT, 'peers'));
}

/** The programs that Sigma is measured against. */
export function compileBenchPrograms(): Promise<void> {
  return compile(join(ROOT, 'test', 'bench', 'native'), join(TEST_OUT, 'bench-native'));
}

/** Compiles each C file of a folder: plain Windows programs that share no code with Sigma. */
async function compile(from: string, to: string): Promise<void> {
  const compiler = findMingw();
  if (compiler === undefined) throw new Error(missingText(MINGW));
  await mkdir(to, { recursive: true });
  for (const file of (await readdir(from)).filter((name) => name.endsWith('.c'))) {
    const source = join(from, file);
    const program = join(to, `${basename(file, '.c')}.exe`);
    if (await isUpToDate([program], [from])) continue;
    await runOrThrow(compiler, ['-O2', '-Wall', '-municode', '-o', program, source, ...LIBRARIES]);
  }
}
