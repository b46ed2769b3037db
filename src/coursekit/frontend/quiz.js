/**
 * The quiz: asks questions, grades on request, explains.
 *
 * The grading rules are those of `coursekit/quiz/grading.py`; both run the cases of
 * `tests/coursekit/quiz/grading-cases.json`. Texts arrive as sanitised HTML.
 *
 * @typedef {{text: string, key: boolean, feedback: string, unchosen: string, pinned: boolean}} Option
 * @typedef {{id: string, text: string}} Category
 * @typedef {{text: string, key: string, feedback: Record<string, string>}} Item
 * @typedef {{from: number, to: number, feedback: string}} Mistake
 * @typedef {{id: string, type: string, prompt: string, objective: string, section: string,
 *   heading: string, pointsTo: string, options: Option[], categories: Category[], items: Item[],
 *   answer: number, tolerance: number, whole: boolean, unit: string, feedback: string,
 *   mistakes: Mistake[], otherwise: string}} Question
 * @typedef {{answered: boolean, score: number, correct: boolean, marks: boolean[],
 *   feedback: string[], readAs: number | null}} Result
 * @typedef {{result: Result | null, read: () => any, update: () => void}} Asked
 */

const WORDS = {
  check: "Check",
  again: "Check again",
  correct: "Correct",
  partly: "Partly right",
  notYet: "Not yet",
  right: "right",
  wrong: "not here",
  answer: "Your answer",
  choose: "Choose …",
  nothingChosen: "Choose an answer first, then check.",
  nothingPicked: "Choose at least one answer first, then check.",
  nothingTyped: "Type a number first, then check.",
  several: "Several answers may be right.",
  missing: "At least one right answer is still missing.",
  readAgain: "Read again:",
  result: "Show my result",
  begin: "Begin with",
  allMet: "You met every one of them. Begin wherever you like; chapter 1 is short for you.",
  notWritten: "It is in preparation; until it appears, begin with",
  met: "Met",
  open: "Not yet",
};
/** @param {string} text */
const unreadable = (text) => `“${text}” could not be read as a number. Write it like 1343 or 3.5.`;
/** @param {number} count */
const unplaced = (count) => `Place every item first: ${count} still open.`;
/** @param {number} met @param {number} all */
const score = (met, all) => `You answered ${met} of ${all} correctly.`;

/* Grading --------------------------------------------------------------------------------- */

const SPACES = " \u00a0\u2009\u202f'\u2019";
const NUMBER = new RegExp(`^([+\\-\u2212\u2013]?)\\s*(\\d[\\d.,${SPACES}]*|[.,]\\d+)$`);
const DIGITS = /^\d+$/;

/** @param {string[]} parts */
function groups([head, ...rest]) {
  return DIGITS.test(head) && rest.every((part) => part.length === 3 && DIGITS.test(part))
    && (rest.length === 0 || head.length <= 3);
}

/** @param {string[]} parts @param {string} decimals */
function numberOf(parts, decimals) {
  if (!groups(parts) || !(decimals === "" || DIGITS.test(decimals))) return null;
  return Number(parts.join("") + (decimals ? `.${decimals}` : ""));
}

/** @param {string} digits @param {boolean} whole */
function separated(digits, whole) {
  const signs = [...digits].filter((c) => c === "." || c === ",");
  if (!signs.length) return Number(digits);
  const last = signs[signs.length - 1];
  if (new Set(signs).size === 2) {
    if (signs.filter((c) => c === last).length > 1) return null;
    const at = digits.lastIndexOf(last);
    return numberOf(digits.slice(0, at).split(last === "." ? "," : "."), digits.slice(at + 1));
  }
  const parts = digits.split(last);
  if (signs.length > 1) return numberOf(parts, "");
  const [head, tail] = parts;
  if (whole && tail.length === 3 && head.length >= 1 && head.length <= 3 && head !== "0") {
    return numberOf([head, tail], "");
  }
  return numberOf([head || "0"], tail);
}

/**
 * The number that a Danish or an English reader means; see `read_number` in grading.py.
 * @param {string} text @param {boolean} whole @returns {number | null}
 */
