import { ERROR_BAD_CONFIGURATION } from '../common/error-codes.ts';
import { SERVICE_NAME } from '../common/sigma-service.ts';
import { Win32Error } from '../common/win32-error.ts';
import { usersInControl } from '../native-bridge/registration/access-list.ts';
import { elevate } from './elevate.ts';
import type { OperationTools } from './operation-tools.ts';
import { tryControl } from './try-control.ts';

/**
 * Has this user start, stop and pause the service without a prompt from now on. Elevates.
 * @throws ERROR_ACCESS_DENIED where the SCM still refuses him afterwards
 */
export async function allowUserControl(tools: OperationTools): Promise<void> {
  const failure = await elevate('/allow-user-control', tools);
  if (failure !== undefined) throw failure;
  using manager = await tools.managers.localComputer(['connect']);
  await tryControl(manager);
}

/**
 * Takes that back. Elevates.
 * @throws ERROR_BAD_CONFIGURATION where the service's access list still has it afterwards
 */
export async function endUserControl(tools: OperationTools): Promise<void> {
  const failure = await elevate('/end-user-control', tools);
  if (failure !== undefined) throw failure;
  using manager = await tools.managers.localComputer(['connect']);
  using service = await manager.openService(SERVICE_NAME, ['read-control']);
  if (usersInControl(await service.queryAccessList()).length > 0) {
    throw new Win32Error('SetServiceObjectSecurity', ERROR_BAD_CONFIGURATION);
  }
}
