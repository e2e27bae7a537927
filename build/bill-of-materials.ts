import { ARCHITECTURES } from './packaging/architectures.ts';

/** The part of CycloneDX that `npm sbom` writes. https://cyclonedx.org/docs/1.5/json/ */
export interface BillOfMaterials {
  readonly serialNumber?: string;
  readonly metadata: { readonly timestamp?: string; readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly scope?: string;
  readonly properties?: readonly { readonly name: string; readonly value: string }[];
}

/** What package-lock.json records about the packages, by their paths. */
export type LockedPackages = Readonly<
  Record<
    string,
    {
      readonly name?: string;
      readonly version?: string;
      readonly dev?: boolean;
      /** Set for a development package that a shipped one would use if it were installed. */
      readonly devOptional?: boolean;
      /** The systems and processors that it is for, unless for all; a single one may be a plain string. */
      readonly os?: string | readonly string[];
      readonly cpu?: string | readonly string[];
    }
  >
>;

/** npm counts it as a development package, because its binary comes another way; but it ships. */
const RUNTIME = 'electron';

/** npm's own mark for a package that does not ship. */
const DEVELOPMENT = 'cdx:npm:package:development';

/**
 * @param bill of everything in the lock file, as npm writes it
 * @returns the bill of what ships for Windows, without anything that differs between runs: the time, the serial number,
 *   and the name of the folder
 */
export function shippedBill(bill: BillOfMaterials, packages: LockedPackages): BillOfMaterials {
  const { metadata, components, dependencies } = bill;
  const { component } = metadata;
  const shipped = components.filter(({ name, version }) => ships(packages, name, version));
  const refs = new Set([component['bom-ref'], ...shipped.map((each) => each['bom-ref'])]);
  return {
    ...without(bill, 'serialNumber'),
    metadata: {
      ...without(metadata, 'timestamp'),
      component: { ...component, name: packages['']?.name ?? component.name },
    },
    components: shipped.map(asShipped),
    dependencies: dependencies
      .filter(({ ref }) => refs.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => refs.has(other)) })),
  };
}

/** A package may be nested in another, in a version of its own. */
function ships(packages: LockedPackages, name: string, version: string): boolean {
  return Object.entries(packages).some(
    ([path, locked]) =>
      (path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`)) &&
      locked.version === version &&
      isShipped(locked, name),
  );
}

function isShipped(locked: LockedPackages[string], name: string): boolean {
  const { dev = false, devOptional = false, os = 'win32', cpu = ARCHITECTURES } = locked;
  const isForWindows =
    [os].flat().includes('win32') && ARCHITECTURES.some((each) => [cpu].flat().includes(each));
  return isForWindows && ((!dev && !devOptional) || name === RUNTIME);
}

/** Nothing that ships is optional. */
function asShipped(component: Component): Component {
  const properties = component.properties?.filter(({ name }) => name !== DEVELOPMENT);
  return { ...component, scope: 'required', ...(properties && { properties }) };
}

function without<T extends object, K extends keyof T>(object: T, key: K): Omit<T, K> {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key)) as Omit<T, K>;
}
