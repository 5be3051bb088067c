// The foot of a map. The scale bar is right in the middle of the map only (Mercator), so it says so; the attribution is text,
// never HTML.

const inDigits = (text, digits) => (digits ? String(text).replace(/[0-9]/g, (digit) => digits[Number(digit)]) : String(text));

function element(className, text) {
  const made = document.createElement("div");
  made.className = className;
  if (text) made.textContent = text;
  return made;
}

class Foot {
  constructor(maplibre, strings, digits) {
    this.digits = digits;
    this.scale = new maplibre.ScaleControl({ unit: "metric", maxWidth: 90 });
    this.strings = strings;
  }
  onAdd(map) {
    this.box = element("maplibregl-ctrl map-foot");
    const bar = element("map-foot-scale");
    bar.append(this.scale.onAdd(map), element("map-foot-note", this.strings.scaleNote));
    this.box.append(bar, element("map-foot-attribution", this.strings.attribution));
    this.keepDigits(bar.firstChild);
    return this.box;
  }
  // MapLibre writes 0 to 9 whenever it likes; the reader's digits take their place.
  keepDigits(scale) {
    const change = () => {
      const text = inDigits(scale.textContent, this.digits);
      if (text !== scale.textContent) scale.textContent = text;
    };
    this.watch = new MutationObserver(change);
    this.watch.observe(scale, { childList: true, characterData: true, subtree: true });
    change();
  }
  onRemove() {
    this.watch.disconnect();
    this.scale.onRemove();
    this.box.remove();
  }
}

window.monitorMapParts = { ...window.monitorMapParts, Foot, element, inDigits };
