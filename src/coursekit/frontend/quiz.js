/**
 * The quiz: questions to answer, graded here when the learner says so, with feedback.
 *
 * One module for both lives. In JupyterLab each answer checked is added to the model's
 * `attempts`; in the book it lives as long as the page. Texts marked Html were sanitised
 * when the quiz was built; every other text is set as plain text.
 *
 * @typedef {string} Html
 * @typedef {{text: Html, key: boolean, feedback: Html, unchosen: Html, pinned: boolean}} Option
 * @typedef {{from: number, to: number, feedback: Html}} Mistake
 * @typedef {{text: Html, key: string, feedback: Record<string, Html>, pinned?: boolean}} Item
 * @typedef {{id: string, type: "single"|"multiple"|"numeric"|"sort", prompt: Html, more: Html,
 *   objective: string, pointsTo: string, section: string, chapter: string, heading: string,
 *   options: Option[], answer: number, tolerance: number, whole: boolean, unit: string,
 *   feedback: Html, mistakes: Mistake[], otherwise: Html,
 *   categories: {id: string, text: string}[], items: Item[]}} Question
 * @typedef {{id: string, title: string, written: boolean}} Chapter
 * @typedef {{id: string, title: string, kind: string, language: string, seed: number,
 *   note: string, questions: Question[], objectives: Record<string, string>,
 *   chapters: Chapter[]}} Spec
 * @typedef {{value: number, doubt: ""|"thousands"|"decimal"}} Reading
 * @typedef {{answered: boolean, score: number, correct: boolean, marks: (boolean|null)[],
 *   feedback: (Html|null)[], reading: Reading|null}} Result
 * @typedef {{question: string, response: any, score: number, correct: boolean}} Attempt
 * @typedef {{get(key: string): any, set(key: string, value: any): void, save_changes(): void}} Model
 */

const WORDS = {
  en: {
    question: "Question {0}", of: "Question {0} of {1}", check: "Check", again: "Try again",
    correct: "Correct", partly: "Partly right", not: "Not yet",
    right: "Right", wrong: "Not this one", missed: "Missed", inPlace: "In place", here: "Not here",
    chooseOne: "Choose an answer first, then check.",
    chooseSome: "Choose all answers that fit, at least one, then check.",
    typeFirst: "Type a number first, then check.",
    place: "Choose …", placeFirst: "Give every item a place first; {0} of {1} still have none.",
    found: "{0} of {1} right answers found.", foundBut: "{0} of {1} right answers found; wrongly chosen: {2}.",
    placed: "{0} of {1} in the right place. Each says why.",
    number: "Your answer", readAs: "Read as {0}.",
    thousands: "Read as {0}: before three digits, a comma or point marks thousands where the answer is a whole number.",
    decimal: "Read as {0}: the comma or point is the decimal sign, because the answer need not be a whole number.",
    unread: "“{0}” cannot be read as a number. Write it in digits, such as {1} or {2}.",
    finish: "Show my result", result: "Your result", atFirst: "{0} of {1} right at the first try.", now: "{0} of {1} right now.",
    met: "Met", notMet: "Not yet", rightOf: "{0} of {1} right", reread: "Read again:",
    begin: "Begin with chapter {0}: {1}", missedOn: "You missed {0} of {1} questions on it",
    noneBefore: "{0}, and none on the chapters before it.", firstOne: "{0}; it is the first in reading order.",
    toCome: "This chapter is still to come.", until: "Until it is here, read chapter {0}: {1}.",
    nothing: "Begin where you like", nothingWhy: "You missed none of the questions. Read in the order of the course, or take the chapter you are most curious about.",
    open: "Open the chapter", openFile: "Open {0} in the file browser on the left.",
  },
  da: {
    question: "Spørgsmål {0}", of: "Spørgsmål {0} af {1}", check: "Tjek", again: "Prøv igen",
    correct: "Rigtigt", partly: "Delvis rigtigt", not: "Ikke endnu",
    right: "Rigtigt", wrong: "Ikke dette", missed: "Overset", inPlace: "På plads", here: "Ikke her",
    chooseOne: "Vælg først et svar, og tjek så.",
    chooseSome: "Vælg alle svar, der passer, mindst ét, og tjek så.",
    typeFirst: "Skriv først et tal, og tjek så.",
    place: "Vælg …", placeFirst: "Giv først alle en plads; {0} af {1} mangler.",
    found: "{0} af {1} rigtige svar fundet.", foundBut: "{0} af {1} rigtige svar fundet; valgt forkert: {2}.",
    placed: "{0} af {1} er på rette plads. Ved hver står hvorfor.",
    number: "Dit svar", readAs: "Læst som {0}.",
    thousands: "Læst som {0}: før tre cifre deler komma eller punktum tusinder, når svaret er et helt tal.",
    decimal: "Læst som {0}: komma eller punktum er decimaltegn, fordi svaret ikke behøver at være et helt tal.",
    unread: "“{0}” kan ikke læses som et tal. Skriv det med cifre, f.eks. {1} eller {2}.",
    finish: "Vis mit resultat", result: "Dit resultat", atFirst: "{0} af {1} rigtige i første forsøg.", now: "{0} af {1} rigtige nu.",
    met: "Nået", notMet: "Ikke endnu", rightOf: "{0} af {1} rigtige", reread: "Læs igen:",
    begin: "Begynd med kapitel {0}: {1}", missedOn: "Du tog fejl i {0} af {1} spørgsmål til det",
    noneBefore: "{0}, og i ingen til kapitlerne før det.", firstOne: "{0}; det er det første i rækken.",
    toCome: "Dette kapitel er på vej.", until: "Læs indtil da kapitel {0}: {1}.",
    nothing: "Begynd, hvor du vil", nothingWhy: "Du tog ikke fejl i noget spørgsmål. Læs i kursets rækkefølge, eller tag det kapitel, du er mest nysgerrig på.",
    open: "Åbn kapitlet", openFile: "Åbn {0} i filoversigten til venstre.",
  },
};

