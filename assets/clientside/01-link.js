// The link is the state: what every page's code needs to read it, to change it and to go there.
(() => {
  "use strict";
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

  // The same link but for where the map stands and how the table is sorted: neither changes what the server draws.
  const UNDRAWN = ["at", "sort"];
  function sameView(one, other = window.location.search) {
    const [mine, theirs] = [one, other].map((search) => [...read(search)].filter(([name]) => !UNDRAWN.includes(name)).map(String));
    return same(mine, theirs);
  }

  // Any element can name what it does (data-<action>); so words, rows and cards work alike by mouse and by keyboard.
  // `when`: whether the page that knows these actions is there.
  function onAct(actions, when = () => true) {
    document.addEventListener("click", (event) => {
      if (!when()) return;
      for (const [name, act] of Object.entries(actions)) {
        const holder = event.target.closest?.(`[data-${name}]`);
        if (holder) {
          event.preventDefault();
          act(holder.getAttribute(`data-${name}`));
          return;
        }
      }
    });
  }

  window.monitorLink = { onAct, read, write, encode, decoded, same, go, visit, setList, toggle, sameView };
})();
