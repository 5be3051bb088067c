// Lines and their arrowheads as monitoring/figures/route_pack.py sends them: properties, bearing of the head, and the points
// as steps of a thousandth of a degree. Here they become GeoJSON again.

const PER_DEGREE = 1000;
const feature = (type, coordinates, properties) => ({ type: "Feature", geometry: { type, coordinates }, properties });

function pointsOf(steps) {
  const points = [];
  let lon = 0, lat = 0;
  for (let at = 0; at < steps.length; at += 2) {
    lon += steps[at];
    lat += steps[at + 1];
    points.push([lon / PER_DEGREE, lat / PER_DEGREE]);
  }
  return points;
}

function unpackLines(rows) {
  const lines = [], heads = [];
  for (const [properties, bearing, steps] of rows) {
    const points = pointsOf(steps);
    const { tip, loop, ...head } = properties;
    lines.push(feature("LineString", points, { ...properties, ids: JSON.stringify([properties.id]) }));
    heads.push(feature("Point", points[points.length - 1], { ...head, bearing }));
  }
  return [lines, heads].map((features) => ({ type: "FeatureCollection", features }));
}

window.monitorMapParts = { ...window.monitorMapParts, unpackLines };
