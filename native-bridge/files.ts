/** Windows' own folders: FOLDERID_ProgramFiles and FOLDERID_ProgramData. */
export type KnownFolder = 'programFiles' | 'programData';

/** Takes back what was done. Every failure is a Win32Error. */
export type Undo = () => Promise<void>;

/** Files and folders, and who may change them. Paths are absolute. Every failure is a Win32Error. */
export interface Files {
  /** @returns the folder's path without a backslash at its end. @throws Win32Error where the system does not tell it */
  knownFolder(folder: KnownFolder): string;
  exists(path: string): Promise<boolean>;
  /** @returns whether it leads somewhere else: a symbolic link, or a junction, which needs no privilege */
  isLink(path: string): Promise<boolean>;
  /**
   * @returns where a link leads, absolute or from where it lies; undefined if it is none, or of a kind that is not
   *   understood: a volume that is mounted in a folder, a file that is kept in the cloud
   */
  linkTarget(path: string): Promise<string | undefined>;
  /**
   * @returns owner and access list of a file or folder as SDDL; of a link its own, not of what it leads to
   * @throws ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND, ERROR_ACCESS_DENIED
   */
  security(path: string): Promise<string>;
  /**
   * Creates the folder, and those it lies in where they are missing. It is the administrators', with the access list,
   * from its first moment on.
   * @throws ERROR_ALREADY_EXISTS, ERROR_ACCESS_DENIED
   */
  createFolder(path: string, accessList: string): Promise<void>;
  /**
   * Gives a file or folder to the administrators, with the access list.
   * @throws ERROR_FILE_NOT_FOUND, ERROR_ACCESS_DENIED
   */
  secure(path: string, accessList: string): Promise<void>;
  /**
   * Gives a file, a folder or a link another name beside it, under which it is kept.
   * @param programs names of files that may run, and keep a folder from getting another name: they are taken out of it
   *   then, and go when the system starts the next time
   * @throws ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION
   */
  setAside(path: string, programs: readonly string[]): Promise<void>;
  /**
   * Gives a folder another name, which nothing has.
   * @throws ERROR_FILE_NOT_FOUND, ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION
   */
  rename(from: string, to: string): Promise<void>;
  /** @returns whether the files of these names are the same in both folders, by size and time */
  areSame(from: string, to: string, names: readonly string[]): Promise<boolean>;
  /**
   * Copies a file, whole or not at all, also over one that is in use. The one that it replaces stays beside it under
   * another name, until {@link removeReplaced}.
   * @returns what puts everything back
   * @throws ERROR_FILE_NOT_FOUND, ERROR_ACCESS_DENIED, ERROR_DISK_FULL
   */
  copy(from: string, to: string): Promise<Undo>;
  /**
   * Removes what copying has replaced in a folder, also what another process left there that was ended in the middle.
   * What is in use goes when the system starts the next time. Harmless where there is nothing, or no folder.
   */
  removeReplaced(folder: string): Promise<void>;
  /**
   * Removes a folder with all in it.
   * @param above a folder above it, which goes as well where it is empty then
   * @returns `after-restart` if something in it is in use: the system removes it when it starts the next time
   */
  removeFolder(path: string, above?: string): Promise<'removed' | 'after-restart'>;
}
