import { ERROR_ACCESS_DENIED } from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { Registry, RegistryValue } from '../bridge.ts';
import { refuseNul, type Caller } from './calls.ts';

/** The simulated computer's registry, by key and value name in lower case, because Windows ignores the case of both. */
export class RegistryStore {
  readonly keys = new Map<string, Map<string, RegistryValue>>();
}

/** The registry as seen by an administrator or a user. */
export class SimulatedRegistry implements Registry {
  readonly #store: RegistryStore;
  readonly #caller: Caller;

  constructor(store: RegistryStore, caller: Caller) {
    this.#store = store;
    this.#caller = caller;
  }

  read(key: string, name: string): RegistryValue | undefined {
    refuseNul('RegGetValueW', key, name);
    return this.#store.keys.get(key.toLowerCase())?.get(name.toLowerCase());
  }

  write(key: string, name: string, value: RegistryValue): void {
    refuseNul('RegSetKeyValueW', key, name, typeof value === 'string' ? value : undefined);
    this.#requireAdministrator('RegSetKeyValueW');
    const values = this.#store.keys.get(key.toLowerCase()) ?? new Map<string, RegistryValue>();
    values.set(name.toLowerCase(), value);
    this.#store.keys.set(key.toLowerCase(), values);
  }

  deleteKey(key: string): boolean {
    refuseNul('RegDeleteTreeW', key);
    this.#requireAdministrator('RegDeleteTreeW');
    const wanted = key.toLowerCase();
    const found = [...this.#store.keys.keys()].filter(
      (known) => known === wanted || known.startsWith(`${wanted}\\`),
    );
    for (const known of found) this.#store.keys.delete(known);
    return found.length > 0;
  }

  #requireAdministrator(api: string): void {
    if (this.#caller === 'user') throw new Win32Error(api, ERROR_ACCESS_DENIED);
  }
}
