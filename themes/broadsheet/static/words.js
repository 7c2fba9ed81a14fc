// What the words of a text are, for whoever searches and filters: lower-case, without accents. Kept the
// same as src/render/search/words.rs; both are tested with tests/search/words.json.

const DROPPED =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\u00ad\u0640\u200c\u200d]/g;
const PLAINER = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ħ: "h", ı: "i", ς: "σ" };
/** A run of letters, marks and digits. */
export const RUN = /[\p{Alphabetic}\p{N}\p{M}]+/gu;
export const MARK = /^\p{M}$/u;
/** What begins with a letter of a script without spaces between words. */
export const DENSE =
  /^[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
/** Whether each letter has to be looked at by itself. */
const MIXED = new RegExp(`\\p{M}|${DENSE.source.slice(1)}`, "u");
const LONGEST = 32;

/** A text without accents, in lower case. */
export function folded(text) {
  // Nearly all English is ASCII, and ten thousand quotes are many.
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .replace(DROPPED, "")
    .toLowerCase()
    .replace(/[ßæœøđðþłħıς]/g, (letter) => PLAINER[letter])
    .replace(/[\u02b9-\u02bf]/g, " ")
    .normalize("NFC");
}

/** The words of a text, as the index has them; scripts without spaces as pairs of letters. */
export function words(text) {
  const found = [];
  for (const run of folded(text).match(RUN) ?? []) {
    if (MIXED.test(run)) divide(run, found);
    else add(run, found);
  }
  return found;
}

/** A word; single Latin letters are none. */
function add(word, found) {
  if (word.length > LONGEST) found.push([...word].slice(0, LONGEST).join(""));
  else if (!/^[a-z]?$/.test(word)) found.push(word);
}

/** The words of a run in which scripts meet, or letters have marks. */
function divide(run, found) {
  let units = [];
  let isDense = false;
  const end = () => {
    if (isDense) found.push(...(units.length > 1 ? units.slice(1).map((unit, at) => units[at] + unit) : units));
    else add(units.join(""), found);
    units = [];
  };
  for (const letter of run) {
    const isMark = MARK.test(letter);
    if (!isMark && DENSE.test(letter) !== isDense) {
      end();
      isDense = !isDense;
    }
    if (isMark && isDense) units[units.length - 1] += letter;
    else units.push(letter);
  }
  end();
}
