/**
 * The rules of the quiz: how answers are read and graded, and in which order things are shown.
 *
 * Pure functions without a page, by the rules of `coursekit.quiz`; both run the same table of
 * cases. `quiz.js` is delivered with these before it. Texts marked Html were sanitised when
 * the quiz was built.
 *
 * @typedef {string} Html
 * @typedef {{text: Html, key: boolean, feedback: Html, unchosen: Html, pinned: boolean,
 *   misconception: string, reread: string}} Option
 * @typedef {{from: number, to: number, feedback: Html, misconception: string}} Mistake
 * @typedef {[string, string, string]} Form a key to compare, its mask, how it is written
 * @typedef {{forms: Form[], feedback: Html, misconception: string}} NearMiss
 * @typedef {{text: Html, key: string, feedback: any, misconceptions: Record<string, string>,
 *   pinned?: boolean}} Item
 * @typedef {{id: string, variant: string, version: string, type: string, prompt: Html, more: Html,
 *   objective: string, pointsTo: string, chapter: string, reread: string, hints: Html[],
 *   solution: Html, variants?: Question[], options: Option[], ifTrue: Option[], ifFalse: Option[],
 *   answer: any, tolerance: number, whole: boolean, unit: string, units: string[][],
 *   fraction: boolean, kind: string, feedback: Html,
 *   mistakes: Mistake[], accept: string[], forms: Form[], others: string[], near: NearMiss[], otherwise: Html,
 *   categories: {id: string, text: string}[], items: Item[], first: string, last: string,
 *   text: Html, blanks: {options: Option[]}[], map: Html, reach: number}} Question
 * @typedef {{value: number, doubt: ""|"thousands"|"decimal"|"either"}} Reading
 * @typedef {{answered: boolean, score: number, correct: boolean, marks: (boolean|null)[],
 *   feedback: (Html|null)[], reading: any}} Result
 * @typedef {{id: string, question: string, version: string, variant: string, quiz: string,
 *   response: any, score: number, correct: boolean, confidence: string, hints: number,
 *   solution: boolean, seconds: number, at: string, where: string}} Attempt
 */

// Numbers, by the rules of coursekit.numerals and coursekit.quiz.numbers ---------

/** A number as it is written. @param {number} value @param {string} language @param {string} [kind] */
const written = (value, language, kind) => value.toLocaleString(language, { maximumFractionDigits: 12, useGrouping: kind !== "year" });

/** What a typed text is without invisible signs, its spaces, dashes and wide digits made plain. @param {string} text */
const tidied = (text) => text.replace(/\p{Cf}/gu, "").replace(/[\p{Nd}\uff01-\uff5e]/gu, (sign) => sign.normalize("NFKC"))
  .replace(/[\p{Pd}\u2212\u207b]/gu, "-").replace(/\s/g, " ").replace(/[’‘ʼ′´]/g, "'").trim()
  .replace(/(\d),-+(?!\d)/g, "$1").replace(/(^|[ +-])([.,]\d)/g, "$10$2");