function readNumber(text, whole) {
  const match = NUMBER.exec(text.trim().replace(/%$/, "").trim());
  if (!match) return null;
  let digits = match[2].trim().replace(new RegExp(`[${SPACES}]+$`), "");
  const grouped = digits.split(new RegExp(`[${SPACES}]`));
  if (grouped.length > 1) {
    const [last] = grouped[grouped.length - 1].split(/[.,]/);
    if (!groups([...grouped.slice(0, -1), last])) return null;
    digits = grouped.join("");
  }
  const value = separated(digits, whole);
  return value !== null && "-\u2212\u2013".includes(match[1] || "+") ? -value : value;
}

const UNANSWERED = Object.freeze({
  answered: false, score: 0, correct: false, marks: [], feedback: [], readAs: null,
});

/**
 * Grade one response: a place (single), places (multiple), a text (numeric), or the id of a
 * category for each item (sort).
 * @param {Question} question @param {any} response @returns {Result}
 */
function grade(question, response) {
  const graders = { single, multiple, numeric, sort };
  return graders[/** @type {keyof graders} */ (question.type)](question, response);
}

/** @param {number} score @param {boolean[]} marks @param {string[]} feedback @param {number | null} readAs */
function graded(score, marks, feedback, readAs = null) {
  return { answered: true, score, correct: marks.every(Boolean), marks, feedback, readAs };
}

/** @param {Question} question @param {number | null} response */
function single(question, response) {
  if (response === null) return UNANSWERED;
  const option = question.options[response];
  return graded(option.key ? 1 : 0, [option.key], [option.feedback]);
}

/** @param {Question} question @param {number[] | null} response */
function multiple(question, response) {
  if (!response || !response.length) return UNANSWERED;
  const chosen = new Set(response);
  const marks = question.options.map((option, i) => option.key === chosen.has(i));
  const feedback = question.options.flatMap((option, i) => {
    if (chosen.has(i)) return [option.feedback];
    return option.key && option.unchosen ? [option.unchosen] : [];
  });
  const right = question.options.filter((option, i) => option.key && chosen.has(i)).length;
  const keys = question.options.filter((option) => option.key).length;
  return graded(Math.max(0, (right - (chosen.size - right)) / keys), marks, feedback);
}

/** @param {Question} question @param {string | null} response */
function numeric(question, response) {
  const value = readNumber(response ?? "", question.whole);
  if (value === null) return UNANSWERED;
  const grace = 1e-9 * Math.max(1, Math.abs(question.answer));
  if (Math.abs(value - question.answer) <= question.tolerance + grace) {
    return graded(1, [true], [question.feedback], value);
  }
  const mistake = question.mistakes.find(
    ({ from, to }) => from - grace <= value && value <= to + grace);
  return graded(0, [false], [mistake ? mistake.feedback : question.otherwise], value);
}

/** @param {Question} question @param {Record<number, string> | null} response */
function sort(question, response) {
  const placed = question.items.map((_, i) => response?.[i] || "");
  if (!placed.every(Boolean)) return UNANSWERED;
  const marks = question.items.map((item, i) => item.key === placed[i]);
  const right = marks.filter(Boolean).length;
  return graded(right / marks.length, marks,
    question.items.map((item, i) => item.feedback[placed[i]]));
}

/* Order ----------------------------------------------------------------------------------- */

/**
 * A list in an order that the seed decides; what is pinned keeps its place.
 * @template T @param {T[]} list @param {number} seed @param {(one: T) => boolean} pinned
 */
function shuffled(list, seed, pinned) {
  let state = seed >>> 0;
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const loose = list.filter((one) => !pinned(one));
  for (let i = loose.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [loose[i], loose[j]] = [loose[j], loose[i]];
  }
  return list.map((one) => (pinned(one) ? one : /** @type {T} */ (loose.shift())));
}

/* Page ------------------------------------------------------------------------------------ */

/**
 * An element with attributes and children; `html` is text that the bank has sanitised.
 * @param {string} tag @param {Record<string, any>} [set] @param {...(Node | string)} children
 * @returns {any}
 */
