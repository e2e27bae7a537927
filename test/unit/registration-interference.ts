import { ERROR_ACCESS_DENIED } from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { RegistrationContext } from '../../engine/registration/context.ts';

/**
 * What happens to the n-th change: it is refused with ERROR_ACCESS_DENIED, or the process is ended just before or just
 * after it. All handles of an ended process are closed, and every call throws, so nothing that it does has an effect.
 */
export type Disturbance = 'refused' | 'ended before' | 'ended after';

/** The calls that change something. */
const CHANGES: ReadonlySet<string> = new Set([
  'createService',
  'changeConfiguration',
  'changeSetting',
  'changeAccessList',
  'delete',
  'start',
  'control',
  'write',
  'deleteKey',
  'createFolder',
  'secure',
  'setAside',
  'rename',
  'copy',
  'removeFolder',
]);

/** Calls whose refusal is no reason to undo earlier changes: they come last. */
const LATE_CHANGES: ReadonlySet<string> = new Set(['removeReplaced', 'undo']);

/** What calls of an ended process throw. */
class ProcessEnded extends Error {}

/** Comes between a registering process and its computer, and disturbs it once. */
export class Interference {
  readonly #nth: number;
  readonly #disturbance: Disturbance;
  readonly #handles = new Set<Disposable>();
  #changes = 0;
  #isEnded = false;

  /** @param nth the number of the change, counted from 1 */
  constructor(nth: number, disturbance: Disturbance) {
    this.#nth = nth;
    this.#disturbance = disturbance;
  }

  /** Whether there was an n-th change. */
  get hasHappened(): boolean {
    return this.#changes >= this.#nth;
  }

  /** @returns the context as the process sees it */
  around(context: RegistrationContext): RegistrationContext {
    return {
      ...context,
      managers: this.#disturbed(context.managers, 'later'),
      registry: this.#disturbed(context.registry, 'at once'),
      files: this.#disturbed(context.files, 'later'),
    };
  }

  #disturbed<T extends object>(target: T, answers: 'at once' | 'later'): T {
    return new Proxy(target, {
      get: (object, name) => {
        const member: unknown = Reflect.get(object, name);
        if (typeof member !== 'function') return member;
        return (...parameters: unknown[]): unknown => {
          const call = (): unknown => Reflect.apply(member, object, parameters);
          // Disposing: closing a handle twice is harmless.
          if (typeof name === 'symbol') return call();
          return answers === 'at once' ? this.#callNow(name, call) : this.#callLater(name, call);
        };
      },
    });
  }

  #callNow(name: string, call: () => unknown): unknown {
    this.#before(name);
    const answer = call();
    this.#after(name);
    return answer;
  }

  async #callLater(name: string, call: () => unknown): Promise<unknown> {
    this.#before(name);
    const answer = await call();
    if (isDisposable(answer)) this.#handles.add(answer);
    this.#after(name);
    if (isDisposable(answer)) return this.#disturbed(answer, 'later');
    return isUndo(answer) ? () => this.#callLater('undo', answer) : answer;
  }

  #before(name: string): void {
    if (this.#isEnded) throw new ProcessEnded();
    if (!this.#isChange(name)) return;
    this.#changes += 1;
    if (this.#changes !== this.#nth) return;
    if (this.#disturbance === 'refused') throw new Win32Error(name, ERROR_ACCESS_DENIED);
    if (this.#disturbance === 'ended before') this.#end();
  }

  #after(name: string): void {
    const isLast = this.#isChange(name) && this.#changes === this.#nth;
    if (isLast && this.#disturbance === 'ended after') this.#end();
  }

  #isChange(name: string): boolean {
    return CHANGES.has(name) || (LATE_CHANGES.has(name) && this.#disturbance !== 'refused');
  }

  #end(): never {
    this.#isEnded = true;
    for (const handle of this.#handles) handle[Symbol.dispose]();
    throw new ProcessEnded();
  }
}

function isDisposable(value: unknown): value is Disposable {
  return typeof value === 'object' && value !== null && Symbol.dispose in value;
}

/** What copying answers with. */
function isUndo(value: unknown): value is () => unknown {
  return typeof value === 'function';
}
