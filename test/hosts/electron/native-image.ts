import { existsSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { StandIn } from './emitter.ts';

/** A picture by its file. */
export class NativeImage extends StandIn {
  /** Not Electron's: the file's name without its extension. */
  readonly fileName: string;

  constructor(path: string) {
    super();
    this.fileName = basename(path, extname(path));
  }
}

class NativeImageModule extends StandIn {
  /** Electron gives an empty image for a file that is missing; here that is an error. */
  createFromPath(path: string): NativeImage {
    if (!existsSync(path)) throw new Error(`There is no picture "${path}"`);
    return new NativeImage(path);
  }
}

export const nativeImage = new NativeImageModule();
