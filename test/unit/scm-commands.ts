import { SERVICE_NAME } from '../../common/product.ts';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CONTROL_POST_STATUS } from '../../common/sigma-service.ts';
import type { Service, ServiceAccess, ServiceControl } from '../../native-bridge/bridge.ts';
import { ALL_ACCESS as ALMOST_ALL_ACCESS } from '../conformance/services.ts';
import { compare, expectAnswer, type RealScm, type Tally } from './scm-comparison.ts';
import type { ModelHandle, Refusals, ScmModel } from './scm-model.ts';

type Command = fc.AsyncCommand<ScmModel, RealScm>;

const NAMES = [SERVICE_NAME, SERVICE_NAME.toUpperCase(), 'Second', 'Third', 'Fourth'];
const DISPLAY_NAMES = ['Sigma Support Service', 'One', 'Another', 'Yet another', 'SIGMASRV'];
const EXECUTABLE = String.raw`C:\Program Files\Sigma\SigmaSrv.exe`;
const ALL_ACCESS: readonly ServiceAccess[] = [...ALMOST_ALL_ACCESS, 'user-defined-control'];
const CONTROLS = ['stop', 'pause', 'continue', 'interrogate', 'param-change', CONTROL_POST_STATUS] as const;
/** Less than from one check point to the next, about that, what starting takes, and a wait hint. In milliseconds. */
const DURATIONS_MS = [10, 100, 500, 500, 2_000];

const someName = fc.constantFrom(...NAMES);
const someStartType = fc.constantFrom('auto', 'demand', 'demand', 'demand', 'disabled');
const seldom = fc.constantFrom(...Array.from({ length: 15 }, (_, index) => index === 0));
const someRights = fc.oneof(
  { weight: 8, arbitrary: fc.constant(ALL_ACCESS) },
  { weight: 1, arbitrary: fc.subarray([...ALL_ACCESS]) },
);

/** Everything that can be done to services, for fc.commands(). */
export class ScmCommands {
  readonly #tally: Tally;

  constructor(tally: Tally) {
    this.#tally = tally;
  }

  /** Weighted by usefulness: most of them show nothing more once nothing can be started, or everything is running. */
  all(): fc.Arbitrary<Command>[] {
    const shares: [number, fc.Arbitrary<Command>][] = [
      [6, this.#create()],
      [5, this.#open()],
      [2, this.#close()],
      [4, this.#withoutFirst()],
      [1, this.#delete()],
      [1, this.#changeStartType()],
      [1, this.#queryStatus()],
      [2, this.#kill()],
      [2, this.#start()],
      [16, this.#start(canStart)],
      [5, fc.constantFrom(...CONTROLS).chain((control) => this.#control(control))],
      [12, this.#control('stop', isAtWork)],
      [3, fc.constantFrom('pause', 'continue').chain((control) => this.#control(control, isAtWork))],
      [10, this.#letTimePass()],
    ];
    return shares.flatMap(([share, commands]) => Array.from({ length: share }, () => commands));
  }

  #create(): fc.Arbitrary<Command> {
    return fc
      .tuple(someName, fc.constantFrom(...DISPLAY_NAMES), someStartType, someRights)
      .map(([name, displayName, startType, rights]) =>
        this.#command(`create ${name} (${displayName}, ${startType})`, async (model, real) => {
          const definition = { name, displayName, executable: EXECUTABLE, startType, account: undefined };
          const refusals = model.create(definition, rights);
          await this.#expectHandle(refusals, real, real.manager.createService(definition, rights));
        }),
      );
  }

  #open(): fc.Arbitrary<Command> {
    return fc.tuple(someName, someRights).map(([name, rights]) =>
      this.#command(`open ${name} for ${rights.join(', ')}`, async (model, real) => {
        const refusals = model.open(name, rights);
        await this.#expectHandle(refusals, real, real.manager.openService(name, rights));
      }),
    );
  }

  #close(): fc.Arbitrary<Command> {
    return this.#onHandle(
      'close',
      (model, handle) => model.close(handle),
      (service) => {
        service[Symbol.dispose]();
        return Promise.resolve();
      },
    );
  }

  /** Closes the handles of a deleted service. */
  #withoutFirst(): fc.Arbitrary<Command> {
    const heldInVain = ({ handles }: Pick<ScmModel, 'handles'>): ModelHandle[] =>
      handles.filter(({ isOpen, service }) => isOpen && service.isMarked);
    return fc.constant(
      this.#command(
        'close every handle of deleted services',
        (model, { handles }) => {
          for (const handle of heldInVain(model)) {
            model.close(handle);
            handles[model.handles.indexOf(handle)]?.[Symbol.dispose]();
          }
          return Promise.resolve();
        },
        (model) => heldInVain(model).length > 0,
      ),
    );
  }

  #delete(): fc.Arbitrary<Command> {
    return this.#onHandle(
      'delete',
      (model, handle) => model.delete(handle),
      (service) => service.delete(),
    );
  }

  #changeStartType(): fc.Arbitrary<Command> {
    return someStartType.chain((startType) =>
      this.#onHandle(
        `set the start type to ${startType}`,
        (model, handle) => model.changeStartType(handle, startType),
        (service) => service.changeConfiguration({ startType }),
      ),
    );
  }

  #queryStatus(): fc.Arbitrary<Command> {
    return this.#onHandle(
      'query the status',
      (model, handle) => model.queryStatus(handle),
      async (service, { service: { state } }) => {
        assert.equal((await service.queryStatus()).state, state);
      },
    );
  }

