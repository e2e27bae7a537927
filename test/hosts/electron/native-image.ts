import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { StandIn } from './emitter.ts';

/**
 * The sizes in which Windows draws small icons, from 100% to 200%:
 * https://www.electronjs.org/docs/latest/api/native-image
 */
const SMALL_ICON_SIZES = [16, 20, 24, 32];

const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const ICON_ENTRY_BYTES = 16;

/** A picture, known by its file. */
export class NativeImage extends StandIn {
  /** Not Electron's: the file's name without its extension. */
  readonly fileName: string;
  readonly #size: number;

  constructor(path: string, size: number) {
    super();
    this.fileName = basename(path, extname(path));
    this.#size = size;
  }

  isEmpty(): boolean {
    return false;
  }

  getSize(): { readonly width: number; readonly height: number } {
    return { width: this.#size, height: this.#size };
  }
}

class NativeImageModule extends StandIn {
  /** Electron returns an empty image for a file that is missing or not a picture; here that is an error. */
  createFromPath(path: string): NativeImage {
    return new NativeImage(path, checkPicture(path));
  }
}

/**
 * @returns the width of the largest picture in a file
 * @throws Error for a file that is neither .ico nor .png, or an .ico that lacks a size that Windows draws
 */
export function checkPicture(path: string): number {
  const bytes = readFileSync(path);
  if (extname(path) !== '.ico') return pngWidth(bytes, path);
  const sizes = iconSizes(bytes);
  const missing = SMALL_ICON_SIZES.filter((size) => !sizes.includes(size));
  if (missing.length > 0) throw new Error(`"${path}" has no picture of ${missing.join(', ')} pixels`);
  return Math.max(...sizes);
}

function pngWidth(bytes: Buffer, path: string): number {
  const isPng = bytes.length > 24 && bytes.subarray(0, 8).equals(PNG_SIGNATURE);
  if (!isPng) throw new Error(`"${path}" is no picture`);
  return bytes.readUInt32BE(16);
}

/** @returns the widths of the pictures in an .ico that lie within the file */
function iconSizes(bytes: Buffer): number[] {
  const count = bytes.length >= 6 && bytes.readUInt32LE(0) === 0x0001_0000 ? bytes.readUInt16LE(4) : 0;
  return Array.from({ length: count }, (_, index) => 6 + index * ICON_ENTRY_BYTES)
    .filter((at) => at + ICON_ENTRY_BYTES <= bytes.length)
    .filter((at) => bytes.readUInt32LE(at + 12) + bytes.readUInt32LE(at + 8) <= bytes.length)
    .map((at) => bytes[at] ?? 0)
    .map((width) => (width === 0 ? 256 : width));
}

export const nativeImage = new NativeImageModule();
