import type { HeldInstaller, InstallerFacts, Installers } from '../bridge.ts';
import { HeldFile } from './held-file.ts';
import { signerOf } from './signature.ts';
import { versionStrings } from './version-information.ts';

/** See {@link Installers}. */
export class Win32HeldInstaller implements HeldInstaller {
  readonly #file: HeldFile;

  constructor(path: string) {
    this.#file = new HeldFile(path);
  }

  /** The path of the file itself, without links. */
  get path(): string {
    return this.#file.path;
  }

  get isHeld(): boolean {
    return this.#file.isHeld;
  }

  async describe(network: 'online' | 'offline'): Promise<InstallerFacts> {
    const { handle, path } = this.#file;
    const signed = await signerOf(handle, path, network);
    const { ProductName, ProductVersion } = versionStrings(path, ['ProductName', 'ProductVersion']);
    return { ...signed, product: ProductName, version: ProductVersion };
  }

  [Symbol.dispose](): void {
    this.#file[Symbol.dispose]();
  }
}

export const win32Installers: Installers = { hold: (path) => new Win32HeldInstaller(path) };
