// Made once at set-up, after `npm ci`: the chart library, in node_modules/.built. What it was made from and is not needed
// afterwards (86 MB of plotly's own ready-made files) goes.
import { rmSync } from "node:fs";
import { build } from "esbuild";

await build({
  entryPoints: ["browser/plotly.js"],
  outfile: "node_modules/.built/plotly.min.js",
  bundle: true,
  minify: true,
  format: "iife",
  globalName: "Plotly",
  define: { global: "window" },
  target: "es2022",
  loader: { ".css": "empty" },
  legalComments: "none",
  banner: { js: "/* plotly.js, parts of it; Copyright Plotly, Inc., MIT licence; with d3 (ISC, BSD) and others, see node_modules */" },
  logLevel: "warning",
});
rmSync("node_modules/plotly.js/dist", { recursive: true, force: true });
