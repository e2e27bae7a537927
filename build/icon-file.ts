/** A square picture. */
export interface Picture {
  /** Its width and height, in pixels. */
  readonly size: number;
  /** Four bytes per pixel, from the top left: red, green, blue and alpha, not premultiplied. */
  readonly rgba: Uint8Array;
  /** The same as a PNG file. */
  readonly png: Uint8Array;
}

const FILE_HEADER = 6;
const ENTRY = 16;
const BITMAP_HEADER = 40;
const TYPE_ICON = 1;
const BITS_PER_PIXEL = 32;

/** From this size on, a picture is stored as PNG, as Windows expects, in a quarter of the space. */
const PNG_FROM = 256;

/**
 * @param pictures of at most 256 pixels, in the order they should have in the file
 * @returns the bytes of an .ico file
 * https://learn.microsoft.com/previous-versions/ms997538(v=msdn.10)
 */
export function iconFile(pictures: readonly Picture[]): Buffer {
  const header = Buffer.alloc(FILE_HEADER + ENTRY * pictures.length);
  header.writeUInt16LE(TYPE_ICON, 2);
  header.writeUInt16LE(pictures.length, 4);
  const images = pictures.map((picture) => (picture.size < PNG_FROM ? bitmap(picture) : picture.png));
  let offset = header.length;
  for (const [index, { size }] of pictures.entries()) {
    const length = images[index]?.length ?? 0;
    const entry = FILE_HEADER + ENTRY * index;
    // A size of 256 is written as 0.
    header.writeUInt8(size & 0xff, entry);
    header.writeUInt8(size & 0xff, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(BITS_PER_PIXEL, entry + 6);
    header.writeUInt32LE(length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += length;
  }
  return Buffer.concat([header, ...images]);
}

/** A bitmap from the bottom up, followed by a mask of one bit per pixel, 1 where the picture is transparent. */
function bitmap({ size, rgba }: Picture): Buffer {
  const maskRow = Math.ceil(size / 32) * 4;
  const mask = BITMAP_HEADER + size * size * 4;
  const bytes = Buffer.alloc(mask + maskRow * size);
  bytes.writeUInt32LE(BITMAP_HEADER, 0);
  bytes.writeInt32LE(size, 4);
  // The height is that of the picture and the mask together.
  bytes.writeInt32LE(size * 2, 8);
  bytes.writeUInt16LE(1, 12);
  bytes.writeUInt16LE(BITS_PER_PIXEL, 14);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray(((size - 1 - row) * size + column) * 4);
      bytes.set([blue, green, red, alpha], BITMAP_HEADER + (row * size + column) * 4);
      const maskByte = mask + row * maskRow + (column >> 3);
      if (alpha === 0) bytes.writeUInt8(bytes.readUInt8(maskByte) | (0x80 >> (column & 7)), maskByte);
    }
  }
  return bytes;
}
