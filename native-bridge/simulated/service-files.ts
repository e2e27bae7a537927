import { win32 } from 'node:path';
import type { ServiceFiles } from '../registration/service-files.ts';
import { isKnownExecutable } from './executables.ts';

const PROGRAM_FILES = String.raw`C:\Program Files`;
/** As Windows has them: only administrators change programs, and everybody what is his own. */
const PROGRAM_SECURITY = 'O:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)';
const USER_SECURITY =
  'O:S-1-5-21-1-2-3-1001D:AI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;S-1-5-21-1-2-3-1001)';

/** The simulated computer's files: it has SigmaSrv.exe in every folder, and keeps in mind which it was told to make. */
export class SimulatedServiceFiles implements ServiceFiles {
  readonly programFolder = win32.join(PROGRAM_FILES, 'Sigma', 'service');
  readonly logFolder = String.raw`C:\ProgramData\Sigma\logs`;
  readonly interactiveUser = 'S-1-5-21-1-2-3-1001';
  readonly #folders = new Set<string>();
  readonly #copied = new Set<string>();

  exists(path: string): Promise<boolean> {
    return Promise.resolve(this.#folders.has(path.toLowerCase()) || isKnownExecutable(path));
  }

  security(path: string): Promise<string> {
    const isProgram = path.length <= 3 || path.toLowerCase().startsWith(PROGRAM_FILES.toLowerCase());
    return Promise.resolve(isProgram ? PROGRAM_SECURITY : USER_SECURITY);
  }

  createFolder(path: string): Promise<boolean> {
    const isNew = !this.#folders.has(path.toLowerCase());
    this.#folders.add(path.toLowerCase());
    return Promise.resolve(isNew);
  }

  areSame(from: string, to: string, names: readonly string[]): Promise<boolean> {
    return Promise.resolve(names.every((name) => this.#copied.has(copyKey(from, to, name))));
  }

  copy(from: string, to: string, names: readonly string[]): Promise<void> {
    for (const name of names) this.#copied.add(copyKey(from, to, name));
    return Promise.resolve();
  }

  removeFolder(path: string): Promise<'removed'> {
    this.#folders.delete(path.toLowerCase());
    for (const key of this.#copied) {
      if (key.includes(`>${path.toLowerCase()}\\`)) this.#copied.delete(key);
    }
    return Promise.resolve('removed');
  }
}

function copyKey(from: string, to: string, name: string): string {
  return `${from}>${win32.join(to, name)}`.toLowerCase();
}
