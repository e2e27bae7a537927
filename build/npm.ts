import { runOrThrow } from './run.ts';

/**
 * Runs npm: the one that runs this process, if there is one.
 * @param folder to run it in
 * @returns its output
 */
export async function npm(npmArguments: readonly string[], folder: string): Promise<string> {
  const script = process.env['npm_execpath'];
  if (script?.endsWith('.js') === true) {
    return runOrThrow(process.execPath, [script, ...npmArguments], { cwd: folder });
  }
  return runOrThrow('npm', npmArguments, { cwd: folder, shell: process.platform === 'win32' });
}
