// Callbacks of monitoring/components/map.py. The host is a module and runs after the first callbacks: until then they wait.
(() => {
  window.monitorMapWaiting = [];
  const call = (...message) => {
    const [method, ...args] = message;
    if (window.monitorMap) window.monitorMap[method](...args);
    else window.monitorMapWaiting.push(message);
  };
  const mapOf = () => window.dash_clientside.callback_context.inputs_list[0].id.replace(/-(spec|commands)$/, "");
  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    map: {
      mount: (spec) => {
        if (spec) call("mount", mapOf(), spec);
        return spec ? "mounted" : window.dash_clientside.no_update;
      },
      run: (commands) => {
        if (commands && commands.length) call("run", mapOf(), commands);
        return window.dash_clientside.no_update;
      },
    },
  });
})();
