import { runOrThrow } from './run.ts';

/**
 * Runs npm, the one that runs us if one does.
 * @param folder where
 * @returns what it printed
 */
export async function npm(npmArguments: readonly string[], folder: string): Promise<string> {
  const script = process.env['npm_execpath'];
  if (script?.endsWith('.js') === true) {
    return runOrThrow(process.execPath, [script, ...npmArguments], { cwd: folder });
  }
  return runOrThrow('npm', npmArguments, { cwd: folder, shell: process.platform === 'win32' });
}
