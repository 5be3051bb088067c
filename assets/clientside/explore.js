// The link is the state: controls, charts and map write the link; the server draws what the link says.
(() => {
  "use strict";
  const LISTS = ["drug", "drug_group", "country", "departure", "transit", "destination", "group", "mode", "source_kind", "precision"];
  const CONTROLS = ["drug", "drug_group", "min_kg", "country", "departure", "transit", "destination", "group", "place", "text", "mode", "source_kind", "precision", "years"];
  const none = () => window.dash_clientside.no_update;

  // The query as an ordered map of undecoded values: commas separate values, %2C is part of one.
  function read(search) {
    const found = new Map();
    for (const part of search.replace(/^\?/, "").split("&")) {
      if (!part) continue;
      const cut = part.indexOf("=");
      if (cut > 0) found.set(part.slice(0, cut), part.slice(cut + 1));
    }
    return found;
  }

  function write(query) {
    const text = [...query].filter(([, value]) => value !== "").map(([name, value]) => `${name}=${value}`).join("&");
    return text ? `?${text}` : "";
  }

  const encode = (value) => encodeURIComponent(value);
  const decoded = (value) => value.split(",").filter(Boolean).map((part) => decodeURIComponent(part.replace(/\+/g, " ")));
  const same = (one, other) => [...one].sort().join("\u0000") === [...other].sort().join("\u0000");

  // Go to a changed link; the same link is not visited twice.
  function go(change) {
    const query = read(window.location.search);
    change(query);
    const search = write(query);
    if (search === write(read(window.location.search))) return none();
    return search;
  }

  function visit(change) {
    const search = go(change);
    if (typeof search === "string") window.dash_clientside.set_props("url", { search });
  }

  function setList(query, name, values) {
    if (!same(decoded(query.get(name) || ""), values)) query.set(name, [...values].sort().map(encode).join(","));
  }

  function toggle(query, name, value) {
    const values = new Set(decoded(query.get(name) || ""));
    if (values.has(value)) values.delete(value);
    else values.add(value);
    setList(query, name, [...values]);
  }

  // A free text may name several alternatives with commas, as its control shows them.
  const texts = (value) => (value || "").split(/\s*[,،]\s*/).filter(Boolean);

  function setControl(query, name, value) {
    if (name === "years") return setYears(query, value);
    if (name === "min_kg") return Number(query.get(name) || 0) === Number(value || 0) ? undefined : query.set(name, value || "");
    return setList(query, name, LISTS.includes(name) ? value || [] : texts(value));
  }

  // First and last year of the data.
  function span() {
    const brush = document.getElementById("f-years")?.closest("[data-span]");
    return (brush?.dataset.span || "0,9999").split(",").map(Number);
  }

  // The slider knows years only: exact days of a link stay while their year stays.
  function setYears(query, value) {
    const [least, most] = span();
    const ends = { from: [value[0], value[0] <= least], to: [value[1], value[1] >= most] };
    for (const [name, [year, open]] of Object.entries(ends)) {
      const now = decoded(query.get(name) || "")[0] || "";
      const nowYear = now ? Number(now.slice(0, 4)) : null;
      if (nowYear === year || (nowYear === null && open)) continue;
      if (nowYear !== null && open && (name === "from" ? nowYear < year : nowYear > year)) continue;
      query.set(name, open ? "" : String(year));
    }
  }

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

  // The same link but for where the map stands and how the table is sorted: neither changes what the server draws.
  const UNDRAWN = ["at", "sort"];
  function sameView(one, other) {
    const [mine, theirs] = [one, other].map((search) => [...read(search)].filter(([name]) => !UNDRAWN.includes(name)).map(String));
    return same(mine, theirs);
  }

  function controlValue(query, name) {
    if (name === "years") return yearsOf(query);
    const raw = query.get(name) || "";
    if (name === "min_kg") return raw;
    return LISTS.includes(name) ? decoded(raw) : decoded(raw).join(", ");
  }

  function yearsOf(query) {
    const [least, most] = span();
    const year = (name, open) => Math.min(Math.max(Number((query.get(name) || "").slice(0, 4)) || open, least), most);
    return [year("from", least), year("to", most)];
  }

  const functions = {
    // The controls show what the link says, also after the back button or a click on a chart, in the server's words for
    // it; an answer that is older than what the reader did meanwhile moves nothing.
    follow(drawn, ...now) {
      if (!drawn || !sameView(drawn.search, window.location.search)) return;
      const [query, view] = [read(drawn.filter), read(drawn.search)];
      const layers = decoded(view.get("layers") || "routes").filter((name) => name !== "none");
      const wanted = [...CONTROLS.map((name) => controlValue(query, name)), layers, view.get("size") || "mass"];
      [...CONTROLS.map((name) => `f-${name}`), "layers", "size"].forEach((id, i) => {
        const is = now[i] ?? (Array.isArray(wanted[i]) ? [] : "");
        const equal = Array.isArray(wanted[i]) && id !== "f-years" ? same(is, wanted[i]) : JSON.stringify(is) === JSON.stringify(wanted[i]);
        if (!equal) window.dash_clientside.set_props(id, { value: wanted[i] });
      });
    },
    controls(...values) {
      const changed = window.dash_clientside.callback_context.triggered.map((one) => one.prop_id.split(".")[0]);
      return go((query) => {
        CONTROLS.forEach((name, i) => changed.includes(`f-${name}`) && setControl(query, name, values[i]));
        if (changed.includes("layers")) setLayers(query, values[CONTROLS.length] || []);
        const size = values[CONTROLS.length + 1];
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
    toggle: (value) => visit((query) => toggle(query, ...value.split("="))),
    remove: (name) => visit((query) => query.delete(name)),
    clear: () => clearFilters(),
    open: (name) => openControl(name),
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

  function clearFilters() {
    const keep = ["at", "layers", "size", "sort", "lang", "theme"];
    visit((query) => [...query.keys()].forEach((name) => keep.includes(name) || query.delete(name)));
  }

  function openControl(name) {
    const id = `f-${name === "from" || name === "to" ? "years" : name}`;
    const control = document.getElementById(id) || document.querySelector(`[aria-labelledby="${id}-label"]`);
    if (!control) return;
    document.getElementById("explore")?.setAttribute("data-rail", "open");
    control.scrollIntoView({ block: "center" });
    const target = control.matches("input, button, [role=slider]") ? control : control.querySelector("input, button, [role=slider]");
    target?.focus();
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

  document.addEventListener("click", (event) => {
    for (const [name, act] of Object.entries(actions)) {
      const holder = event.target.closest?.(`[data-${name}]`);
      if (holder) {
        event.preventDefault();
        act(holder.dataset[name]);
        return;
      }
    }
  });
})();
