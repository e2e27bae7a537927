import { SERVICE_DISPLAY_NAME, SERVICE_NAME } from './product.ts';

/** A service as Sigma deals with it. */
export interface ServiceProfile {
  /** Its key name: its identity everywhere. The SCM keeps the case of letters, and does not heed it. */
  readonly name: string;
  readonly displayName: string;
  /** Whether it comes with Sigma, which can install, repair, configure and uninstall it. */
  readonly isOwn: boolean;
  /** Whether it posts its status from its start on. Any other owes posts once it has posted. */
  readonly owesPosts: boolean;
}

/** The service that comes with Sigma. */
export const OWN_SERVICE: ServiceProfile = {
  name: SERVICE_NAME,
  displayName: SERVICE_DISPLAY_NAME,
  isOwn: true,
  owesPosts: true,
};
