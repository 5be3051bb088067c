// The map of Afghanistan: all years are here (monitoring/pages/afghanistan_years.py), so a step through them asks for nothing. Year,
// show and province stand in the link without a visit to the server; a second year, layers and theme are visits.
(() => {
  "use strict";
  const { read, write, decoded, same, go, visit, sameView } = window.monitorLink;
  const MAP = "af-map", OTHER = "af-map-other", STEP_MS = 700, NARROW = 760, NONE = -4, OPENS_WITH = ["rivers"], PATH = "/afghanistan";
  const SOURCES = ["admin1", "af-labels"];
  const here = () => window.location.pathname === PATH;
  const none = () => window.dash_clientside.no_update;
  const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const byId = (id) => document.getElementById(id);
  const put = (element, text) => element && element.textContent !== text && (element.textContent = text);
  const make = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== undefined) made.setAttribute(name, value);
    made.append(...children.filter((child) => child !== null));
    return made;
  };

  let all = null; // what the server sent of all years
  let look = null; // colours, by show
  let now = null; // {year, show, province, against, table}
  let running = null; // the timer while it plays
  let hovered = null, pointed = false;
  let sorted = { by: null, way: -1 };
  let painted = {}; // map -> the show it is coloured for
  let folded = null; // the colours with which the legend came
  let fits = null; // whether two maps shall show the whole country: not where the link says what to show
  let tableOf = ""; // what the table on the page holds

  // --- what is known of a province in a year -------------------------------------------------------------------------

  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const written = (year) => all.written[year] ?? String(year);
  const number = (value) => Math.round(Math.abs(value)).toLocaleString("en").replace(/,/g, all.group).replace(/[0-9]/g, (digit) => all.digits[digit]);
  const signed = (value) => (value > 0 ? "+" : value < 0 ? "−" : "") + number(value);
  const ofYear = (show, year) => all.shows[show]?.[year];
  const NOTHING = { k: NONE, v: null, w: "" };

  function known(show, year, i) {
    const rows = ofYear(show, year);
    return rows ? { k: rows.k[i], v: rows.v[i], w: rows.w[i], s: rows.s[i] } : { ...NOTHING, s: all.words[show === "ha" || show === "share" ? "no_figure" : "no_record"] };
  }

  const filledYears = (show) => all.years.filter((year) => ofYear(show, year)?.k.some((step) => step !== NONE));
  const noteOf = (year, i) => all.notes[year]?.[all.codes[i]];
  const comparing = () => now.against !== null;
  const base = () => (comparing() && now.show === "change" ? "ha" : now.show);

  // One year minus another, hectares; without a number where one of them has none.
  function difference(i) {
    const one = known("ha", now.year, i), other = known("ha", now.against, i);
    if (one.v === null || other.v === null) {
      const free = one.k === -2 && other.k === -2;
      return { k: free ? -2 : NONE, v: null, w: "", s: `${written(now.year)}: ${one.s}; ${written(now.against)}: ${other.s}` };
    }
    const v = other.v - one.v;
    const k = all.breaks.filter((least) => v >= least).length;
    const words = v === 0 ? all.words.same : fill(v > 0 ? all.words.more : all.words.less, { n: number(v) });
    return { k, v, w: signed(v), s: `${words} (${written(now.year)}: ${one.s}; ${written(now.against)}: ${other.s})` };
  }

  // What a map shows of a province.
  function shown(map, i) {
    if (map === MAP) return known(base(), now.year, i);
    return now.show === "change" ? difference(i) : known(now.show, now.against, i);
  }

  function told(map, i) {
    const year = map === MAP ? written(now.year) : now.show === "change" ? `${written(now.year)}–${written(now.against)}` : written(now.against);
    return { year, said: shown(map, i).s };
  }

  // --- the map ---------------------------------------------------------------------------------------------------------

  function paintMap(map) {
    const show = map === MAP ? base() : now.show;
    if (!window.monitorMap?.hosts.get(map) || !look) return;
    const commands = painted[map] === show ? [] : [...look[show].paints];
    painted[map] = show;
    all.codes.forEach((code, i) => {
      const { k } = shown(map, i);
      for (const source of SOURCES) commands.push(["setFeatureState", { source, id: code }, { k }]);
      commands.push(["setFeatureState", { source: SOURCES[0], id: code }, { chosen: code === now.province }]);
    });
    window.monitorMap.run(map, commands);
    window.monitorMap.retell(map);
  }

  const tipFor = (map) => (feature) => {
    if (feature.layer.id !== "af-fill" || !now || !all) return null;
    const i = all.codes.indexOf(feature.properties.code);
    if (i < 0) return null;
    if (hovered !== i && pointed) {
      hovered = i;
      status();
    }
    const { year, said } = told(map, i);
    const [, lines] = map === MAP && ["ha", "share", "change"].includes(base()) ? noteOf(now.year, i) ?? [] : [];
    return [all.names[i], `${year}: ${said}`, ...(lines ?? [])];
  };
  window.monitorMapTips = { ...window.monitorMapTips, [MAP]: tipFor(MAP), [OTHER]: tipFor(OTHER) };

  function ease(i) {
    const [lon, lat] = all.points[i];
    const map = window.monitorMap?.hosts.get(MAP)?.map;
    if (map && !map.getBounds().contains([lon, lat])) window.monitorMap.run(MAP, [["easeTo", { center: [lon, lat] }]]);
  }

  // --- words -----------------------------------------------------------------------------------------------------------

  function status() {
    const line = byId("af-status");
    if (!line) return;
    const i = hovered ?? all.codes.indexOf(now.province);
    const chosen = i >= 0 ? fill(all.words.status, { name: all.names[i], ...told(comparing() ? OTHER : MAP, i) }) : "";
    put(line, chosen || all.gaps);
  }

  function words() {
    const said = all.said[now.year];
    put(byId("af-finding"), comparing() ? fill(all.words.difference_title, { year: written(now.year), other: written(now.against) }) : all.found[now.show]?.[now.year] ?? said.title);
    put(byId("af-subtitle"), comparing() ? [now.year, now.against].map((year) => `${written(year)}: ${all.said[year].total}`).join(" ") : said.subtitle);
    const what = all.sentences[now.show], years = comparing() ? `${written(now.year)} / ${written(now.against)}` : written(now.year);
    const editions = [...new Set([now.year, ...(comparing() ? [now.against] : [])].map((year) => all.said[year].editions).filter(Boolean))].join(" / ");
    const whose = what.survey && editions ? fill(all.words.edition, { editions }) : "";
    const sentence = `${fill(what.text, { year: years })}${whose}.`;
    window.dash_clientside.set_props("af-sentence", { children: sentence });
    put(byId("af-title"), comparing() ? written(now.year) : "");
    put(byId("af-title-other"), !comparing() ? "" : now.show === "change" ? fill(all.words.difference, { year: written(now.year), other: written(now.against) }) : written(now.against));
    put(byId("af-legend-source"), what.survey ? (editions ? fill(all.words.method, { editions }) : "") : all.words.record);
    put(byId("af-source"), what.survey ? (editions ? fill(all.words.source, { editions }) : all.words.no_source) : all.words.record);
    checks(said.checks);
    window.dash_clientside.set_props("af-year", { data: { year: now.year, show: base(), sentence, editions } });
  }

  function checks(found) {
    byId("af-checks")?.replaceChildren(...(comparing() ? [] : found).map(({ verdict, said, note }) =>
      make("p", { class: `af-check af-check-${verdict.replace(" ", "-")}` }, make("span", { class: "af-mark", "aria-hidden": "true" }, { agrees: "✓", rounding: "≈", differs: "≠" }[verdict] ?? "?"),
        make("span", {}, make("span", {}, said), note ? make("span", { class: "af-check-note" }, ` ${note}`) : ""))));
  }

  function legend() {
    document.querySelectorAll(".af-legend-one").forEach((one) => {
      one.hidden = one.dataset.show !== now.show && !(comparing() && one.dataset.show === base());
    });
  }

  // Where the table takes half of the map's room, the legend is folded.
  function fold() {
    const box = document.querySelector("#af-legend > details");
    if (box) box.open = !now.table && !comparing() && box.closest(".map-stage").clientWidth >= NARROW;
  }

  // --- ranking and the chosen province -----------------------------------------------------------------------------------

  const rowsNow = () => all.codes.map((code, i) => ({ code, i, name: all.names[i], ...(comparing() ? difference(i) : known(now.show, now.year, i)) }));
  const listed = () => (comparing() ? "change" : now.show);

  function ranking() {
    const rows = rowsNow(), place = byId("af-ranking");
    if (!place || !look) return;
    const named = comparing() ? fill(all.words.changed, { year: written(now.year), other: written(now.against) })
      : fill(all.words.ranked, { name: all.showNames[now.show], year: written(now.year) });
    put(byId("af-ranking-title"), named);
    const valued = rows.filter(({ v }) => v !== null && v !== 0).sort((one, other) => other.v - one.v);
    const most = Math.max(...valued.map(({ v }) => Math.abs(v)), 1);
    const two = listed() === "change";
    const list = make("ol", { class: `af-bars${two ? " af-two" : ""}` }, ...valued.map((row) => bar(row, most, two)));
    const others = [-1, -3, -2, NONE].map((step) => [step, rows.filter(({ v, k }) => k === step && (v === null || v === 0))]);
    const groups = others.filter(([, members]) => members.length).map(([step, members]) =>
      make("div", { class: "af-kind" }, make("p", {}, make("span", { class: `af-swatch af-step${step}`, style: `background-color: ${look[listed()].fills[step]}` }), kindName(step, members.length)),
        make("p", { class: "af-kind-names" }, ...members.map(({ code, name, s }) => make("button", { type: "button", class: "plain-link", "data-af-province": code, title: s, "aria-current": code === now.province ? "true" : null }, name)))));
    place.replaceChildren(valued.length ? list : make("p", { class: "note" }, all.words.empty), ...groups);
  }

  function kindName(step, n) {
    const names = comparing() ? all.kinds.compared : listed() === "change" ? all.kinds.change : ["ha", "share"].includes(now.show) ? all.kinds.ha : all.kinds.record;
    return fill(names[step] ?? names[NONE], { n: number(n) });
  }

  function bar({ code, name, v, w, k, s, i }, most, two) {
    const width = `${(100 * Math.abs(v)) / most / (two ? 2 : 1)}%`;
    const quoted = !comparing() && ["ha", "share"].includes(now.show) && noteOf(now.year, i)?.[0];
    const drawn = make("span", { class: `af-bar${v < 0 ? " af-less" : ""}`, style: `inline-size: ${width}; background: ${look[listed()].ramp[k]}` });
    return make("li", {}, make("button", { type: "button", class: `af-row${quoted ? " af-quoted" : ""}`, "data-af-province": code, title: s, "aria-current": code === now.province ? "true" : null },
      make("span", { class: "af-row-name" }, name), make("span", { class: "af-row-bar" }, drawn), make("span", { class: "number" }, w, quoted ? make("span", { class: "af-quote" }, all.words.quoted) : "")));
  }

  function card() {
    const place = byId("af-card"), i = all.codes.indexOf(now.province);
    if (!place) return;
    place.hidden = i < 0;
    if (i < 0) return place.replaceChildren();
    const rank = [...(ofYear("ha", now.year)?.v ?? [])].filter((v) => v > (ofYear("ha", now.year)?.v[i] ?? Infinity)).length + 1;
    const lines = ["ha", "change", "share", "seizures"].map((show) => make("div", {}, make("dt", {}, all.showNames[show]), make("dd", {}, known(show, now.year, i).s)));
    const value = ofYear("ha", now.year)?.v[i];
    const [, notes] = noteOf(now.year, i) ?? [];
    const page = make("a", { href: `${PATH}/${now.province}${write(kept())}` }, all.words.page);
    const gate = make("a", { href: `${PATH}/${now.province}${write(new Map([...kept(), ["year", now.year]]))}#outwards` }, all.words.outwards);
    const leave = make("button", { type: "button", class: "plain-link", "data-af-province": "" }, all.words.close);
    place.replaceChildren(
      make("h2", { class: "section-title" }, `${all.names[i]}, ${written(now.year)}${value ? ` · ${fill(all.words.rank, { n: number(rank) })}` : ""}`),
      make("dl", { class: "af-facts" }, ...lines), ...(notes ?? []).map((note) => make("p", { class: "note", dir: "auto" }, note)), make("p", { class: "af-links" }, page, gate, leave));
  }

  const kept = () => new Map([...read(window.location.search)].filter(([name]) => ["lang", "theme"].includes(name)));

  // --- the table ---------------------------------------------------------------------------------------------------------

  function table() {
    const place = byId("af-table");
    if (!place) return;
    place.hidden = !now.table;
    document.querySelector(".af-page .stage")?.toggleAttribute("data-table", now.table);
    byId("af-table-button")?.setAttribute("aria-expanded", String(now.table));
    if (!now.table) return;
    const key = JSON.stringify([now.show, sorted]);
    if (key !== tableOf || !place.firstChild) {
      const held = place.querySelector("table")?.contains(document.activeElement) ? document.activeElement.dataset.at : null;
      place.replaceChildren(drawTable());
      tableOf = key;
      if (held) place.querySelector(`[data-at="${held}"]`)?.focus();
    }
    place.querySelectorAll("[aria-current]").forEach((one) => one.removeAttribute("aria-current"));
    place.querySelectorAll(`tr[data-code="${now.province}"], [data-year="${now.year}"]`).forEach((one) => one.setAttribute("aria-current", "true"));
  }

  function drawTable() {
    const years = filledYears(now.show);
    const order = all.codes.map((_code, i) => i);
    const rank = (i) => known(now.show, sorted.by, i);
    if (sorted.by === "name") order.sort((a, b) => sorted.way * all.names[a].localeCompare(all.names[b], all.language));
    else if (sorted.by) order.sort((a, b) => (rank(a).v === null) - (rank(b).v === null) || sorted.way * ((rank(a).v ?? 0) - (rank(b).v ?? 0)) || rank(b).k - rank(a).k);
    else order.sort((a, b) => all.names[a].localeCompare(all.names[b], all.language));
    const sort = (by) => (sorted.by === by ? (sorted.way > 0 ? "ascending" : "descending") : null);
    const head = (by, words) => make("th", { scope: "col", "aria-sort": sort(by), "data-year": by === "name" ? null : by },
      make("button", { type: "button", class: "sort", "data-af-sort": by, title: fill(all.words.sort, { name: words }) }, words));
    const rows = order.map((i) => make("tr", { "data-code": all.codes[i] },
      make("th", { scope: "row" }, make("button", { type: "button", class: "plain-link", "data-af-province": all.codes[i], "data-at": `${i}:name` }, all.names[i])),
      ...years.map((year) => cell(i, year))));
    const caption = make("caption", {}, fill(all.words.caption, { name: all.showNames[now.show] }));
    return make("div", { class: "af-scroll", tabindex: "0" }, make("table", {}, caption, make("thead", {}, make("tr", {}, head("name", all.words.province), ...years.map((year) => head(year, written(year))))), make("tbody", {}, ...rows)));
  }

  function cell(i, year) {
    const { w, s, k } = known(now.show, year, i);
    const quoted = ["ha", "share"].includes(now.show) && noteOf(year, i)?.[0];
    const said = fill(all.words.status, { name: all.names[i], year: written(year), said: s });
    return make("td", { tabindex: "-1", class: `number${k < 0 ? ` af-cell${k}` : ""}${quoted ? " af-quoted" : ""}`, "data-year": year, "data-at": `${i}:${year}`, title: said, "aria-label": said }, w);
  }

  const MOVES = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
  document.addEventListener("keydown", (event) => {
    const at = event.target.closest?.("#af-table td, #af-table tbody th");
    if (!at || !here()) return;
    if (event.key === "Enter" && at.tagName === "TD") {
      event.preventDefault();
      return change({ year: Number(at.dataset.year), province: at.parentElement.dataset.code });
    }
    if (!MOVES[event.key]) return;
    event.preventDefault();
    const [down, right] = MOVES[event.key], flip = byId("frame")?.dir === "rtl" ? -1 : 1;
    const rows = [...at.closest("tbody").rows];
    const next = rows[rows.indexOf(at.parentElement) + down]?.cells[at.cellIndex + right * flip];
    (next?.querySelector("button") ?? next)?.focus();
  });

  // --- the player ----------------------------------------------------------------------------------------------------------

  function build() {
    const place = byId("af-player"), first = all.years[0], last = all.years.at(-1);
    const slider = make("input", { type: "range", id: "af-slider", min: first, max: last, step: 1, "aria-label": all.words.year });
    slider.addEventListener("input", () => {
      const year = Number(slider.value); // stopping puts the slider where the page stands
      halt();
      change({ year });
    });
    const at = (year) => `inset-inline-start: calc(9px + ${(year - first) / (last - first)} * (100% - 18px))`;
    const filled = new Set(filledYears("ha"));
    const marks = all.years.map((year) => make("span", { class: `af-mark-year${filled.has(year) ? " af-filled" : ""}`, style: at(year) }, year % 5 === 0 ? written(year) : ""));
    const button = (id, words, text, more) => make("button", { type: "button", id, class: "af-button", "aria-label": words, title: words, ...more }, text);
    const sign = (name) => make("span", { class: `icon icon-${name}`, "aria-hidden": "true" });
    const play = button("af-play", all.words.play, sign("play"), { "data-af-play": "1" });
    play.hidden = still();
    const against = make("select", { id: "af-against", "aria-label": all.words.compare }, make("option", { value: "" }, all.words.nothing), ...filledYears("ha").map((year) => make("option", { value: year }, written(year))));
    against.addEventListener("change", () => (fits = true) && visit((query) => (query.set("against", against.value), query.set("year", String(now.year)))));
    place.replaceChildren(
      make("div", { class: "af-player-row" }, play, button("af-back", all.words.back, sign("previous"), { "data-af-step": "-1" }), button("af-on", all.words.on, sign("next"), { "data-af-step": "1" }),
        make("div", { class: "af-track" }, slider, make("div", { class: "af-marks", "aria-hidden": "true" }, ...marks)), make("output", { id: "af-year-number", for: "af-slider" })),
      make("div", { class: "af-player-row af-player-more" }, make("p", { id: "af-status", role: "status" }),
        make("label", {}, make("span", {}, all.words.compare), against), ...all.pairs.map(([one, other, words]) => make("button", { type: "button", class: "preset", "data-af-pair": `${one},${other}` }, words)),
        make("button", { type: "button", class: "preset", id: "af-table-button", "data-af-table": "1", "aria-expanded": "false", "aria-controls": "af-table" }, all.words.table)));
    byId("af-show")?.addEventListener("change", (event) => change({ show: event.target.value }));
  }

  function player() {
    const slider = byId("af-slider");
    if (!slider) return;
    slider.value = now.year;
    slider.setAttribute("aria-valuetext", `${written(now.year)}: ${all.said[now.year].title}`);
    slider.style.setProperty("--part", (now.year - all.years[0]) / (all.years.at(-1) - all.years[0]));
    put(byId("af-year-number"), written(now.year));
    byId("af-against").value = now.against ?? "";
    if (byId("af-show")) byId("af-show").value = now.show;
    byId("af-play").firstChild.className = `icon icon-${running ? "pause" : "play"}`;
    byId("af-play").setAttribute("aria-label", running ? all.words.pause : all.words.play);
    byId("af-status").setAttribute("aria-live", running ? "off" : "polite");
  }

  // The next year that has a figure of what is shown: the player leaves out years in which the map would only be hatched.
  function beside(by) {
    const years = filledYears(base());
    return by > 0 ? years.find((year) => year > now.year) : years.findLast((year) => year < now.year);
  }

  function run() {
    running = window.setTimeout(() => {
      if (!here() || !now) return halt();
      const next = beside(1);
      if (next === undefined) return halt();
      if (!document.hidden) change({ year: next });
      run();
    }, STEP_MS);
  }

  function halt() {
    window.clearTimeout(running);
    running = null;
    if (!here() || !all || !now) return;
    toLink();
    player();
  }

  function toggle() {
    if (running) return halt();
    if (beside(1) === undefined) change({ year: filledYears(base())[0] });
    run();
    player();
  }

  // --- the link --------------------------------------------------------------------------------------------------------------

  function fromLink(search) {
    const query = read(search), last = filledYears("ha").at(-1) ?? all.years.at(-1);
    const year = Number(query.get("year")), against = Number(query.get("against")), within = (one) => all.years.includes(one);
    const province = decoded(query.get("admin1") || "")[0];
    return {
      year: within(year) ? year : last, against: within(against) ? against : null, show: all.shows[query.get("show")] ? query.get("show") : "ha",
      province: all.codes.includes(province) ? province : null, table: query.get("twin") === "matrix",
    };
  }

  function toLink() {
    const query = read(window.location.search);
    query.set("year", String(now.year));
    query.set("show", now.show === "ha" ? "" : now.show);
    query.set("admin1", now.province ?? "");
    query.set("twin", now.table ? "matrix" : "");
    window.history.replaceState(window.history.state, "", `${PATH}${write(query)}`);
  }

  function change(what) {
    Object.assign(now, what);
    if ("province" in what) { // what is chosen is told until the pointer moves again, also where it rests on another province
      hovered = null;
      pointed = false;
    }
    if (!running) toLink(); // a browser may fetch its icon again for every address: while it plays, there is one
    draw();
  }

  function draw() {
    if (!all || !look || !now) return;
    player();
    paintMap(MAP);
    if (comparing()) paintMap(OTHER);
    words();
    status();
    legend();
    ranking();
    card();
    table();
  }

  // --- what Dash calls ---------------------------------------------------------------------------------------------------------

  const functions = {
    follow(drawn, colours, years, ready, commands) {
      if (!drawn || !colours || !years) return none();
      if (all !== years) [all, tableOf, painted, hovered] = [years, "", {}, null];
      if (look !== colours) {
        [look, painted] = [colours, {}];
        window.monitorMap?.run(OTHER, commands); // layers and colours of the first map are the second's
      }
      if (ready) painted = {};
      if (!byId("af-slider")) build();
      fits ??= !read(drawn.search).has("at");
      now = fromLink(sameView(drawn.search) ? window.location.search : drawn.search);
      const layers = read(drawn.search).get("layers");
      const wanted = layers ? decoded(layers).filter((one) => one !== "none") : OPENS_WITH;
      window.dash_clientside.set_props("af-layers", { value: wanted });
      draw();
      if (colours !== folded) [folded] = [colours, fold()];
      if (ready && fits && (now.table || byId(`${MAP}-canvas`).clientWidth < NARROW)) window.monitorMap.run(MAP, [["fitBounds", all.bounds, { padding: 8 }]]);
      return String(now.year);
    },
    otherReady(ready) {
      delete painted[OTHER];
      if (!ready) return none();
      draw();
      if (fits) window.monitorMap.run(MAP, [["fitBounds", all.bounds, { padding: 8 }]]);
      return none();
    },
    // The chosen year's bar, its value over it.
    national(figure, shown) {
      if (!figure || !shown) return none();
      const { plain, chosen } = figure.layout.meta, [bars, crosses, ...marks] = figure.data;
      const of = (years, one, other) => years.map((year) => (year === shown.year ? one : other));
      const at = bars.x.indexOf(shown.year);
      const label = at < 0 ? [] : [{ x: shown.year, y: bars.y[at], text: figure.layout.meta.words[at], showarrow: false, xanchor: "auto", yanchor: "bottom", font: { color: chosen, size: 12 }, bgcolor: figure.layout.meta.halo, borderpad: 1 }];
      return {
        data: [{ ...bars, marker: { ...bars.marker, color: of(bars.x, chosen, plain) } }, { ...crosses, textfont: { ...crosses.textfont, color: of(crosses.x, chosen, crosses.textfont.color) } }, ...marks],
        layout: { ...figure.layout, annotations: [...figure.layout.annotations, ...label] },
      };
    },
    layers(value) {
      return go((query) => {
        const had = query.get("layers");
        const before = had ? decoded(had).filter((one) => one !== "none") : OPENS_WITH;
        if (!same(value || [], before)) query.set("layers", same(value || [], OPENS_WITH) ? "" : [...value].sort().join(",") || "none");
      });
    },
    click(click) {
      if (click?.layer === "provinces" && here()) change({ province: click.ids[0] === now.province ? null : click.ids[0] });
      if (click?.layer === "seizures" && click.ids?.[0]) window.dash_clientside.set_props("url", { pathname: `/seizure/${click.ids[0]}`, search: write(kept()) });
      return none();
    },
    clickOther: (click) => functions.click(click),
    view(view) {
      if (!view || !here() || !now) return none();
      const query = read(window.location.search);
      query.set("at", [view.lon.toFixed(3), view.lat.toFixed(3), view.zoom.toFixed(2)].join(","));
      window.history.replaceState(window.history.state, "", `${PATH}${write(query)}`);
      return none();
    },
    bar(click) {
      const year = click?.points?.[0]?.customdata;
      if (all?.years.includes(year)) (halt(), change({ year }));
      return none();
    },
  };
  window.dash_clientside = Object.assign({}, window.dash_clientside, { afghanistan: functions });

  const actions = {
    "af-province": (code) => {
      change({ province: code || null });
      if (code) ease(all.codes.indexOf(code));
    },
    "af-play": () => toggle(),
    "af-step": (by) => {
      halt();
      const year = beside(Number(by));
      if (year !== undefined) change({ year });
    },
    "af-table": () => {
      change({ table: !now.table });
      fold();
      window.requestAnimationFrame(() => window.monitorMap.run(MAP, [["fitBounds", all.bounds, { padding: 8 }]]));
    },
    "af-sort": (by) => {
      const key = by === "name" ? by : Number(by);
      sorted = { by: key, way: sorted.by === key ? -sorted.way : key === "name" ? 1 : -1 };
      table();
    },
    "af-pair": (pair) => {
      halt();
      const [year, against] = pair.split(",");
      fits = true;
      visit((query) => (query.set("year", year), query.set("against", against)));
    },
  };
  window.monitorLink.onAct(actions, () => here() && now);
  document.addEventListener("click", (event) => {
    if (!here() || !now || event.defaultPrevented) return;
    const cell = event.target.closest?.("#af-table td");
    if (cell) change({ year: Number(cell.dataset.year), province: cell.parentElement.dataset.code });
  });
  document.addEventListener("pointermove", () => { pointed = true; }, { capture: true, passive: true });
  document.addEventListener("pointerout", (event) => {
    if (hovered !== null && here() && event.target.closest?.(".map-host") && !event.relatedTarget?.closest?.(".map-host")) {
      hovered = null;
      status();
    }
  });
})();
