/** A file the operator lets callers read, read whole: what is imported is one moment's content. */
export interface AllowedFile {
  /** Last part of the path. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface FolderEntry {
  readonly name: string;
  /** What {@link FilesPort.openAllowedFile} takes; built from the path the caller sent. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

export interface AllowedFolder {
  readonly name: string;
  /** Regular files, by name. */
  readonly files: readonly FolderEntry[];
  /** Names of what is there but may not be read (links out of the folder, devices), and of subfolders. */
  readonly others: readonly string[];
}

/** Files on the operator's side that a caller may name. */
export interface FilesPort {
  /**
   * Reads one regular file inside an allowed folder. A relative path is looked for in each of them in turn.
   *
   * @throws ClerkError `refused` when the path leads outside, or to anything but a regular file; `not_found`;
   * `too_large`. No message names a path other than the one sent.
   */
  openAllowedFile(path: string, signal?: AbortSignal): Promise<AllowedFile>;

  /**
   * Lists one folder inside an allowed folder, not what is below it.
   *
   * @throws ClerkError as {@link openAllowedFile}.
   */
  listAllowedFolder(path: string, signal?: AbortSignal): Promise<AllowedFolder>;
}
