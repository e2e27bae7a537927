import { SERVICE_NAME } from '../../common/product.ts';
import { win32 } from 'node:path';
import { ERROR_SERVICE_DOES_NOT_EXIST } from '../../common/win32-codes.ts';
import { SERVICE_KEY } from '../../common/sigma-service.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { ServiceManager } from '../../native-bridge/bridge.ts';
import type { RegistrationContext } from './context.ts';
import { SERVICE_FILES } from './wanted.ts';

/** What is registered under the service's name. */
export type Installed =
  | { readonly kind: 'absent' }
  /** The registry has an entry that the SCM does not recognise as a service. */
  | { readonly kind: 'corrupt' }
  /** Sigma's own service, although it may run another copy, or its executable may be missing. */
  | {
      readonly kind: 'sigma';
      readonly executable: string;
      readonly exists: boolean;
      /** Whether the drive or share of the executable is available: if not, it may come back. */
      readonly isDriveThere: boolean;
    }
  | { readonly kind: 'foreign'; readonly imagePath: string };

/** The values that every entry created by the SCM has. */
const ENTRY_VALUES = ['Type', 'Start', 'ErrorControl', 'ImagePath', 'DisplayName', 'ObjectName'];

/** @throws ERROR_ACCESS_DENIED */
export async function findInstalled(
  manager: ServiceManager,
  { registry, files }: Pick<RegistrationContext, 'registry' | 'files'>,
): Promise<Installed> {
  const imagePath = await imagePathOf(manager);
  if (imagePath === undefined) {
    const isLeftOver = ENTRY_VALUES.some((name) => registry.read(SERVICE_KEY, name) !== undefined);
    return { kind: isLeftOver ? 'corrupt' : 'absent' };
  }
  const executable = executableOf(imagePath);
  if (win32.basename(executable).toLowerCase() !== SERVICE_FILES[0].toLowerCase())
    return { kind: 'foreign', imagePath };
  const exists = await files.exists(executable);
  const isDriveThere = exists || (await files.exists(win32.parse(executable).root));
  return { kind: 'sigma', executable, exists, isDriveThere };
}

async function imagePathOf(manager: ServiceManager): Promise<string | undefined> {
  try {
    using service = await manager.openService(SERVICE_NAME, ['query-config']);
    return (await service.queryConfiguration()).imagePath;
  } catch (error) {
    if (error instanceof Win32Error && error.code === ERROR_SERVICE_DOES_NOT_EXIST) return undefined;
    throw error;
  }
}

/**
 * @returns the executable of an image path, whose variables the SCM has expanded: the part in quotation marks, or
 *   everything up to `.exe`. In its plain spelling, with the extension that CreateProcessW would add
 */
export function executableOf(imagePath: string): string {
  const text = imagePath.trim();
  const stored = /^"([^"]*)"/.exec(text)?.[1] ?? /^.*?\.exe(?=\s|$)/i.exec(text)?.[0] ?? text;
  if (stored === '') return '';
  const path = plainPath(stored);
  return win32.extname(path) === '' ? `${path}.exe` : path;
}

/**
 * Removes `\\?\`, `\\.\` and `\??\`, which name the same file:
 * https://learn.microsoft.com/windows/win32/fileio/naming-a-file
 */
function plainPath(path: string): string {
  return win32
    .normalize(path)
    .replace(/^(?:\\\\[?.]|\\\?\?)\\UNC\\/i, String.raw`\\`)
    .replace(/^(?:\\\\[?.]|\\\?\?)\\(?=[a-z]:)/i, '');
}