/** @param {string} text @param {...any} values */
const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, place) => values[place]);

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

// Grading, by the rules of coursekit.quiz.grading --------------------------------

/** @type {Result} */
const UNANSWERED = { answered: false, score: 0, correct: false, marks: [], feedback: [], reading: null };

/** @returns {Result} */
const graded = (score, correct, marks, feedback, reading = null) =>
  ({ answered: true, score, correct, marks, feedback, reading });

/** @type {Record<string, (question: Question, response: any) => Result>} */
const GRADES = {
  /** @param {Question} question @param {number|null} response */
  single({ options }, response) {
    if (response === null) return UNANSWERED;
    const { key, feedback } = options[response];
    const only = (value) => options.map((_, place) => (place === response ? value : null));
    return graded(key ? 1 : 0, key, only(key), only(feedback));
  },

  /** @param {Question} question @param {number[]} response */
  multiple({ options }, response) {
    if (!response?.length) return UNANSWERED;
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

  /** @param {Question} question @param {string|null} response */
  numeric(question, response) {
    const reading = readNumber(response ?? "", question.whole, question.unit);
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

  /** @param {Question} question @param {(string|null)[]} response */
  sort({ items }, response) {
    if (!response?.length || !response.every(Boolean)) return UNANSWERED;
    const marks = items.map((item, place) => item.key === response[place]);
    const feedback = items.map((item, place) => item.feedback[response[place]]);
    return graded(marks.filter(Boolean).length / marks.length, marks.every(Boolean), marks, feedback);
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
 * @param {{pinned?: boolean}[]} things @param {number} seed @returns {number[]}
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

// Elements -----------------------------------------------------------------------

/**
 * @param {string} tag @param {Record<string, any>} [attributes] @param {...(Node|string)} children
 * @returns {any}
 */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "html") element.innerHTML = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

const ICONS = {
  right: "m3 8.6 3.4 3.4L13 4.6",
  partly: "M3.5 8h9",
  wrong: "m4.2 4.2 7.6 7.6m0-7.6-7.6 7.6",
};

/** @param {"right"|"partly"|"wrong"} kind */
const icon = (kind) => make("span", {
  class: "ck-icon", "aria-hidden": "true",
  html: `<svg viewBox="0 0 16 16" width="16" height="16"><path d="${ICONS[kind]}"/></svg>`,
});

let made = 0;

// Types --------------------------------------------------------------------------

/**
 * What a type of question shows: its inputs, how they are read and how they are marked.
 * @typedef {{element: HTMLElement, response(): any, restore(response: any): void,
 *   unanswered(): string, show(result: Result): Node[], clear(): void, focus(): void}} Inputs
 * @typedef {{say: Record<string, string>, id: string, seed: number, language: string,
 *   changed(): void, check(): void}} Around
 */

/** @param {Question} question @param {Around} around @returns {Inputs} */
function choices(question, { say, id, seed, changed }) {
  const several = question.type === "multiple";
  const order = shuffled(question.options, seed);
  const rows = order.map((place, at) => {
    const letter = String.fromCharCode(65 + at);
    const input = make("input", {
      type: several ? "checkbox" : "radio", name: id, value: place, onchange: changed,
    });
    const mark = make("span", { class: "ck-mark" });
    const element = make("label", { class: "ck-option" }, input,
      make("span", { class: "ck-letter" }, letter),
      make("span", { class: "ck-text", html: question.options[place].text }), mark);
    return { place, letter, input, mark, element };
  });
  const chosen = () => rows.filter(({ input }) => input.checked).map(({ place }) => place);
  return {
    element: make("div", { class: "ck-options" }, ...rows.map(({ element }) => element)),
    response: () => (several ? chosen().sort((a, b) => a - b) : chosen()[0] ?? null),
    restore(response) {
      for (const { place, input } of rows) input.checked = [response].flat().includes(place);
    },
    unanswered: () => (several ? say.chooseSome : say.chooseOne),
    show(result) {
      const said = [];
      for (const { place, letter, input, mark, element } of rows) {
        const [right, feedback] = [result.marks[place], result.feedback[place]];
        if (!feedback) continue;
        const state = right ? "right" : input.checked ? "wrong" : "missed";
        element.dataset.ckMark = state;
        mark.textContent = say[state];
        said.push(make("li", { class: `ck-reply ck-${state}` },
          make("span", { class: "ck-letter" }, letter), make("span", { html: feedback })));
      }
      if (!several) return [make("p", { html: result.feedback.find(Boolean) })];
      const keys = question.options.filter((option) => option.key).length;
      const found = chosen().filter((place) => question.options[place].key).length;
      const beside = chosen().length - found;
      return [
        ...(result.correct ? []
          : [make("p", {}, fill(beside ? say.foundBut : say.found, found, keys, beside))]),
        make("ul", { class: "ck-replies" }, ...said),
      ];
    },
    clear() {
      for (const { mark, element } of rows) {
        mark.textContent = "";
        delete element.dataset.ckMark;
      }
    },
    focus: () => (rows.find(({ input }) => input.checked) ?? rows[0]).input.focus(),
  };
}

/** @param {Question} question @param {Around} around @returns {Inputs} */
function field(question, { say, id, language, changed, check }) {
  const written = (value) => value.toLocaleString(language, { maximumFractionDigits: 12 });
  // The number keys of some telephones have no minus.
  const negative = question.answer < 0 || question.mistakes.some(({ from }) => from < 0);
  const input = make("input", {
    type: "text", class: "ck-field", id, inputmode: negative ? "text" : "decimal",
    autocomplete: "off", spellcheck: "false", "aria-describedby": question.unit ? `${id}-unit` : false,
    oninput: changed,
    onkeydown: (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      check();
    },
  });
  return {
    element: make("div", { class: "ck-typed" },
      make("label", { class: "ck-label", for: id }, say.number), input,
      ...(question.unit ? [make("span", { id: `${id}-unit` }, question.unit)] : [])),
    response: () => input.value,
    restore(response) { input.value = response; },
    unanswered: () => (input.value.trim()
      ? fill(say.unread, input.value.trim(), written(1343), written(2.5)) : say.typeFirst),
    show({ correct, feedback, reading }) {
      input.dataset.ckMark = correct ? "right" : "wrong";
      return [
        make("p", { html: feedback[0] }),
        make("p", { class: "ck-note" }, fill(say[reading.doubt || "readAs"], written(reading.value))),
      ];
    },
    clear() { delete input.dataset.ckMark; },
    focus: () => input.select(),
  };
}

/** @param {Question} question @param {Around} around @returns {Inputs} */
function places(question, { say, id, seed, changed }) {
  const order = shuffled(question.items, seed);
  const rows = order.map((place) => {
    const own = `${id}-${place}`;
    const select = make("select", { class: "ck-list", id: own, onchange: changed },
      make("option", { value: "" }, say.place),
      ...question.categories.map(({ id: value, text }) => make("option", { value }, text)));
    const reply = make("p", { class: "ck-reply", id: `${own}-reply`, hidden: true });
    const element = make("li", { class: "ck-item" },
      make("label", { class: "ck-text", for: own, html: question.items[place].text }),
      select, reply);
    return { place, select, reply, element };
  });
  return {
    element: make("ul", { class: "ck-items" }, ...rows.map(({ element }) => element)),
    response() {
      /** @type {(string|null)[]} */
      const response = question.items.map(() => null);
      for (const { place, select } of rows) response[place] = select.value || null;
      return response;
    },
    restore(response) {
      for (const { place, select } of rows) select.value = response[place] ?? "";
    },
    unanswered: () => fill(say.placeFirst,
      rows.filter(({ select }) => !select.value).length, rows.length),
    show(result) {
      for (const { place, select, reply, element } of rows) {
        const state = result.marks[place] ? "right" : "wrong";
        element.dataset.ckMark = state;
        select.setAttribute("aria-describedby", reply.id);
        reply.hidden = false;
        reply.replaceChildren(icon(state),
          make("strong", {}, `${state === "right" ? say.inPlace : say.here}.`), " ",
          make("span", { html: result.feedback[place] }));
      }
      return [make("p", {}, fill(say.placed, result.marks.filter(Boolean).length, rows.length))];
    },
    clear() {
      for (const { select, reply, element } of rows) {
        delete element.dataset.ckMark;
        select.removeAttribute("aria-describedby");
        reply.hidden = true;
        reply.replaceChildren();
      }
    },
    focus: () => (rows.find(({ element }) => element.dataset.ckMark === "wrong") ?? rows[0]).select.focus(),
  };
}

const TYPES = { single: choices, multiple: choices, numeric: field, sort: places };

// A question ---------------------------------------------------------------------

/**
 * One question with its Check button and the region that speaks.
 * @param {Question} question @param {number} place @param {Spec} spec
 * @param {Record<string, string>} say @param {(attempt: Attempt, result: Result) => void} tell
 */
function card(question, place, spec, say, tell) {
  const id = `ck-question-${++made}`;
  let checked = false;
  const status = make("div", { class: "ck-status", role: "status" });
  const again = make("button", {
    type: "button", class: "ck-button ck-again", hidden: true,
    onclick: () => reset(inputs.focus),
  }, say.again);
  const inputs = TYPES[question.type](question, {
    say, id, language: spec.language, seed: spec.seed + 7919 * place,
    changed: () => checked && reset(), check: () => check(),
  });

  /** @param {() => void} [focus] */
  function reset(focus) {
    focus?.();
    checked = false;
    inputs.clear();
    status.replaceChildren();
    delete status.dataset.ckVerdict;
    delete element.dataset.ckChecked;
    again.hidden = true;
  }

  /** @param {Result} result */
  function show(result) {
    const verdict = result.correct ? "right" : result.score > 0 ? "partly" : "wrong";
    const word = { right: say.correct, partly: say.partly, wrong: say.not }[verdict];
    checked = true;
    inputs.clear();
    status.dataset.ckVerdict = verdict;
    element.dataset.ckChecked = "";
    status.replaceChildren(
      make("p", { class: "ck-verdict" }, icon(verdict), make("strong", {}, word)),
      ...inputs.show(result));
    again.hidden = result.correct;
  }

  function check() {
    const response = inputs.response();
    const result = grade(question, response);
    if (!result.answered) {
      status.dataset.ckVerdict = "none";
      status.replaceChildren(make("p", {}, inputs.unanswered()));
      return;
    }
    const known = checked;
    show(result);
    const { score, correct } = result;
    if (!known) tell({ question: question.id, response, score, correct }, result);
  }

  const total = spec.questions.length;
  const element = make("fieldset", {
    class: "ck-q", "data-ck-question": question.id,
    "aria-describedby": question.more ? `${id}-more` : false,
  },
  make("legend", {},
    make("span", { class: "ck-q-number" }, fill(total > 1 ? say.of : say.question, place + 1, total)), " ",
    make("span", { class: "ck-q-prompt", html: question.prompt })),
  ...(question.more
    ? [make("div", { class: "ck-q-prompt", id: `${id}-more`, html: question.more })] : []),
  inputs.element,
  make("div", { class: "ck-actions" },
    make("button", { type: "button", class: "ck-button ck-check", onclick: check }, say.check), again),
  status);
  return {
    element,
    /** @param {any} response */
    restore(response) {
      inputs.restore(response);
      const result = grade(question, response);
      if (result.answered) show(result);
    },
  };
}

// The end of a quiz --------------------------------------------------------------

/** @param {string} chapter */
const numberOf = (chapter) => Number(chapter.split("-")[0]);

/**
 * Which chapter to begin with, and why: the first in reading order of which something was missed.
 * @param {Spec} spec @param {Map<string, boolean>} first @param {boolean} published
 * @param {Record<string, string>} say
 */
function advice(spec, first, published, say) {
  const about = (/** @type {Chapter} */ chapter) =>
    spec.questions.filter(({ pointsTo }) => pointsTo === chapter.id);
  const missed = (/** @type {Chapter} */ chapter) => about(chapter).filter(({ id }) => !first.get(id));
  const asked = spec.chapters.filter((chapter) => about(chapter).length);
  const found = asked.find((chapter) => missed(chapter).length);
  const box = (/** @type {string} */ head, /** @type {(Node|string)[]} */ ...rest) =>
    make("div", { class: "ck-advice" }, make("p", { class: "ck-title" }, head), ...rest);
  const way = (/** @type {Chapter} */ { id }) => (published
    ? make("p", {}, make("a", { class: "ck-open", href: `${id}.html` }, say.open))
    : make("p", {}, fill(say.openFile, `${id}.ipynb`)));
  if (!found) return box(say.nothing, make("p", {}, say.nothingWhy));

  const count = fill(say.missedOn, missed(found).length, about(found).length);
  const reason = make("p", {}, fill(found === asked[0] ? say.firstOne : say.noneBefore, count));
  const head = fill(say.begin, numberOf(found.id), found.title);
  if (found.written) return box(head, reason, way(found));
  const before = asked.slice(0, asked.indexOf(found)).filter(({ written }) => written).pop();
  return box(head, reason, make("p", {}, say.toCome,
    before ? ` ${fill(say.until, numberOf(before.id), before.title)}` : ""),
  ...(before ? [way(before)] : []));
}

/** @param {Question[]} missed @param {boolean} published @param {Record<string, string>} say */
function readAgain(missed, published, say) {
  const seen = new Map(missed.filter(({ heading }) => heading)
    .map((question) => [`${question.chapter}#${question.section}`, question]));
  const links = [...seen.values()].map(({ chapter, section, heading }) => {
    const here = location.pathname.split("/").pop()?.startsWith(chapter) ?? false;
    return make("li", {}, published
      ? make("a", { href: `${here ? "" : `${chapter}.html`}#${section}` }, heading) : heading);
  });
  return links.length
    ? [make("div", { class: "ck-reread" }, make("p", { class: "ck-label" }, say.reread),
      make("ul", {}, ...links))] : [];
}

/**
 * What was met, by objective, and what to read next.
 * @param {Spec} spec @param {Map<string, boolean>} first whether right at the first try
 * @param {Map<string, boolean>} last whether right now @param {boolean} published
 * @param {Record<string, string>} say @returns {Node[]}
 */
function summary(spec, first, last, published, say) {
  const count = (/** @type {Map<string, boolean>} */ results) => [...results.values()].filter(Boolean).length;
  const total = spec.questions.length;
  const lines = [fill(say.atFirst, count(first), total)];
  if (count(last) !== count(first)) lines.push(fill(say.now, count(last), total));
  const objectives = Object.entries(spec.objectives).map(([id, text]) => {
    const own = spec.questions.filter(({ objective }) => objective === id);
    const right = own.filter((question) => last.get(question.id)).length;
    const met = right === own.length;
    const word = met ? say.met : say.notMet;
    return make("li", { class: met ? "ck-right" : "ck-wrong" }, icon(met ? "right" : "partly"),
      make("span", {}, text, " ", make("span", { class: "ck-count" },
        own.length > 1 ? `${word} (${fill(say.rightOf, right, own.length)})` : word)));
  });
  return [
    make("p", { class: "ck-title" }, say.result),
    ...(spec.kind === "diagnostic" ? [advice(spec, first, published, say)] : []),
    make("p", {}, lines.join(" ")),
    make("ul", { class: "ck-objectives" }, ...objectives),
    ...readAgain(spec.questions.filter(({ id }) => !last.get(id)), published, say),
  ];
}

// The whole ----------------------------------------------------------------------

/** @param {{model: Model, el: HTMLElement}} given */
function render({ model, el }) {
  /** @type {Spec} */
  const spec = model.get("spec");
  const say = WORDS[spec.language] ?? WORDS.en;
  const published = Boolean(model.get("published"));
  /** @type {Map<string, boolean>} */ const first = new Map();
  /** @type {Map<string, boolean>} */ const last = new Map();
  const end = make("div", { class: "ck-summary", role: "status" });

  const conclude = () => end.replaceChildren(...summary(spec, first, last, published, say));
  // Who does not know may leave a question out: it then counts as missed.
  const finish = make("button", { type: "button", class: "ck-button ck-finish", onclick: conclude,
    hidden: spec.kind === "questions" }, say.finish);

  const count = (/** @type {Attempt} */ { question, correct }) => {
    if (!first.has(question)) first.set(question, correct);
    last.set(question, correct);
    const all = last.size === spec.questions.length && last.size > 1;
    if (all || end.childElementCount) conclude();
  };
  const tell = (/** @type {Attempt} */ attempt) => {
    model.set("attempts", [...(model.get("attempts") ?? []), attempt]);
    model.save_changes();
    count(attempt);
  };
  const cards = spec.questions.map((question, place) => card(question, place, spec, say, tell));
  // A view that is opened again shows what was answered before.
  for (const attempt of model.get("attempts") ?? []) {
    const place = spec.questions.findIndex(({ id }) => id === attempt.question);
    if (place < 0) continue;
    count(attempt);
    cards[place].restore(attempt.response);
  }
  const title = make("p", { class: "ck-title", id: `ck-question-${++made}` }, spec.title);
  const root = make("div", {
    class: "ck-quiz", role: "group", "aria-labelledby": title.id, lang: spec.language,
  }, title, ...cards.map(({ element }) => element), finish, end, make("p", { class: "ck-note" }, spec.note));

  // The notebook would take keys for its own: "d d" deletes the cell.
  const keep = (/** @type {Event} */ event) => event.stopPropagation();
  el.addEventListener("keydown", keep);
  el.classList.add("ck-widget");
  el.append(root);

  return () => {
    el.removeEventListener("keydown", keep);
    root.remove();
  };
}

export default { render, grade, readNumber, shuffled };
