export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Columns for a number of tiles in a frame: those that leave the tiles largest; of equals the one with more beside each other.
 *
 * @param aspect of a tile, width by height
 */
export function columnsFor(count: number, frame: { width: number; height: number }, aspect = 16 / 9): number {
  let best = { columns: 1, width: 0 };
  for (let columns = 1; columns <= Math.max(1, count); columns++) {
    const rows = Math.ceil(count / columns);
    const width = Math.min(frame.width / columns, (frame.height / rows) * aspect);
    if (width >= best.width - 1e-9) best = { columns, width };
  }
  return best.columns;
}

/** Where each of so many tiles lies; the last row is centred. */
export function tiles(count: number, frame: { width: number; height: number }): Rectangle[] {
  const columns = columnsFor(count, frame);
  const rows = Math.max(1, Math.ceil(count / columns));
  const width = frame.width / columns;
  const height = frame.height / rows;
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = row === rows - 1 ? count - row * columns : columns;
    const x = (frame.width - inRow * width) / 2 + (index % columns) * width;
    return { x, y: row * height, width, height };
  });
}

/** A picture of one shape inside a tile of another: whole, in the middle. */
export function fitted(picture: { width: number; height: number }, tile: Rectangle): Rectangle {
  if (picture.width <= 0 || picture.height <= 0) return { x: tile.x, y: tile.y, width: 0, height: 0 };
  const scale = Math.min(tile.width / picture.width, tile.height / picture.height);
  const width = picture.width * scale;
  const height = picture.height * scale;
  return { x: tile.x + (tile.width - width) / 2, y: tile.y + (tile.height - height) / 2, width, height };
}
