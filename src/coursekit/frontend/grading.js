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
 * @typedef {{accept: string[], feedback: Html, misconception: string}} NearMiss
 * @typedef {{text: Html, key: string, feedback: any, misconceptions: Record<string, string>,
 *   pinned?: boolean}} Item
 * @typedef {{id: string, variant: string, version: string, type: string, prompt: Html, more: Html,
 *   objective: string, pointsTo: string, chapter: string, reread: string, hints: Html[],
 *   solution: Html, variants?: Question[], options: Option[], ifTrue: Option[], ifFalse: Option[],
 *   answer: any, tolerance: number, whole: boolean, unit: string, feedback: Html,
 *   mistakes: Mistake[], accept: string[], near: NearMiss[], otherwise: Html,
 *   categories: {id: string, text: string}[], items: Item[], first: string, last: string,
 *   text: Html, blanks: {options: Option[]}[], map: Html, reach: number}} Question
 * @typedef {{value: number, doubt: ""|"thousands"|"decimal"}} Reading
 * @typedef {{answered: boolean, score: number, correct: boolean, marks: (boolean|null)[],
 *   feedback: (Html|null)[], reading: any}} Result
 * @typedef {{id: string, question: string, version: string, variant: string, quiz: string,
 *   response: any, score: number, correct: boolean, confidence: string, hints: number,
 *   solution: boolean, seconds: number, at: string, where: string}} Attempt
 */

// Numbers, by the rules of coursekit.quiz.numbers --------------------------------

const BLANK = " \\t\\u00a0\\u2007\\u2009\\u202f";
const BETWEEN = `${BLANK}'\\u2019`;
const SHAPE = new RegExp(`^([+\\-\\u2212\\u2013]?)[${BLANK}]*(\\d[\\d.,${BETWEEN}]*|[.,]\\d+)$`);
const EDGES = new RegExp(`^[${BETWEEN}]+|[${BETWEEN}]+$`, "g");
const OUTSIDE = new RegExp(`^[${BLANK}]+|[${BLANK}]+$`, "g");

/** @param {string[]} groups */
const inGroups = ([head, ...rest]) => /^\d+$/.test(head)
  && rest.every((group) => /^\d{3}$/.test(group)) && (!rest.length || head.length <= 3);

/** @param {string[]} groups @param {string} decimals @returns {Reading|null} */
const joined = (groups, decimals) => (inGroups(groups)
  ? { value: Number(`${groups.join("")}.${decimals || "0"}`), doubt: "" } : null);

/** @param {string} text @param {string} unit */
function bare(text, unit) {
  const words = [...unit.split(/\s+/), unit, "%"].filter(Boolean).map((word) => word.toLowerCase());
  let rest = text.replace(OUTSIDE, "");
  for (const word of [...new Set(words)].sort((a, b) => b.length - a.length)) {
    if (rest.toLowerCase().endsWith(word)) rest = rest.slice(0, -word.length).replace(OUTSIDE, "");
    if (rest.toLowerCase().startsWith(word)) rest = rest.slice(word.length).replace(OUTSIDE, "");
  }
  return rest;
}

/** @param {string} digits @param {boolean} whole @returns {Reading|null} */
function separated(digits, whole) {
  const signs = [...digits].filter((sign) => sign === "." || sign === ",");
  if (!signs.length) return { value: Number(digits), doubt: "" };
  const last = signs[signs.length - 1];
  if (new Set(signs).size === 2) {
    if (signs.filter((sign) => sign === last).length > 1) return null;
    const [integer, decimals] = digits.split(last);
    return joined(integer.split(last === "." ? "," : "."), decimals);
  }
  const groups = digits.split(last);
  if (signs.length > 1) return joined(groups, "");
  const [head, tail] = groups;
  const doubtful = tail.length === 3 && head.length >= 1 && head.length <= 3 && head !== "0";
  if (doubtful && whole) return { value: Number(head + tail), doubt: "thousands" };
  const found = joined([head || "0"], tail);
  return found && doubtful ? { value: found.value, doubt: "decimal" } : found;
}

/**
 * The number that a Danish or an English reader means, or null.
 * @param {string} text @param {boolean} whole @param {string} [unit] @returns {Reading|null}
 */
function readNumber(text, whole, unit = "") {
  const match = SHAPE.exec(bare(text, unit));
  if (!match) return null;
  let digits = match[2].replace(EDGES, "");
  const spaced = digits.split(new RegExp(`[${BETWEEN}]`));
  if (spaced.length > 1) {
    const last = spaced[spaced.length - 1].split(/[.,]/)[0];
    if (!inGroups([...spaced.slice(0, -1), last])) return null;
    digits = spaced.join("");
  }
  const found = separated(digits, whole && spaced.length === 1);
  if (!found || !Number.isFinite(found.value)) return null;
  const negative = match[1] !== "" && match[1] !== "+" && found.value !== 0;
  return negative ? { value: -found.value, doubt: found.doubt } : found;
}

// Spelling, by the rules of coursekit.quiz.spelling ------------------------------

/** @type {Record<string, string>} */
const LETTERS = { æ: "ae", ø: "oe", å: "aa", ß: "ss", đ: "d", ł: "l", "&": " and " };
const BARE = { ...LETTERS, æ: "a", ø: "o", å: "a" };