function make(tag, set = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(set)) {
    if (name === "html") node.innerHTML = value;
    else if (value !== false && value !== null) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children);
  return node;
}

const letter = (/** @type {number} */ i) => String.fromCharCode(65 + i);
const english = new Intl.NumberFormat("en", { maximumFractionDigits: 12 });

/** The first paragraph of a prompt stands in the legend, what follows below it. @param {string} html */
function splitPrompt(html) {
  const box = make("div", { html });
  const first = box.firstElementChild;
  if (first?.tagName !== "P") return [html, ""];
  first.remove();
  return [first.innerHTML, box.innerHTML.trim()];
}

/**
 * Single and multiple choice.
 * @param {Question} question @param {string} name @param {number} seed
 */
function choices(question, name, seed) {
  const kind = question.type === "single" ? "radio" : "checkbox";
  const order = shuffled(question.options.map((option, i) => ({ option, i })), seed,
    ({ option }) => option.pinned);
  const body = make("div", { class: "ck-options" });
  if (kind === "checkbox") body.append(make("p", { class: "ck-note" }, WORDS.several));
  /** @type {HTMLInputElement[]} */
  const inputs = [];
  /** @type {HTMLElement[]} */
  const rows = [];
  /** @type {string[]} */
  const letters = [];
  order.forEach(({ option, i }, place) => {
    inputs[i] = make("input", { type: kind, name, value: i });
    letters[i] = letter(place);
    rows[i] = make("label", { class: "ck-option" }, inputs[i],
      make("span", { class: "ck-letter" }, `${letter(place)}.`),
      make("span", { class: "ck-text", html: option.text }));
    body.append(rows[i]);
  });
  const chosen = () => inputs.flatMap((input, i) => (input.checked ? [i] : []));
  return {
    body,
    nothing: kind === "radio" ? WORDS.nothingChosen : WORDS.nothingPicked,
    read: () => (kind === "radio" ? chosen()[0] ?? null : chosen()),
    /** @param {Result | null} result */
    mark: (result) => rows.forEach((row, i) => {
      const shown = result && inputs[i].checked;
      row.dataset.mark = shown ? (question.options[i].key ? "right" : "wrong") : "";
    }),
    /** @param {Result} result */
    replies: (result) => {
      const named = question.options.flatMap((option, i) => {
        if (inputs[i].checked) return [[`${letters[i]}.`, option.feedback]];
        return kind === "checkbox" && option.key && option.unchosen ? [["", option.unchosen]] : [];
      });
      const silent = kind === "checkbox" && question.options.some(
        (option, i) => option.key && !inputs[i].checked && !option.unchosen);
      return result.correct || !silent ? named : [...named, ["", WORDS.missing]];
    },
  };
}

/** @param {Question} question @param {string} name @param {number} _seed @param {() => void} check */
function number(question, name, _seed, check) {
  const input = make("input", {
    type: "text", inputmode: "decimal", autocomplete: "off", class: "ck-field", id: name,
  });
  input.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      check();
    }
  });
  const body = make("div", { class: "ck-line" },
    make("label", { for: name, class: "ck-label" }, WORDS.answer), input,
    make("span", { class: "ck-unit" }, question.unit));
  return {
    body,
    get nothing() {
      return input.value.trim() ? unreadable(input.value.trim()) : WORDS.nothingTyped;
    },
    read: () => input.value,
    mark: (/** @type {Result | null} */ result) => {
      input.dataset.mark = result ? (result.correct ? "right" : "wrong") : "";
    },
    replies: (/** @type {Result} */ result) => {
      const said = `Read as ${english.format(result.readAs ?? 0)}${question.unit ? ` ${question.unit}` : ""}.`;
      return [[said, result.feedback[0]]];
    },
  };
}

