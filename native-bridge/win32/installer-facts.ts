import type { InstallerFacts } from '../bridge.ts';
import type { HeldFile } from './held-file.ts';
import { signerOf } from './signature.ts';
import { versionStrings } from './version-information.ts';

/**
 * @param network whether certificates that are missing here may be fetched
 * @returns what Windows says of an installer
 * @throws Win32Error where this Windows cannot tell
 */
export async function installerFacts(file: HeldFile, network: 'online' | 'offline'): Promise<InstallerFacts> {
  const signed = await signerOf(file.handle, file.path, network);
  const { ProductName, ProductVersion } = versionStrings(file.path, ['ProductName', 'ProductVersion']);
  return { ...signed, product: ProductName, version: ProductVersion };
}
