import { isBuiltin } from 'node:module';
import type { Rolldown } from 'vite';

/** What is looked at of a bundle's file. */
export type BundledFile = Pick<Rolldown.OutputAsset, 'type' | 'fileName'> | BundledChunk;

interface BundledChunk extends Pick<
  Rolldown.OutputChunk,
  'type' | 'fileName' | 'imports' | 'dynamicImports'
> {
  /** By its id; what is left of a module may be nothing. */
  readonly modules: Readonly<Record<string, { readonly renderedLength: number }>>;
}

/** @returns the names of the packages that a bundle contains something of, or loads while it runs */
export function bundledPackages(files: readonly BundledFile[]): string[] {
  const own = new Set(files.map(({ fileName }) => fileName));
  const chunks = files.filter((file): file is BundledChunk => file.type === 'chunk');
  const contained = chunks.flatMap(({ modules }) =>
    Object.entries(modules).flatMap(([id, { renderedLength }]) => (renderedLength > 0 ? id : [])),
  );
  const loaded = chunks
    .flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports])
    .filter((name) => !own.has(name) && !isBuiltin(name));
  const names = [...contained.flatMap((id) => pathInPackages(id) ?? []), ...loaded].map(packageName);
  return [...new Set(names)].toSorted();
}

/** @returns what follows node_modules in a module's id, undefined for a module of our own or of the bundler's */
function pathInPackages(id: string): string | undefined {
  const [, ...parts] = id.replaceAll('\\', '/').split('/node_modules/');
  return parts.at(-1);
}

/** A scoped package's name has two parts. */
function packageName(path: string): string {
  return path
    .split('/')
    .slice(0, path.startsWith('@') ? 2 : 1)
    .join('/');
}
