// Plays the years over the map of Explore. One answer holds all years of the view (monitoring/pages/explore_years.py); from
// then on nothing is asked until the view or the filter changes. Three sets of layers take turns: while one shows a year and
// the one before fades out, the third is made ready for the next year, which fades in before this one fades out.
(() => {
  "use strict";
  const MAP = "explore-map", STEP_MS = 700, FADE_MS = 320, LAST_TILE_ZOOM = 9, READY_MS = 2500;
  const TURNS = ["play-a", "play-b", "play-c"];
  const next = (turn) => (turn + 1) % TURNS.length;
  const OPACITIES = { discs: ["circle-opacity", "circle-stroke-opacity"], sea: ["icon-opacity"] };
  const COUNTRIES = ["low", "mid", "high"];
  const SHAPES = ["dot", "ring", "sea"];
  const OTHERS = ["seizure-discs", "seizure-sea", "seizure-codes", "seizure-selected", "cell-discs", "cell-sea", "cell-codes", "cell-selected"];
  const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const mapOf = () => window.monitorMap?.hosts.get(MAP)?.map;
  const byId = (id) => document.getElementById(id);
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));

  let address = null; // of the years of the link's filter, with the view to be filled in
  let playing = null; // {answer, tiles, at, turn, running, hidden}; null while the map shows all years

  // The tiles that the view touches, by which the server knows it: a small move asks for nothing new.
  function tilesInView(map) {
    const z = Math.min(Math.max(Math.floor(map.getZoom()), 0), LAST_TILE_ZOOM), most = 2 ** z - 1;
    const [[w, s], [e, n]] = map.getBounds().toArray();
    const column = (lon) => Math.min(Math.max(Math.floor((lon / 360 + 0.5) * 2 ** z), 0), most);
    const row = (lat) => {
      const sine = Math.sin((Math.min(Math.max(lat, -85), 85) * Math.PI) / 180);
      return Math.min(Math.max(Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** z), 0), most);
    };
    return { z, west: column(w), north: row(n), east: column(e), south: row(s) };
  }

  const filled = (tiles) => address.replace(/\{(\w+)\}/g, (_whole, name) => tiles[name]);

  let asked = null;
  async function ask(tiles) {
    asked?.abort();
    asked = new AbortController();
    const response = await fetch(filled(tiles), { signal: asked.signal });
    if (!response.ok) throw new Error((await response.text()).slice(0, 200));
    return response.json();
  }

  // Features of a year.
  function collection({ cells, corner, grid, level, knots, size, drugs }, year) {
    const { x, y, n, of, drug, kg, shape } = cells[year] ?? { x: [] };
    const features = x.map((_x, i) => {
      const [column, line] = [corner[0] + x[i], corner[1] + y[i]];
      const properties = {
        id: `cells:${key(column, line, grid, level, shape[i])}`, n: n[i], of: of[i], kg: kg[i], drug: drugs[drug[i]],
        shape: SHAPES[shape[i]], d: diameter(size === "mass" ? Math.max(kg[i], 0) : n[i], knots),
      };
      return { type: "Feature", properties, geometry: { type: "Point", coordinates: place(column, line, 2 ** grid) } };
    });
    return { type: "FeatureCollection", features };
  }

  const place = (x, y, cells) => {
    const north = Math.PI * (1 - (2 * (y + 0.5)) / cells);
    return [((x + 0.5) / cells - 0.5) * 360, (Math.atan(Math.sinh(north)) * 180) / Math.PI];
  };

  // As monitoring/measures/tiles.key_of.
  function key(x, y, grid, level, shape) {
    let curve = 0n;
    for (let bit = 0; bit < level; bit += 1) {
      const at = grid - level + bit;
      curve |= (BigInt(Math.floor(x / 2 ** at) % 2) << BigInt(2 * bit)) | (BigInt(Math.floor(y / 2 ** at) % 2) << BigInt(2 * bit + 1));
    }
    return String((((BigInt(level) << 42n) | curve) << 2n) | BigInt(shape));
  }

  // As monitoring/figures/seizures.diameter_px.
  function diameter(amount, knots) {
    const root = Math.sqrt(amount);
    const above = knots.findIndex(([least]) => Math.sqrt(least) >= root);
    if (above === 0) return knots[0][1];
    if (above < 0) return knots.at(-1)[1];
    const [[from, low], [to, high]] = [knots[above - 1], knots[above]];
    return low + ((high - low) * (root - Math.sqrt(from))) / (Math.sqrt(to) - Math.sqrt(from));
  }

  // --- what is drawn -------------------------------------------------------------------------------------------------

  function opacity(map, turn, value, delay) {
    for (const [kind, names] of Object.entries(OPACITIES)) {
      for (const name of names) {
        map.setPaintProperty(`${turn}-${kind}`, `${name}-transition`, { duration: still() ? 0 : FADE_MS, delay: still() ? 0 : delay });
        map.setPaintProperty(`${turn}-${kind}`, name, value);
      }
    }
  }

  // One change of what is drawn after the other, however fast somebody clicks.
  let under = Promise.resolve();
  const inTurn = (work) => (under = under.then(work, work));

  // Puts a year into the layers that are not seen, and waits until the map holds it.
  async function prepare(map, now, at) {
    if (now.answer.kind !== "cells" || now.ready === at) return;
    const turn = TURNS[next(now.turn)];
    const held = loaded(map, turn);
    map.getSource(turn).setData(collection(now.answer, now.answer.years[at]));
    await Promise.race([held, pause(READY_MS)]);
    now.ready = at;
  }

  function loaded(map, source) {
    return new Promise((done) => {
      const look = (event) => {
        if (event.sourceId !== source || !map.isSourceLoaded(source)) return;
        map.off("sourcedata", look);
        done();
      };
      map.on("sourcedata", look);
    });
  }

  async function show(at) {
    const map = mapOf(), now = playing;
    if (!map || !now) return;
    await prepare(map, now, at);
    if (playing !== now) return;
    now.at = at;
    if (now.answer.kind === "cells") {
      const before = TURNS[now.turn];
      now.turn = next(now.turn);
      opacity(map, TURNS[now.turn], 1, 0);
      opacity(map, before, 0, FADE_MS * 0.7);
      now.ready = null;
    } else {
      const classes = now.answer.classes[now.answer.years[at]] ?? {};
      for (const code of now.codes) {
        for (const level of COUNTRIES) map.setFeatureState({ source: `countries-${level}`, id: code }, { class: classes[code] ?? null });
      }
    }
    say(now);
  }

  function visible(names, shown) {
    window.monitorMap.run(MAP, names.map((name) => ["setLayoutProperty", name, "visibility", shown ? "visible" : "none"]));
  }

  function layersOf(answer) {
    return answer.kind === "cells"
      ? TURNS.flatMap((turn) => Object.keys(OPACITIES).map((kind) => `${turn}-${kind}`))
      : COUNTRIES.map((level) => `play-countries-${level}`);
  }

  // --- what is said --------------------------------------------------------------------------------------------------

  const put = (element, text) => element && element.textContent !== text && (element.textContent = text);

  function say({ answer, at, running }) {
    const year = answer.years[at], [name, count] = answer.words[year];
    const box = byId("map-year");
    box.setAttribute("aria-live", running ? "off" : "polite");
    put(box.querySelector(".map-year-number"), name);
    put(box.querySelector(".map-year-count"), count);
    playhead(year);
    // What the picture of the map needs to know (monitoring/pages/explore_player.py).
    window.dash_clientside.set_props("played", { data: { year, scale: answer.scale, level: answer.level, breaks: answer.breaks } });
  }

  // A line through the year's bar: every year has as much room as any other.
  function playhead(year) {
    const brush = document.querySelector(".brush"), line = byId("playhead");
    const track = brush?.querySelector(".mantine-RangeSlider-track, .mantine-Slider-track");
    line.hidden = year === null || !track;
    if (line.hidden) return;
    const [first, last] = brush.querySelector("[data-span]").dataset.span.split(",").map(Number);
    const part = (year - first + 0.5) / (last - first + 1);
    const [{ left, width }, outer] = [track.getBoundingClientRect(), brush.getBoundingClientRect()];
    const rtl = getComputedStyle(brush).direction === "rtl";
    line.style.transform = `translateX(${left - outer.left + width * (rtl ? 1 - part : part)}px)`;
  }

  function buttons() {
    const box = byId("map-year"), start = document.querySelector("[data-play=start]");
    document.getElementById("explore")?.toggleAttribute("data-playing", Boolean(playing));
    if (!box) return;
    box.hidden = !playing;
    start?.setAttribute("aria-pressed", String(Boolean(playing)));
    const go = box.querySelector("[data-play=toggle]");
    go.setAttribute("aria-label", playing?.running ? go.dataset.pause : go.dataset.go);
    go.firstElementChild.className = `icon icon-${playing?.running ? "pause" : "play"}`;
    go.hidden = still();
  }

  function legend(answer) {
    const classes = byId("map-year").querySelector(".map-year-classes");
    classes.hidden = !answer || answer.kind === "cells";
    byId("explore").toggleAttribute("data-playing-countries", !classes.hidden);
    if (!classes.hidden) {
      put(classes.querySelector("p"), answer.legend.title);
      classes.querySelectorAll("li").forEach((item, i) => put(item.lastElementChild, answer.legend.labels[i] ?? ""));
    }
    window.exploreLegend?.instead(answer?.kind === "cells" ? answer.legend : null);
  }

  // --- what is done --------------------------------------------------------------------------------------------------

  async function start() {
    const map = mapOf();
    if (!map || !address || byId("map-year").dataset.busy) return;
    const box = byId("map-year");
    box.dataset.busy = "1";
    try {
      const tiles = tilesInView(map), answer = await ask(tiles);
      if (!answer.years.length) return problem(box.dataset.nothing);
      begin(map, tiles, answer, 0);
      await inTurn(() => show(0));
      if (!still()) run();
    } catch (reason) {
      if (reason.name !== "AbortError") problem(String(reason.message));
    } finally {
      delete box.dataset.busy;
    }
  }

  function problem(text) {
    stop();
    const said = byId("play-problem");
    said.textContent = text;
  }

  function begin(map, tiles, answer, at) {
    put(byId("play-problem"), "");
    const hidden = playing?.hidden ?? OTHERS.filter((name) => map.getLayoutProperty(name, "visibility") !== "none");
    if (playing) visible(layersOf(playing.answer), false);
    visible(hidden, false);
    visible(layersOf(answer), true);
    const codes = answer.kind === "cells" ? [] : [...new Set(Object.values(answer.classes).flatMap(Object.keys))];
    playing = { answer, tiles, at, turn: playing?.turn ?? 0, running: playing?.running ?? false, hidden, codes, ready: null };
    legend(answer);
    buttons();
  }

  async function run() {
    const now = playing;
    if (!now || now.running) return;
    now.running = true;
    buttons();
    while (playing === now && now.running) {
      if (now.at + 1 >= now.answer.years.length) break;
      await Promise.all([inTurn(() => playing === now && prepare(mapOf(), now, now.at + 1)), pause(STEP_MS)]);
      if (playing === now && now.running && !document.hidden) await inTurn(() => show(now.at + 1));
    }
    if (playing === now) {
      now.running = false;
      say(now);
      buttons();
    }
  }

  function halt() {
    if (playing) playing.running = false;
    buttons();
  }

  function step(by) {
    if (!playing) return;
    halt();
    inTurn(() => {
      const length = playing?.answer.years.length;
      return length && show((playing.at + by + length) % length);
    });
  }

  async function toggle() {
    if (playing?.running) return halt();
    if (playing && playing.at + 1 >= playing.answer.years.length) await inTurn(() => show(0));
    run();
  }

  function stop() {
    asked?.abort();
    const map = mapOf(), now = playing;
    playing = null;
    if (now && map) {
      visible(layersOf(now.answer), false);
      for (const turn of TURNS) opacity(map, turn, 0, 0);
      for (const code of now.codes) for (const level of COUNTRIES) map.removeFeatureState({ source: `countries-${level}`, id: code }, "class");
      visible(now.hidden, true);
    }
    if (byId("map-year")) {
      legend(null);
      playhead(null);
    }
    if (now) window.dash_clientside.set_props("played", { data: null });
    buttons();
  }

  // The map was moved: the years of what is seen now, from the year that is shown.
  async function moved() {
    const map = mapOf(), now = playing;
    if (!map || !now) return;
    const tiles = tilesInView(map);
    if (JSON.stringify(tiles) === JSON.stringify(now.tiles)) return;
    now.tiles = tiles;
    try {
      const answer = await ask(tiles);
      if (playing !== now || !answer.years.length) return;
      const year = now.answer.years[now.at], running = now.running;
      now.running = false;
      const at = Math.max(answer.years.indexOf(year), 0);
      begin(map, tiles, answer, at);
      await inTurn(() => show(at));
      if (running) run();
    } catch (reason) {
      if (reason.name !== "AbortError") problem(String(reason.message));
    }
  }

  const actions = { start: () => (playing ? stop() : start()), toggle, back: () => step(-1), on: () => step(1), stop };
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-play]");
    if (button) actions[button.dataset.play]?.();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && playing && byId("explore")?.contains(document.activeElement)) stop();
  });

  window.monitorPlay = {
    moved, stop,
    year: () => (playing ? playing.answer.years[playing.at] : null),
    // The server has drawn another link: its filter is no longer what is played, and it has shown its layers.
    follow(next) {
      address = next;
      if (playing) stop();
    },
  };
})();
