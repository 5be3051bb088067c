// A PNG of exactly what the map shows, with what a reader needs beside it: title, scale, north, legend, notes.
// The pieces come from monitoring/components/map.py (`picture`); sizes are CSS px, the picture has the screen's density.

const PAD = 16, FONT = '"IBM Plex Sans", "IBM Plex Sans Arabic", system-ui, sans-serif';
const TITLE = { size: 18, line: 24, weight: 600 }, TEXT = { size: 12, line: 17, weight: 400 };
const STRONG = { ...TEXT, weight: 600 };

// The drawing buffer is only there during a render.
function frame(map) {
  return new Promise((done, failed) => {
    const tooLate = setTimeout(() => failed(new Error("the map did not draw")), 20000);
    map.once("render", () => {
      const source = map.getCanvas();
      const copy = document.createElement("canvas");
      [copy.width, copy.height] = [source.width, source.height];
      copy.getContext("2d").drawImage(source, 0, 0);
      clearTimeout(tooLate);
      done(copy);
    });
    map.triggerRepaint();
  });
}

function font(context, style) {
  context.font = `${style.weight} ${style.size}px ${FONT}`;
}

function wrapped(context, text, style, width) {
  font(context, style);
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (lines.at(-1) && context.measureText(longer).width > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

function write(page, lines, top, style, colour) {
  const { context, rtl, width } = page;
  font(context, style);
  context.fillStyle = colour;
  context.textAlign = "start";
  lines.forEach((line, i) => context.fillText(line, rtl ? width - PAD : PAD, top + (i + 0.75) * style.line));
  return top + lines.length * style.line;
}

function icon(context, path, x, y, size, colour) {
  context.save();
  context.translate(x - size / 2, y - size / 2);
  context.scale(size / 24, size / 24);
  context.fillStyle = colour;
  context.fill(new Path2D(path), "evenodd");
  context.restore();
}

function disc(context, x, y, diameter, colour) {
  context.beginPath();
  context.arc(x, y, diameter / 2, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
}

// One legend sign in the middle of (x, y); entries as figures.legends describes them.
function sign(page, entry, x, y, width) {
  const { context, pieces } = page;
  const colour = entry.colour ?? pieces.colours.ink2;
  if (entry.sign === "line") {
    context.setLineDash(entry.dash.map((part) => part * entry.width_px));
    context.lineCap = entry.round ? "round" : "butt";
    context.lineWidth = entry.width_px;
    context.strokeStyle = colour;
    context.beginPath();
    context.moveTo(x - width / 2 + 2, y);
    context.lineTo(x + width / 2 - 2, y);
    context.stroke();
    context.setLineDash([]);
  } else if (entry.sign === "dot" || entry.sign === "ring") {
    disc(context, x, y, entry.diameter_px, colour);
    if (entry.sign === "ring") disc(context, x, y, entry.diameter_px - 2 * entry.ring_px, pieces.colours.surface);
  } else {
    icon(context, pieces.icons[entry.sign], x, y, entry.diameter_px, colour);
  }
}

// The signs of one group side by side after its title, wrapped; returns the bottom. Without `paint` it only measures.
function group(page, { title, entries }, top, indent, paint) {
  const { context, width, rtl, pieces } = page;
  const from = (far) => (rtl ? width - far : far);
  const put = (words, style, x, middle) => {
    font(context, style);
    context.fillStyle = pieces.colours.ink;
    context.textAlign = "start";
    context.fillText(words, from(x), middle + 4);
  };
  const row = Math.max(20, ...entries.map((entry) => (entry.diameter_px ?? 0) + 4));
  let [x, middle] = [indent, top + row / 2];
  if (paint) put(title, STRONG, PAD, middle);
  for (const entry of entries) {
    const own = entry.sign === "line" ? 44 : entry.diameter_px;
    font(context, TEXT);
    const length = own + 6 + context.measureText(entry.label).width;
    if (x > indent && x + length > width - PAD) [x, middle] = [indent, middle + row];
    if (paint) {
      sign(page, entry, from(x + own / 2), middle, own);
      put(entry.label, TEXT, x + own + 6, middle);
    }
    x += length + 18;
  }
  return middle + row / 2;
}

function legend(page, top, paint) {
  font(page.context, STRONG);
  const titles = page.pieces.legend.map(({ title }) => page.context.measureText(title).width);
  const indent = PAD + Math.max(0, ...titles) + 14;
  return page.pieces.legend.reduce((bottom, one) => group(page, one, bottom, indent, paint), top);
}

function north(page, map, top) {
  const { context, width, rtl, pieces } = page;
  const x = rtl ? 28 : width - 28, y = top + 34;
  context.save();
  context.translate(x, y);
  context.rotate((-map.getBearing() * Math.PI) / 180);
  icon(context, pieces.icons.arrow, 0, 6, 22, pieces.colours.ink);
  font(context, STRONG);
  haloed(context, pieces.north, 0, -10, pieces.colours, "center");
  context.restore();
}

function haloed(context, text, x, y, colours, align) {
  context.textAlign = align;
  context.lineWidth = 3;
  context.strokeStyle = colours.halo;
  context.lineJoin = "round";
  context.strokeText(text, x, y);
  context.fillStyle = colours.ink;
  context.fillText(text, x, y);
}

// The scale bar as the map's own control shows it, at the same side.
function scale(page, container, bottom) {
  const bar = container.querySelector(".maplibregl-ctrl-scale");
  if (!bar) return;
  const { context, width, pieces } = page;
  const length = bar.offsetWidth, atEnd = Boolean(bar.closest(".maplibregl-ctrl-bottom-right"));
  const left = atEnd ? width - PAD - length : PAD, y = bottom - 12;
  const line = (colour, thick) => {
    context.strokeStyle = colour;
    context.lineWidth = thick;
    context.stroke(new Path2D(`M${left} ${y - 6} V${y} H${left + length} V${y - 6}`));
  };
  line(pieces.colours.halo, 4);
  line(pieces.colours.ink, 1.5);
  font(context, TEXT);
  const note = container.querySelector(".map-foot-note")?.textContent ?? "";
  haloed(context, `${bar.textContent} (${note})`, atEnd ? left + length : left, y - 10, pieces.colours, atEnd ? "right" : "left");
}

async function draw(map, container, pieces) {
  // A face that the page has not used yet is not there; the canvas would take another without a word.
  const words = [pieces.title, ...pieces.notes].join(" ");
  await Promise.all([TITLE, TEXT].map(({ weight, size }) => document.fonts.load(`${weight} ${size}px ${FONT}`, words)));
  const picture = await frame(map);
  const density = picture.width / container.clientWidth;
  const [width, height] = [container.clientWidth, container.clientHeight];
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  const page = { context, width, rtl: pieces.rtl, pieces };
  const title = wrapped(context, pieces.title, TITLE, width - 2 * PAD);
  const notes = pieces.notes.map((note) => wrapped(context, note, TEXT, width - 2 * PAD)).flat();
  const top = PAD + title.length * TITLE.line + 8;
  const below = legend(page, top + height + 10, false) + 6;
  const bottom = below + notes.length * TEXT.line + PAD;
  [canvas.width, canvas.height] = [Math.round(width * density), Math.round(bottom * density)];
  context.scale(density, density);
  context.direction = pieces.rtl ? "rtl" : "ltr";
  context.fillStyle = pieces.colours.surface;
  context.fillRect(0, 0, width, bottom);
  write(page, title, PAD, TITLE, pieces.colours.ink);
  context.drawImage(picture, 0, top, width, height);
  north(page, map, top);
  scale(page, container, top + height);
  legend(page, top + height + 10, true);
  write(page, notes, below, TEXT, pieces.colours.ink2);
  return canvas;
}

async function download(map, container, pieces) {
  const canvas = await draw(map, container, pieces);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  if (!blob) throw new Error("the picture is too large");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = pieces.filename;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

window.monitorMapParts = { ...window.monitorMapParts, download, draw };
