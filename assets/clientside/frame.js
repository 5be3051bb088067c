// What every page's frame does in the browser: address, language, theme, copying the link.
(() => {
  "use strict";
  const none = () => window.dash_clientside.no_update;

  function withParameter(name, value) {
    const kept = window.location.search.replace(/^\?/, "").split("&").filter((part) => part && !part.startsWith(`${name}=`));
    if (value) kept.push(`${name}=${value}`);
    return kept.length ? `?${kept.join("&")}` : "";
  }

  let lastPath = null;
  const functions = {
    // The page is drawn anew for another path only; a new query on the same path is the page's own business.
    address(pathname) {
      if (pathname === lastPath && !document.querySelector(".problem")) return none();
      lastPath = pathname;
      return { pathname, search: window.location.search };
    },
    title(words) {
      if (words) document.title = words;
      return words;
    },
    theme(clicks) {
      if (!clicks) return none();
      const dark = document.getElementById("frame")?.dataset.theme === "dark";
      return withParameter("theme", dark ? "" : "dark");
    },
    // Follows the link, so that the back button and a shared link change the colours, too.
    applyTheme(search) {
      const theme = /[?&]theme=dark(&|$)/.test(search || "") ? "dark" : "light";
      document.documentElement.dataset.mantineColorScheme = theme;
      document.getElementById("frame")?.setAttribute("data-theme", theme);
      const button = document.getElementById("theme");
      if (button) button.setAttribute("aria-pressed", String(theme === "dark"));
      return theme;
    },
  };
  window.dash_clientside = Object.assign({}, window.dash_clientside, { frame: functions });

  async function copyLink(button) {
    // The data version is part of the link, so that its numbers are those that were seen.
    const version = document.getElementById("frame")?.dataset.version;
    const link = window.location.origin + window.location.pathname + withParameter("v", version);
    try {
      await navigator.clipboard.writeText(link);
    } catch {
      const field = document.createElement("textarea");
      field.value = link;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    const words = button.querySelector(".mantine-Button-label") || button;
    const before = words.textContent;
    words.textContent = button.dataset.done;
    window.setTimeout(() => { words.textContent = before; }, 1500);
  }

  // A menu closes when something else is clicked, and on Escape, which leaves the focus on its button.
  const opened = () => [...document.querySelectorAll("details.menu[open]")];
  document.addEventListener("pointerdown", (event) => {
    opened().filter((menu) => !menu.contains(event.target)).forEach((menu) => { menu.open = false; });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of opened()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  document.addEventListener("click", (event) => {
    const copy = event.target.closest?.("[data-copy], #copy-link");
    if (copy) return void (copy.dataset.copy ? copyText(copy) : copyLink(copy));
    // A language has its own direction and words everywhere: the page is loaded anew in it.
    const language = event.target.closest?.("[data-language]");
    if (language) window.location.search = withParameter("lang", language.dataset.language === "en" ? "" : language.dataset.language) || "?";
  });

  // On paper stands where the page can be opened again, and charts are as wide as the paper (the style sheet says so;
  // plotly gives its drawings a width but no viewBox, without which they would be cut).
  const drawings = () => document.querySelectorAll(".js-plotly-plot .main-svg");
  window.addEventListener("beforeprint", () => {
    const foot = document.querySelector(".print-address");
    if (foot) foot.textContent = window.location.href;
    for (const one of drawings()) {
      one.setAttribute("viewBox", `0 0 ${one.getAttribute("width")} ${one.getAttribute("height")}`);
      // The bars of the years stand over a slider that takes the whole width.
      one.setAttribute("preserveAspectRatio", one.closest(".brush") ? "none" : "xMinYMid");
    }
  });
  window.addEventListener("afterprint", () => {
    for (const one of drawings()) ["viewBox", "preserveAspectRatio"].forEach((name) => one.removeAttribute(name));
  });

  function copyText(button) {
    const text = document.getElementById(button.dataset.copy)?.textContent || "";
    navigator.clipboard?.writeText(text);
    const before = button.textContent;
    button.textContent = button.dataset.done;
    window.setTimeout(() => { button.textContent = before; }, 1500);
  }
})();
