// A thin host for MapLibre: mounts a map from a specification, takes a short list of commands, writes back view and clicks.
// The specification and the commands are made in Python (monitoring/components/map.py says what is in them). The style is
// set once: afterwards only data, filters, paint, layout and feature state change, so the camera and the files stay.

const LIBRARY = "/browser/maplibre-gl/";
const PLAIN = ["setFilter", "setPaintProperty", "setLayoutProperty", "setFeatureState", "jumpTo"];
const CAMERA = ["easeTo", "fitBounds"];
const CLICK_BOX_PX = 8, HOVER_BOX_PX = 4, VIEW_PAUSE_MS = 250, SELECTED_AT_MOST = 200;
const hosts = new Map();
const library = import(`${LIBRARY}maplibre-gl.mjs`).then((maplibre) => {
  maplibre.setWorkerUrl(new URL(`${LIBRARY}maplibre-gl-worker.mjs`, location.href).href);
  return maplibre;
});

const { Foot, element, inDigits, addImage, lead, join } = window.monitorMapParts;
const whole = (path) => (path.startsWith("/") ? location.origin + path : path); // URL() would encode {z}
const own = (address) => new URL(address, location.href).origin === location.origin;
const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const report = (id, store, data) => window.dash_clientside.set_props(`${id}-${store}`, { data });

function say(host, text) {
  const place = document.getElementById(`${host.id}-message`);
  if (place) {
    place.textContent = text;
    place.hidden = !text;
  }
}

function fail(host, reason) {
  console.warn(`map ${host.id}:`, reason);
  host.container.dataset.state = "failed";
  say(host, host.spec.strings.failed);
  report(host.id, "status", { state: "failed", text: host.spec.strings.failed });
}

async function fontsReady(samples) {
  const loads = samples.map(([font, text]) => document.fonts.load(`400 24px "${font}"`, text));
  await Promise.race([Promise.allSettled(loads), new Promise((done) => setTimeout(done, 3000))]);
}

async function mount(id, spec) {
  const container = document.getElementById(`${id}-canvas`);
  if (!container || hosts.get(id)?.container === container) return;
  unmount(id);
  const host = { id, spec, container, waiting: [], interactive: Object.keys(spec.interactive) };
  hosts.set(id, host);
  container.dataset.state = "loading";
  try {
    const [maplibre] = await Promise.all([library, fontsReady(spec.fonts)]);
    if (hosts.get(id) === host && container.isConnected) start(host, maplibre);
  } catch (problem) {
    fail(host, problem);
  }
}

function start(host, maplibre) {
  const { spec, container, id } = host;
  for (const source of Object.values(spec.style.sources)) if (source.tiles) source.tiles = source.tiles.map(whole);
  const map = (host.map = new maplibre.Map({
    container, style: spec.style, locale: spec.locale, attributionControl: false, maxPitch: 0, dragRotate: false,
    minZoom: 1, maxZoom: 14, renderWorldCopies: true, fadeDuration: still() ? 0 : 150, ...spec.camera,
    transformRequest: (url) => {
      if (!own(url)) throw new Error(`refused: ${url}`);
      return { url };
    },
  }));
  const [side, other] = spec.rtl ? ["left", "right"] : ["right", "left"];
  if (spec.controls.navigation) map.addControl(new maplibre.NavigationControl({ visualizePitch: false }), `top-${side}`);
  if (spec.controls.foot) map.addControl(new Foot(maplibre, spec.strings, spec.digits), `bottom-${spec.controls.foot === "start" ? other : side}`);
  host.tip = element("map-tip");
  host.tip.hidden = true;
  container.append(host.tip);
  map.setMissingStyleImageResolver((name) => addImage(map, name, spec));
  lead(host, hosts);
  map.once("load", () => ready(host));
  map.on("error", (event) => console.warn(`map ${id}:`, event.error));
  map.on("webglcontextlost", () => fail(host, "WebGL context lost"));
  map.on("webglcontextrestored", () => { say(host, ""); ready(host); });
  host.late = [...(spec.style.metadata?.late ?? [])];
  map.on("zoom", () => fetchLate(host));
  map.on("moveend", () => laterView(host));
  map.on("click", (event) => click(host, event));
  map.on("mousemove", (event) => hoverSoon(host, event));
  map.on("mouseout", () => hover(host, (host.pointer = null)));
}