/** @param {Question} question @param {string} name @param {number} seed */
function sorting(question, name, seed) {
  const order = shuffled(question.items.map((_, i) => i), seed, () => false);
  const body = make("ul", { class: "ck-sort" });
  /** @type {HTMLSelectElement[]} */
  const selects = [];
  /** @type {HTMLElement[]} */
  const rows = [];
  for (const i of order) {
    const id = `${name}-${i}`;
    selects[i] = make("select", { id, class: "ck-select-box" },
      make("option", { value: "" }, WORDS.choose),
      ...question.categories.map((one) => make("option", { value: one.id }, one.text)));
    rows[i] = make("li", {}, make("label", { for: id, html: question.items[i].text }), selects[i],
      make("span", { class: "ck-mark" }));
    body.append(rows[i]);
  }
  const placed = () => Object.fromEntries(selects.map((select, i) => [i, select.value]));
  return {
    body,
    get nothing() { return unplaced(selects.filter((select) => !select.value).length); },
    read: placed,
    mark: (/** @type {Result | null} */ result) => rows.forEach((row, i) => {
      row.dataset.mark = result ? (result.marks[i] ? "right" : "wrong") : "";
      /** @type {Element} */ (row.lastElementChild).textContent =
        result ? (result.marks[i] ? `✓ ${WORDS.right}` : `✗ ${WORDS.wrong}`) : "";
    }),
    replies: (/** @type {Result} */ result) => order.map((i) => [
      `${make("div", { html: question.items[i].text }).textContent}:`, result.feedback[i]]),
  };
}

const KINDS = { single: choices, multiple: choices, numeric: number, sort: sorting };

/**
 * One question with its Check button and its reply.
 * @param {Question} question @param {number} place @param {any} spec @param {any} model
 * @param {() => void} changed called when a question was checked or its reply withdrawn
 * @returns {{node: HTMLElement, asked: Asked}}
 */
function ask(question, place, spec, model, changed) {
  const name = `${spec.id}-${question.id}`;
  const [prompt, rest] = splitPrompt(question.prompt);
  const status = make("div", { class: "ck-reply", role: "status" });
  const button = make("button", { type: "button", class: "ck-button ck-check" }, WORDS.check);
  const kind = KINDS[/** @type {keyof KINDS} */ (question.type)](
    question, name, (spec.seed + place * 7919) >>> 0, check);
  const alone = spec.questions.length === 1;
  const legend = make("legend", {},
    alone ? "" : make("span", { class: "ck-place" }, `${place + 1}.`), " ",
    make("span", { html: prompt }));
  const fieldset = make("fieldset", { class: "ck-asked" }, legend);
  if (rest) fieldset.append(make("div", { class: "ck-rest", html: rest }));
  fieldset.append(kind.body);
  const node = make("div", { class: "ck-item" }, fieldset,
    make("div", { class: "ck-actions" }, button), status);

  /** @type {Asked} */
  const asked = { result: null, read: kind.read, update: () => {} };

  function check() {
    const result = grade(question, kind.read());
    status.replaceChildren();
    if (!result.answered) {
      status.dataset.verdict = "open";
      status.append(make("p", {}, kind.nothing));
      return;
    }
    asked.result = result;
    const verdict = result.correct ? "correct" : result.score > 0 ? "partly" : "notYet";
    status.dataset.verdict = verdict;
    status.append(make("p", { class: "ck-verdict" }, WORDS[verdict]));
    const replies = kind.replies(result);
    const list = replies.map(([head, html]) => {
      const line = make(replies.length > 1 ? "li" : "p");
      if (head) line.append(make("strong", {}, head), " ");
      line.append(make("span", { html }));
      return line;
    });
    status.append(...(list.length > 1 ? [make("ul", {}, ...list)] : list));
    const target = !result.correct && question.heading && model.get("published")
      && document.getElementById(question.section);
    if (target) {
      status.append(make("p", { class: "ck-again" }, `${WORDS.readAgain} `,
        make("a", { href: `#${question.section}` }, question.heading)));
    }
    kind.mark(result);
    button.textContent = WORDS.again;
    model.set("attempts", [...(model.get("attempts") ?? []), {
      question: question.id, response: kind.read(), score: result.score,
      at: new Date().toISOString(),
    }]);
    model.save_changes();
    changed();
  }

  // A reply belongs to the answer it was given to: it goes when the answer changes.
  kind.body.addEventListener("input", () => {
    if (!asked.result && !status.childNodes.length) return;
    asked.result = null;
    status.replaceChildren();
    delete status.dataset.verdict;
    kind.mark(null);
    changed();
  });
  button.addEventListener("click", check);
  return { node, asked };
}