/** @param {string} words @param {Record<string, string>} letters */
const folded = (words, letters) => [...words.normalize("NFC").toLowerCase()]
  .map((letter) => letters[letter] ?? letter).join("").normalize("NFKD").replace(/\p{M}/gu, "")
  .replace(/[^\p{L}\p{N}]+/gu, " ").trim().replace(/^(?:the|an|a) (?=.)/, "");

/** The forms in which words are compared. @param {string} words */
const keysOf = (words) => [...new Set([folded(words, BARE), folded(words, LETTERS)])].filter(Boolean).sort();

/** Slips between two words; above `most` any larger number. @param {string[]} a @param {string[]} b @param {number} most */
function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  /** @type {number[]} */ let before = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
      next.push(cost);
    }
    [before, row] = [row, next];
  }
  return row[b.length];
}

/** @param {string} typed @param {string[]} accepted */
const same = (typed, accepted) => accepted.some((one) => keysOf(one).some((key) => keysOf(typed).includes(key)));

/** The accepted spelling that was meant, or "". @param {string} typed @param {string[]} accepted */
function misspelt(typed, accepted) {
  const digits = (/** @type {string} */ text) => text.replace(/[^0-9]/g, "");
  return accepted.find((one) => keysOf(one).some((wanted) => {
    const slips = wanted.length < 6 ? 0 : wanted.length < 10 ? 1 : 2;
    return slips && keysOf(typed).some((given) => digits(given) === digits(wanted)
      && distance([...given], [...wanted], slips) <= slips);
  })) ?? "";
}

// Grading, by the rules of coursekit.quiz.types ----------------------------------

/** @type {Result} */
const UNANSWERED = { answered: false, score: 0, correct: false, marks: [], feedback: [], reading: null };

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
  if (!option) return UNANSWERED;
  const { key, feedback } = option;
  const only = (/** @type {any} */ value) => options.map((_, place) => (place === response ? value : null));
  return graded(key ? 1 : 0, key, only(key), only(feedback));
}

/** @param {Question} question @param {any} response */
function placed({ type, items, categories }, response) {
  const known = (/** @type {any} */ id) => categories.some((category) => category.id === id);
  if (!oneEach(response, items) || !response.every(known)) return UNANSWERED;
  if (type === "match" && new Set(response).size < response.length) return UNANSWERED;
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
    if (!Array.isArray(response) || !response.length || !response.every((place) => named(options, place))) return UNANSWERED;
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
    if (typeof response?.verdict !== "boolean") return UNANSWERED;
    const reason = named(reasonsOf(question, response.verdict), response.reason);
    if (!reason) return UNANSWERED;
    const right = response.verdict === question.answer;
    return graded(reason.key ? 1 : right ? 0.5 : 0, reason.key, [right, reason.key], [null, reason.feedback]);
  },

  numeric(question, response) {
    const reading = readNumber(typeof response === "string" ? response : "", question.whole, question.unit);
    if (!reading) return UNANSWERED;
    const { value } = reading;
    // The grace is for decimal fractions that binary numbers cannot hold.
    const grace = 1e-9 * Math.max(1, Math.abs(question.answer));
    if (Math.abs(value - question.answer) <= question.tolerance + grace) {
      return graded(1, true, [true], [question.feedback], reading);
    }
    const mistake = question.mistakes.find(
      ({ from, to }) => from - grace <= value && value <= to + grace);
    return graded(0, false, [false], [(mistake ?? { feedback: question.otherwise }).feedback], reading);
  },

  short(question, response) {
    const typed = typeof response === "string" ? response : "";
    if (!keysOf(typed).length) return UNANSWERED;
    const right = (/** @type {string} */ written) => graded(1, true, [true], [question.feedback], { written });
    const wrong = (/** @type {Html} */ feedback) => graded(0, false, [false], [feedback], { written: "" });
    if (same(typed, question.accept)) return right("");
    const near = question.near.find(({ accept }) => same(typed, accept));
    if (near) return wrong(near.feedback);
    const meant = misspelt(typed, question.accept);
    if (meant) return right(meant);
    return wrong((question.near.find(({ accept }) => misspelt(typed, accept))
      ?? { feedback: question.otherwise }).feedback);
  },

  order({ items }, response) {
    const places = items.map((_, place) => place);
    if (!oneEach(response, items) || !places.every((place) => response.includes(place))) return UNANSWERED;
    const kept = inOrder(response);
    const marks = places.map((place) => kept.has(place));
    return graded((kept.size - 1) / (items.length - 1), marks.every(Boolean), marks, items.map(({ feedback }) => feedback));
  },

  fill({ blanks }, response) {
    if (!oneEach(response, blanks)) return UNANSWERED;
    const picked = blanks.map(({ options }, i) => named(options, response[i]));
    if (!picked.every((option) => !!option)) return UNANSWERED;
    return share(picked.map(({ key }) => key), picked.map(({ feedback }) => feedback));
  },
};

/** @param {Question} question @param {any} response @returns {Result} */
const grade = (question, response) => GRADES[question.type](question, response);

// Order --------------------------------------------------------------------------

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
