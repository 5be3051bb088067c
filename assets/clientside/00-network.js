// The page's questions to its server. Two answers come with the document and are not asked for; the first questions are
// asked while the libraries are still on their way; a question that a newer one has replaced is given up, so that the
// server need not answer it and no older answer can come after a newer one; and what goes wrong is said.
(() => {
  "use strict";
  const CALLBACK = "_dash-update-component";
  const PAGE = "page.children";
  const JSON_KIND = { Accept: "application/json", "Content-Type": "application/json" };
  const plain = window.fetch.bind(window);
  const holder = document.getElementById("sent");
  const sent = new Map(Object.entries(JSON.parse(holder?.textContent || "{}")));
  const asked = new Map(); // output -> the AbortController of the question that waits for an answer
  const ahead = new Map(); // output -> { values, answer } of a question that Dash will have
  const nothing = () => new Response(null, { status: 204 }); // for Dash: no change

  // Dash asks for these once; a second time something has gone wrong, and the server is asked.
  function brought(name) {
    const text = sent.get(name);
    sent.delete(name);
    return text && new Response(text, { headers: { "Content-Type": "application/json" } });
  }

  const named = (one) => ({ id: one.slice(0, one.lastIndexOf(".")), property: one.slice(one.lastIndexOf(".") + 1) });
  const valuesOf = (body) => JSON.stringify([...body.inputs, ...(body.state || [])].map(({ value }) => value ?? null));

  // The page of this address and, on the map, what fills it: both are known before there is any library to ask for them.
  function askAhead() {
    const { pathname, search } = window.location;
    const known = { address: { pathname, search }, url: { pathname, search }, opened: { data: search }, "routes-opened": { data: search } };
    const filling = { "/": "opened", "/routes": "routes-opened" }[pathname]; // what the page brings for its first update
    const value = ({ id, property }) => (id === "address" ? known.address : known[id]?.[property]);
    const wanted = JSON.parse(sent.get("_dash-dependencies") || "[]").filter(
      ({ output, inputs }) => output === PAGE || (filling && inputs.some(({ id }) => id === filling)),
    );
    for (const { output, inputs, state } of wanted) {
      const several = output.startsWith("..");
      const outputs = output.replace(/^\.\.|\.\.$/g, "").split("...").map((one) => named(one.split("@")[0]));
      const [given, kept] = [inputs, state].map((list) => list.map(({ id, property }) => ({ id, property, value: value({ id, property }) })));
      const body = { output, outputs: several ? outputs : outputs[0], inputs: given, changedPropIds: [], state: kept };
      const answer = plain(`/${CALLBACK}`, { method: "POST", headers: JSON_KIND, body: JSON.stringify(body) });
      answer.catch(() => undefined); // said when Dash asks
      ahead.set(output, { values: valuesOf(body), answer });
    }
  }

  // The answer to a question that was asked ahead; what was asked for another link is no answer.
  function answered(body) {
    const found = ahead.get(body.output);
    ahead.delete(body.output);
    return found?.values === valuesOf(body) ? found.answer : null;
  }

  async function ask(address, options) {
    const body = JSON.parse(options.body);
    const { output } = body;
    asked.get(output)?.abort();
    const mine = new AbortController();
    asked.set(output, mine);
    try {
      const answer = await (answered(body) ?? plain(address, { ...options, signal: mine.signal }));
      // The body can still be on its way when the next question comes.
      const text = answer.status === 204 ? null : await answer.text();
      if (mine.signal.aborted) return nothing();
      if (!answer.ok) trouble(answer.status < 500 && text.length < 400 && !text.startsWith("<") ? text.trim() : holder.dataset.failed);
      else trouble("");
      return new Response(text, { status: answer.status, headers: answer.headers });
    } catch (problem) {
      if (mine.signal.aborted) return nothing();
      trouble(holder.dataset.ended);
      throw problem;
    } finally {
      if (asked.get(output) === mine) asked.delete(output);
    }
  }

  window.fetch = (address, options) => {
    const name = new URL(address instanceof Request ? address.url : address, window.location.href).pathname.slice(1);
    if (name === CALLBACK && typeof options?.body === "string") return ask(address, options);
    const text = brought(name);
    return text ? Promise.resolve(text) : plain(address, options);
  };

  // What went wrong, in the page's language, with a way to try again; taken away by the next answer.
  function trouble(words) {
    document.getElementById("trouble")?.remove();
    if (!words) return;
    const place = document.createElement("div");
    place.id = "trouble";
    place.setAttribute("role", "alert");
    const said = document.createElement("p");
    said.textContent = words;
    const again = document.createElement("button");
    again.type = "button";
    again.textContent = holder.dataset.again;
    again.addEventListener("click", () => window.location.reload());
    place.append(said, again);
    document.body.append(place);
    document.getElementById("first-paint")?.replaceChildren();
  }

  if (holder) askAhead();
})();
