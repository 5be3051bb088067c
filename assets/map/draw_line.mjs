// Drawing a line across a map: drag from one end to the other, or press at one end and then at the other; Escape stops it.
// `done(line)` is told the two ends, or null when it was stopped.

const MOVED_PX = 6; // less is a click, and a click is the first of two

function drawLine(host, done) {
  const { map } = host, canvas = map.getCanvasContainer();
  const { showDrawn, unwrapped } = window.monitorMapParts.drawn;
  let first = null, pressedAt = null;

  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    const { lng, lat } = map.unproject([event.clientX - box.left, event.clientY - box.top]);
    return [lng, lat];
  };
  const far = (event) => Math.hypot(event.clientX - pressedAt.x, event.clientY - pressedAt.y) > MOVED_PX;
  const lineTo = (last) => showLine(host, [first, last]);

  const press = (event) => {
    if (event.button || !event.isPrimary) return;
    pressedAt = { x: event.clientX, y: event.clientY };
    first ??= place(event);
    lineTo(place(event));
  };
  const move = (event) => event.isPrimary && first && lineTo(place(event));
  const release = (event) => {
    if (!event.isPrimary || !pressedAt) return;
    const last = place(event), [a, b] = [first, last].map((end) => map.project(end));
    const apart = Math.hypot(a.x - b.x, a.y - b.y) > MOVED_PX;
    const clicked = !far(event);
    pressedAt = null;
    if (apart) finish(unwrapped([first, last]));
    else if (!clicked) first = null; // dragged out and back again
  };
  const key = (event) => event.key === "Escape" && finish(null);

  // The map must not move under the pointer, nor the page under a finger.
  const still = [map.dragPan, map.doubleClickZoom, map.boxZoom, map.touchZoomRotate].filter((one) => one.isEnabled());
  const touch = canvas.style.touchAction;
  const listens = [[canvas, "pointerdown", press], [window, "pointermove", move], [window, "pointerup", release], [window, "keydown", key]];
  for (const one of still) one.disable();
  for (const [where, name, what] of listens) where.addEventListener(name, what);
  canvas.style.touchAction = "none";
  map.getCanvas().style.cursor = "crosshair";

  function stop() {
    for (const one of still) one.enable();
    for (const [where, name, what] of listens) where.removeEventListener(name, what);
    canvas.style.touchAction = touch;
    map.getCanvas().style.cursor = "";
  }
  function finish(line) {
    stop();
    if (!line) showDrawn(host, []);
    done(line);
  }
  return { stop };
}

// A line that is known already, as it looks when it was drawn.
function showLine(host, line) {
  const { feature, showDrawn } = window.monitorMapParts.drawn;
  const ends = line.map((coordinates) => feature({ type: "Point", coordinates }, { kind: "corner" }));
  showDrawn(host, [feature({ type: "LineString", coordinates: line }), ...ends]);
}

window.monitorMapParts = { ...window.monitorMapParts, drawLine, showLine };