/** @param {any} spec @param {Asked[]} all */
function byObjective(spec, all) {
  return Object.entries(spec.objectives).map(([id, text]) => {
    const own = spec.questions.flatMap((/** @type {Question} */ q, /** @type {number} */ i) =>
      (q.objective === id ? [all[i]] : []));
    const met = own.filter((/** @type {Asked} */ one) => one.result?.correct).length;
    return make("li", { "data-mark": met === own.length ? "right" : "wrong" },
      make("strong", {}, met === own.length ? `${WORDS.met}: ` : `${WORDS.open}: `),
      `${text} (${met}/${own.length})`);
  });
}

/** @param {any} chapter @param {any} model */
function chapterLink(chapter, model) {
  const name = `${chapter.id.split("-")[0]}, ${chapter.title}`;
  const ending = model.get("published") ? "html" : "ipynb";
  return chapter.written ? make("a", { href: `${chapter.id}.${ending}` }, name) : name;
}

/** Where the diagnostic sends: the first chapter of which a question was missed. */
function beginning(/** @type {any} */ spec, /** @type {Asked[]} */ all, /** @type {any} */ model) {
  const missed = new Set(spec.questions.flatMap((/** @type {Question} */ q, /** @type {number} */ i) =>
    (all[i].result?.correct ? [] : [q.pointsTo])));
  const chapter = spec.chapters.find((/** @type {any} */ one) => missed.has(one.id));
  if (!chapter) return make("p", {}, WORDS.allMet);
  const line = make("p", {}, `${WORDS.begin} chapter `,
    make("strong", {}, chapterLink(chapter, model)), ".");
  if (!chapter.written) {
    const first = spec.chapters.find((/** @type {any} */ one) =>
      one.written && spec.questions.some((/** @type {Question} */ q) => q.pointsTo === one.id));
    if (first) line.append(` ${WORDS.notWritten} `, chapterLink(first, model), ".");
  }
  return line;
}

/** @param {{model: any, el: HTMLElement}} host */
function render({ model, el }) {
  const spec = model.get("spec");
  const summary = make("div", { class: "ck-summary", role: "status" });
  const asksForResult = spec.kind !== "questions";
  const button = make("button", { type: "button", class: "ck-button" }, WORDS.result);

  const summarise = () => {
    const met = all.filter((one) => one.result?.correct).length;
    summary.replaceChildren(make("p", { class: "ck-verdict" }, score(met, all.length)));
    if (spec.kind === "diagnostic") summary.append(beginning(spec, all, model));
    else summary.append(make("ul", {}, ...byObjective(spec, all)));
  };
  const changed = () => {
    summary.replaceChildren();
    const done = all.every((one) => one.result);
    if (done && (asksForResult || all.length > 1)) summarise();
  };
  const parts = spec.questions.map((/** @type {Question} */ question, /** @type {number} */ i) =>
    ask(question, i, spec, model, changed));
  /** @type {Asked[]} */
  const all = parts.map((/** @type {any} */ part) => part.asked);

  const root = make("div", { class: "ck-quiz" },
    make("p", { class: "ck-title" }, spec.title),
    ...parts.map((/** @type {any} */ part) => part.node));
  if (asksForResult) {
    button.addEventListener("click", summarise);
    root.append(make("div", { class: "ck-actions" }, button));
  }
  root.append(summary, make("p", { class: "ck-note" }, spec.note));
  // JupyterLab acts on keys that reach it: "d d" with focus on a radio deletes the cell.
  const stop = (/** @type {Event} */ event) => event.stopPropagation();
  root.addEventListener("keydown", stop);
  el.classList.add("ck-widget");
  el.append(root);
  return () => root.removeEventListener("keydown", stop);
}

export default { render, grade, readNumber };
