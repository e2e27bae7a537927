/** Refuses files dropped on the window: Sigma has no use for them. */
export function refuseFiles(page: Window): void {
  const refuse = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'none';
  };
  for (const type of ['dragenter', 'dragover', 'drop'] as const) page.addEventListener(type, refuse);
}