const NUMBER = /^(\D*?)([+-]?) ?(\d[\d.,' ]*)(\D*)$/;

/** @param {string[]} groups */
const inGroups = ([head, ...rest]) => /^\d+$/.test(head)
  && rest.every((group) => /^\d{3}$/.test(group)) && (!rest.length || head.length <= 3);

/** What digits with signs between them may mean. @param {string} digits @returns {Reading[]} */
function meanings(digits) {
  const spaced = digits.split(/[' ]/);
  const { length } = spaced;
  if (length > 1 && !inGroups([...spaced.slice(0, -1), spaced[length - 1].split(/[.,]/)[0]])) return [];
  digits = spaced.join("");
  const signs = digits.match(/[.,]/g) ?? [];
  const last = signs[signs.length - 1];
  const groups = digits.split(last ?? ",");
  /** @param {string[]} whole @param {string} [decimals] @param {Reading["doubt"]} [doubt] @returns {Reading[]} */
  const joined = (whole, decimals = "", doubt = "") => (inGroups(whole) ? [{ value: Number(`${whole.join("")}.${decimals}0`), doubt }] : []);
  if (new Set(signs).size > 1) {
    return groups.length > 2 ? [] : joined(groups[0].split(last === "." ? "," : "."), groups[1]);
  }
  if (signs.length !== 1) return signs[0] ? joined(groups) : [{ value: Number(digits), doubt: "" }];
  const [head, tail] = groups;
  return length < 2 && /^(?!0,)\d{1,3},\d{3}$/.test(`${head},${tail}`)
    ? [{ value: Number(head + tail), doubt: "thousands" }, ...joined([head], tail, "decimal")] : joined([head], tail);
}

/**
 * All that a typed number may mean: none, one, or two where three digits follow a comma or point;
 * of the words beside it, what is another unit than that asked for.
 * @param {string} text @param {string[][]} units @param {boolean} [fraction]
 * @returns {{read: Reading[], unit?: string}}
 */
function readNumber(text, units, fraction) {
  const match = NUMBER.exec(tidied(text));
  if (!match) return { read: [] };
  const [, before, sign, digits, after] = match;
  const said = `${before} ${after}`.trim();
  const words = said.toLowerCase().replace(/per cent/g, "percent").replace(/[%€$£]/g, " $& ").split(/[ .,()]+/).filter(Boolean);
  const left = [...units];
  const strange = words.some((word) => {
    const at = left.findIndex((part) => part.includes(word));
    return at < 0 || !left.splice(at, 1);
  });
  if (strange || (words.length && left.some(([word]) => word))) {
    return { read: [], ...(/[\p{L}%€$£]/u.test(said) ? { unit: said } : {}) };
  }
  const divisor = (sign === "-" ? -1 : 1) * (fraction && words.length ? 100 : 1);
  return { read: meanings(digits.replace(/^[' ]+|[' ]+$/g, "")).filter(({ value }) => Number.isFinite(value))
    .map(({ value, doubt }) => ({ value: value ? value / divisor : 0, doubt })) };
}

// Spelling, by the rules of coursekit.quiz.spelling ------------------------------

/** @type {Record<string, string>} */
const LETTERS = { æ: "ae", ø: "oe", å: "aa", ß: "ss", đ: "d", ł: "l", "&": " and " };
const BARE = { ...LETTERS, æ: "a", ø: "o", å: "a" };
const ARTICLE = /^(?:the|an|a) (?=.)/;

/** @param {string} words @param {Record<string, string>} letters */
const folded = (words, letters) => [...words.toLowerCase()]
  .map((letter) => letters[letter] ?? letter).join("").normalize("NFKD").replace(/\p{M}/gu, "")
  .replace(/[^\p{L}\p{N}]+/gu, " ").trim().replace(ARTICLE, "");

/** The forms in which words are compared. @param {string} typed */
function keysOf(typed) {
  const words = typed.normalize("NFC").replace(/\p{Cf}/gu, "");
  const joined = words.replace(/(^|\P{L})(\p{L}(?:\.\p{L})+)\.?(?!\p{L})/gu,
    (_, first, letters) => first + letters.replace(/\./g, ""));
  return [...new Set([joined, words].flatMap((text) => [folded(text, BARE), folded(text, LETTERS)]))].filter(Boolean).sort();
}

/** Whether a typed word is a form, with slips up to a level; below 0 without any. @param {string} key @param {Form} form @param {number} level */
function near(key, [wanted, mask], level) {
  const a = [...key];
  const b = [...wanted];
  const most = level < 0 || b.length < 6 ? 0 : b.length < 10 ? 1 : 2;
  if (!most || Math.abs(a.length - b.length) > most) return key === wanted;
  const cost = [...mask].map((guard) => (Number(guard) <= level ? 1 : 9));
  /** @type {number[]} */ let before = [];
  let row = [0];
  cost.forEach((one, j) => row.push(row[j] + one));
  a.forEach((x, i) => {
    const digit = /\p{Nd}/u.test(x) ? 9 : 1;
    const next = [row[0] + Math.max(cost[0], digit)];
    b.forEach((y, j) => {
      let least = Math.min(row[j + 1] + Math.max(cost[j + 1] ?? cost[j], digit), next[j] + cost[j],
        row[j] + (x === y ? 0 : Math.max(cost[j], digit)));
      if (i && j && x === b[j - 1] && a[i - 1] === y) least = Math.min(least, before[j - 1] + Math.max(cost[j], cost[j - 1]));
      next.push(least);
    });
    [before, row] = [row, next];
  });
  return row[b.length] <= most;
}

/** The form that was typed, or two of them together. @param {string[]} keys @param {Form[]} forms @param {number} [level] @returns {Form|undefined} */
function typedForm(keys, forms, level = -1) {
  const one = (/** @type {string[]} */ typed) => forms.find((form) => typed.some((key) => near(key, form, level)));
  const found = one(keys);
  if (found) return found;
  for (const key of keys) {
    const words = key.length > 420 ? [] : key.split(" ");
    for (let i = 1; i < words.length; i++) {
      const halves = [words.slice(0, i).join(" "), words.slice(i).join(" ").replace(ARTICLE, "")];
      const pair = halves.map((half) => one([half]));
      if (pair[0] && pair[1]) return pair.find((form, at) => form?.[0] !== halves[at]) ?? pair[0];
    }
  }
  return undefined;
}

// Grading, by the rules of coursekit.quiz.types ----------------------------------

/** @type {Result} */
const EMPTY = { answered: false, score: 0, correct: false, marks: [], feedback: [], reading: null };

/** @param {number} score @param {boolean} correct @param {(boolean|null)[]} marks
 *  @param {(Html|null)[]} feedback @param {any} [reading] @returns {Result} */
const graded = (score, correct, marks, feedback, reading = null) =>
  ({ answered: true, score, correct, marks, feedback, reading });

// A response may come out of a record from elsewhere, and be anything.

/** The option that a response names. @param {Option[]} options @param {any} at */
const named = (options, at) => (Number.isInteger(at) ? options[at] : undefined);

/** @param {any} response @param {{length: number}} things */
const oneEach = (response, things) => Array.isArray(response) && response.length === things.length;

/** @param {(boolean|null)[]} marks */
const rightOnes = (marks) => marks.filter(Boolean).length;

/** @param {boolean[]} marks @param {Html[]} feedback */
const share = (marks, feedback) =>
  graded(rightOnes(marks) / marks.length, marks.every(Boolean), marks, feedback);

/** The reasons offered after a verdict. @param {Question} question @param {boolean} verdict */
const reasonsOf = ({ ifTrue, ifFalse }, verdict) => (verdict ? ifTrue : ifFalse);

/** @param {Question} question @param {any} response */
function one({ options }, response) {
  const option = named(options, response);
  if (!option) return EMPTY;
  const { key, feedback } = option;
  const only = (/** @type {any} */ value) => options.map((_, place) => (place === response ? value : null));
  return graded(key ? 1 : 0, key, only(key), only(feedback));
}

/** @param {Question} question @param {any} response */
function placed({ type, items, categories }, response) {
  const known = (/** @type {any} */ id) => categories.some((category) => category.id === id);
  if (!oneEach(response, items) || !response.every(known)) return EMPTY;
  if (type === "match" && new Set(response).size < response.length) return EMPTY;
  return share(items.map(({ key }, i) => key === response[i]),
    items.map(({ feedback }, i) => feedback[response[i]]));
}

/** The largest set of items that stand in order among themselves. @param {number[]} response */
function inOrder(response) {
  /** @type {number[]} */ const tails = [];
  /** @type {Map<number, number|undefined>} */ const before = new Map();
  for (const item of response) {
    let at = tails.findIndex((tail) => tail >= item);
    if (at < 0) at = tails.length;
    before.set(item, tails[at - 1]);
    tails[at] = item;
  }
  const kept = new Set();
  for (let item = tails[tails.length - 1]; item !== undefined; item = /** @type {any} */ (before.get(item))) kept.add(item);
  return kept;
}

/** @type {Record<string, (question: Question, response: any) => Result>} */
const GRADES = {
  single: one,
  point: one,
  sort: placed,
  match: placed,

  multiple({ options }, response) {
    if (!Array.isArray(response) || !response.length || !response.every((place) => named(options, place))) return EMPTY;
    let earned = 0;
    /** @type {(boolean|null)[]} */ const marks = [];
    /** @type {(Html|null)[]} */ const feedback = [];
    options.forEach((option, place) => {
      const chosen = response.includes(place);
      if (chosen) earned += option.key ? 1 : -1;
      marks.push(chosen ? option.key : option.key ? false : null);
      feedback.push(chosen ? option.feedback : (option.key && option.unchosen) || null);
    });
    const keys = options.filter((option) => option.key).length;
    return graded(Math.max(0, earned / keys), !marks.includes(false), marks, feedback);
  },

  truth(question, response) {
    if (typeof response?.verdict !== "boolean") return EMPTY;
    const reason = named(reasonsOf(question, response.verdict), response.reason);
    if (!reason) return EMPTY;
    const right = response.verdict === question.answer;
    return graded(reason.key ? 1 : right ? 0.5 : 0, reason.key, [right, reason.key], [null, reason.feedback]);
  },

  numeric({ answer, tolerance, mistakes, whole, kind, units, fraction, feedback, otherwise }, response) {
    const { read, unit } = readNumber(typeof response === "string" ? response : "", units, fraction);
    if (kind === "year") read.splice(1);
    if (!read.length) return { ...EMPTY, reading: unit ? { unit } : null };
    // The grace is for decimal fractions that binary numbers cannot hold.
    const grace = 1e-9 * Math.max(1, Math.abs(answer));
    const within = (/** @type {number} */ value, /** @type {number} */ low, /** @type {number} */ high) => low - grace <= value && value <= high + grace;
    // Of two readings the one that is right, else the one that is a typical mistake.
    const right = read.find(({ value }) => within(value, answer - tolerance, answer + tolerance));
    if (right) return graded(1, true, [true], [feedback], right);
    for (const reading of read) {
      const mistake = mistakes.find(({ from, to }) => within(reading.value, from, to));
      if (mistake) return graded(0, false, [false], [mistake.feedback], reading);
    }
    const { value } = read[whole ? 0 : read.length - 1];
    return graded(0, false, [false], [otherwise], { value, doubt: read[1] ? "either" : "" });
  },

  short({ forms, others, near: misses, feedback, otherwise }, response) {
    const keys = keysOf(typeof response === "string" ? response : "");
    if (!keys.length) return EMPTY;
    const right = (/** @type {string} */ spelling) => graded(1, true, [true], [feedback], { written: spelling });
    const miss = (/** @type {number} */ level) => misses.find((one) => typedForm(keys, one.forms, level));
    const wrong = (/** @type {Html} */ said) => graded(0, false, [false], [said], { written: "" });
    if (typedForm(keys, forms)) return right("");
    const exactly = miss(-1);
    if (exactly) return wrong(exactly.feedback);
    const meant = (/** @type {number} */ level) => (keys.some((key) => others.includes(key)) ? undefined : typedForm(keys, forms, level));
    const slip = meant(0);
    if (slip) return right(slip[2]);
    const close = miss(0);
    const asked = !close && meant(1);
    return asked ? { ...EMPTY, reading: { meant: asked[2] } } : wrong((close ?? { feedback: otherwise }).feedback);
  },

  order({ items }, response) {
    const places = items.map((_, place) => place);
    if (!oneEach(response, items) || !places.every((place) => response.includes(place))) return EMPTY;
    const kept = inOrder(response);
    const marks = places.map((place) => kept.has(place));
    return graded((kept.size - 1) / (items.length - 1), marks.every(Boolean), marks, items.map(({ feedback }) => feedback));
  },

  fill({ blanks }, response) {
    if (!oneEach(response, blanks)) return EMPTY;
    const picked = blanks.map(({ options }, i) => named(options, response[i]));
    if (!picked.every((option) => !!option)) return EMPTY;
    return share(picked.map(({ key }) => key), picked.map(({ feedback }) => feedback));
  },
};

/** @param {Question} question @param {any} response @returns {Result} */
const grade = (question, response) => GRADES[question.type](question, response);

// Order and letters --------------------------------------------------------------

/** Numbers from 0 to 1 that are the same for the same seed. @param {number} seed */
function randoms(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The letter of a place: A to Z, then AA, AB ... @param {number} at @returns {string} */
const letterOf = (at) => (at > 25 ? letterOf(Math.floor(at / 26) - 1) : "") + String.fromCharCode(65 + (at % 26));

/**
 * The places of things in the order to show them; those that are pinned stay.
 * @param {any[]} things @param {number} seed @returns {number[]}
 */
function shuffled(things, seed) {
  const random = randoms(seed);
  const order = things.map((_, place) => place);
  const loose = order.filter((place) => !things[place].pinned);
  for (let i = loose.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [order[loose[i]], order[loose[other]]] = [order[loose[other]], order[loose[i]]];
  }
  return order;
}

/** @param {Question} slot @returns {Question[]} */
const pool = (slot) => [slot, ...(slot.variants ?? [])];

// What follows from an answer -----------------------------------------------------

/** What of a wrong response can be read up or named. @param {Question} question @param {any} response @param {Result} result */
function chosenParts(question, response, result) {
  const { type, options, items, blanks, mistakes = [], near = [] } = question;
  /** @type {any[]} */ let parts = [];
  if (type === "sort" || type === "match") {
    parts = items.map(({ key, misconceptions }, i) => ({ key: key === response[i], misconception: misconceptions[response[i]] }));
  } else if (type === "truth") parts = [reasonsOf(question, response.verdict)[response.reason]];
  else if (type === "fill") parts = blanks.map((blank, i) => blank.options[response[i]]);
  else if (options) parts = [response].flat().map((at) => options[at]);
  else parts = [...mistakes, ...near].filter(({ feedback }) => !result.correct && feedback === result.feedback[0]);
  return parts.filter((part) => part && part.key !== true);
}

// Attempts, by the rules of coursekit.quiz.record -------------------------------

const HOUR = 3600e3;

/** The attempts that are no second tries. @param {Attempt[]} attempts */
function reviews(attempts) {
  let last = -Infinity;
  return attempts.filter(({ at }) => {
    const first = Date.parse(at) - last >= HOUR;
    if (first) last = Date.parse(at);
    return first;
  });
}

/** So many of the questions, at random, of every objective some. @param {Question[]} questions @param {number} pick @param {number} seed */
function drawn(questions, pick, seed) {
  if (!pick) return questions;
  const waiting = shuffled(questions, seed).map((at) => questions[at]);
  const found = [];
  while (found.length < pick) {
    const seen = new Set();
    for (const question of [...waiting]) {
      if (found.length === pick || seen.has(question.objective)) continue;
      seen.add(question.objective);
      found.push(question);
      waiting.splice(waiting.indexOf(question), 1);
    }
  }
  return found;
}
