// Questionnaires: the server writes a form as text, what stands in it becomes a wish, files go out as they are.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const all = (selector, root) => [...(root || document).querySelectorAll(selector)];
  const form = () => byId("questionnaire-form");
  const part = (root, name) => root?.querySelector(`[data-part="${name}"]`);
  const value = (root, name) => part(root, name)?.value || "";
  const language = () => document.documentElement.lang || "en";
  let wishes = 0, seen = 0;
  const tokens = new Map(); // question -> the file that waits for its form

  // ---- a form of the server in its place (it has escaped all that is not its own: components/intake/markup.py)
  function draw(text) {
    const slot = byId(window.dash_clientside.callback_context.inputs_list[0].id.replace("-whose-html", "-whose").replace("-html", "-form"));
    if (!slot) return window.dash_clientside.no_update;
    slot.innerHTML = text || "";
    tokens.clear();
    for (const row of all("[data-question]", slot)) shape(row);
    for (const row of all("[data-answer]", slot)) known(row);
    counted();
    return String(text || "").length;
  }

  // Of a question only what its kind needs can be seen.
  function shape(row) {
    row.dataset.kind = value(row, "kind");
  }

  // What is not known has no answer: the field is closed while that is chosen, and keeps what stood in it for the eye.
  function known(row) {
    const chosen = Boolean(value(row, "state"));
    const field = part(row, "text");
    if (field) field.disabled = chosen;
    row.classList.toggle("is-unknown", chosen);
  }

  function questions() {
    return all("[data-questions] > [data-question]", form());
  }

  function counted() {
    const none = form()?.querySelector(".design-none");
    if (none) none.hidden = questions().length > 0;
    questions().forEach((row, at) => { const error = row.querySelector("[data-error]"); if (error) error.dataset.error = `question-${at + 1}`; });
  }

  function add() {
    const made = form().querySelector("[data-new]").content.firstElementChild.cloneNode(true);
    form().querySelector("[data-questions]").append(made);
    shape(made);
    counted();
    part(made, "words").focus();
  }

  function move(button) {
    const row = button.closest("[data-question]"), list = row.parentElement;
    const next = row.nextElementSibling, before = row.previousElementSibling;
    if (button.dataset.move === "up" && before) list.insertBefore(row, before);
    if (button.dataset.move === "down" && next) list.insertBefore(next, row);
    if (button.dataset.move === "remove") {
      row.remove();
      (next || before)?.querySelector('[data-part="words"]')?.focus();
      if (!next && !before) form().querySelector("[data-add-question]").focus();
    } else button.focus();
    counted();
    const place = questions().indexOf(row);
    const told = form().querySelector("[data-told]");
    if (told) told.textContent = place < 0 ? "" : `${place + 1} / ${questions().length}`;
  }

  // ---- wishes
  const designed = () => ({
    title: value(form(), "title"), purpose: value(form(), "purpose"), pillars: value(form(), "pillars"), source: value(form(), "source"),
    questions: questions().map((row) => ({
      id: row.dataset.question, kind: value(row, "kind"), words: value(row, "words"), help: value(row, "help"), unit: value(row, "unit"),
      choices: value(row, "choices"), required: Boolean(part(row, "required")?.checked),
    })),
  });

  const answered = () => ({
    edition: Number(form().dataset.edition), country: form().dataset.country, year: Number(form().dataset.year), filled_by: value(form(), "filled_by"),
    answers: all("[data-answer]", form()).map((row) => ({
      id: row.dataset.answer, text: part(row, "text").disabled ? "" : value(row, "text"), state: value(row, "state"), note: value(row, "note"),
      file: value(row, "state") ? "" : tokens.get(row.dataset.answer) || "",
    })),
  });

  function ask(button) {
    wishes += 1;
    problems({});
    const act = button.dataset.questionnaireAct;
    const reason = act === "design" || act === "fill" ? value(form(), "reason") : byId("questionnaire-state-reason").value;
    const more = act === "design" ? designed() : act === "fill" ? answered() : { edition: button.dataset.edition };
    window.dash_clientside.set_props("questionnaire-wish", { data: { act, reason, seen, number: wishes, ...more } });
  }

  // What is wrong, beside its field; the first one gets the focus.
  function problems(found) {
    const page = byId("questionnaire-content");
    for (const one of all("[data-error]", page)) one.textContent = "";
    for (const one of all("[aria-invalid]", page)) one.removeAttribute("aria-invalid");
    let first = null;
    for (const [name, words] of Object.entries(found || {})) {
      const error = page.querySelector(`[data-error="${CSS.escape(name)}"]`);
      if (!error) continue;
      error.textContent = words;
      error.id ||= `questionnaire-error-${name}`;
      const field = error.closest(".edit-field, [data-question], [data-answer]")?.querySelector("input, select, textarea");
      field?.setAttribute("aria-invalid", "true");
      field?.setAttribute("aria-describedby", error.id);
      first = first || field;
    }
    first?.focus();
    return null;
  }

  // ---- files
  async function send(path, file) {
    const query = `name=${encodeURIComponent(file.name.slice(-200))}&lang=${language()}`;
    const answer = await fetch(`${path}?${query}`, { method: "POST", headers: { "Content-Type": "application/octet-stream" }, body: file });
    const text = await answer.text();
    try {
      const said = JSON.parse(text);
      return { ok: answer.ok && !said.faults, ...said };
    } catch {
      return { ok: false, faults: [text.trim()] };
    }
  }

  function choose(several, then) {
    const input = Object.assign(document.createElement("input"), { type: "file", multiple: several });
    if (several) input.accept = ".xlsx";
    input.addEventListener("change", () => then([...input.files]));
    input.click();
  }

  async function bring(files) {
    const place = byId("questionnaire-brought");
    place.replaceChildren();
    let taken = 0;
    for (const file of files) {
      let found;
      try {
        found = await send("/questionnaires/form", file);
      } catch {
        found = { ok: false, faults: [place.dataset.lost] };
      }
      taken += found.ok ? 1 : 0;
      place.append(line(file.name, found));
    }
    if (taken) refresh(place);
  }

  // The page again with what was brought, and under it what was said of each file.
  function refresh(place) {
    const kept = [...place.children];
    window.dash_clientside.set_props("questionnaire-wish", { data: { act: "again", number: (wishes += 1) } });
    const wait = new MutationObserver(() => {
      const now = byId("questionnaire-brought");
      if (!now || now === place) return;
      wait.disconnect();
      now.replaceChildren(...kept);
    });
    wait.observe(byId("questionnaire-content"), { childList: true, subtree: true });
  }

  function line(name, found) {
    const box = document.createElement("div");
    box.className = found.ok ? "brought" : "brought data-problem";
    const head = document.createElement("strong");
    head.textContent = name;
    box.append(head);
    const words = found.ok ? [found.said] : found.faults || [];
    const list = document.createElement("ul");
    for (const one of words) {
      const item = document.createElement("li");
      item.textContent = one;
      item.dir = "auto";
      list.append(item);
    }
    box.append(list);
    return box;
  }

  async function attach(button) {
    const name = button.dataset.attach;
    choose(false, async ([file]) => {
      if (!file) return;
      const said = form().querySelector(`[data-attached="${name}"]`);
      let found;
      try {
        found = await send("/questionnaires/attachment", file);
      } catch {
        found = { ok: false, faults: [button.dataset.lost] };
      }
      said.textContent = ` ${found.ok ? found.name : (found.faults || []).join(" ")}`;
      said.classList.toggle("edit-error", !found.ok);
      if (!found.ok) return;
      tokens.set(name, found.token);
      const field = part(button.closest("[data-answer]"), "text");
      field.value = found.name;
      field.disabled = false;
      part(button.closest("[data-answer]"), "state").value = "";
    });
  }

  function openForm() {
    const root = byId("questionnaire-whose");
    const query = new URLSearchParams(window.location.search);
    const country = value(root, "country"), year = value(root, "year").trim();
    if (!country || !/^\d{4}$/.test(year)) return void part(root, country ? "year" : "country").focus();
    query.set("country", country);
    query.set("year", year);
    window.dash_clientside.set_props("url", { search: `?${query}` });
  }

  document.addEventListener("click", (event) => {
    const held = (selector) => event.target.closest?.(selector);
    const act = held("[data-questionnaire-act]"), moved = held("[data-move]"), file = held("[data-attach]");
    if (act) return void ask(act);
    if (moved) return void move(moved);
    if (file) return void attach(file);
    if (held("[data-add-question]")) return void add();
    if (held("[data-import-forms]")) return void choose(true, bring);
    if (held("[data-open-form]")) openForm();
  });
  document.addEventListener("change", (event) => {
    const row = event.target.closest?.("[data-question]"), answer = event.target.closest?.("[data-answer]");
    if (row && event.target.dataset.part === "kind") shape(row);
    if (answer && event.target.dataset.part === "state") known(answer);
  });

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    questionnaires: { draw, problems, seen: (now) => { seen = now; return now; } },
  });
})();
