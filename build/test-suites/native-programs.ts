import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { SERVICE_EXECUTABLE } from '../../common/product.ts';
import { ROOT, SERVICE_OUT, TEST_OUT } from '../paths.ts';
import { runOrThrow } from '../run.ts';
import { findMingw, MINGW, missingText, OSSLSIGNCODE, pathOf } from '../tools.ts';
import { isUpToDate } from '../up-to-date.ts';

/** This file, because it determines how the programs are compiled. */
const OWN_SOURCE = join(ROOT, 'build', 'test-suites', 'native-programs.ts');

/** System libraries that the compiler does not link by default. */
const LIBRARIES = ['-lversion', '-limagehlp', '-lgdi32', '-lntdll'];

/** Compiles the programs that the Windows tests talk to. */
export async function compilePeers(): Promise<void> {
  const peers = join(TEST_OUT, 'peers');
  await compile(join(ROOT, 'test', 'win32', 'peers'), peers);
  // Windows does not sign with a certificate that it does not trust; there the tests use another publisher's program.
  if (process.platform === 'win32') return;
  const installers = ['installer.exe', 'ending-installer.exe'].map((name) => join(peers, name));
  await sign([...installers, join(SERVICE_OUT, SERVICE_EXECUTABLE)], join(peers, 'signed'));
}

/** Compiles the programs that Sigma is measured against. */
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
    if (await isUpToDate([program], [from, OWN_SOURCE])) continue;
    const resources = await compileResources(compiler, source.replace(/\.c$/, '.rc'), program);
    await runOrThrow(compiler, [
      '-O2',
      '-Wall',
      '-municode',
      '-o',
      program,
      source,
      ...resources,
      ...LIBRARIES,
    ]);
  }
}

/** @returns the object file of a program's resources, if it has any */
async function compileResources(compiler: string, script: string, program: string): Promise<string[]> {
  if (!existsSync(script)) return [];
  const object = `${program}.res.o`;
  await runOrThrow(compiler.replace(/gcc(?=(\.exe)?$)/, 'windres'), [script, object]);
  return [object];
}

/** Signs programs with a certificate of their own, which is put beside them: certificate.der. */
async function sign(programs: readonly string[], folder: string): Promise<void> {
  const signed = programs.map((program) => join(folder, basename(program)));
  if (await isUpToDate(signed, programs)) return;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const [key, certificate, der] = ['key.pem', 'certificate.pem', 'certificate.der'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  const subject = ['-subj', '/C=DE/O=Sigma contributors/CN=Sigma, signed', '-days', '3650'];
  const use = ['-addext', 'extendedKeyUsage=codeSigning'];
  const made = ['-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', certificate];
  await runOrThrow('openssl', ['req', '-x509', ...made, ...subject, ...use]);
  await runOrThrow('openssl', ['x509', '-in', certificate, '-outform', 'der', '-out', der]);
  for (const program of programs) {
    const from = ['-certs', certificate, '-key', key, '-h', 'sha256', '-in', program];
    await runOrThrow(pathOf(OSSLSIGNCODE), ['sign', ...from, '-out', join(folder, basename(program))]);
  }
}
