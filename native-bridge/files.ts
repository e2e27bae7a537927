/** Windows' own folders: FOLDERID_ProgramFiles and FOLDERID_ProgramData. */
export type KnownFolder = 'programFiles' | 'programData';

/** Undoes what was done. Every failure is a Win32Error. */
export type Undo = () => Promise<void>;

/** Files and folders, and who may change them. Paths are absolute. Every failure is a Win32Error. */
export interface Files {
  /** @returns the folder's path without a trailing backslash. @throws Win32Error if Windows does not tell it */
  knownFolder(folder: KnownFolder): string;
  exists(path: string): Promise<boolean>;
  /** @returns whether the path is a symbolic link or a junction; creating a junction needs no privilege */
  isLink(path: string): Promise<boolean>;
  /**
   * @returns the target of a link, absolute or relative to the link; undefined if it is no link, or one of another
   *   kind: a mounted volume, a file in the cloud
   */
  linkTarget(path: string): Promise<string | undefined>;
  /**
   * @returns owner and access list of a file or folder as SDDL; for a link its own, not those of its target
   * @throws ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND, ERROR_ACCESS_DENIED
   */
  security(path: string): Promise<string>;
  /**
   * Creates the folder, and any missing folder above it. It has the access list and belongs to Administrators from its
   * first moment.
   * @throws ERROR_ALREADY_EXISTS, ERROR_ACCESS_DENIED
   */
  createFolder(path: string, accessList: string): Promise<void>;
  /**
   * Makes Administrators the owner of a file or folder, and sets the access list.
   * @throws ERROR_FILE_NOT_FOUND, ERROR_ACCESS_DENIED
   */
  secure(path: string, accessList: string): Promise<void>;
  /**
   * Keeps a file, folder or link under another name in the same place.
   * @param programs names of files that may be running, which keeps their folder from being renamed: they are moved out
   *   of it first, and are removed when Windows restarts
   * @throws ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION
   */
  setAside(path: string, programs: readonly string[]): Promise<void>;
  /**
   * Renames a folder to a name that does not exist yet.
   * @throws ERROR_FILE_NOT_FOUND, ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION
   */
  rename(from: string, to: string): Promise<void>;
  /** @returns whether the files with these names are the same in both folders, by size and time */
  areSame(from: string, to: string, names: readonly string[]): Promise<boolean>;
  /**
   * Copies a file completely or not at all, even over one that is in use. The replaced file stays beside it under
   * another name until {@link removeReplaced}.
   * @returns the function that restores everything
   * @throws ERROR_FILE_NOT_FOUND, ERROR_ACCESS_DENIED, ERROR_DISK_FULL
   */
  copy(from: string, to: string): Promise<Undo>;
  /**
   * Removes the files in a folder that copying has replaced, including those left by a process that was ended halfway.
   * What is in use is removed when Windows restarts. Harmless if there is nothing to remove, or no folder.
   */
  removeReplaced(folder: string): Promise<void>;
  /**
   * Removes a folder with everything in it.
   * @param above a folder above it, which is removed as well if it is empty then
   * @returns `after-restart` if something in it is in use: Windows removes it when it restarts
   */
  removeFolder(path: string, above?: string): Promise<'removed' | 'after-restart'>;
}
