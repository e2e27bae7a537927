import { isBuiltin } from 'node:module';
import type { Rolldown } from 'vite';

const NODE_MODULES = '/node_modules/';

/** The part of a bundle's file that is examined. */
export type BundledFile = Pick<Rolldown.OutputAsset, 'type' | 'fileName'> | BundledChunk;

interface BundledChunk extends Pick<
  Rolldown.OutputChunk,
  'type' | 'fileName' | 'imports' | 'dynamicImports'
> {
  /** By module id; nothing may be left of a module. */
  readonly modules: Readonly<Record<string, { readonly renderedLength: number }>>;
}

/**
 * @returns the packages that a bundle contains a part of, or loads at run time, each by its folder below node_modules,
 *   so that two versions of a package count as two
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

/** @returns the part after node_modules in a module's id; undefined for a module of our own or of the bundler */
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
