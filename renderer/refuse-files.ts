/** A file that is dropped on the window is not opened in it, nor anywhere else: Sigma has no use for one. */
export function refuseFiles(page: Window): void {
  const refuse = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'none';
  };
  for (const type of ['dragenter', 'dragover', 'drop'] as const) page.addEventListener(type, refuse);
}
