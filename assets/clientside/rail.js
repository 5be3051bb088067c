// The filter rail (monitoring/components/filter_rail.py): its controls write the link, and follow it.
(() => {
  "use strict";
  const { read, encode, decoded, same, go, visit, setList, toggle, sameView } = window.monitorLink;
  const LISTS = ["drug", "drug_group", "country", "departure", "transit", "destination", "group", "mode", "source_kind", "precision"];
  const CONTROLS = ["drug", "drug_group", "min_kg", "country", "departure", "transit", "destination", "group", "place", "text", "mode", "source_kind", "precision", "years"];
  const FILTERS = [...CONTROLS, "origin", "admin1", "from", "to", "bbox", "marking"];

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
      if (!drawn || !sameView(drawn.search)) return;
      const query = read(drawn.filter);
      CONTROLS.forEach((name, i) => {
        const wanted = controlValue(query, name);
        const is = now[i] ?? (Array.isArray(wanted) ? [] : "");
        const equal = Array.isArray(wanted) && name !== "years" ? same(is, wanted) : JSON.stringify(is) === JSON.stringify(wanted);
        if (!equal) window.dash_clientside.set_props(`f-${name}`, { value: wanted });
      });
    },
    controls(...values) {
      const changed = window.dash_clientside.callback_context.triggered.map((one) => one.prop_id.split(".")[0]);
      return go((query) => CONTROLS.forEach((name, i) => changed.includes(`f-${name}`) && setControl(query, name, values[i])));
    },
  };
  window.dash_clientside = Object.assign({}, window.dash_clientside, { rail: functions });

  function clearFilters() {
    visit((query) => [...query.keys()].forEach((name) => FILTERS.includes(name) && query.delete(name)));
  }

  function openControl(name) {
    const id = `f-${name === "from" || name === "to" ? "years" : name}`;
    const control = document.getElementById(id) || document.querySelector(`[aria-labelledby="${id}-label"]`);
    if (!control) return;
    control.closest("[data-rail]")?.setAttribute("data-rail", "open");
    control.scrollIntoView({ block: "center" });
    const target = control.matches("input, button, [role=slider]") ? control : control.querySelector("input, button, [role=slider]");
    target?.focus();
  }

  const actions = {
    toggle: (value) => visit((query) => toggle(query, ...value.split("="))),
    remove: (name) => visit((query) => query.delete(name)),
    clear: () => clearFilters(),
    open: (name) => openControl(name),
  };
  window.monitorLink.onAct(actions);
})();
