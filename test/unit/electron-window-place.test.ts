import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import {
  placeOnScreens,
  REACH,
  TITLE_BAR_HEIGHT,
  WindowPlaceFile,
  type Bounds,
  type WindowPlace,
} from '../../electron/window-place.ts';
import { memoryLog } from './engine-subject.ts';

const FULL_HD: Bounds = { x: 0, y: 0, width: 1920, height: 1032 };
const LEFT_OF_IT: Bounds = { x: -1280, y: 200, width: 1280, height: 984 };
const SMALL: Bounds = { x: 0, y: 0, width: 800, height: 560 };

function place(x: number, y: number, width: number, height: number, isMaximised = false): WindowPlace {
  return { x, y, width, height, isMaximised };
}

function doOverlap(one: Bounds, other: Bounds): boolean {
  const isBeside = one.x + one.width <= other.x || other.x + other.width <= one.x;
  const isAbove = one.y + one.height <= other.y || other.y + other.height <= one.y;
  return !isBeside && !isAbove;
}

describe('the main window', () => {
  const rows: [string, WindowPlace | undefined, readonly Bounds[], WindowPlace][] = [
    ['begins in the middle', undefined, [FULL_HD], place(410, 156, 1100, 720)],
    ['begins within a small screen', undefined, [SMALL], place(0, 0, 800, 560)],
    ['is where it was', place(100, 50, 900, 600), [FULL_HD], place(100, 50, 900, 600)],
    ['is on another screen', place(-1200, 300, 900, 600), [FULL_HD, LEFT_OF_IT], place(-1200, 300, 900, 600)],
    ['stays partly outside, as it was', place(1700, 900, 900, 600), [FULL_HD], place(1700, 900, 900, 600)],
    ['comes from a screen that is gone', place(-1200, 300, 900, 600), [FULL_HD], place(510, 216, 900, 600)],
    ['comes where it can be got hold of', place(1900, 300, 900, 600), [FULL_HD], place(1020, 300, 900, 600)],
    ['has its title bar below the top', place(100, -20, 900, 600), [FULL_HD], place(100, 0, 900, 600)],
    ['narrower than can be got hold of stays', place(100, 50, 40, 600), [FULL_HD], place(100, 50, 40, 600)],
    ['fits a smaller screen', place(100, 50, 1100, 720), [SMALL], place(0, 0, 800, 560)],
    ['is maximised again', place(100, 50, 900, 600, true), [FULL_HD], place(100, 50, 900, 600, true)],
  ];
  for (const [what, kept, workAreas, expected] of rows) {
    it(what, () => {
      assert.deepEqual(placeOnScreens(kept, workAreas), expected);
    });
  }

  const number = (min: number, max: number) => fc.integer({ min, max });
  const area = fc.record({ x: number(-4000, 4000), y: number(-4000, 4000) });
  // The screens of a computer never overlap: one that would is left out.
  const areas = fc
    .array(
      fc
        .record({ width: number(800, 4000), height: number(560, 2200) })
        .chain((size) => area.map((at) => ({ ...at, ...size }))),
      { minLength: 1, maxLength: 3 },
    )
    .map((screens) =>
      screens.reduce<readonly Bounds[]>(
        (apart, screen) => (apart.some((other) => doOverlap(other, screen)) ? apart : [...apart, screen]),
        [],
      ),
    );
  const anyPlace = fc.record({
    x: number(-100_000, 100_000),
    y: number(-100_000, 100_000),
    width: number(1, 100_000),
    height: number(1, 100_000),
    isMaximised: fc.boolean(),
  });

  it('can be got hold of and is no larger than a screen, wherever it was and whatever screens there are', () => {
    fc.assert(
      fc.property(fc.option(anyPlace, { nil: undefined }), areas, (kept, workAreas) => {
        const { x, y, width, height } = placeOnScreens(kept, workAreas);
        assert.ok(
          workAreas.some((screen) => {
            const columns = Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x);
            const fits = width <= screen.width && height <= screen.height;
            const hasTop =
              y >= screen.y && y + Math.min(TITLE_BAR_HEIGHT, height) <= screen.y + screen.height;
            return fits && hasTop && columns >= Math.min(REACH, width);
          }),
        );
      }),
    );
  });

  it('stays put once it was placed', () => {
    fc.assert(
      fc.property(anyPlace, areas, (kept, workAreas) => {
        const placed = placeOnScreens(kept, workAreas);
        assert.deepEqual(placeOnScreens(placed, workAreas), placed);
      }),
    );
  });
});

describe('the file with its place', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sigma-window-place-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('has what was stored last, and nothing before', async () => {
    const log = memoryLog();
    const path = join(folder, 'new', 'window.json');
    const file = new WindowPlaceFile(path, log);
    assert.equal(file.read(), undefined);
    file.store(place(1, 2, 300, 400));
    file.store(place(-1, 2, 300, 400, true));
    assert.deepEqual(new WindowPlaceFile(path, log).read(), place(-1, 2, 300, 400, true));
    assert.deepEqual(
      Object.keys(JSON.parse(await readFile(path, 'utf8')) as object),
      Object.keys(place(1, 2, 3, 4)),
    );
    assert.deepEqual(log.entries, []);
  });

  it('is no place where it makes no sense, of which the log tells', async () => {
    const path = join(folder, 'damaged.json');
    const good = place(1, 2, 300, 400);
    const texts = [
      '',
      '{',
      '[]',
      'null',
      ...[{ x: '1' }, { width: 0 }, { height: 1e9 }, { y: 0.5 }, { isMaximised: 1 }].map((change) =>
        JSON.stringify({ ...good, ...change }),
      ),
    ];
    for (const text of texts) {
      const log = memoryLog();
      await writeFile(path, text);
      assert.equal(new WindowPlaceFile(path, log).read(), undefined, text);
      assert.equal(log.entries[0]?.event, 'window-place-unreadable');
    }
  });

  it('that cannot be written keeps nobody from closing the window', () => {
    const log = memoryLog();
    new WindowPlaceFile(join(folder, 'damaged.json', 'window.json'), log).store(place(1, 2, 300, 400));
    assert.equal(log.entries[0]?.event, 'window-place-not-stored');
  });
});
