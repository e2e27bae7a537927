/** The string in Node's executable that tells whether a script was added. It is part of Node's interface. */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/** The resource from which a Node single executable loads its script. */
export const SCRIPT_RESOURCE = 'NODE_SEA_BLOB';

/**
 * Marks Node's executable as carrying a script. The script itself is the resource {@link SCRIPT_RESOURCE}.
 * https://nodejs.org/docs/latest-v26.x/api/single-executable-applications.html#single-executable-application-creation-process
 * @param node the bytes of Node's executable, which are not changed
 * @throws Error unless the fuse is there exactly once and not blown yet
 */
export function withBlownFuse(node: Buffer): Buffer {
  const fuse = node.indexOf(`${FUSE}:0`, 'latin1');
  if (fuse === -1 || node.indexOf(FUSE, 'latin1') !== fuse || node.includes(FUSE, fuse + 1, 'latin1')) {
    throw new Error('This is not an executable of Node that takes a script.');
  }
  const blown = Buffer.from(node);
  blown.write('1', fuse + FUSE.length + 1, 'latin1');
  return blown;
}
