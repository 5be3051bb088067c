// The page's questions to its server. Two answers come with the page itself and are not asked for; a question that a newer
// one has replaced is given up, so that the server need not answer it and no older answer can come after a newer one; and a
// page that could not be drawn says so.
(() => {
  "use strict";
  const CALLBACK = "_dash-update-component";
  const PAGE = "page.children";
  const plain = window.fetch.bind(window);
  const sent = new Map(Object.entries(JSON.parse(document.getElementById("sent")?.textContent || "{}")));
  const asked = new Map(); // output -> the AbortController of the question that waits for an answer
  const nothing = () => new Response(null, { status: 204 }); // for Dash: no change

  // Dash asks for these once; a second time something has gone wrong, and the server is asked.
  function brought(name) {
    const text = sent.get(name);
    sent.delete(name);
    return text && new Response(text, { headers: { "Content-Type": "application/json" } });
  }

  async function ask(address, options) {
    const output = JSON.parse(options.body).output;
    asked.get(output)?.abort();
    const mine = new AbortController();
    asked.set(output, mine);
    try {
      const answer = await plain(address, { ...options, signal: mine.signal });
      if (output === PAGE) said(answer.ok ? "" : "failed");
      // The body can still be on its way when the next question comes.
      const text = answer.status === 200 ? await answer.text() : null;
      return text === null ? answer : new Response(text, { status: 200, headers: answer.headers });
    } catch (problem) {
      if (mine.signal.aborted) return nothing();
      if (output === PAGE) said("ended");
      throw problem;
    } finally {
      if (asked.get(output) === mine) asked.delete(output);
    }
  }

  window.fetch = (address, options) => {
    const name = new URL(address instanceof Request ? address.url : address, window.location.href).pathname.slice(1);
    const body = options?.body;
    if (name === CALLBACK && typeof body === "string") return ask(address, options);
    const text = brought(name);
    return text ? Promise.resolve(text) : plain(address, options);
  };

  // The sentence in place of the page, in its language, with a way to try again.
  function said(what) {
    const place = document.getElementById("first-paint");
    if (!place) return;
    place.classList.toggle("first-failed", Boolean(what));
    if (!what) return;
    const again = document.createElement("button");
    again.type = "button";
    again.textContent = place.dataset.again;
    again.addEventListener("click", () => window.location.reload());
    const words = document.createElement("p");
    words.textContent = place.dataset[what];
    place.setAttribute("role", "alert");
    place.replaceChildren(words, again);
  }
})();
