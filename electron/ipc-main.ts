import { ERROR_INVALID_PARAMETER } from '../common/win32-codes.ts';
import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import * as v from 'valibot';
import { channelOf, REQUEST_NAMES, type EventName, type RequestName } from '../common/ipc-names.ts';
import {
  REQUESTS,
  type Answer,
  type EventPayload,
  type RequestArgument,
  type RequestResult,
} from '../common/ipc.ts';
import { reportError, reportWin32 } from '../common/win32-error.ts';

/** The functions that answer each request of the contract. */
export type RequestHandlers = {
  readonly [N in RequestName]: (argument: RequestArgument<N>) => RequestResult<N> | Promise<RequestResult<N>>;
};

/**
 * @param ipc Electron's ipcMain
 * @param isTrusted whether the sender may make requests at all; otherwise they are rejected
 */
export function handleRequests(
  ipc: Pick<IpcMain, 'handle'>,
  handlers: RequestHandlers,
  isTrusted: (event: IpcMainInvokeEvent) => boolean,
): void {
  for (const name of REQUEST_NAMES) {
    ipc.handle(channelOf(name), (event, ...values: readonly unknown[]) => {
      if (!isTrusted(event))
        throw new Error(`Refused a request from a page that is not part of Sigma: ${name}`);
      return answer(name, handlers, values);
    });
  }
}

export function sendEvent<N extends EventName>(
  contents: WebContents,
  name: N,
  payload: EventPayload<N>,
): void {
  if (!contents.isDestroyed()) contents.send(channelOf(name), payload);
}

async function answer<N extends RequestName>(
  name: N,
  handlers: RequestHandlers,
  values: readonly unknown[],
): Promise<Answer<RequestResult<N>>> {
  const schema: (typeof REQUESTS)[N]['argument'] = REQUESTS[name].argument;
  const parsed = v.safeParse(schema, values[0], { abortEarly: true });
  if (!parsed.success || values.length > 1) {
    return { ok: false, error: reportWin32(name, ERROR_INVALID_PARAMETER) };
  }
  try {
    return { ok: true, value: await handlers[name](parsed.output) };
  } catch (error) {
    return { ok: false, error: reportError(error, name) };
  }
}
