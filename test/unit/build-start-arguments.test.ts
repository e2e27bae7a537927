import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseStartArguments } from '../../build/start-arguments.ts';

describe('the command line of npm start', () => {
  it('takes a number of seconds behind a space or an equals sign', () => {
    for (const given of [['--exit-after', '2.5'], ['--exit-after=2.5']]) {
      assert.equal(parseStartArguments(given)?.exitAfterSeconds, 2.5);
    }
    assert.equal(parseStartArguments([])?.exitAfterSeconds, undefined);
    assert.equal(parseStartArguments(['--exit-after=0'])?.exitAfterSeconds, 0);
  });

  it('asks for its usage by --help', () => {
    assert.equal(parseStartArguments(['--help']), undefined);
    assert.equal(parseStartArguments(['--wine', '--help']), undefined);
  });

  const refused: readonly (readonly [given: readonly string[], why: RegExp])[] = [
    [['--exit-after'], /--exit-after/],
    [['--exit-after='], /--exit-after takes a number of seconds, from 0 to 86400, and not ""/],
    [['--exit-after', 'soon'], /and not "soon"/],
    [['--exit-after=-1'], /and not "-1"/],
    [['--exit-after=1e9'], /and not "1e9"/],
    [['--exit-after=99999999'], /and not "99999999"/],
    [['--exit-after=Infinity'], /and not "Infinity"/],
    [['--screenshot='], /--screenshot needs the name of a file/],
    [['--unknown'], /--unknown/],
    [['--headless=yes'], /--headless/],
    [['headless'], /headless/],
  ];
  for (const [given, why] of refused) {
    it(`says what is wrong with ${given.join(' ')}`, () => {
      assert.throws(() => parseStartArguments(given), why);
    });
  }
});
