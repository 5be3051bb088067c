// Meeting mode: the agenda on the desk, the slides on the stage, notes in a second window. Once the slides have come, nothing
// here asks the server for anything: slides, tables and the map's geometry are in this page's memory.
(() => {
  "use strict";
  const KEPT = "drugs-monitor-agenda", BEFORE = `${KEPT}-before`, PAUSE_MS = 700, MAP = "meeting-live", BAR_MS = 2500, STAY_MS = 2000, LEAST_PX = 32, MAP_TEXT_PX = 12;
  const at = (id) => document.getElementById(id);
  let config, agenda, deck, asked = 0, timer, place = 0, started = null, replaced = null, jump = "", notes, barTimer, stays = 0, mapState = "none";

  const filled = (words, values) => Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, value), words);
  const digits = (value) => new Intl.NumberFormat(config.language, { useGrouping: false }).format(value);

  function make(tag, properties, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(properties || {})) {
      if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else if (name in made && name !== "list") made[name] = value;
      else made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
  }

  function labelled(words, field) {
    field.id ||= `meeting-field-${(labelled.n = (labelled.n || 0) + 1)}`;
    return make("div", { className: "meeting-field" }, make("label", { htmlFor: field.id }, words), field);
  }
  const button = (words, act, look = "data-button") => make("button", { type: "button", className: look, onclick: act }, words);

  // --- The agenda ---------------------------------------------------------------------------------------------------

  function remembered(name = KEPT) {
    try {
      const found = JSON.parse(localStorage.getItem(name));
      return found?.format === config.format && found.version === config.version && Array.isArray(found.items) ? found : null;
    } catch {
      return null;
    }
  }

  // The agenda of a link takes the place of the one that was kept, which can be brought back.
  function remember() {
    try {
      if (replaced) localStorage.setItem(BEFORE, JSON.stringify(replaced));
      replaced = null;
      localStorage.setItem(KEPT, JSON.stringify(written()));
    } catch { /* a browser that keeps nothing: the file is there */ }
  }

  const written = () => ({ format: config.format, version: config.version, data_version: deck?.version || config.dataVersion, title: agenda.title, items: agenda.items });

  function nameOf(item) {
    if (item.kind === "country") return config.countries.find(([code]) => code === item.iso3)?.[1] || item.iso3;
    if (item.kind === "page") return `${config.pages.find(([name]) => name === item.page)?.[2] || item.page} ${item.link}`.trim();
    return item.title || config.words.text;
  }

  function bringBack() {
    const found = replaced || remembered(BEFORE);
    if (!found) return;
    replaced = null;
    take(found);
    drawDesk();
    changed();
  }

  const take = (found) => {
    agenda = { title: found?.title || "", items: (found?.items || []).map((item) => ({ ...item })), dataVersion: found?.data_version || "" };
  };

  function changed(content = true) {
    remember();
    if (!content) return;
    asked += 1; // what is on its way is of the agenda of before
    at("meeting-start").disabled = true;
    clearTimeout(timer);
    timer = setTimeout(prepare, PAUSE_MS);
  }

  function add(item) {
    if (agenda.items.length >= config.limits.items) return say(config.words.full);
    agenda.items.push({ ...item, notes: "" });
    drawItems();
    changed();
    at("meeting-items").lastElementChild.scrollIntoView({ block: "nearest" });
    if (item.kind === "text") at("meeting-items").lastElementChild.querySelector("input").focus();
  }

  function move(index, by, which) {
    const to = index + by;
    if (to < 0 || to >= agenda.items.length) return;
    const [item] = agenda.items.splice(index, 1);
    agenda.items.splice(to, 0, item);
    drawItems();
    const row = at("meeting-items").children[to];
    (row.querySelector(`[data-way="${which}"]:not(:disabled)`) || row.querySelector("[data-way]:not(:disabled)"))?.focus();
    at("meeting-moved").textContent = filled(config.words.moved, { name: nameOf(item), n: digits(to + 1) });
    changed();
  }

  function row(item, index) {
    const { words, limits } = config;
    const name = nameOf(item);
    const icon = (which, sign, by) => make("button", {
      type: "button", className: "data-button meeting-move", "data-way": which, "aria-label": filled(words[which], { name }),
      disabled: index + by < 0 || index + by >= agenda.items.length, onclick: () => move(index, by, which),
    }, sign);
    const remove = make("button", {
      type: "button", className: "data-button meeting-move", "aria-label": filled(words.remove, { name }),
      onclick: () => { agenda.items.splice(index, 1); drawItems(); changed(); (at("meeting-items").querySelector("button") || at("meeting-add-country")).focus(); },
    }, "×");
    const text = (key, field, content) => {
      field.value = item[key];
      field.maxLength = limits[key];
      field.dir = "auto";
      field.addEventListener("input", () => { item[key] = field.value; changed(content); });
      return field;
    };
    const own = item.kind === "text" ? [
      labelled(words.slideTitle, text("title", make("input", { type: "text" }), true)),
      labelled(words.slideText, text("text", make("textarea", { rows: 4 }), true)),
    ] : [];
    return make("li", { className: "meeting-item" },
      make("div", { className: "meeting-item-head" }, make("strong", { dir: "auto" }, name), make("span", { className: "meeting-moves" }, icon("up", "↑", -1), icon("down", "↓", 1), remove)),
      ...own, labelled(words.notes, text("notes", make("textarea", { rows: 2 }), false)));
  }

  function drawItems() {
    const list = at("meeting-items");
    list.replaceChildren(...agenda.items.map(row));
    at("meeting-empty").hidden = agenda.items.length > 0;
  }

  // The address of a page of ours as the reader copied it -> the page and its link.
  function pageOf(page, typed) {
    if (!typed.trim()) return { kind: "page", page, link: "" };
    try {
      const found = new URL(typed.trim(), location.origin + (config.pages.find(([name]) => name === page)[1]));
      const named = config.pages.find(([, path]) => path === found.pathname);
      return named && /^https?:$/.test(found.protocol) ? { kind: "page", page: named[0], link: found.search } : null;
    } catch {
      return null;
    }
  }

  function download() {
    const link = make("a", { href: URL.createObjectURL(new Blob([JSON.stringify(written(), null, 1)], { type: "application/json" })), download: `agenda-${new Date().toISOString().slice(0, 10)}.json` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  async function upload(file) {
    if (!file) return;
    if (file.size > config.limits.bytes) return say([config.words.tooLarge]);
    const answer = await send("/meeting/agenda", await file.arrayBuffer());
    if (!answer) return say([config.words.goneEmpty]);
    if (answer.problem) return say([answer.problem]);
    take(answer.agenda);
    at("meeting-title").value = agenda.title;
    drawItems();
    remember();
    say(answer.said);
    prepare();
  }

  const say = (sentences) => at("meeting-said").replaceChildren(...[sentences].flat().map((one) => make("p", { dir: "auto" }, one)));

  function drawDesk() {
    const { words } = config;
    const title = make("input", { type: "text", id: "meeting-title", maxLength: config.limits.title, dir: "auto", value: agenda.title, oninput: (event) => { agenda.title = event.target.value; changed(); } });
    const country = make("select", { id: "meeting-country" }, ...config.countries.map(([code, name]) => make("option", { value: code }, name)));
    const page = make("select", { id: "meeting-page" }, ...config.pages.map(([name, , label]) => make("option", { value: name }, label)));
    const link = make("input", { type: "text", id: "meeting-link", dir: "ltr", maxLength: config.limits.link });
    const file = make("input", { type: "file", id: "meeting-file", accept: ".json,application/json", onchange: () => { upload(file.files[0]); file.value = ""; } });
    const addPage = () => {
      const found = pageOf(page.value, link.value);
      if (!found) return say([filled(words.foreign, { pages: config.pages.map(([, path]) => path).join(", ") })]);
      link.value = "";
      add(found);
    };
    const begin = button(words.start, start, "data-button data-button-main");
    Object.assign(begin, { id: "meeting-start", disabled: true });
    const addCountry = button(words.addCountry, () => add({ kind: "country", iso3: country.value }));
    addCountry.id = "meeting-add-country";
    at("meeting-desk").replaceChildren(
      make("div", { className: "meeting-start-row" }, begin, button(words.openNotes, openNotes), make("p", { id: "meeting-state", role: "status" })),
      make("div", { id: "meeting-said", className: "meeting-said", role: "alert" }),
      labelled(words.title, title),
      make("h2", {}, words.items), make("p", { id: "meeting-empty", className: "empty" }, words.empty),
      make("ol", { id: "meeting-items", className: "meeting-items" }),
      make("p", { id: "meeting-moved", className: "visually-hidden", role: "status" }),
      make("div", { className: "meeting-adds" }, make("div", { className: "meeting-add" }, labelled(words.country, country), addCountry),
        make("div", { className: "meeting-add" }, labelled(words.page, page), labelled(words.link, link), button(words.addPage, addPage)),
        make("div", { className: "meeting-add" }, button(words.addText, () => add({ kind: "text", title: "", text: "" })))),
      make("div", { className: "meeting-add" }, button(words.download, download), labelled(words.upload, file),
        ...(replaced || remembered(BEFORE) ? [button(words.bringBack, bringBack)] : [])),
      make("h2", {}, words.keys), make("p", {}, words.keyList));
    drawItems();
    say(config.said);
  }

  // --- Bringing everything into the browser -------------------------------------------------------------------------

  // The answer, { problem } where it is a refusal, null where nobody answers.
  async function send(path, body) {
    try {
      const answer = await fetch(path + config.query, { method: "POST", body, headers: { "Content-Type": "application/json" } });
      return answer.ok ? await answer.json() : { problem: (await answer.text()).trim() };
    } catch {
      return null;
    }
  }

  const state = (words) => { at("meeting-state").textContent = words; };

  function usable() {
    // A slide of one's own that is still empty is no slide yet.
    return agenda.items.filter((item) => item.kind !== "text" || item.title.trim() || item.text.trim());
  }

  async function prepare() {
    const mine = ++asked, items = usable();
    if (!items.length) {
      deck = null;
      at("meeting-start").disabled = true;
      return state("");
    }
    state(config.words.preparing);
    at("meeting-start").disabled = true;
    const sent = { ...written(), data_version: agenda.dataVersion || config.dataVersion, items: items.map((item) => ({ ...item, notes: "" })) };
    const answer = await send("/meeting/deck", JSON.stringify(sent));
    if (mine !== asked) return;
    at("meeting-start").disabled = !deck;
    if (!answer) return state(deck ? filled(config.words.gone, { n: digits(deck.slides.length) }) : config.words.goneEmpty);
    if (answer.problem) {
      state("");
      return say([answer.problem]);
    }
    await lettersOf(answer);
    if (mine !== asked) return;
    deck = { ...answer, items };
    say([...config.said, ...answer.said]);
    at("meeting-start").disabled = false;
    told();
    if (deck.base && mapState === "none") bringMap();
  }

  function told() {
    const more = mapState === "ready" ? ` ${config.words.map}` : mapState === "failed" ? ` ${config.words.noMap}` : "";
    state(filled(config.words.ready, { n: digits(deck.slides.length) }) + more);
  }

  // Letters are files, too: the parts of the fonts that the slides need.
  async function lettersOf(answer) {
    const text = [...new Set(answer.slides.map((slide) => slide.html).join("") + agenda.title)].join("");
    const wanted = [400, 600].flatMap((weight) => ["IBM Plex Sans", "IBM Plex Sans Arabic"].map((font) => document.fonts.load(`${weight} 32px "${font}"`, text)));
    await Promise.race([Promise.allSettled(wanted), new Promise((done) => setTimeout(done, 5000))]);
  }

  // The live map is mounted on the stage while that is not seen yet; its geometry is put into its style.
  async function bringMap() {
    mapState = "coming";
    const spec = deck.base, { style } = spec, late = style.metadata?.late || [];
    try {
      const wanted = [...Object.entries(style.sources).filter(([, source]) => typeof source.data === "string").map(([name, source]) => [name, source.data]), ...late.map(({ source, data }) => [source, data])];
      await Promise.all(wanted.map(async ([name, address]) => { style.sources[name].data = await (await fetch(address)).json(); }));
      for (const [id, first, end] of late.flatMap(({ ranges }) => ranges)) Object.assign(style.layers.find((layer) => layer.id === id) || {}, { minzoom: first, maxzoom: end });
      style.metadata = {};
      if (window.monitorMap) window.monitorMap.mount(MAP, spec);
      else window.monitorMapWaiting.push(["mount", MAP, spec]);
      await settled(at(`${MAP}-canvas`));
    } catch {
      mapState = "failed";
    }
    told();
  }

  async function settled(canvas) {
    for (let tries = 0; tries < 240 && !["ready", "failed"].includes(canvas.dataset.state); tries += 1) await new Promise((done) => setTimeout(done, 250));
    mapState = canvas.dataset.state === "ready" ? "ready" : "failed";
  }

  // --- The stage ----------------------------------------------------------------------------------------------------

  const isOpen = () => at("meeting-stage")?.dataset.open === "yes";
  const slide = () => at("meeting-slide");
  const tableOf = () => slide().querySelector(".slide-behind");

  function start() {
    if (!deck) return;
    const stage = at("meeting-stage");
    stage.dataset.open = "yes";
    document.body.classList.add("meeting-on");
    started ||= Date.now();
    stage.requestFullscreen?.().catch(() => undefined);
    navigator.wakeLock?.request("screen").catch(() => undefined);
    stage.focus();
    show(0);
  }

  function leave() {
    at("meeting-stage").dataset.open = "no";
    document.body.classList.remove("meeting-on");
    at("meeting-blank").hidden = true;
    live(false);
    started = null;
    if (document.fullscreenElement) document.exitFullscreen().catch(() => undefined);
    at("meeting-start").focus();
  }

  function show(index) {
    place = Math.max(0, Math.min(index, deck.slides.length - 1));
    live(false);
    at("meeting-blank").hidden = true;
    slide().innerHTML = deck.slides[place].html;
    at("meeting-stage").dataset.slide = String(place + 1);
    at("meeting-told").textContent = `${filled(config.words.place, { n: digits(place + 1), all: digits(deck.slides.length) })}: ${deck.slides[place].title}`;
    for (const [name, there] of [["table", deck.slides[place].table], ["map", deck.slides[place].live && mapState === "ready"]]) at("meeting-bar").querySelector(`[data-do="${name}"]`).disabled = !there;
    drawNotes();
  }

  function table() {
    const behind = tableOf();
    if (!behind) return;
    live(false);
    behind.hidden = !behind.hidden;
    slide().querySelector(".slide-body").hidden = !behind.hidden;
    (behind.hidden ? at("meeting-stage") : behind).focus();
  }

  function live(shown) {
    const holder = at("meeting-live-place"), found = deck?.live[deck.slides[place]?.live];
    if (!shown || !found || mapState !== "ready") return void (holder.dataset.shown = "no");
    if (tableOf() && !tableOf().hidden) table();
    const box = slide().querySelector(".slide-body").getBoundingClientRect();
    Object.assign(holder.style, { left: `${box.left}px`, top: `${box.top}px`, width: `${box.width}px`, height: `${box.height}px` });
    const larger = Math.max(1, (LEAST_PX / MAP_TEXT_PX) * (Math.min(window.innerHeight, window.innerWidth * 9 / 16) / 1080));
    holder.style.setProperty("--larger", larger);
    holder.dataset.shown = "yes";
    const { map } = window.monitorMap.hosts.get(MAP), [west, south, east, north] = found.bounds;
    map.setPixelRatio(window.devicePixelRatio * larger);
    map.resize();
    window.monitorMap.run(MAP, [
      ...Object.entries(found.sources).map(([name, data]) => ["setData", name, data]),
      ...Object.entries(found.filters).map(([layer, filter]) => ["setFilter", layer, filter]),
      ["fitBounds", [[west, south], [east, north]], { padding: 36, duration: 0 }],
    ]);
  }

  const blank = () => { at("meeting-blank").hidden = !at("meeting-blank").hidden; };

  function full() {
    stays = Date.now() + STAY_MS;
    if (document.fullscreenElement) document.exitFullscreen().catch(() => undefined);
    else at("meeting-stage").requestFullscreen?.().catch(() => undefined);
  }

  // Up and down move a long table or text; where nothing is longer than the picture they turn.
  function scrolled(by) {
    const long = [tableOf(), slide().querySelector(".slide-text")].find((one) => one && !one.hidden && one.scrollHeight > one.clientHeight + 2);
    long?.scrollBy({ top: by * long.clientHeight * 0.6 });
    return Boolean(long);
  }

  function back() {
    if (jump) return setJump("");
    if (at("meeting-blank").hidden === false) return blank();
    if (at("meeting-live-place").dataset.shown === "yes") return live(false);
    if (tableOf() && !tableOf().hidden) return table();
    leave();
  }

  function setJump(text) {
    jump = text;
    Object.assign(at("meeting-jump"), { textContent: [...text].map((one) => digits(Number(one))).join(""), hidden: !text });
  }

  const turn = (by) => show(place + by);
  const ACTS = { previous: () => turn(-1), next: () => turn(1), table, map: () => live(at("meeting-live-place").dataset.shown !== "yes"), notes: () => openNotes(), blank, full, leave };
  // By the key's place on the keyboard, so that they work with Arabic and Cyrillic letters as well.
  const LETTERS = { KeyT: ACTS.table, KeyM: ACTS.map, KeyN: ACTS.notes, KeyB: blank, Period: blank, KeyF: full };

  function pressed(event) {
    if (!isOpen() || event.ctrlKey || event.metaKey || event.altKey) return;
    const onButton = event.target.closest?.("button") && ["Enter", " "].includes(event.key);
    const ahead = config.rtl ? "ArrowLeft" : "ArrowRight", behind = config.rtl ? "ArrowRight" : "ArrowLeft";
    const digit = "0123456789".indexOf(event.key) >= 0 ? event.key : String("٠١٢٣٤٥٦٧٨٩".indexOf(event.key) >= 0 ? "٠١٢٣٤٥٦٧٨٩".indexOf(event.key) : "۰۱۲۳۴۵۶۷۸۹".indexOf(event.key));
    const acts = {
      [ahead]: () => turn(1), [behind]: () => turn(-1), PageDown: () => turn(1), PageUp: () => turn(-1),
      ArrowDown: () => scrolled(1) || turn(1), ArrowUp: () => scrolled(-1) || turn(-1),
      " ": () => turn(event.shiftKey ? -1 : 1), Home: () => show(0), End: () => show(deck.slides.length - 1), Escape: back,
      Enter: () => { const to = Number(jump); setJump(""); to ? show(to - 1) : turn(1); },
    };
    if (onButton && !jump) return;
    const act = digit !== "-1" ? () => setJump((jump + digit).slice(-3)) : acts[event.key] || LETTERS[event.code];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  function wireStage() {
    const stage = at("meeting-stage");
    if (stage.dataset.wired) return;
    stage.dataset.wired = "yes";
    at("meeting-bar").addEventListener("click", (event) => ACTS[event.target.dataset.do]?.());
    stage.addEventListener("pointermove", () => {
      stage.dataset.moved = "yes";
      clearTimeout(barTimer);
      barTimer = setTimeout(() => { stage.dataset.moved = "no"; }, BAR_MS);
    });
  }

  document.addEventListener("keydown", pressed, true);
  // Escape in full screen is the browser's: leaving it leaves the slides, unless the speaker asked for something else just now.
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement && isOpen() && Date.now() > stays) leave();
  });
  window.addEventListener("beforeunload", (event) => { if (isOpen()) event.preventDefault(); });
  window.addEventListener("pagehide", () => { if (notes && !notes.closed) notes.document.body.replaceChildren(notes.document.createTextNode(config.words.closed)); });

  // --- Speaker's notes ----------------------------------------------------------------------------------------------

  // An empty window of ours that this page writes into: it needs no server, not even to open.
  function openNotes() {
    stays = Date.now() + STAY_MS; // a second window may end full screen
    if (!notes || notes.closed) notes = window.open("", "meeting-notes", "popup,width=900,height=700");
    if (!notes) return say([config.words.blocked]);
    const { document: there } = notes;
    Object.assign(there.documentElement, { lang: config.language, dir: config.rtl ? "rtl" : "ltr" });
    there.title = config.words.notesTitle;
    const rules = [...document.styleSheets].flatMap((sheet) => { try { return [...sheet.cssRules]; } catch { return []; } });
    const style = there.createElement("style");
    style.textContent = rules.filter((rule) => rule instanceof CSSFontFaceRule || rule.selectorText?.includes(".notes-")).map((rule) => rule.cssText).join("\n");
    there.head.replaceChildren(there.createElement("title"), style);
    there.title = config.words.notesTitle;
    const part = (tag, id, ...children) => Object.assign(there.createElement(tag), { id, className: id, dir: "auto", textContent: children[0] || "" });
    const turner = (words, by) => Object.assign(there.createElement("button"), { type: "button", textContent: words, className: "notes-button", onclick: () => deck && isOpen() && turn(by) });
    const main = Object.assign(there.createElement("main"), { className: "notes-page" });
    const row = Object.assign(there.createElement("div"), { className: "notes-row" });
    row.append(turner(config.words.previousButton, -1), turner(config.words.nextButton, 1));
    main.append(part("p", "notes-place"), part("h1", "notes-now"), part("div", "notes-text"), part("p", "notes-next"), part("p", "notes-clock"), row);
    there.body.className = "notes-body";
    there.body.replaceChildren(main);
    there.removeEventListener("keydown", pressed, true);
    there.addEventListener("keydown", pressed, true);
    notes.focus();
    drawNotes();
    tick();
  }

  function drawNotes() {
    if (!notes || notes.closed || !deck) return;
    const set = (id, words) => { notes.document.getElementById(id).textContent = words; };
    const now = deck.slides[place], item = deck.items[now.item - 1];
    set("notes-place", filled(config.words.place, { n: digits(place + 1), all: digits(deck.slides.length) }));
    set("notes-now", now.title);
    set("notes-text", item?.notes || config.words.noNotes);
    const after = deck.slides[place + 1];
    set("notes-next", after ? filled(config.words.next, { title: after.title }) : config.words.last);
  }

  function tick() {
    if (!notes || notes.closed) return;
    const two = (n) => new Intl.NumberFormat(config.language, { minimumIntegerDigits: 2 }).format(n);
    const passed = started ? Math.floor((Date.now() - started) / 1000) : 0, now = new Date();
    const clock = notes.document.getElementById("notes-clock");
    if (clock) clock.textContent = `${config.words.clock} ${two(now.getHours())}:${two(now.getMinutes())} · ${config.words.elapsed} ${two(Math.floor(passed / 60))}:${two(passed % 60)}`;
  }
  setInterval(tick, 1000);

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    meeting: {
      open(given) {
        if (!given) return window.dash_clientside.no_update;
        config = given;
        deck = null;
        place = 0;
        mapState = "none";
        const found = given.agenda || remembered();
        take(found);
        replaced = given.agenda && remembered()?.items.length ? remembered() : null;
        drawDesk();
        wireStage();
        if (agenda.items.length) prepare();
        return "yes";
      },
    },
  });
})();