// Large files come when the map is near enough to show them; until they are there the coarser ones stay.
function fetchLate(host) {
  const { map } = host;
  for (const one of host.late.filter(({ from }) => map.getZoom() >= from)) {
    host.late.splice(host.late.indexOf(one), 1);
    const arrived = (event) => {
      if (event.sourceId !== one.source || event.sourceDataType !== "content") return;
      map.off("sourcedata", arrived);
      host.arrived = (host.arrived ?? new Set()).add(one.source);
      if (host.arrived.size === host.spec.style.metadata.late.length) narrow(map, one.ranges);
    };
    map.on("sourcedata", arrived);
    map.getSource(one.source).setData(new URL(one.data, location.href).href);
  }
}

function narrow(map, ranges) {
  map.once("idle", () => {
    for (const [layer, first, end] of ranges) map.setLayerZoomRange(layer, first, end);
  });
}

function ready(host) {
  host.ready = true;
  host.container.dataset.state = "ready";
  report(host.id, "status", { state: "ready", text: "" });
  join(host, hosts);
  view(host);
  fetchLate(host);
  run(host.id, host.waiting.splice(0));
}

function view(host) {
  const { lng, lat } = host.map.getCenter();
  report(host.id, "view", { lon: lng, lat, zoom: host.map.getZoom(), bounds: host.map.getBounds().toArray().flat() });
}

function laterView(host) {
  clearTimeout(host.viewTimer);
  host.viewTimer = setTimeout(() => host.ready && view(host), VIEW_PAUSE_MS);
}

// A feature of a tile names itself by its layer and number.
const idsOf = ({ id, sourceLayer, properties }) =>
  properties.ids ? JSON.parse(properties.ids) : [sourceLayer ? `${sourceLayer}:${id}` : properties.id ?? id];
const stateOf = ({ source, sourceLayer, id }) => (sourceLayer ? { source, sourceLayer, id } : { source, id });

// A layer that is drawn with no ink is still found by a query.
const OPACITY = { circle: "circle-opacity", symbol: "icon-opacity" };
const faded = (map, layer) => {
  const name = OPACITY[map.getLayer(layer).type];
  return Boolean(name) && map.getPaintProperty(layer, name) === 0;
};

// Topmost first, in the order of `interactive`; each feature once (a ring is drawn as two).
function under(host, point, box, layers) {
  const shown = layers.filter((layer) => host.map.getLayer(layer) && !faded(host.map, layer));
  const half = box / 2;
  const area = [[point.x - half, point.y - half], [point.x + half, point.y + half]];
  const found = shown.length ? host.map.queryRenderedFeatures(area, { layers: shown }) : [];
  const rank = (feature) => layers.indexOf(feature.layer.id);
  const seen = new Set();
  return found.sort((a, b) => rank(a) - rank(b)).filter((feature) => {
    const key = `${feature.source}/${feature.id ?? feature.properties.id}`;
    return !seen.has(key) && seen.add(key);
  });
}

function click(host, { point, lngLat }) {
  if (occupied(host)) return;
  const found = under(host, point, CLICK_BOX_PX, host.interactive);
  if (!found.length) return;
  const names = host.spec.interactive;
  const all = {};
  for (const feature of found) (all[names[feature.layer.id]] ??= []).push(...idsOf(feature));
  for (const name of Object.keys(all)) all[name] = [...new Set(all[name])];
  const layer = names[found[0].layer.id];
  const at = { lon: lngLat.lng, lat: lngLat.lat };
  // `n` makes a second click on the same thing a new value
  report(host.id, "click", { layer, ids: all[layer], all, lngLat: at, props: found[0].properties, n: Date.now() });
}

function hoverSoon(host, event) {
  host.pointer = event.point;
  host.hoverFrame ??= requestAnimationFrame(() => {
    host.hoverFrame = null;
    if (host.ready && host.map && !occupied(host)) hover(host, host.pointer);
  });
}

