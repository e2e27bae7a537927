import { StandIn } from './emitter.ts';

/** What the system's own programs are asked to open. */
class Shell extends StandIn {
  /** Not Electron's. */
  readonly opened: string[] = [];

  openPath(path: string): Promise<string> {
    this.opened.push(path);
    return Promise.resolve('');
  }

  showItemInFolder(path: string): void {
    this.opened.push(path);
  }
}

export const shell = new Shell();
