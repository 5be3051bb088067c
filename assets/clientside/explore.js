// The link is the state: controls, charts and map write the link; the server draws what the link says.
(() => {
  "use strict";
  const none = () => window.dash_clientside.no_update;

  const { read, write, decoded, same, go, visit, toggle } = window.monitorLink;

  // "routes" alone is what a link without layers shows; none at all has a word of its own.
  function setLayers(query, values) {
    const now = decoded(query.get("layers") || "routes").filter((name) => name !== "none");
    if (same(now, values)) return;
    query.set("layers", same(values, ["routes"]) ? "" : [...values].sort().join(",") || "none");
  }

  // On a phone the legend would cover the map.
  let folded = false;
  function foldLegendOnce() {
    const legend = document.querySelector(".map-legend details");
    if (!folded && legend && window.innerWidth < 760) legend.open = false;
    folded = true;
  }

  function pointDownloads() {
    document.querySelectorAll("[data-download]").forEach((anchor) => {
      anchor.href = `/download/seizures.${anchor.dataset.download}${write(read(window.location.search))}`;
    });
  }

  // Rows are asked for again when the filter has changed and the table can be seen.
  let rowsAreOld = false;
  function freshRows() {
    rowsAreOld = false;
    if (!document.getElementById("items")) return;
    window.dash_ag_grid.getApiAsync("items").then((grid) => grid.purgeInfiniteCache()).catch(() => undefined);
  }

  let gridCodeAsked = null;
  function gridCode() {
    gridCodeAsked ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = document.getElementById("sent").dataset.grid;
      script.onload = done;
      script.onerror = () => { gridCodeAsked = null; failed(new Error("the table's code did not arrive")); };
      document.head.append(script);
    });
    return gridCodeAsked;
  }

  const functions = {
    // The controls of the map show what the link says; those of the filter are the rail's.
    follow(drawn, ...now) {
      if (!drawn || !window.monitorLink.sameView(drawn.search)) return;
      const view = read(drawn.search);
      const layers = decoded(view.get("layers") || "routes").filter((name) => name !== "none");
      if (!same(now[0] ?? [], layers)) window.dash_clientside.set_props("layers", { value: layers });
      const size = view.get("size") || "mass";
      if (now[1] !== size) window.dash_clientside.set_props("size", { value: size });
    },
    controls(layers, size) {
      const changed = window.dash_clientside.callback_context.triggered.map((one) => one.prop_id.split(".")[0]);
      return go((query) => {
        if (changed.includes("layers")) setLayers(query, layers || []);
        if (changed.includes("size") && (query.get("size") || "mass") !== size) query.set("size", size === "mass" ? "" : size);
      });
    },
    mapClick(click) {
      if (!click) return none();
      const ids = click.ids || [];
      // An imported area says its name and no more: the country under it is what is clicked.
      const countries = ["countries", "areas"].includes(click.layer) ? click.all?.countries || [] : [];
      if (countries.length) {
        visit((query) => toggle(query, "country", countries[0]));
        return none();
      }
      if (!ids.length || click.layer !== "seizures") return none();
      const year = window.monitorPlay?.year();
      return year ? { ids, year, from: "map" } : { ids, from: "map" };
    },
    mapView(view) {
      if (!view) return none();
      const query = read(window.location.search);
      query.set("at", [view.lon.toFixed(3), view.lat.toFixed(3), view.zoom.toFixed(2)].join(","));
      // The camera is part of the link but not of the history: the back button undoes filters, not pans.
      if (window.location.pathname === "/") window.history.replaceState(window.history.state, "", `/${write(query)}`);
      legendOfZoom(view);
      window.monitorPlay?.moved();
      return `${view.lon.toFixed(3)},${view.lat.toFixed(3)},${view.zoom.toFixed(2)}`;
    },
    // As the camera: part of the link, not of the history, and no question to the server.
    sorted(request) {
      if (!request || window.location.pathname !== "/") return;
      const [first] = request.sortModel || [];
      const query = read(window.location.search);
      query.set("sort", first ? `${first.sort === "desc" ? "-" : ""}${first.colId}` : "");
      const search = write(query);
      if (search === write(read(window.location.search))) return;
      window.history.replaceState(window.history.state, "", `/${search}`);
      pointDownloads();
    },
    rowChosen(rows) {
      return rows && rows.length ? { ids: [rows[0].seizure_id], from: "table" } : none();
    },
    // Beside the table the map is low: the legend would take it all, and folds; the map alone gets it back.
    arrange(value) {
      const legend = document.querySelector(".map-legend details");
      if (legend && window.innerWidth >= 760) legend.open = value !== "both";
      window.requestAnimationFrame(() => window.dispatchEvent(new Event("resize")));
      if (value !== "map" && rowsAreOld) freshRows();
      return value;
    },
    // The first time that the table is to be seen its code is fetched, then the table itself.
    async tableWanted(value) {
      if (value === "map" || document.getElementById("table-place")?.childElementCount) return none();
      await gridCode();
      return { in: value };
    },
    refresh(drawn) {
      foldLegendOnce();
      watchLegend();
      if (drawn) extent = drawn.extent;
      if (drawn) window.monitorPlay?.follow(drawn.years);
      if (document.getElementById("explore")?.dataset.arrangement === "map") rowsAreOld = true;
      else freshRows();
      pointDownloads();
      return none();
    },
    columns(names) {
      window.dash_ag_grid?.getApiAsync("items").then((grid) => {
        const all = grid.getColumns().map((column) => column.getColId());
        grid.setColumnsVisible(all.filter((name) => !names.includes(name)), false);
        grid.setColumnsVisible(names, true);
      });
    },
    // A bar carries the value of its chart's filter; a bar without one ("not stated") cannot be chosen.
    chartClick() {
      const changed = window.dash_clientside.callback_context.triggered[0];
      const value = changed?.value?.points?.[0]?.customdata;
      if (value === undefined || value === null) return none();
      const name = changed.prop_id.split(".")[0].replace("chart-", "");
      if (name !== "years") return go((query) => toggle(query, name, String(value)));
      // A year alone; a second click on it takes it back, as with the other bars.
      return go((query) => {
        const alone = ["from", "to"].every((end) => query.get(end) === String(value));
        ["from", "to"].forEach((end) => query.set(end, alone ? "" : String(value)));
      });
    },
  };
  window.dash_clientside = Object.assign({}, window.dash_clientside, { explore: functions });

  // Any element can name what it does; so words, rows and cards work alike by mouse and by keyboard.
  const actions = {
    seizure: (id) => window.dash_clientside.set_props("chosen", { data: { ids: [id] } }),
    unmapped: () => window.dash_clientside.set_props("chosen", { data: { unmapped: true } }),
    fit: () => fitToSeizures(),
    back: () => window.dash_clientside.set_props("chosen", { data: { ids: [] } }),
  };

  // The camera stays where the reader put it until the reader asks for all that the filter leaves.
  let extent = null; // west, south, east, north of what is drawn
  function fitToSeizures() {
    if (extent) window.monitorMap?.run("explore-map", [["fitBounds", extent, { padding: 60, maxZoom: 7 }]]);
  }

  // How much a symbol's width stands for differs from zoom to zoom where symbols stand for many seizures, and while years
  // are played (`instead`).
  let seen = null, instead = null;
  function legendOfZoom(view) {
    seen = view || seen;
    const group = document.querySelector(".map-legend .legend-group");
    const said = group && seen && saidAt(group);
    if (!said) return;
    put(group.querySelector("h3"), said.title);
    group.querySelectorAll("li span").forEach((label, i) => put(label, said.labels[i]));
  }

  function saidAt(group) {
    if (instead) return { title: instead.title.replace("{km}", inDigits(cellKm(seen.lat, instead.cells))), labels: instead.labels };
    if (!group.dataset.byZoom) return group.dataset.own ? JSON.parse(group.dataset.own) : null;
    const all = JSON.parse(group.dataset.byZoom);
    const zoom = Math.min(Math.max(Math.floor(seen.zoom), 0), all.labels.length - 1);
    const near = zoom === all.labels.length - 1;
    const title = near ? all.near : all.far.replace("{km}", inDigits(cellKm(seen.lat, all.cells_a_side * 2 ** zoom)));
    return { title, labels: all.labels[zoom] };
  }

  window.exploreLegend = {
    instead(words) {
      const group = document.querySelector(".map-legend .legend-group");
      if (group && words && !group.dataset.byZoom && !group.dataset.own) {
        const labels = [...group.querySelectorAll("li span")].map((label) => label.textContent);
        group.dataset.own = JSON.stringify({ title: group.querySelector("h3").textContent, labels });
      }
      instead = words;
      legendOfZoom();
    },
  };

  // As monitoring/figures/cell_words.py: the width of a cell in the middle of the map, to one digit that counts.
  function cellKm(lat, cells) {
    return Number(((40075.017 * Math.cos((lat * Math.PI) / 180)) / cells).toPrecision(1));
  }

  function put(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }

  function inDigits(value) {
    const digits = window.monitorMap?.hosts.get("explore-map")?.spec.digits;
    return digits ? String(value).replace(/[0-9]/g, (digit) => digits[Number(digit)]) : String(value);
  }

  // The server writes the legend for where the link stood; the map may have been moved since.
  const rewritten = new MutationObserver(() => legendOfZoom());
  function watchLegend() {
    rewritten.disconnect();
    const legend = document.getElementById("legend");
    if (legend) rewritten.observe(legend, { childList: true });
    legendOfZoom();
  }

  // Pointing at a substance in the rail, the panel or the legend dims the others on the map.
  let dimmed = "";
  function dim(family) {
    const commands = JSON.parse(document.getElementById("explore")?.dataset.dims || "{}")[family];
    if (family === dimmed || !commands) return;
    dimmed = family;
    window.monitorMap?.run("explore-map", commands);
  }
  const pointed = (event) => dim(event.target.closest?.("[data-dim]")?.dataset.dim || "");
  document.addEventListener("pointerover", pointed);
  document.addEventListener("focusin", pointed);

  window.monitorLink.onAct(actions);
})();
