/** Whether what is dragged over the page are files. */
const carriesFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;

/** An area that files may be dropped on is marked by class `over` while they hover. */
export function onDragOver(event: DragEvent): void {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  (event.currentTarget as HTMLElement).classList.add('over');
}

export function onDragLeave(event: DragEvent): void {
  const area = event.currentTarget as HTMLElement;
  if (!area.contains(event.relatedTarget as Node | null)) area.classList.remove('over');
}

/** The files that were dropped; none if it was something else, which the browser then handles. */
export function dropped(event: DragEvent): File[] {
  (event.currentTarget as HTMLElement).classList.remove('over');
  if (!carriesFiles(event)) return [];
  event.preventDefault();
  return [...(event.dataTransfer?.files ?? [])];
}

/** The files that were chosen in an input. The same ones may be chosen again. */
export function chosen(event: Event): File[] {
  const input = event.target as HTMLInputElement;
  const files = [...(input.files ?? [])];
  input.value = '';
  return files;
}
