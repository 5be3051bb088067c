// Changing a corridor: its text is the draft. A part of the line goes to the map, and what is drawn there comes back into the text.
(() => {
  "use strict";
  const MOST = 800000;
  const round = ([lon, lat]) => [+lon.toFixed(5), +lat.toFixed(5)];

  // The lines in any GeoJSON, in its order; none where it cannot be read: the server says what is wrong with it.
  function linesOf(json) {
    if (json?.type === "FeatureCollection") return json.features.flatMap(linesOf);
    if (json?.type === "Feature") return linesOf(json.geometry);
    if (json?.type === "LineString") return [json.coordinates];
    return json?.type === "MultiLineString" ? json.coordinates : [];
  }

  function read(text) {
    try {
      return linesOf(JSON.parse(text));
    } catch {
      return [];
    }
  }

  const written = (lines) =>
    JSON.stringify(lines.length === 1 ? { type: "LineString", coordinates: lines[0] } : { type: "MultiLineString", coordinates: lines })
      .replaceAll("],[[", "],\n[[");

  function edit(part, text) {
    const line = read(text)[Number(part)];
    return [["edit", line ? { type: "LineString", coordinates: line } : null]];
  }

  function drawn(found, part, text) {
    const lines = read(text), at = Number(part);
    const keep = window.dash_clientside.no_update;
    if (!found?.geometry || !lines[at]) return keep;
    lines[at] = found.geometry.coordinates.map(round);
    return written(lines);
  }

  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("#corridor-choose")) return;
    const input = Object.assign(document.createElement("input"), { type: "file", accept: ".geojson,.json" });
    input.addEventListener("change", async () => {
      const [file] = input.files;
      if (!file) return;
      const text = await file.slice(0, MOST + 1).text();
      window.dash_clientside.set_props("corridor-line", { value: text });
      window.dash_clientside.set_props("corridor-part", { value: "none" });
    });
    input.click();
  });

  window.dash_clientside = Object.assign({}, window.dash_clientside, { corridors: { edit, drawn } });
})();
