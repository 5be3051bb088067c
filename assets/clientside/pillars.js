// The page of the pillars: what is chosen goes into the link, a cell opens what stands behind it, arrows go from cell to cell.
(() => {
  "use strict";
  const { onAct, read, visit, go, encode } = window.monitorLink;
  const none = () => window.dash_clientside.no_update;
  const here = () => document.querySelector(".pillars-page");
  const cells = () => [...document.querySelectorAll("[data-pillar-cell]")];
  const valueOf = (query, name) => (query.has(name) ? decodeURIComponent(query.get(name).replace(/\+/g, " ")) : "");
  let asked = false; // somebody opened a cell on this page, so that what opens takes the focus
  let from = null; // the cell that it was

  function open(indicator, area) {
    const query = read(window.location.search);
    const again = valueOf(query, "indicator") === indicator && valueOf(query, "area") === area;
    asked = !again;
    visit((now) => {
      now.set("indicator", encode(indicator));
      now.set("area", again ? "" : encode(area));
    });
  }

  function close() {
    visit((query) => query.set("area", ""));
    const back = from && document.contains(from) ? from : cells().find((one) => one.tabIndex === 0);
    back?.focus();
  }

  // Into the middle of what scrolls around the matrix; the page itself stays where it is.
  function reveal(cell) {
    const box = cell.closest(".fresh-scroll"), [inner, outer] = [cell.getBoundingClientRect(), box.getBoundingClientRect()];
    if (inner.right > outer.right || inner.left < outer.left) box.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
  }

  function mark() {
    const query = read(window.location.search);
    const key = `${valueOf(query, "indicator")}|${valueOf(query, "area")}`;
    for (const cell of cells()) {
      if (cell.dataset.pillarCell === key) {
        if (!cell.hasAttribute("aria-current") && cell.matches(".fresh-cell")) reveal(cell);
        cell.setAttribute("aria-current", "true");
      }
      else cell.removeAttribute("aria-current");
    }
  }

  onAct(
    {
      "pillar-cell": (key) => {
        const at = key.indexOf("|");
        from = document.activeElement?.dataset?.pillarCell === key ? document.activeElement : cells().find((one) => one.dataset.pillarCell === key);
        open(key.slice(0, at), key.slice(at + 1));
      },
      "pillar-close": () => close(),
    },
    here,
  );

  // One cell of the matrix is in the order of the tabulator; arrows, Home and End lead to the others.
  document.addEventListener("keydown", (event) => {
    if (!here()) return;
    if (event.key === "Escape" && event.target.closest?.("#pillars-panel, .fresh") && document.querySelector(".pillar-panel")) {
      event.preventDefault();
      return close();
    }
    const cell = event.target.closest?.(".fresh .fresh-cell");
    if (!cell) return;
    const forward = document.getElementById("frame")?.dir === "rtl" ? -1 : 1;
    const row = cell.closest("tr"), column = cell.closest("td").cellIndex;
    const rows = [...row.parentElement.rows], at = rows.indexOf(row), last = row.cells.length - 1;
    const to = {
      ArrowRight: [at, column + forward], ArrowLeft: [at, column - forward], ArrowDown: [at + 1, column], ArrowUp: [at - 1, column],
      Home: [event.ctrlKey ? 0 : at, 1], End: [event.ctrlKey ? rows.length - 1 : at, last],
    }[event.key];
    if (!to) return;
    event.preventDefault();
    const next = rows[to[0]]?.cells[to[1]]?.querySelector(".fresh-cell");
    if (!next) return;
    cell.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  // A list of the sentence closes when something else is clicked, as a menu does.
  document.addEventListener("click", (event) => {
    for (const one of document.querySelectorAll(".sentence-menu[open]")) if (!one.contains(event.target) || event.target.closest("a")) one.open = false;
  });

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    pillars: {
      ask: (indicator, year, show, shown) =>
        go((query) => {
          if (!shown) return;
          if (indicator && indicator !== shown.indicator) {
            query.set("indicator", encode(indicator));
            query.set("area", "");
            query.set("year", "");
          } else if (year && year !== shown.year) query.set("year", year === "newest" ? "" : year);
          if (show && show !== shown.show) query.set("show", show === "value" ? "" : show);
        }),
      click: (click, shown) => {
        if (click?.layer === "countries" && click.ids?.[0] && shown && here()) open(shown.indicator, String(click.ids[0]));
        return none();
      },
      opened: () => {
        window.requestAnimationFrame(() => {
          mark();
          if (asked) document.getElementById("pillars-panel-title")?.focus();
          asked = false;
        });
        return none();
      },
    },
  });
})();
