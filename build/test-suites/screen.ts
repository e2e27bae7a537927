/** The output of one lane of suites. */
export interface LaneScreen {
  /** Begins the output of a suite. */
  begin(suite: string): void;
  print(text: string): void;
  /** Ends the output of a suite. */
  end(): void;
  /** Ends the lane. */
  close(): void;
}

/**
 * Shows suites that run side by side readably: one lane live, and the suites of the others as a whole when they end.
 * Once the shown lane has no more suites, the next is shown.
 */
export class Screen {
  readonly #write: (line: string) => void;
  readonly #lanes: Lane[] = [];

  constructor(write: (line: string) => void) {
    this.#write = write;
  }

  /** The lane that is opened first is shown first. */
  openLane(): LaneScreen {
    const lane: Lane = { suite: '', lines: [], isShown: this.#lanes.length === 0, isInterrupted: false };
    this.#lanes.push(lane);
    return {
      begin: (suite) => {
        lane.suite = suite;
        lane.isInterrupted = false;
        this.#print(lane, heading(suite));
        if (!lane.isShown) this.#tell(`${suite} begins beside this`);
      },
      print: (text) => {
        this.#print(lane, text);
      },
      end: () => {
        if (!lane.isShown) this.#flush(lane);
        lane.suite = '';
      },
      close: () => {
        this.#lanes.splice(this.#lanes.indexOf(lane), 1);
        if (lane.isShown) this.#showNext();
      },
    };
  }

  #print(lane: Lane, text: string): void {
    if (!lane.isShown) {
      lane.lines.push(text);
      return;
    }
    if (lane.isInterrupted) this.#write(heading(`${lane.suite}, continued`));
    lane.isInterrupted = false;
    this.#write(text);
  }

  #flush(lane: Lane): void {
    for (const line of lane.lines.splice(0)) this.#write(line);
    for (const other of this.#lanes) other.isInterrupted = other.isShown && other.suite !== '';
  }

  #showNext(): void {
    const [next] = this.#lanes;
    if (next === undefined) return;
    this.#flush(next);
    next.isShown = true;
  }

  #tell(text: string): void {
    this.#write(`… ${text}`);
  }
}

interface Lane {
  /** The running suite. */
  suite: string;
  readonly lines: string[];
  isShown: boolean;
  /** Whether another lane has written below its last output. */
  isInterrupted: boolean;
}

function heading(text: string): string {
  return `\n── ${text} ──`;
}
