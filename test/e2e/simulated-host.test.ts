import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { describeStandIn, startFixture, type FixtureApp } from './fixture-app.ts';

/**
 * Tests, with an app of its own, what the stand-in for Electron refuses because Electron does: Sigma's tests must find
 * a fault that only Electron would show. If Electron itself runs those tests, there is no stand-in.
 */
describeStandIn('the stand-in for Electron', () => {
  let app: FixtureApp;
  const inMain = (code: string): Promise<unknown> => app.inMain(code);
  const inPage = (expression: string): Promise<unknown> => app.inPage(expression);
  /** Runs code in the preload's world. */
  const inPreload = (code: string): Promise<unknown> => inPage(`fixture.inPreload(${JSON.stringify(code)})`);

  before(async () => {
    app = await startFixture();
  });
  after(() => app[Symbol.asyncDispose]());

  describe('what IPC carries', () => {
    /** Describes a value's kind and contents. Main and the page use the same function. */
    const TELL = `(value) => {
        const kind = Object.prototype.toString.call(value).slice(8, -1);
        if (Object.is(value, -0)) return '-0';
        if (value instanceof Map || value instanceof Set) return kind + JSON.stringify([...value]);
        if (ArrayBuffer.isView(value)) return kind + value.join();
        if (value instanceof Error) return kind + value.name + value.message;
        if (value instanceof Date) return kind + Number(value);
        if (typeof value === 'object' && value !== null) {
          return kind + Object.keys(value).join() + (value.self === value ? ' and itself' : '');
        }
        return kind + String(value);
      }`;
    const VALUES = `[undefined, null, NaN, -Infinity, -0, 12n, { left: undefined }, [undefined, 1], new Date(5),
        new Map([[1, { a: 2 }]]), new Set(['b']), new Uint8Array([1, 2]), new Float64Array([0.5]), /c/g,
        new RangeError('d'), { $: 'undefined' }, (() => { const round = {}; round.self = round; return round; })()]`;
    const TOLD = [
      ...['UndefinedUndefined', 'NullNull', 'NumberNaN', 'Number-Infinity', '-0', 'BigInt12'],
      ...['Objectleft', 'Array0,1', 'Date5', 'Map[[1,{"a":2}]]', 'Set["b"]', 'Uint8Array1,2'],
      ...['Float64Array0.5', 'RegExp', 'ErrorRangeErrord', 'Object$', 'Objectself and itself'],
    ].map((told) =>
      told.replace(/^(Undefined|Null)(Undefined|Null)$/, (_, kind: string) => kind + kind.toLowerCase()),
    );

    it('arrives unchanged, from the preload to main', async () => {
      const told = await inPreload(
        `return ipcRenderer.invoke('run', 'return values[0].map(${TELL.replaceAll("'", "\\'").replaceAll('\n', ' ')})', ${VALUES})`,
      );
      assert.deepEqual(told, TOLD);
    });

    it('arrives unchanged, from main to the preload, as an answer and as an event', async () => {
      const code = JSON.stringify(`return ${VALUES}`);
      assert.deepEqual(
        await inPreload(`return ipcRenderer.invoke('run', ${code}).then((values) => values.map(${TELL}))`),
        TOLD,
      );
      const sending = JSON.stringify(`window.webContents.send('values', ...${VALUES})`);
      assert.deepEqual(
        await inPreload(`return new Promise((resolve) => {
            ipcRenderer.on('values', (_event, ...values) => resolve(values.map(${TELL})));
            ipcRenderer.invoke('run', ${sending});
          })`),
        TOLD,
      );
    });

    it('is never a function, in either direction', async () => {
      const refusal = /Error: An object could not be cloned\.$/m;
      await assert.rejects(inPreload(`return ipcRenderer.invoke('echo', () => 1)`), refusal);
      await assert.rejects(inPage(`fixture.echo({ deep: [() => 1] })`), refusal);
      await assert.rejects(inPage(`fixture.echo(Promise.resolve(1))`), refusal);
      await assert.rejects(
        inMain(`return { deep: () => 1 }`),
        /Error invoking remote method 'run': Error: An object could not be cloned\./,
      );
    });

    it('does not arrive if main sends a function, which Electron reports', async () => {
      await inPage(`(globalThis.arrived = [], fixture.on('told', (value) => arrived.push(value)))`);
      await inMain(`window.webContents.send('told', () => 1); window.webContents.send('told', 'after')`);
      await app.page.waitForFunction('arrived.length > 0');
      assert.deepEqual(await inPage('arrived'), ['after']);
      assert.match(
        app.output(),
        /Error sending from webFrameMain: {2}Error: An object could not be cloned\./,
      );
    });

    it('says why a handler has failed', async () => {
      await assert.rejects(
        inMain(`throw new TypeError('it failed')`),
        /Error invoking remote method 'run': TypeError: it failed/,
      );
    });
  });

  describe('the isolated world', () => {
    it('keeps its values, whatever the page does with what it was given', async () => {
      await inPage(`(() => {
          try { fixture.held.list.push(3); } catch {}
          try { fixture.held.list = []; } catch {}
          fixture.inPreload('return held').list.push(4);
          const mine = { deep: [1] };
          fixture.inPreload('held.kept = values[0]', mine);
          mine.deep.push(2);
        })()`);
      assert.equal(await inPage(`fixture.held.count()`), 2);
      assert.equal(await inPreload(`return held.kept.deep.length`), 1);
      assert.deepEqual(await inPage(`fixture.held.list`), [1, 2]);
    });

    it('has its own prototypes', async () => {
      await inPage(`Array.prototype.map = () => ['replaced']`);
      assert.deepEqual(await inPreload(`return [1, 2].map((value) => value * 2)`), [2, 4]);
      await inPage(`Object.prototype.polluted = 'everywhere'`);
      assert.equal(await inPreload(`return typeof {}.polluted`), 'undefined');
      await app.page.reload();
      await app.page.waitForFunction('globalThis.fixture');
    });

    it('passes only own properties, functions as proxies, and what the browser can clone', async () => {
      assert.deepEqual(
        await inPage(`[
            typeof fixture.point.double, fixture.point.x, fixture.held.made instanceof Date,
            Object.getPrototypeOf(fixture.point) === Object.prototype, Object.isFrozen(fixture.held.list),
            fixture.sendBack(new Map([[1, NaN]])).get(1), String(fixture.inMain).includes('ipcRenderer'),
          ]`),
        ['undefined', 1, true, true, true, Number.NaN, false],
      );
      assert.equal(await inPage(`fixture.inPreload('return values[0](20)', (half) => half * 2)`), 40);
      assert.equal(
        await inPage(`(() => { const own = () => 1; return fixture.sendBack(own) === own; })()`),
        true,
      );
    });

    it('passes errors by their messages, and promises as promises', async () => {
      assert.equal(
        await inPage(`(() => { try { fixture.inPreload('throw new RangeError("too far")'); }
            catch (error) { return error.name + ': ' + error.message + (error instanceof Error); } })()`),
        'Error: too fartrue',
      );
      assert.equal(
        await inPage(`fixture.inPreload('return Promise.reject(new RangeError("later"))')
            .catch((error) => error.name + ': ' + error.message)`),
        'Error: later',
      );
      assert.equal(
        await inPage(`fixture.inPreload('return values[0].then((value) => value + 1)', Promise.resolve(1))`),
        2,
      );
    });

    it('refuses what Electron cannot pass, and a name that is taken', async () => {
      await assert.rejects(inPage(`fixture.sendBack(new WeakMap())`), /An object could not be cloned\./);
      await assert.rejects(
        inPreload(`contextBridge.exposeInMainWorld('fixture', {})`),
        /Cannot bind an API on top of an existing property on the window object/,
      );
    });

    it('gives the page no way to main but what was exposed', async () => {
      assert.deepEqual(
        await inPage(
          `Object.getOwnPropertyNames(globalThis).filter((name) => /stand.?in|electron|ipc/i.test(name))`,
        ),
        [],
      );
      // The page's replacements for the browser's own functions must not see what both worlds share.
      const seen = await inPage(`(async () => {
          const seen = [];
          const spy = (owner, name) => {
            const native = owner[name];
            owner[name] = function (...values) {
              if ([this, ...values].some((value) => value instanceof Node || value instanceof MouseEvent)) seen.push(name);
              return Reflect.apply(native, this, values);
            };
          };
          spy(EventTarget.prototype, 'dispatchEvent');
          spy(EventTarget.prototype, 'addEventListener');
          spy(Function.prototype, 'call');
          spy(Array.prototype, 'push');
          spy(Map.prototype, 'set');
          spy(Map.prototype, 'get');
          spy(WeakMap.prototype, 'set');
          spy(Promise.prototype, 'then');
          globalThis.CustomEvent = class { constructor() { seen.push('CustomEvent'); } };
          await fixture.echo({ values: [1] });
          fixture.sendBack(() => 1);
          return seen;
        })()`);
      assert.deepEqual(seen, []);
      await app.page.reload();
      await app.page.waitForFunction('globalThis.fixture');
    });
  });
});