  #kill(): fc.Arbitrary<Command> {
    return fc.constant(
      this.#command(`kill the process of ${SERVICE_NAME}`, async (model, { bridge }) => {
        const victim = model.find(SERVICE_NAME);
        victim?.kill();
        const killed = new Promise<void>((resolve) => {
          bridge.simulation.killServiceProcess();
          resolve();
        });
        await expectAnswer(victim === undefined ? [1060] : [], killed, this.#tally);
      }),
    );
  }

  #start(among?: (handle: ModelHandle) => boolean): fc.Arbitrary<Command> {
    return this.#onHandle(
      'start',
      (model, handle) => model.start(handle),
      (service) => service.start(),
      among,
    );
  }

  #control(control: ServiceControl, among?: (handle: ModelHandle) => boolean): fc.Arbitrary<Command> {
    return this.#onHandle(
      `control ${String(control)}`,
      (model, handle) => model.control(handle, control),
      (service) => service.control(control),
      among,
    );
  }

  #letTimePass(): fc.Arbitrary<Command> {
    return fc.constantFrom(...DURATIONS_MS).map((durationMs) =>
      this.#command(`${String(durationMs)} ms pass`, async (model, { clock }) => {
        for (const service of model.services.values()) service.letTimePass(durationMs);
        await clock.advance(durationMs);
      }),
    );
  }

  /** A call on one of the handles, seldom on a closed one. */
  #onHandle(
    text: string,
    predict: (model: ScmModel, handle: ModelHandle) => Refusals,
    call: (service: Service, handle: ModelHandle) => Promise<unknown>,
    among: (handle: ModelHandle) => boolean = () => true,
  ): fc.Arbitrary<Command> {
    return fc.tuple(fc.nat({ max: 20 }), seldom).map(([number, mayBeClosed]) => {
      const pick = ({ handles }: Pick<ScmModel, 'handles'>): ModelHandle | undefined => {
        const usable = handles.filter((handle) => (handle.isOpen || mayBeClosed) && among(handle));
        return usable[number % usable.length];
      };
      return this.#command(
        `${text} by handle ${String(number)}${mayBeClosed ? ', open or closed' : ''}`,
        async (model, { handles }) => {
          const handle = pick(model);
          const service = handle && handles[model.handles.indexOf(handle)];
          assert.ok(handle !== undefined && service !== undefined);
          await expectAnswer(predict(model, handle), call(service, handle), this.#tally);
        },
        (model) => pick(model) !== undefined,
      );
    });
  }

  async #expectHandle(refusals: Refusals, { handles }: RealScm, answer: Promise<Service>): Promise<void> {
    const service = await expectAnswer(refusals, answer, this.#tally);
    if (service !== undefined) handles.push(service);
  }

  #command(text: string, run: Command['run'], check: Command['check'] = () => true): Command {
    return {
      check,
      run: async (model, real) => {
        await run(model, real);
        await compare(model, real, this.#tally);
      },
      toString: () => text,
    };
  }
}

function canStart({ service }: ModelHandle): boolean {
  return !service.isAlive && !service.isMarked && service.startType !== 'disabled';
}

function isAtWork({ service }: ModelHandle): boolean {
  return service.state === 'running' || service.state === 'paused';
}
