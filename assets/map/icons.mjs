// Signed distance icons from SVG paths: one image takes any colour, size, rotation and halo.
// Paths come from monitoring/figures/icons.py and lie in a box of 24 x 24.

const SIDE = 24, MARGIN = 4, SCALE = 2; // CSS px of the box, px around it for the halo, image px per CSS px
const RADIUS = 8 * SCALE; // MapLibre reads alpha as distance: 0.75 is the edge, 8 CSS px make the whole range
const FINE = 2; // the path is drawn larger before distances are taken, or curves get steps

function bitmap(path) {
  const side = (SIDE + 2 * MARGIN) * SCALE * FINE;
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.scale(SCALE * FINE, SCALE * FINE);
  context.translate(MARGIN, MARGIN);
  context.fill(new Path2D(path), "evenodd");
  const alpha = context.getImageData(0, 0, side, side).data;
  return { side, inside: (x, y) => x >= 0 && y >= 0 && x < side && y < side && alpha[4 * (y * side + x) + 3] > 127 };
}

// Distance to the nearest pixel of the other kind, in fine pixels, given up beyond `reach`.
function distance(shape, x, y, reach) {
  const here = shape.inside(x, y);
  let best = reach * reach;
  for (let dy = -reach; dy <= reach; dy++) {
    if (dy * dy >= best) continue;
    for (let dx = -reach; dx <= reach; dx++) {
      const far = dx * dx + dy * dy;
      if (far < best && shape.inside(x + dx, y + dy) !== here) best = far;
    }
  }
  return (here ? 1 : -1) * (Math.sqrt(best) - 0.5);
}

function sdfImage(path) {
  const shape = bitmap(path), side = shape.side / FINE, reach = 4 * SCALE * FINE;
  const data = new Uint8ClampedArray(4 * side * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const far = distance(shape, x * FINE + 1, y * FINE + 1, reach) / FINE;
      data[4 * (y * side + x) + 3] = 255 * (0.75 + far / RADIUS);
    }
  }
  return { width: side, height: side, data };
}

const IMAGE_OPTIONS = { sdf: true, pixelRatio: SCALE };
// Shared by a global and not by `import`: Dash adds a version to the address of each asset, an import would miss it.
window.monitorMapParts = { ...window.monitorMapParts, sdfImage, IMAGE_OPTIONS };
