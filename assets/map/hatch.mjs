// Patterns of 45-degree lines for areas of which nothing is known; the tile repeats without a seam.

const SIDE = 8, SCALE = 2, THICK = 1.1; // CSS px of a tile, image px per CSS px, CSS px across a line
const OPTIONS = { pixelRatio: SCALE };

// lean: 1 for lines that rise to the right, -1 for lines that fall.
function hatchImage({ colour, lean }) {
  const side = SIDE * SCALE, [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  const data = new Uint8ClampedArray(4 * side * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const along = (x + lean * y + side) % side, far = Math.min(along, side - along) / Math.SQRT2;
      const ink = Math.max(0, Math.min(1, (THICK * SCALE) / 2 + 0.5 - far));
      data.set([red, green, blue, 255 * ink], 4 * (y * side + x));
    }
  }
  return { width: side, height: side, data };
}

// The image of a name that the style uses, made when it is first wanted: an icon or a pattern.
function addImage(map, name, { icons, hatches }) {
  const { sdfImage, IMAGE_OPTIONS } = window.monitorMapParts;
  if (icons[name]) map.addImage(name, sdfImage(icons[name]), IMAGE_OPTIONS);
  else if (hatches[name]) map.addImage(name, hatchImage(hatches[name]), OPTIONS);
}

window.monitorMapParts = { ...window.monitorMapParts, addImage };
