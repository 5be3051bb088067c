// Maps of one group (`sync` of a specification) have one camera: whichever is moved, the others follow at once.

const cameraOf = (map) => ({ center: map.getCenter(), zoom: map.getZoom() });

const others = (host, hosts) =>
  [...hosts.values()].filter((one) => one !== host && one.ready && one.spec.sync === host.spec.sync);

function follow(leader, host) {
  host.follows = true; // a jump says that the map moved, which must lead nobody
  host.map.jumpTo(cameraOf(leader.map));
  host.follows = false;
}

// From now on `host` leads its group while it is moved. Does nothing for a map without a group.
function lead(host, hosts) {
  if (!host.spec.sync) return;
  host.map.on("move", () => {
    if (host.ready && !host.follows) for (const one of others(host, hosts)) follow(host, one);
  });
}

// The map that comes later takes the camera of those that are up.
function join(host, hosts) {
  const [first] = host.spec.sync ? others(host, hosts) : [];
  if (first) follow(first, host);
}

window.monitorMapParts = { ...window.monitorMapParts, lead, join };
