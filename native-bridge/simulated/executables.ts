/** Where the service that is there from the beginning has its executable. */
export const INSTALLED_EXECUTABLE = String.raw`C:\Program Files\Sigma\SigmaSrv.exe`;

/** @returns whether the simulated computer has the file: it has SigmaSrv.exe in every folder, and nothing else */
export function isKnownExecutable(path: string): boolean {
  return /[/\\]SigmaSrv\.exe$/i.test(path);
}
