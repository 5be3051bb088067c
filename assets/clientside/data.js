// What `/data` does in the browser: a file goes out in pieces with a bar, controls say what they are, marks say why.
(() => {
  "use strict";
  const none = () => window.dash_clientside.no_update;
  const byId = (id) => document.getElementById(id);
  let wishes = 0;

  function opened() {
    return new URLSearchParams(window.location.search).get("upload") || "";
  }

  // Every control of the page leads here: one callback of the server takes them all.
  function wish(act, name, value, more) {
    wishes += 1;
    const data = { act, upload: opened(), name: name || "", value: value || "", more: more || {}, number: wishes };
    window.dash_clientside.set_props("data-wish", { data });
  }

  // Further fields of a form, as the reason for taking an import back: every control with data-with of the same name.
  function fieldsWith(name) {
    const found = {};
    document.querySelectorAll(`[data-with="${CSS.escape(name)}"]`).forEach((one) => { found[one.dataset.field] ||= one.value; });
    return found;
  }

  document.addEventListener("click", (event) => {
    const holder = event.target.closest?.("button[data-act]");
    if (!holder || holder.disabled) return;
    event.preventDefault();
    wish(holder.dataset.act, holder.dataset.name, holder.dataset.value, fieldsWith(`${holder.dataset.act}-${holder.dataset.name}`));
  });
  document.addEventListener("change", (event) => {
    const holder = event.target.closest?.("[data-act]");
    if (holder && holder.tagName !== "BUTTON") wish(holder.dataset.act, holder.dataset.name, event.target.value);
  });

  // ---- sending
  function zone() {
    return byId("data-drop");
  }

  function chooseFiles() {
    const input = document.createElement("input");
    input.type = "file";
    input.multiple = true;
    input.addEventListener("change", () => send([...input.files]));
    input.click();
  }

  async function send(files) {
    let first = null;
    for (const file of files) {
      const job = await sendOne(file);
      first = first || job;
    }
    if (!first) return;
    const query = new URLSearchParams(window.location.search);
    query.delete("import");
    query.set("upload", first);
    window.dash_clientside.set_props("url", { search: `?${query}` });
    window.dash_clientside.set_props("data-done", { data: Date.now() % 1000000000 });
  }

  // A line with the name, a bar and a button to end it; resolves with the number of the upload, or null.
  function sendOne(file) {
    const words = zone().dataset;
    const line = document.createElement("div");
    line.className = "sending";
    const said = document.createElement("p");
    said.textContent = words.sending.replace("{name}", file.name);
    const bar = document.createElement("progress");
    bar.className = "progress";
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", said.textContent);
    const end = document.createElement("button");
    end.type = "button";
    end.className = "data-button";
    end.textContent = words.cancel;
    line.append(said, bar, end);
    byId("data-sending").append(line);
    const fail = (sentence) => {
      line.className = "sending data-problem";
      said.textContent = `${file.name}: ${sentence}`;
      bar.remove();
      end.remove();
      return null;
    };
    if (file.size > Number(words.mostBytes)) return Promise.resolve(fail(words.tooLarge));
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      const language = document.documentElement.lang || "en";
      request.open("POST", `/data/upload?name=${encodeURIComponent(file.name.slice(-200))}&lang=${language}`);
      request.setRequestHeader("Content-Type", "application/octet-stream");
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) bar.value = event.loaded / event.total;
      });
      request.addEventListener("load", () => {
        if (request.status !== 201) return void done(fail(request.responseText.trim() || words.lost));
        line.remove();
        done(JSON.parse(request.responseText).job);
      });
      request.addEventListener("error", () => done(fail(words.lost)));
      request.addEventListener("abort", () => { line.remove(); done(null); });
      end.addEventListener("click", () => request.abort());
      request.send(file);
    });
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#data-choose")) chooseFiles();
  });
  // A file that misses the zone must not take the browser away from the page.
  const carriesFiles = (event) => zone() && [...(event.dataTransfer?.types || [])].includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    zone().classList.add("drop-over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) zone()?.classList.remove("drop-over");
  });
  document.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    zone().classList.remove("drop-over");
    send([...event.dataTransfer.files]);
  });

  // ---- why a cell is marked: by mouse and by keyboard
  function tell(event) {
    const tip = byId("data-tip");
    if (!tip) return;
    // The mouse lies somewhere while one reads by keyboard: what has the focus keeps its reason.
    const mark = event.target.closest?.("[data-why]") || document.activeElement?.closest("[data-why]");
    tip.hidden = !mark;
    if (!mark) return;
    tip.textContent = mark.dataset.why;
    const box = mark.getBoundingClientRect();
    const left = Math.min(Math.max(box.left, 8), window.innerWidth - tip.offsetWidth - 8);
    const below = box.bottom + 6 + tip.offsetHeight < window.innerHeight;
    tip.style.left = `${left}px`;
    tip.style.top = `${below ? box.bottom + 6 : box.top - tip.offsetHeight - 6}px`;
  }
  document.addEventListener("pointerover", tell);
  document.addEventListener("focusin", tell);
  document.addEventListener("keydown", (event) => {
    const tip = byId("data-tip");
    if (event.key === "Escape" && tip) tip.hidden = true;
  });

  // ---- parts of the page that the server wrote
  const drawn = new WeakMap();
  const nameOf = (one) => one && (one.id ? `#${CSS.escape(one.id)}` : one.dataset?.act && `[data-act="${one.dataset.act}"][data-name="${CSS.escape(one.dataset.name)}"]`);

  // The new text in the place of the old; the focus, what is unfolded and where boxes are scrolled to stay.
  function draw(slot, text) {
    if (!slot || drawn.get(slot) === text) return;
    drawn.set(slot, text);
    const focused = slot.contains(document.activeElement) ? nameOf(document.activeElement) : null;
    const folds = [...slot.querySelectorAll("details")].map((one) => one.open);
    const boxes = [...slot.querySelectorAll(".scroll-x, .details-list")].map((one) => [one.scrollLeft, one.scrollTop]);
    slot.innerHTML = text;
    const after = [...slot.querySelectorAll("details")];
    if (after.length === folds.length) after.forEach((one, i) => { one.open = folds[i]; });
    [...slot.querySelectorAll(".scroll-x, .details-list")].forEach((one, i) => boxes[i] && one.scrollTo(...boxes[i]));
    if (focused) slot.querySelector(focused)?.focus();
    if (slot.id === "data-details") arrive();
  }

  // A figure of the accounting leads to its rows, which are there only when the server has brought them.
  function arrive() {
    const target = window.location.hash.length > 1 ? byId(window.location.hash.slice(1)) : null;
    if (!target) return;
    if (target.tagName === "DETAILS") target.open = true;
    target.scrollIntoView({ block: "start" });
  }

  // Links within the page: the address changes, the page stays.
  document.addEventListener("click", (event) => {
    const anchor = event.target.closest?.("a[data-go]");
    if (!anchor || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const there = new URL(anchor.href);
    const same = there.pathname + there.search === window.location.pathname + window.location.search;
    window.history.pushState({}, "", anchor.href);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    if (same) arrive();
  });

  let busy = false;
  const functions = {
    // The figures below follow the record: an import that has just ended is a reason to draw them again.
    ended(shown) {
      window.requestAnimationFrame(() => {
        const was = busy;
        busy = Boolean(document.querySelector('#data-work [data-busy="true"]'));
        const done = document.querySelector(".upload-head .state-imported");
        if (was && done) window.dash_clientside.set_props("data-imported", { data: shown });
      });
    },
    // Parts of the page come as text: the server has escaped all that is not its own (components/intake/markup.py).
    draw(...texts) {
      const inputs = window.dash_clientside.callback_context.inputs_list;
      inputs.forEach((input, i) => draw(byId(input.id.replace("html-", "data-")), texts[i] || ""));
    },
  };
  window.dash_clientside = Object.assign({}, window.dash_clientside, { data: functions });
})();
