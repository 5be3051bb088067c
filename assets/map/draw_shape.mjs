// Changing a line or an area by its corners: drag one, drag the point between two to make a new one, and take one away with
// a double click, or with Delete while it is the chosen one. `changed(geometry)` is told after each change.

const REACH_PX = { mouse: 10, pen: 12, touch: 20 };
const distance = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
const middle = (a, b) => [(a.x + b.x) / 2, (a.y + b.y) / 2];
const LEAST = { LineString: 2, Polygon: 3 };

// Rings without the point that closes them: [ring][corner] = [lon, lat]; a line is one ring that is not closed.
const ringsOf = ({ type, coordinates }) =>
  type === "Polygon" ? coordinates.map((ring) => ring.slice(0, -1).map((at) => [...at])) : [coordinates.map((at) => [...at])];
const geometryOf = (type, rings) =>
  type === "Polygon"
    ? { type, coordinates: rings.map((ring) => [...ring, ring[0]]) }
    : { type, coordinates: rings[0] };

function editShape(host, geometry, changed) {
  const { type } = geometry;
  if (!LEAST[type]) throw new Error(`refused: ${type}`);
  const rings = ringsOf(geometry);
  const { map } = host, canvas = map.getCanvasContainer();
  const { feature, showDrawn } = window.monitorMapParts.drawn;
  let held = null, chosen = null, before = null;

  const between = (ring) => (type === "Polygon" ? ring : ring.slice(0, -1)).map((at, i) => {
    // the middle as it is drawn, not the mean latitude
    const { lng, lat } = map.unproject(middle(map.project(at), map.project(ring[(i + 1) % ring.length])));
    return [lng, lat];
  });

  function show() {
    const corners = rings.flatMap((ring, r) => ring.map((coordinates, i) => {
      const is = chosen && chosen.r === r && chosen.i === i;
      return feature({ type: "Point", coordinates }, { kind: "corner", ...(is ? { chosen: true } : {}) });
    }));
    const middles = rings.flatMap(between).map((coordinates) => feature({ type: "Point", coordinates }, { kind: "between" }));
    showDrawn(host, [feature(geometryOf(type, rings)), ...middles, ...corners]);
  }

  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  // The corner under the pointer, or else the point between two: { r, i, between }.
  function under(event) {
    const point = at(event), reach = REACH_PX[event.pointerType] ?? REACH_PX.mouse;
    const near = (list, kind) => list.map((one, i) => ({ i, kind, far: distance(point, map.project(one)) }));
    for (const kind of ["corner", "between"]) {
      const found = rings.flatMap((ring, r) => near(kind === "corner" ? ring : between(ring), kind).map((one) => ({ ...one, r })));
      const best = found.sort((a, b) => a.far - b.far)[0];
      if (best && best.far <= reach) return best;
    }
    return null;
  }

  const press = (event) => {
    const found = event.isPrimary && !event.button ? under(event) : null;
    if (!found) return;
    before = structuredClone(rings);
    if (found.kind === "between") rings[found.r].splice(++found.i, 0, place(event));
    held = chosen = { r: found.r, i: found.i };
    map.dragPan.disable(); // before the map hears of the press
    show();
  };
  const place = (event) => {
    const { lng, lat } = map.unproject(Object.values(at(event)));
    return [lng, lat];
  };
  const move = (event) => {
    if (!held) return void (map.getCanvas().style.cursor = canvas.contains(event.target) && under(event) ? "grab" : "");
    if (!event.isPrimary) return;
    held.moved = true;
    rings[held.r][held.i] = place(event);
    show();
  };
  const release = () => {
    if (!held) return;
    map.dragPan.enable();
    const grown = rings[held.r].length !== before[held.r].length;
    const moved = held.moved || grown;
    held = null;
    if (moved) tell();
  };
  const remove = (one) => {
    if (rings[one.r].length <= LEAST[type]) return;
    rings[one.r].splice(one.i, 1);
    chosen = null;
    show();
    tell();
  };
  const twice = (event) => {
    const found = under(event);
    if (found?.kind === "corner") remove(found);
  };
  const key = (event) => {
    if (event.key === "Escape" && held) {
      rings.splice(0, rings.length, ...before);
      held = chosen = null;
      map.dragPan.enable();
      show();
    }
    if (event.key === "Delete" && chosen && host.container.contains(document.activeElement)) remove(chosen);
  };
  const tell = () => changed(geometryOf(type, rings));

  const zooms = map.doubleClickZoom.isEnabled(), touch = canvas.style.touchAction;
  const listens = [[canvas, "pointerdown", press], [window, "pointermove", move], [window, "pointerup", release],
    [window, "pointercancel", release], [canvas, "dblclick", twice], [window, "keydown", key]];
  for (const [where, name, what] of listens) where.addEventListener(name, what);
  map.doubleClickZoom.disable();
  map.on("moveend", show); // the points between two move with the zoom
  canvas.style.touchAction = "none";
  show();

  return {
    stop() {
      for (const [where, name, what] of listens) where.removeEventListener(name, what);
      if (zooms) map.doubleClickZoom.enable();
      map.off("moveend", show);
      map.getCanvas().style.cursor = "";
      canvas.style.touchAction = touch;
    },
  };
}

window.monitorMapParts = { ...window.monitorMapParts, editShape };
