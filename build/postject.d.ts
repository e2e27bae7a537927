/** The part of postject's interface that is used here; the package has no types of its own. */
declare module 'postject' {
  /** Adds `resource` under `name` to the executable file and flips the sentinel that tells it so. */
  export function inject(
    executable: string,
    name: string,
    resource: Buffer,
    options: { readonly sentinelFuse: string },
  ): Promise<void>;
}
