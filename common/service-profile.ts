import { SERVICE_DISPLAY_NAME, SERVICE_NAME } from './product.ts';

/** A service as Sigma treats it. */
export interface ServiceProfile {
  /** Its key name, which identifies it everywhere. The SCM keeps the case of a name, and ignores it. */
  readonly name: string;
  readonly displayName: string;
  /** Whether it comes with Sigma, which can then install, repair, configure and uninstall it. */
  readonly isOwn: boolean;
  /** Whether it posts its status as soon as it runs. Any other service owes posts once it has posted. */
  readonly owesPosts: boolean;
}

/**
 * @returns the display name; the key name where there is none, or only a reference such as `@C:\Some\file.dll,-101`, which
 *   Windows replaces by the text itself unless the file or the text is missing
 */
export function nameToShow(name: string, displayName: string): string {
  return displayName === '' || displayName.startsWith('@') ? name : displayName;
}

/** The service that comes with Sigma. */
export const OWN_SERVICE: ServiceProfile = {
  name: SERVICE_NAME,
  displayName: SERVICE_DISPLAY_NAME,
  isOwn: true,
  owesPosts: true,
};
