// plotly.js with what our charts need: bars, lines and points, heat maps and flows; every map is MapLibre's. The same as
// plotly's own lib/core.js without sliders, menus, pictures, range controls and the three-dimensional notes.
const Registry = require("plotly.js/src/registry");
require("plotly.js/build/plotcss");

exports.version = require("plotly.js/src/version").version;
exports.register = Registry.register;
for (const [name, fn] of Object.entries(require("plotly.js/src/plot_api"))) {
  if (!name.startsWith("_")) exports[name] = fn;
  Registry.register({ moduleType: "apiMethod", name, fn });
}
Registry.register([
  require("plotly.js/src/traces/scatter"),
  require("plotly.js/src/traces/bar"),
  require("plotly.js/src/traces/heatmap"),
  require("plotly.js/src/traces/sankey"),
  require("plotly.js/src/components/annotations"),
  require("plotly.js/src/components/selections"),
  require("plotly.js/src/components/shapes"),
  require("plotly.js/src/components/grid"),
  require("plotly.js/src/components/errorbars"),
  require("plotly.js/src/components/colorscale"),
  require("plotly.js/src/components/colorbar"),
  require("plotly.js/src/components/legend"), // after shapes: its defaults depend on them
  require("plotly.js/src/components/fx"), // after the legend
  require("plotly.js/src/components/modebar"),
  require("plotly.js/src/locale-en"),
  require("plotly.js/src/locale-en-us"),
]);

const Plots = require("plotly.js/src/plots/plots");
const Fx = require("plotly.js/src/components/fx");
exports.Icons = require("plotly.js/src/fonts/ploticon");
exports.Plots = { resize: Plots.resize, graphJson: Plots.graphJson };
exports.Fx = { hover: Fx.hover, unhover: Fx.unhover, loneHover: Fx.loneHover, loneUnhover: Fx.loneUnhover };
exports.Snapshot = require("plotly.js/src/snapshot");
// The kinds of chart of this file, so that a test can tell it from plotly's own.
exports.traces = Object.keys(Registry.modules);
