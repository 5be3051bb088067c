"""Pictures read with the browser's own decoder: no picture library is needed for the tests alone."""

from base64 import b64encode

from playwright.sync_api import Page

READ = """async ([text, rows]) => {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const [first, end] = rows ?? [0, image.height];
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const all = new Uint32Array(context.getImageData(0, first, image.width, end - first).data.buffer);
  const counts = new Map();
  for (const colour of all) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  return { width: image.width, height: image.height, colours: counts.size, most: Math.max(...counts.values()) / all.length };
}"""


def look(page: Page, png: bytes, rows: tuple[int, int] | None = None) -> dict:
    """width, height, number of `colours`, and the share of the `most` frequent one; of some pixel rows only, when given."""
    return page.evaluate(READ, [b64encode(png).decode(), list(rows) if rows else None])


def colours_of(page: Page, png: bytes) -> int:
    return look(page, png)["colours"]