function hover(host, point) {
  const found = point ? under(host, point, HOVER_BOX_PX, host.interactive) : [];
  host.map.getCanvas().style.cursor = found.length ? "pointer" : "";
  const said = found[0] && window.monitorMapTips?.[host.id]?.(found[0]); // a page's own words, which change while it plays
  const first = said || found[0]?.properties.tip || host.spec.tips?.[found[0]?.layer.id] ? found[0] : null;
  const same = first && host.hovered?.id === first.id && host.hovered.source === first.source;
  if (!same) {
    if (host.hovered) host.map.setFeatureState(host.hovered, { hover: false });
    host.hovered = first && first.id !== undefined ? stateOf(first) : null;
    if (host.hovered) host.map.setFeatureState(host.hovered, { hover: true });
  }
  tip(host, first, first && !said ? others(found.filter((one) => one.source === first.source)) : 0, point, said);
}

// How many more there are than the tip of the first speaks of: records where symbols say which (`said`), or for how many
// they stand (`n`), else symbols.
function others(found) {
  const { said, n } = found[0].properties;
  if (n !== undefined) return found.slice(1).reduce((sum, { properties }) => sum + properties.n, 0);
  return said === undefined ? found.length - 1 : new Set(found.flatMap(idsOf)).size - said;
}

function tip(host, feature, more, point, said) {
  host.tip.hidden = !feature;
  if (!feature) return;
  const words = host.spec.tips?.[feature.layer.id];
  const lines = said ?? feature.properties.tip?.split("\n") ?? window.monitorMapParts.tipOf(feature.properties, host.spec, words);
  if (more > 0) lines.push(host.spec.strings.more.replace("{n}", inDigits(more.toLocaleString("en"), host.spec.digits)));
  host.tip.replaceChildren(...lines.map((line) => element("", line)));
  const { clientWidth: width, clientHeight: height } = host.container;
  const x = point.x + 14 + host.tip.offsetWidth > width ? point.x - 14 - host.tip.offsetWidth : point.x + 14;
  const y = Math.min(point.y + 14, height - host.tip.offsetHeight - 4);
  host.tip.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
}

// Layers marked `metadata.selection` show the features that hold one of `ids`, whether one record or many stand behind one;
// where the mark is "key", the features of tiles that `ids` name.
function select(host, ids) {
  const some = ids.slice(0, SELECTED_AT_MOST);
  const held = ["any", ...some.map((id) => ["in", JSON.stringify(String(id)), ["get", "ids"]])];
  const keys = some.map((id) => Number(String(id).split(":")[1])).filter(Number.isInteger);
  for (const { id, metadata } of host.map.getStyle().layers) {
    if (metadata?.selection) host.map.setFilter(id, metadata.selection === "key" ? ["in", ["id"], ["literal", keys]] : held);
  }
}

async function exportPng(host, pieces) {
  try {
    await window.monitorMapParts.download(host.map, host.container, pieces);
    report(host.id, "status", { state: "exported", text: "" });
  } catch (problem) {
    console.warn(`map ${host.id}:`, problem);
    report(host.id, "status", { state: "export-failed", text: host.spec.strings.exportFailed });
  }
}

function setData(host, source, data) {
  if (typeof data === "string" && !own(data)) throw new Error(`refused: ${data}`);
  hover(host, null);
  host.map.getSource(source).setData(data);
}

// Lines and their heads, packed (lines.mjs).
function setLines(host, lines, heads, rows) {
  const [line, head] = window.monitorMapParts.unpackLines(rows);
  setData(host, lines, line);
  setData(host, heads, head);
}

function setTiles(host, source, path) {
  if (!path.startsWith("/") || !own(path)) throw new Error(`refused: ${path}`);
  const wanted = whole(path);
  const first = !host.tiles;
  if ((host.tiles?.wanted ?? host.map.getSource(source).tiles[0]) === wanted) return;
  host.tiles = { source, wanted };
  hover(host, null);
  const unseen = layersOf(host.map, source).every((name) => host.map.getLayoutProperty(name, "visibility") === "none");
  if (unseen) host.map.getSource(source).setTiles([wanted]); // or else the old ones were asked for when layers appear
  if (!(unseen && first)) askForTiles(host);
}

const layersOf = (map, source) => map.getLayersOrder().filter((name) => map.getLayer(name).source === source);

