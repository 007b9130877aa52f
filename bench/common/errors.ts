/** Something the user can put right: shown as one line, without a stack. */
export class UserError extends Error {}

/** The reason of a failed file system call in a few words, without the path that Node puts into its message. */
export function fileProblem(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error'
  const words: Record<string, string> = {
    ENOENT: 'no such file',
    EACCES: 'permission denied',
    EPERM: 'operation not permitted',
    EISDIR: 'is a directory',
    ENOTDIR: 'no such file',
    ENOSPC: 'no space left on the device',
    EROFS: 'read-only file system',
  }
  return words[code] ?? code
}
