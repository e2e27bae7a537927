import { StandIn } from './emitter.ts';
import { readiness } from './readiness.ts';

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Display {
  readonly id: number;
  readonly workArea: Rectangle;
}

const USUAL: readonly Rectangle[] = [{ x: 0, y: 0, width: 1920, height: 1032 }];

/** The screens. STAND_IN_SCREENS gives their work areas as JSON, the primary screen's first. */
class Screen extends StandIn {
  getPrimaryDisplay(): Display {
    const [first] = this.getAllDisplays();
    if (first === undefined) throw new Error('STAND_IN_SCREENS has no screen');
    return first;
  }

  getAllDisplays(): Display[] {
    readiness.require("The 'screen' module can't be used before the app 'ready' event");
    const given = process.env['STAND_IN_SCREENS'];
    const workAreas = given === undefined ? USUAL : (JSON.parse(given) as readonly Rectangle[]);
    return workAreas.map((workArea, id) => ({ id, workArea }));
  }
}

export const screen = new Screen();
