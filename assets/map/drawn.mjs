// What a reader draws on a map: a source and layers that belong to the host, over everything else, in the page's colours.

const SOURCE = "host-drawn";
const LAYERS = ["host-drawn-area", "host-drawn-casing", "host-drawn-line", "host-drawn-between", "host-drawn-points"];
const of = (type) => ["==", ["geometry-type"], type];
const handle = (kind) => ["all", of("Point"), ["==", ["get", "kind"], kind]];

function layers(ink, halo, chosen) {
  const [area, casing, line, between, points] = LAYERS.map((id) => ({ id, source: SOURCE }));
  const edge = { "circle-color": halo, "circle-stroke-color": ink };
  return [
    { ...area, type: "fill", filter: of("Polygon"), paint: { "fill-color": ink, "fill-opacity": 0.08 } },
    { ...casing, type: "line", filter: ["!", of("Point")], paint: { "line-color": halo, "line-width": 6, "line-opacity": 0.8 } },
    { ...line, type: "line", filter: ["!", of("Point")], paint: { "line-color": ink, "line-width": 2.5 } },
    { ...between, type: "circle", filter: handle("between"),
      paint: { ...edge, "circle-radius": 3, "circle-stroke-width": 1, "circle-opacity": 0.85 } },
    { ...points, type: "circle", filter: handle("corner"),
      paint: { ...edge, "circle-radius": 5, "circle-stroke-width": 2, "circle-color": ["case", ["has", "chosen"], chosen, halo] } },
  ];
}

const inks = (host) => {
  const style = getComputedStyle(host.container);
  return ["--map-ink", "--map-raised", "--map-flag"].map((name) => style.getPropertyValue(name).trim());
};

const feature = (geometry, properties = {}) => ({ type: "Feature", geometry, properties });

// Shows `features` in place of what was there; none takes source and layers away.
function showDrawn(host, features) {
  const { map } = host;
  if (!features.length) {
    for (const id of LAYERS) if (map.getLayer(id)) map.removeLayer(id);
    if (map.getSource(SOURCE)) map.removeSource(SOURCE);
    return;
  }
  const data = { type: "FeatureCollection", features };
  if (map.getSource(SOURCE)) map.getSource(SOURCE).setData(data);
  else map.addSource(SOURCE, { type: "geojson", data, tolerance: 0 });
  for (const layer of layers(...inks(host))) if (!map.getLayer(layer.id)) map.addLayer(layer);
}

// The page may have another theme than when the layers were made.
function recolourDrawn(host) {
  if (!host.map.getSource(SOURCE)) return;
  for (const { id, paint } of layers(...inks(host))) {
    for (const [name, value] of Object.entries(paint)) if (name.endsWith("color")) host.map.setPaintProperty(id, name, value);
  }
}

// Longitudes of a drawing: the first within -180 to 180, the others as near as they were drawn, past 180 if need be.
function unwrapped(points) {
  const turns = 360 * Math.floor((points[0][0] + 180) / 360);
  return points.map(([lon, lat]) => [lon - turns, lat]);
}

window.monitorMapParts = { ...window.monitorMapParts, drawn: { feature, showDrawn, recolourDrawn, unwrapped } };
