// Tips of symbols that stand for many seizures: a tile brings numbers and speaks no language; the words are those of
// monitoring/figures/cell_words.py, in the reader's language.

function written(value, words, digits) {
  const text = value.toLocaleString("en", { maximumFractionDigits: 3 });
  const parts = text.replace(/[.,]/g, (sign) => (sign === "." ? words.point : words.group));
  return digits ? parts.replace(/[0-9]/g, (digit) => digits[Number(digit)]) : parts;
}

// As Python rounds: a half goes to the even neighbour, so that a tip and a table never differ.
function round(value, decimals) {
  const scaled = value * 10 ** decimals;
  const half = (value * 4) % 1 === 0 && scaled % 1 === 0.5;
  return half ? (2 * Math.round(scaled / 2)) / 10 ** decimals : Number(value.toFixed(decimals));
}

// As monitoring/vocabulary/units.amount_words writes a mass.
function mass(kg, words, digits) {
  const put = (amount, unit) => words.units[unit].replace("{amount}", written(amount, words, digits));
  if (kg && round(kg, 3) < 1) return put(round(kg * 1000, kg * 1000 >= 10 ? 0 : 1), "g");
  if (round(kg, 0) < 1000) return put(round(kg, kg < 10 ? 1 : 0), "kg");
  let tonnes = kg / 1000;
  if (round(tonnes, 1) >= 10) tonnes = Number(tonnes.toPrecision(2));
  return tonnes < 1000 ? put(round(tonnes, 1), "t") : put(round(tonnes / 1000, 1), "kt");
}

function counted(n, forms, words, digits, language) {
  const form = forms[new Intl.PluralRules(language).select(n)] ?? forms.other;
  return form.replace("{n}", written(n, words, digits));
}

// The lines for a feature with n, drug, of and kg (figures.seizure_cells.tile).
function tipOf({ n, drug, of, kg, place }, { digits, language }, words) {
  const amount = kg < 0 ? words.unstated : mass(kg, words, digits);
  const head = words.head.replace("{drug}", words.drugs[drug] ?? words.nameless).replace("{amount}", amount);
  const lines = [head, counted(of, words.seizures, words, digits, language)];
  if (n > of) lines.push(counted(n, words.all, words, digits, language));
  if (place) lines.push(place);
  return lines;
}

window.monitorMapParts = { ...window.monitorMapParts, tipOf, mass };