// MapLibre forgets new tiles of a source whose layers are changed at the same time: it pauses that source until the change
// is drawn, and does not hear that its tiles are others. So the layers come first, and if one is changed again before the
// source has said that it is to be read anew, it is told once more.
function askForTiles(host) {
  if (host.tiles.waiting) return;
  host.tiles.waiting = true;
  host.map.once("render", () => {
    const { map, styled, tiles: { source, wanted } } = host;
    host.tiles.waiting = false;
    const read = (event) => {
      if (event.sourceId !== source || event.sourceDataType !== "content") return;
      map.off("sourcedata", read);
      if (host.map && host.styled !== styled) askForTiles(host);
    };
    map.on("sourcedata", read);
    map.getSource(source).setTiles([wanted]);
  });
  host.map.triggerRepaint();
}

// While something is drawn the pointer belongs to that, and so does the click that ends it.
const TOOL_ECHO_MS = 400;
const occupied = (host) => Boolean(host.tool) || performance.now() - (host.toolEnded ?? -TOOL_ECHO_MS) < TOOL_ECHO_MS;

function putDown(host) {
  host.tool?.stop();
  host.tool = null;
  host.toolEnded = performance.now();
}

// `what`: "line" to draw one, two ends to show a line that is known, null to take it away.
function draw(host, what) {
  const { drawLine, showLine, drawn } = window.monitorMapParts;
  putDown(host);
  hover(host, null);
  drawn.showDrawn(host, []);
  if (Array.isArray(what)) return showLine(host, what);
  if (what !== null && what !== "line") throw new Error(`refused: ${what}`);
  host.tool = what && drawLine(host, (line) => {
    putDown(host);
    if (line) report(host.id, "drawn", { line, n: Date.now() });
    else report(host.id, "status", { state: "draw-stopped", text: "" });
  });
}

// `shape`: a GeoJSON geometry, LineString or Polygon, to change by its corners; null ends it.
function edit(host, shape) {
  putDown(host);
  hover(host, null);
  window.monitorMapParts.drawn.showDrawn(host, []);
  const changed = (geometry) => report(host.id, "drawn", { geometry, n: Date.now() });
  host.tool = shape && window.monitorMapParts.editShape(host, shape, changed);
}

function obey(host, [method, ...args]) {
  if (PLAIN.includes(method)) {
    host.map[method](...args);
    host.styled = (host.styled ?? 0) + 1;
  }
  else if (CAMERA.includes(method)) moveCamera(host.map, method, args);
  else if (method === "setData") setData(host, ...args);
  else if (method === "setLines") setLines(host, ...args);
  else if (method === "setTiles") setTiles(host, ...args);
  else if (method === "select") select(host, ...args);
  else if (method === "exportPng") exportPng(host, ...args);
  else if (method === "draw") draw(host, ...args);
  else if (method === "edit") edit(host, ...args);
  else throw new Error(`refused: ${method}`);
}

function moveCamera(map, method, [target, options]) {
  const motion = { duration: still() ? 0 : 500 };
  if (method === "easeTo") map.easeTo({ ...motion, ...target });
  else map.fitBounds(target, { padding: 40, maxZoom: 8, ...motion, ...options });
}

function run(id, commands) {
  const host = hosts.get(id);
  if (!host || !commands?.length) return;
  if (!host.ready) return void host.waiting.push(...commands);
  for (const command of commands) {
    try {
      obey(host, command);
    } catch (problem) {
      console.warn(`map ${id}: ${command[0]}:`, problem);
    }
  }
  window.monitorMapParts.drawn.recolourDrawn(host);
}

// The tip under a pointer that stands still, when what it says has changed.
function retell(id) {
  const host = hosts.get(id);
  if (host?.ready && host.pointer && !occupied(host)) hover(host, host.pointer);
}

// A map that is not taken down keeps its WebGL context; browsers allow about sixteen.
function unmount(id) {
  const host = hosts.get(id);
  if (!host) return;
  hosts.delete(id);
  clearTimeout(host.viewTimer);
  if (host.tool) putDown(host);
  host.ready = false;
  host.map?.remove();
  host.map = null;
}

new MutationObserver(() => {
  for (const [id, { container }] of hosts) if (!container.isConnected) unmount(id);
}).observe(document.body, { childList: true, subtree: true });

// Callbacks may have come first (assets/clientside/map.js keeps them).
window.monitorMap = { mount, run, unmount, retell, hosts };
for (const [method, ...args] of window.monitorMapWaiting ?? []) window.monitorMap[method](...args);
