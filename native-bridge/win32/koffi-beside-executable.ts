import { dirname, join } from 'node:path';
import type koffiPackage from 'koffi';

/**
 * koffi for a single executable, which has no node_modules: the addon lies beside the executable, where only
 * administrators may write, and is never unpacked into a temporary folder. It has koffi's whole interface by
 * itself; the package's JavaScript only looks for it.
 */
const addon: { exports: unknown } = { exports: {} };
process.dlopen(addon, join(dirname(process.execPath), 'koffi.node'));

export default addon.exports as typeof koffiPackage;
