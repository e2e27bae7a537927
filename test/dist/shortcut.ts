/** The contents of a shortcut: the target, which users see, and the ID, which Windows' notifications need. */
export interface Shortcut {
  readonly target: string;
  readonly appUserModelId: string;
}

const HAS_ID_LIST = 1;
const HEADER_BYTES = 0x4c;
const FLAGS_OFFSET = 0x14;
const LOCAL_BASE_PATH_OFFSET = 0x10;

/** The format of System.AppUserModel.ID. Its only value follows it: size, property, a byte, type, characters. */
const APP_USER_MODEL = Buffer.from('55284c9f799f394ba8d0e1d42de1d5f3', 'hex');
const CHARACTERS_OFFSET = APP_USER_MODEL.length + 13;

/** Reads the bytes of a .lnk file. https://learn.microsoft.com/openspecs/windows_protocols/ms-shllink */
export function readShortcut(link: Buffer): Shortcut {
  const hasIdList = (link.readUInt32LE(FLAGS_OFFSET) & HAS_ID_LIST) !== 0;
  const info = HEADER_BYTES + (hasIdList ? 2 + link.readUInt16LE(HEADER_BYTES) : 0);
  const path = info + link.readUInt32LE(info + LOCAL_BASE_PATH_OFFSET);
  const model = link.indexOf(APP_USER_MODEL);
  if (model === -1) throw new Error('The shortcut has no AppUserModelID.');
  const text = model + CHARACTERS_OFFSET + 4;
  const characters = link.readUInt32LE(model + CHARACTERS_OFFSET);
  return {
    target: link.toString('latin1', path, link.indexOf(0, path)),
    appUserModelId: link.toString('utf16le', text, text + 2 * (characters - 1)),
  };
}
