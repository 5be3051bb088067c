// The list of recommendations: what is typed or chosen goes into the link; the server draws what the link says.
(() => {
  "use strict";
  const { go, encode } = window.monitorLink;

  const put = (query, name, value) => {
    const now = query.has(name) ? decodeURIComponent(query.get(name).replace(/\+/g, " ")) : "";
    if (now !== value) query.set(name, encode(value));
  };

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    recommendations: {
      ask: (addressee, words) =>
        go((query) => {
          put(query, "addressee", addressee || "");
          put(query, "words", (words || "").trim().replace(/\s+/g, " ").slice(0, 120));
        }),
      print: (clicks) => {
        if (clicks) window.print();
        return window.dash_clientside.no_update;
      },
    },
  });
})();
