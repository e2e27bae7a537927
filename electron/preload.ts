import { contextBridge, ipcRenderer } from 'electron';
import {
  channelOf,
  EVENT_NAMES,
  REQUEST_NAMES,
  type EventName,
  type RequestName,
} from '../common/ipc-names.ts';

/** Derives `window.sigma` (SigmaApi in common/ipc.ts) from the contract's names. */
contextBridge.exposeInMainWorld('sigma', {
  ...Object.fromEntries(REQUEST_NAMES.map((name) => [name, request(name)])),
  ...Object.fromEntries(EVENT_NAMES.map((name) => [listenerName(name), subscription(name)])),
});

function request(name: RequestName) {
  return (argument: unknown): Promise<unknown> => ipcRenderer.invoke(channelOf(name), argument);
}

/** Passes only the payload to the page: the event would give it access to the sender. */
function subscription(name: EventName) {
  return (listener: (payload: unknown) => void) => {
    const onMessage = (_event: unknown, payload: unknown): void => {
      listener(payload);
    };
    ipcRenderer.on(channelOf(name), onMessage);
    return () => {
      ipcRenderer.removeListener(channelOf(name), onMessage);
    };
  };
}

function listenerName(name: EventName): string {
  return `on${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
