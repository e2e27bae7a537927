import { win32 } from 'node:path';
import { ERROR_ALREADY_EXISTS } from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { Files, KnownFolder, Undo } from '../files.ts';
import { INTERACTIVE_USER } from './calls.ts';

const PROGRAM_FILES = String.raw`C:\Program Files`;
const PROGRAM_DATA = String.raw`C:\ProgramData`;
/** As on Windows: only administrators may change programs. */
const PROGRAM_SECURITY = 'O:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)';
/** As on Windows: everybody may create folders there, and owns what is inside. */
const DATA_SECURITY =
  'O:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICIIO;GA;;;CO)(A;OICI;0x1200a9;;;BU)(A;CI;DCLCRPCR;;;BU)';
const USER_SECURITY = `O:${INTERACTIVE_USER}D:AI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;${INTERACTIVE_USER})`;

/** The simulated computer's files: every folder contains its programs, and it remembers what it was told to create. */
export class SimulatedFiles implements Files {
  readonly #hasProgram: (path: string) => boolean;
  /** Owner and access list of each folder that was created. All paths here are in the form of {@link keyOf}. */
  readonly folders = new Map<string, string>();
  /** The folders that are links. */
  readonly links = new Set<string>();
  /** The known targets of these links. */
  readonly linkTargets = new Map<string, string>();
  /** Owner and access list of each file that differs from its folder's. */
  readonly fileSecurities = new Map<string, string>();
  /** The source folder of each copied file. */
  readonly copies = new Map<string, string>();
  /** The copied files that are running: they can be renamed, but neither replaced nor removed. */
  readonly inUse = new Set<string>();

  /** @param hasProgram see {@link SimulatedPrograms.has} */
  constructor(hasProgram: (path: string) => boolean) {
    this.#hasProgram = hasProgram;
  }

  knownFolder(folder: KnownFolder): string {
    return folder === 'programFiles' ? PROGRAM_FILES : PROGRAM_DATA;
  }

  exists(path: string): Promise<boolean> {
    return Promise.resolve(this.folders.has(keyOf(path)) || this.#hasProgram(path));
  }

  isLink(path: string): Promise<boolean> {
    return Promise.resolve(this.links.has(keyOf(path)));
  }

  linkTarget(path: string): Promise<string | undefined> {
    return Promise.resolve(this.linkTargets.get(keyOf(path)));
  }

  security(path: string): Promise<string> {
    const key = keyOf(path);
    return Promise.resolve(this.folders.get(key) ?? this.fileSecurities.get(key) ?? inheritedBy(key));
  }

  setAside(path: string): Promise<void> {
    return this.rename(path, `${path}.replaced`);
  }

  rename(from: string, to: string): Promise<void> {
    const [before, after] = [keyOf(from), keyOf(to)];
    for (const [folder, security] of [...this.folders]) {
      if (folder !== before && !folder.startsWith(`${before}\\`)) continue;
      const name = `${after}${folder.slice(before.length)}`;
      this.folders.delete(folder);
      this.folders.set(name, security);
      if (this.links.delete(folder)) this.links.add(name);
    }
    for (const file of this.#filesIn(from)) {
      const name = win32.join(after, win32.basename(file));
      const security = this.fileSecurities.get(file);
      if (security !== undefined) this.fileSecurities.set(name, security);
      this.fileSecurities.delete(file);
      this.#rename(file, name);
    }
    return Promise.resolve();
  }

  async createFolder(path: string, accessList: string): Promise<void> {
    if (await this.exists(path)) throw new Win32Error('CreateDirectoryW', ERROR_ALREADY_EXISTS);
    this.haveFolder(path, accessList);
  }

  /** Adds a folder synchronously. */
  haveFolder(path: string, accessList: string): void {
    this.folders.set(keyOf(path), `O:BA${accessList}`);
  }

  secure(path: string, accessList: string): Promise<void> {
    const kind = this.copies.has(keyOf(path)) ? this.fileSecurities : this.folders;
    kind.set(keyOf(path), `O:BA${accessList}`);
    return Promise.resolve();
  }

  areSame(from: string, to: string, names: readonly string[]): Promise<boolean> {
    const isCopy = (name: string): boolean => this.copies.get(keyOf(win32.join(to, name))) === keyOf(from);
    return Promise.resolve(names.every(isCopy));
  }

  copy(from: string, to: string): Promise<Undo> {
    const file = keyOf(to);
    const replaced = `${file}.replaced`;
    this.#rename(file, replaced);
    this.copies.set(file, keyOf(win32.dirname(from)));
    this.fileSecurities.delete(file);
    return Promise.resolve(() => {
      this.copies.delete(file);
      this.#rename(replaced, file);
      return Promise.resolve();
    });
  }

  removeReplaced(folder: string): Promise<void> {
    for (const file of this.#filesIn(folder)) {
      if (file.endsWith('.replaced')) this.#removeOrLeave(file);
    }
    return Promise.resolve();
  }

  removeFolder(path: string): Promise<'removed' | 'after-restart'> {
    const isGone = this.#filesIn(path).map((file) => this.#removeOrLeave(file));
    if (isGone.includes(false)) return Promise.resolve('after-restart');
    this.folders.delete(keyOf(path));
    return Promise.resolve('removed');
  }

  #filesIn(folder: string): string[] {
    return [...this.copies.keys()].filter((file) => win32.dirname(file) === keyOf(folder));
  }

  #removeOrLeave(file: string): boolean {
    if (!this.inUse.has(file)) return this.copies.delete(file);
    if (!file.endsWith('.removed')) this.#rename(file, `${file}.removed`);
    return false;
  }

  #rename(file: string, name: string): void {
    const origin = this.copies.get(file);
    if (origin === undefined) return;
    this.copies.delete(file);
    this.copies.set(name, origin);
    if (this.inUse.delete(file)) this.inUse.add(name);
  }
}

function inheritedBy(key: string): string {
  if (key.length <= 3 || key.startsWith(keyOf(PROGRAM_FILES))) return PROGRAM_SECURITY;
  return key.startsWith(keyOf(PROGRAM_DATA)) ? DATA_SECURITY : USER_SECURITY;
}

/** @returns the one spelling of a path that Windows treats as the same in any case and with either slash */
function keyOf(path: string): string {
  return win32.normalize(path).toLowerCase();
}
