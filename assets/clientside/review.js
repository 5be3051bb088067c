// Editing one seizure, and the review queue: fields become a wish for the server, keys move and decide.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const all = (selector, root) => [...(root || document).querySelectorAll(selector)];
  let wishes = 0;

  // ---- the form of a seizure
  const control = (holder) => holder?.querySelector("input, select, textarea");

  function fields() {
    const form = { seizures: [{}], drugs: [], legs: [], arrests: [] };
    for (const holder of all("#edit-form [data-at]")) {
      const [sheet, row, column] = holder.dataset.at.split(".");
      (form[sheet][row] ||= {})[column] = control(holder).value;
    }
    for (const row of all("#edit-form [data-row][data-item]")) {
      const [sheet, at] = row.dataset.row.split(".");
      form[sheet][at].item_id = row.dataset.item;
    }
    return form;
  }

  const reason = (name) => control(document.querySelector(`[data-reason="${CSS.escape(name)}"]`))?.value || "";

  function edit(act, name) {
    wishes += 1;
    clear();
    const data = { act, name: name || "", reason: reason(act), seen: document.querySelector(".edit-page")?.dataset.seen || "", number: wishes };
    if (act === "save") data.form = fields();
    if (act === "merge") data.name = byId("edit-other").value;
    window.dash_clientside.set_props(act === "wrong" ? "wrong-wish" : "edit-wish", { data });
  }

  function clear() {
    for (const one of all(".edit-error")) one.textContent = "";
    for (const one of all(".edit-page [aria-invalid]")) one.removeAttribute("aria-invalid");
  }

  // sheet.row.column -> what is wrong there: beside its field, and the first one gets the focus.
  function problems(found) {
    if (found?.reload) return void window.location.reload();
    clear();
    let first = null;
    for (const [at, words] of Object.entries(found || {})) {
      const field = byId(`edit-${at.replaceAll(".", "-")}`);
      const error = byId(`edit-${at.replaceAll(".", "-")}-error`);
      if (!field || !error) continue;
      error.textContent = words;
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", error.id);
      field.closest("[data-row]")?.removeAttribute("hidden");
      const closed = field.closest("details");
      if (closed) closed.open = true;
      first = first || field;
    }
    first?.focus();
    return null;
  }

  // What a field means stands below it for the eye, and is read out with it.
  document.addEventListener("focusin", (event) => {
    const field = event.target.closest?.(".edit-page input, .edit-page select, .edit-page textarea");
    if (field && !field.hasAttribute("aria-describedby") && byId(`${field.id}-hint`)) field.setAttribute("aria-describedby", `${field.id}-hint`);
  });

  function addRow(sheet) {
    const next = all(`[data-rows="${sheet}"] > [data-row]`).find((row) => row.hidden);
    if (!next) return;
    next.hidden = false;
    control(next.querySelector("[data-at]"))?.focus();
  }

  function removeRow(row) {
    for (const holder of all("[data-at]", row)) {
      const field = control(holder);
      const kind = field.tagName === "SELECT" ? HTMLSelectElement : field.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
      Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(field, "");
      field.dispatchEvent(new Event(field.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
    }
    row.hidden = true;
    row.parentElement.querySelector("[data-add]")?.focus();
  }

  document.addEventListener("click", (event) => {
    const held = (selector) => event.target.closest?.(selector);
    const act = held("[data-edit-act]");
    if (act) return void edit(act.dataset.editAct, act.dataset.name);
    const add = held("[data-add]");
    if (add) return void addRow(add.dataset.add);
    const remove = held("[data-remove-row]");
    if (remove) return void removeRow(remove.closest("[data-row]"));
    const review = held("[data-review]");
    if (review) decide(review.closest("[data-card]"), review.dataset.review, review.dataset.value);
  });

  // ---- the review queue
  let place = 0; // of the card in hand, kept when the list comes back shorter by one
  const cards = () => all("#review-list [data-card]");
  const typing = (target) => target.matches?.("input, textarea, select, [contenteditable]");

  function send(data) {
    wishes += 1;
    window.dash_clientside.set_props("review-wish", { data: { ...data, number: wishes } });
  }

  function decide(card, act, value) {
    if (!card) return void send({ act });
    place = Math.max(0, cards().indexOf(card));
    if (act === "skip") return void go(1);
    if (act === "choose") return void choose(card, value);
    const written = control(card.querySelector("[data-written]"))?.value || "";
    send({ act, key: card.dataset.card, value: act === "write" ? written : value || "", reason: written && act !== "write" ? written : "" });
  }

  function go(step) {
    const listed = cards();
    if (!listed.length) return;
    place = Math.min(listed.length - 1, Math.max(0, place + step));
    listed[place].focus();
    listed[place].scrollIntoView({ block: "nearest" });
  }

  const choices = (card) => all("[data-review='choose']", card);

  function choose(card, value) {
    for (const one of choices(card)) one.setAttribute("aria-pressed", String(one.dataset.value === value));
  }

  function key(event) {
    if (!byId("review-list") || typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const card = event.target.closest?.("[data-card]") || cards()[place];
    if (event.target.closest?.("[data-card]")) place = Math.max(0, cards().indexOf(card));
    const press = (act) => card?.querySelector(`[data-review='${act}']`)?.click();
    if (event.key === "j" || event.key === "ArrowDown") go(document.activeElement?.closest?.("[data-card]") ? 1 : 0);
    else if (event.key === "k" || event.key === "ArrowUp") go(-1);
    else if (/^[1-9]$/.test(event.key)) choices(card || document)[Number(event.key) - 1]?.click();
    else if (event.key === "Enter" && event.target === card) press("accept");
    else if (event.key === "n") press("none");
    else if (event.key === "s") press("skip");
    else if (event.key === "u") send({ act: "undo" });
    else return;
    event.preventDefault();
  }
  document.addEventListener("keydown", key);

  // "accept" takes the choice that is pressed; without one the server asks for it.
  document.addEventListener("click", (event) => {
    const accept = event.target.closest?.("[data-review='accept']");
    if (!accept) return;
    const pressed = choices(accept.closest("[data-card]")).find((one) => one.getAttribute("aria-pressed") === "true");
    accept.dataset.value = pressed?.dataset.value || "";
  }, true);

  const functions = {
    problems,
    // A new list: the focus goes to the card that took the place of the one just decided.
    arrive(done) {
      if (done) window.requestAnimationFrame(() => go(0));
      return null;
    },
  };
  window.dash_clientside = Object.assign({}, window.dash_clientside, { review: functions });
})();
