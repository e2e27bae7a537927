import { isBuiltin } from 'node:module';
import type { Rolldown } from 'vite';

const NODE_MODULES = '/node_modules/';

/** What is looked at of a bundle's file. */
export type BundledFile = Pick<Rolldown.OutputAsset, 'type' | 'fileName'> | BundledChunk;

interface BundledChunk extends Pick<
  Rolldown.OutputChunk,
  'type' | 'fileName' | 'imports' | 'dynamicImports'
> {
  /** By its id; what is left of a module may be nothing. */
  readonly modules: Readonly<Record<string, { readonly renderedLength: number }>>;
}

/**
 * @returns the packages that a bundle contains something of, or loads while it runs: each as its folder below
 *   node_modules, so that two versions of one are two
 */
export function bundledPackages(files: readonly BundledFile[]): string[] {
  const own = new Set(files.map(({ fileName }) => fileName));
  const chunks = files.filter((file): file is BundledChunk => file.type === 'chunk');
  const contained = chunks.flatMap(({ modules }) =>
    Object.entries(modules).flatMap(([id, { renderedLength }]) => (renderedLength > 0 ? id : [])),
  );
  const loaded = chunks
    .flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports])
    .filter((name) => !own.has(name) && !isBuiltin(name));
  const paths = [...contained.flatMap((id) => pathInPackages(id) ?? []), ...loaded].map(packagePath);
  return [...new Set(paths)].toSorted();
}

/** @returns what follows node_modules in a module's id, undefined for a module of our own or of the bundler's */
function pathInPackages(id: string): string | undefined {
  const [, ...parts] = id.replaceAll('\\', '/').split(NODE_MODULES);
  return parts.length === 0 ? undefined : parts.join(NODE_MODULES);
}

/** A scoped package's name has two parts. */
function packagePath(path: string): string {
  const outer = path.split(NODE_MODULES);
  const inner = outer.pop() ?? '';
  const name = inner
    .split('/')
    .slice(0, inner.startsWith('@') ? 2 : 1)
    .join('/');
  return [...outer, name].join(NODE_MODULES);
}
