// The page of routes: its switches, the chosen leg, and the matrix and list of legs, which hold what the map draws.
(() => {
  "use strict";
  const { read, write, decoded, same, go, visit, sameView } = window.monitorLink;
  const MAP = "routes-map", OPENS_WITH = ["corridors", "interpreted", "published", "stubs"];
  const NAMES = ["ends", "width", "ink", "once", "top", "layers", "lens"];
  const DEFAULTS = { ends: "seizure", width: "count", ink: "one", lens: "legs" };
  const here = () => window.location.pathname === "/routes";
  const none = () => window.dash_clientside.no_update;

  function valueOf(query, name) {
    const raw = query.get(name) || "";
    if (name === "once") return raw === "shown";
    if (name === "top") return raw ? Number(raw) : "";
    if (name === "layers") return raw ? decoded(raw).filter((one) => one !== "none") : [...OPENS_WITH];
    return raw || DEFAULTS[name];
  }

  function put(query, name, value) {
    if (name === "once") return query.set("once", value ? "shown" : "");
    if (name === "top") return query.set("top", value ? String(value) : "");
    if (name === "layers") return query.set("layers", same(value || [], OPENS_WITH) ? "" : [...value].sort().join(",") || "none");
    if (name === "lens" || name === "ends") query.set("leg", "");
    return query.set(name, value === DEFAULTS[name] ? "" : value);
  }

  const equal = (one, other) => (Array.isArray(one) ? same(one, other || []) : String(one ?? "") === String(other ?? ""));

  const functions = {
    controls(...values) {
      const changed = window.dash_clientside.callback_context.triggered.map((one) => one.prop_id.split(".")[0]);
      return go((query) => {
        NAMES.forEach((name, i) => changed.includes(`r-${name}`) && !equal(valueOf(query, name), values[i]) && put(query, name, values[i]));
      });
    },
    follow(drawn, ...now) {
      if (!drawn || !sameView(drawn.search)) return;
      const query = read(drawn.search);
      NAMES.forEach((name, i) => {
        const wanted = valueOf(query, name);
        const property = name === "once" ? "checked" : "value";
        if (!equal(wanted, now[i])) window.dash_clientside.set_props(`r-${name}`, { [property]: wanted });
      });
      pointDownloads();
      foldLegendOnce();
      keepFocus();
    },
    mapClick(click) {
      if (!click || !here()) return;
      const id = (click.ids || [])[0];
      if (click.layer === "routes" && id) choose(id);
      if (click.layer === "stubs" && id) choose(id.endsWith(":from") ? `-${id.slice(0, -5)}` : `${id.slice(0, -3)}-`);
    },
    mapView(view) {
      if (!view || !here()) return;
      const query = read(window.location.search);
      query.set("at", [view.lon.toFixed(3), view.lat.toFixed(3), view.zoom.toFixed(2)].join(","));
      window.history.replaceState(window.history.state, "", `/routes${write(query)}`);
    },
    // A band or link of the flow names what the filter takes; a second click takes it back.
    flowClick(click) {
      const said = click?.points?.[0]?.customdata;
      if (!said || !here()) return;
      visit((query) => said.split("&").forEach((pair) => window.monitorLink.toggle(query, ...pair.split("="))));
    },
    drawn(found) {
      if (!found?.line || !here()) return;
      const [[lon, lat], [lon2, lat2]] = found.line;
      visit((query) => query.set("gate", [lon, lat, lon2, lat2].map((one) => one.toFixed(4)).join(",")));
    },
    // The fields of a lens; what is applied becomes part of the link.
    form(data) {
      const place = document.getElementById("lens-form");
      if (!data || !place) return none();
      const inputs = data.fields.map(({ label, value, ...rest }) => {
        const input = make("input", { ...rest, class: "lens-input" });
        input.value = value;
        return [make("label", {}, make("span", {}, label), input), input];
      });
      const form = make("form", {}, ...inputs.map(([label]) => label), make("button", { type: "submit", class: "preset" }, data.apply));
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        visit((query) => query.set(data.name, inputs.map(([, input]) => input.value).join(",")));
      });
      place.replaceChildren(form);
      return data.name;
    },
    twin(data) {
      const place = document.getElementById("twin");
      if (!data || !place) return none();
      const before = shown?.data.twin === data.twin ? shown : null; // another kind of table begins anew
      shown = { order: "busy", letters: "", by: ["seizures", -1], ...before, data, place };
      draw();
      return data.twin;
    },
  };
  window.dash_clientside = Object.assign({}, window.dash_clientside, { routes: functions });

  // On a phone the legend would cover the map.
  let folded = false;
  function foldLegendOnce() {
    const legend = document.querySelector("#routes-legend details");
    if (!folded && legend && window.innerWidth < 760) legend.open = false;
    folded = true;
  }

  // Who opened a leg by a cell, a row or a line reads on at its heading; who goes back finds the cell again.
  let opener = null;
  function keepFocus() {
    const open = read(window.location.search).get("leg") || "";
    if (open === (opener?.open ?? "")) return;
    const before = opener;
    opener = { open, from: open ? document.activeElement?.dataset?.leg || open : null };
    const lost = document.activeElement === document.body || !document.activeElement?.isConnected;
    window.requestAnimationFrame(() => {
      if (open) document.getElementById("leg-title")?.focus();
      else if (before && lost) document.querySelector(`#twin [data-leg="${before.open}"]`)?.focus();
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && here() && document.querySelector("#routes-panel .back") && event.target.closest?.(".panel")) choose("");
  });

  // The two boxes over the map do not hide one another.
  document.addEventListener("toggle", (event) => {
    const legend = document.querySelector("#routes-legend details");
    if (event.target.matches?.(".routes .map-layers") && event.target.open && legend) legend.open = false;
  }, true);

  function choose(leg) {
    visit((query) => query.set("leg", leg));
  }

  function pointDownloads() {
    document.querySelectorAll("[data-download-routes]").forEach((anchor) => {
      anchor.href = `/download/routes.${anchor.dataset.downloadRoutes}${write(read(window.location.search))}`;
    });
  }

  // Matrix and list. Rows: leg, start, end, basis, its words, seizures, kg, kg in words, days, days in words, name.
  let shown = null;
  const LEG = { leg: 0, start: 1, end: 2, basis: 3, rests: 4, n: 5, kg: 6, weight: 7, first: 8, last: 9, firstWords: 10, lastWords: 11, name: 12 };
  const make = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  function draw() {
    const { data, place } = shown;
    place.replaceChildren(tools(), content());
  }

  const content = () => (shown.data.twin === "matrix" ? matrix() : list());

  function tools() {
    const { words } = shown.data;
    const letters = make("input", { type: "search", class: "twin-filter", placeholder: words.letters, "aria-label": words.letters });
    letters.value = shown.letters;
    letters.addEventListener("input", () => {
      shown.letters = letters.value;
      shown.place.lastChild.replaceWith(content());
    });
    if (shown.data.twin !== "matrix") return make("div", { class: "twin-tools" }, letters);
    const order = make("select", { class: "twin-order", "aria-label": words.order }, ...["busy", "name"].map((name) => make("option", { value: name }, words[name])));
    order.value = shown.order;
    order.addEventListener("change", () => {
      shown.order = order.value;
      shown.place.lastChild.replaceWith(matrix());
    });
    return make("div", { class: "twin-tools" }, letters, order);
  }

  const fits = (...names) => !shown.letters || names.some((name) => fold(name || "").includes(fold(shown.letters)));
  const legsThatFit = () => shown.data.legs.filter((leg) => fits(shown.data.names[leg[LEG.start]], shown.data.names[leg[LEG.end]]));

  // One row for each origin, one column for each end; the last ones, for what is not stated, hold the stubs.
  function matrix() {
    const { data } = shown;
    const cells = new Map(), sums = [new Map(), new Map()];
    const add = (row, column, cell) => {
      cells.set(`${row}\u0000${column}`, cell);
      [row, column].forEach((node, i) => sums[i].set(node, (sums[i].get(node) || 0) + cell.n));
    };
    for (const leg of legsThatFit()) {
      add(leg[LEG.start], leg[LEG.end], { n: leg[LEG.n], basis: leg[LEG.basis], leg: leg[LEG.leg], name: leg[LEG.name] });
    }
    for (const [node, way, n] of data.stubs) {
      if (!fits(data.names[node])) continue;
      const [row, column] = way === "from" ? ["", node] : [node, ""];
      const name = `${row ? data.names[row] : data.words.unstated} – ${column ? data.names[column] : data.words.unstated}`;
      add(row, column, { n, basis: "stub", leg: `${row}-${column}`, name });
    }
    if (!cells.size) return make("p", { class: "note" }, data.words.nothing);
    const byName = (one, other) => (data.names[one] || "").localeCompare(data.names[other] || "", document.documentElement.lang);
    const inOrder = (map) => [...map.keys()].sort((one, other) =>
      (one === "") - (other === "") || (shown.order === "name" ? 0 : map.get(other) - map.get(one)) || byName(one, other));
    const [rows, columns] = sums.map(inOrder);
    const most = Math.max(1, ...[...cells.values()].filter((cell) => cell.basis === "reported").map((cell) => cell.n));
    const title = (node) => (node ? data.names[node] : data.words.unstated);
    const head = make("tr", {}, make("td", { class: "corner" }, data.words.from_to),
      ...columns.map((node) => make("th", { scope: "col", class: node ? null : "unstated" }, make("span", {}, title(node)))));
    const body = rows.map((row) => make("tr", {}, make("th", { scope: "row", class: row ? null : "unstated" }, title(row)),
      ...columns.map((column) => make("td", {}, ...cellOf(cells.get(`${row}\u0000${column}`), most)))));
    const table = make("table", { class: "matrix" }, make("thead", {}, head), make("tbody", {}, ...body));
    const first = table.querySelector(`button[data-leg="${data.leg || ""}"]`) || table.querySelector("button");
    if (first) first.tabIndex = 0;
    return make("div", { class: "matrix-scroll" }, table);
  }

  function cellOf(cell, most) {
    if (!cell) return [];
    const { data } = shown;
    const said = cell.n ? data.numbers[cell.n] : "–";
    const step = cell.basis !== "reported" ? cell.basis : `step-${Math.min(3, Math.floor((4 * Math.log(cell.n)) / Math.log(most + 1)))}`;
    const words = data.words.cell.replace("{leg}", cell.name).replace("{n}", cell.n ? data.numbers[cell.n] : data.words.document);
    return [make("button", { type: "button", class: `cell ${step}`, "data-leg": cell.leg, "aria-label": words, title: words, tabindex: "-1",
      "aria-current": cell.leg === data.leg ? "true" : null }, said)];
  }

  // Tables that sort by their headings. A column: its name, where its value stands in a row, and what is shown of it.
  const CHAIN = { n: 4, kg: 5, number: 6, weight: 7 };
  const stated = (row, at) => row[at] || shown.data.words.unstated;
  const STAGES = ["departure", "transit", "seized", "destination"];
  const TABLES = {
    legs: {
      rows: () => legsThatFit(),
      columns: [
        ["leg", LEG.name, (row) => make("button", { type: "button", class: "plain-link", "data-leg": row[LEG.leg] }, row[LEG.name])],
        ["basis", LEG.rests, (row) => row[LEG.rests]],
        ["seizures", LEG.n, (row) => (row[LEG.n] ? shown.data.numbers[row[LEG.n]] : "–")], ["weight", LEG.kg, (row) => row[LEG.weight]],
        ["first", LEG.first, (row) => row[LEG.firstWords]], ["last", LEG.last, (row) => row[LEG.lastWords]],
      ],
    },
    flow: {
      rows: () => shown.data.chains.filter((row) => fits(...row.slice(0, STAGES.length))),
      columns: [
        ...STAGES.map((name, at) => [name, at, (row) => stated(row, at)]),
        ["seizures", CHAIN.n, (row) => row[CHAIN.number]], ["weight", CHAIN.kg, (row) => row[CHAIN.weight]],
      ],
    },
  };
  const NUMBERS = ["seizures", "weight"], RISE_FIRST = ["leg", "basis", ...STAGES];

  function list() {
    const { data, by: [key, way] } = shown;
    const { rows: all, columns } = TABLES[data.twin];
    const at = (columns.find(([name]) => name === key) || columns.find(([name]) => name === "seizures"))[1];
    const rank = (one, other) => {
      const [a, b] = [one[at], other[at]];
      if (a === b) return 0;
      if (a === null || a === "") return 1;
      if (b === null || b === "") return -1;
      return way * (typeof a === "number" ? a - b : a.localeCompare(b, document.documentElement.lang));
    };
    const rows = all().sort(rank);
    if (!rows.length) return make("p", { class: "note" }, data.words.nothing);
    const heads = columns.map(([name]) => {
      const button = make("button", { type: "button", class: "sort", title: data.words.sort.replace("{name}", data.words[name]) }, data.words[name]);
      button.addEventListener("click", () => {
        shown.by = [name, shown.by[0] === name ? -shown.by[1] : RISE_FIRST.includes(name) ? 1 : -1];
        shown.place.lastChild.replaceWith(list());
        shown.place.querySelectorAll(".sort")[columns.findIndex(([other]) => other === name)].focus();
      });
      const sort = key === name ? (way > 0 ? "ascending" : "descending") : null;
      return make("th", { scope: "col", "aria-sort": sort }, button);
    });
    const cell = (row, [name, , show], i) =>
      make(i ? "td" : "th", { scope: i ? null : "row", class: NUMBERS.includes(name) ? "number" : null }, show(row));
    const chosen = (row) => (data.twin === "legs" && row[LEG.leg] === data.leg ? "true" : null);
    const body = rows.map((row) => make("tr", { "aria-current": chosen(row) }, ...columns.map((column, i) => cell(row, column, i))));
    return make("div", { class: "matrix-scroll", tabindex: "0" }, make("table", { class: "legs-list" }, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...body)));
  }

  // The arrow keys go from cell to cell, over empty ones.
  const STEPS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
  document.addEventListener("keydown", (event) => {
    const cell = event.target.closest?.(".matrix .cell");
    if (!cell || !STEPS[event.key]) return;
    event.preventDefault();
    const flip = document.getElementById("frame")?.dir === "rtl" ? -1 : 1;
    const [down, right] = STEPS[event.key];
    const rows = [...cell.closest("table").querySelectorAll("tr")];
    let [y, x] = [rows.indexOf(cell.closest("tr")), cell.closest("td").cellIndex];
    for (;;) {
      [y, x] = [y + down, x + right * flip];
      const there = rows[y]?.cells[x];
      if (!there || x < 1) return;
      const button = there.querySelector("button");
      if (button) {
        cell.tabIndex = -1;
        button.tabIndex = 0;
        button.focus();
        return;
      }
    }
  });

  const actions = {
    leg: (leg) => visit((query) => query.set("leg", leg)),
    once: (value) => visit((query) => query.set("once", value)),
    twin: (name) => visit((query) => query.set("twin", name === "matrix" ? "" : name)),
    view: (text) => visit((query) => new URLSearchParams(text).forEach((value, name) => query.set(name, value))),
    draw: (kind) => window.monitorMap?.run(MAP, [["draw", kind]]),
    "rail-switch": () => switchRail(),
  };
  window.monitorLink.onAct(actions, here);

  function switchRail() {
    const page = document.querySelector(".routes");
    if (!page) return;
    const open = page.getAttribute("data-rail") !== "open";
    page.setAttribute("data-rail", open ? "open" : "closed");
    document.querySelector("[data-rail-switch]")?.setAttribute("aria-expanded", String(open));
    window.requestAnimationFrame(() => window.dispatchEvent(new Event("resize")));
  }
})();
