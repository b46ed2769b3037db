/**
 * The quiz: questions to answer, graded here when the learner says so, with feedback.
 *
 * One module for both lives, delivered as one file: `grading.js` (the rules) and `result.js`
 * (the end of a quiz) stand before this one. Each answer checked is sent to the host as an
 * attempt, to the kernel in JupyterLab and to the browser's record in the book; it counts as
 * kept when the host says so. Texts marked Html were sanitised when the quiz was built; every
 * other text is set as plain text. The words of the interface come from `words.json`.
 *
 */

// Types --------------------------------------------------------------------------

/**
 * What a type of question shows: its inputs, how they are read and how they are marked.
 * @typedef {{element: HTMLElement, response(): any, restore(response: any): void,
 *   unanswered(reading: any): string, show(result: Result): Node[],  clear(): void, focus(): void}} Inputs
 * @typedef {{say: Words, id: string, seed: number, language: string, foreign: {lang?: string},
 *   changed(): void, check(): void, belief(name: string): Node[],
 *   html(tag: string, html: Html, more?: any): any}} Around
 */

/** A list of options, one or several of which are chosen. @param {Option[]} options
 *  @param {Around} around @param {boolean} several @param {string} name */
function rowsOf(options, { id, seed, changed, html }, several, name = id) {
  return shuffled(options, seed).map((place, at) => {
    const letter = letterOf(at);
    return { place, letter, ...rowOf({ type: several ? "checkbox" : "radio", name, value: place, onchange: changed },
      make("span", "ck-letter", letter), html("span", options[place].text, { class: "ck-text" })) };
  });
}

/** @param {any} more of the input @param {...Node} words */
function rowOf(more, ...words) {
  const input = make("input", more);
  const mark = make("span", "ck-mark");
  return { input, mark, element: make("label", "ck-option", input, ...words, mark) };
}

/** @param {string} state @param {Words} say */
const verdictOn = (state, say) => `${state === "right" ? say.inPlace : say.here}.`;

/** @param {any} row @param {string} state @param {Words} say */
function markRow({ mark, element }, state, say) {
  if (state) element.dataset.ckMark = state; else delete element.dataset.ckMark;
  mark.textContent = state ? say[state] : "";
}

/** A drop-down. @param {Around} around @param {any} more @param {{value: any, text: string}[]} options */
const dropDown = ({ say, foreign }, more, options) => make("select", { class: "ck-list", ...more },
  make("option", { value: "" }, say.place),
  ...options.map(({ value, text }) => make("option", { value, ...foreign }, text)));

/** @param {{element: any}[]} rows */
const elementsOf = (rows) => rows.map(({ element }) => element);

/** @param {any[]} rows */
const checkedOf = (rows) => rows.find(({ input }) => input.checked);

/** @param {boolean|null} mark */
const stateOf = (mark) => (mark ? "right" : "wrong");

/** @type {Record<string, (question: Question, around: Around) => Inputs>} */
const TYPES = {
  single(question, around) {
    const { say, html, belief } = around;
    const { options } = question;
    const several = question.type === "multiple";
    const rows = rowsOf(options, around, several);
    const chosen = () => rows.filter(({ input }) => input.checked).map(({ place }) => place);
    return {
      element: make("div", "ck-options", ...elementsOf(rows)),
      response: () => (several ? chosen().sort((a, b) => a - b) : chosen()[0] ?? null),
      restore(response) {
        for (const { place, input } of rows) input.checked = [response].flat().includes(place);
      },
      unanswered: () => (several ? say.chooseSome : question.map ? say.choosePlace : say.chooseOne),
      show(result) {
        const said = [];
        for (const row of rows) {
          const [right, feedback] = [result.marks[row.place], result.feedback[row.place]];
          if (!feedback) continue;
          const state = right ? "right" : row.input.checked ? "wrong" : "missed";
          markRow(row, state, say);
          said.push(make("li", `ck-reply ck-${state}`,
            make("span", "ck-letter", row.letter), make("div", {}, html("span", feedback),
              ...belief(options[row.place].misconception))));
        }
        if (!several) {
          const place = chosen()[0];
          return [html("p", options[place].feedback), ...belief(options[place].misconception)];
        }
        const keys = options.filter((option) => option.key).length;
        const found = chosen().filter((place) => options[place].key).length;
        const beside = chosen().length - found;
        return [
          ...(result.correct ? []
            : [line(fill(beside ? say.foundBut : say.found, found, keys, beside))]),
          make("ul", "ck-replies", ...said),
        ];
      },
      clear: () => rows.forEach((row) => markRow(row, "", say)),
      focus: () => (checkedOf(rows) ?? rows[0]).input.focus(),
    };
  },

  point(question, around) {
    const list = TYPES.single(question, { ...around, changed() { around.changed(); mirror(); } });
    const map = make("div", { class: "ck-mapbox", html: question.map });
    const svg = map.querySelector("svg");
    svg.setAttribute("aria-describedby", `${around.id}-map`);
    const spots = [...svg.querySelectorAll("[data-ck-place]")];
    const inputOf = (/** @type {number} */ at) => /** @type {any} */ (list.element.querySelector(`input[value="${at}"]`));
    function mirror() {
      spots.forEach((spot, at) => spot.toggleAttribute("data-ck-chosen", inputOf(at).checked));
    }
    svg.addEventListener("click", (/** @type {MouseEvent} */ event) => {
      const hit = spots.indexOf(/** @type {Element} */ (event.target).closest("[data-ck-place]"));
      const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
      const far = spots.map((spot) => {
        const [x, y] = spot.dataset.ckAt.split(" ");
        return Math.hypot(at.x - x, at.y - y);
      });
      const nearest = hit >= 0 ? hit : far.indexOf(Math.min(...far));
      if (hit < 0 && far[nearest] > question.reach) return;
      inputOf(nearest).click();
      inputOf(nearest).focus({ preventScroll: true });
    });
    const box = make("div", {}, make("p", { class: "ck-note", id: `${around.id}-map` }, around.say.map), map, list.element);
    return {
      ...list, element: box,
      restore(response) { list.restore(response); mirror(); },
      show(result) {
        spots.forEach((spot, at) => {
          if (result.marks[at] !== null) spot.dataset.ckMark = stateOf(result.marks[at]);
        });
        return list.show(result);
      },
      clear() { spots.forEach((spot) => delete spot.dataset.ckMark); list.clear(); },
    };
  },

  truth(question, around) {
    const { say, id, changed, html, belief } = around;
    /** @type {ReturnType<typeof rowsOf>} */ let rows = [];
    const verdicts = [true, false].map((value) => {
      const more = { type: "radio", name: id, value: String(value), onchange() { offer(); changed(); } };
      return { value, ...rowOf(more, make("span", "ck-text", say[String(value)])) };
    });
    const verdict = () => checkedOf(verdicts)?.value;
    const reasons = () => reasonsOf(question, verdict() === true);
    const box = make("div", { class: "ck-options", role: "radiogroup", "aria-label": say.because });
    const why = make("div", { class: "ck-why", hidden: true }, make("p", "ck-label", say.because), box);
    function offer() {
      rows = rowsOf(reasons(), around, false, `${id}-reason`);
      put(box, ...elementsOf(rows));
      why.hidden = false;
    }
    const reason = () => checkedOf(rows);
    return {
      element: make("div", {}, make("div", { class: "ck-options ck-verdicts", role: "radiogroup", "aria-label": say.verdict },
        ...elementsOf(verdicts)), why),
      response: () => (verdict() === undefined ? null : { verdict: verdict(), reason: reason()?.place ?? null }),
      restore(response) {
        for (const { value, input } of verdicts) input.checked = response?.verdict === value;
        if (verdict() === undefined) { why.hidden = true; return; }
        offer();
        for (const { place: at, input } of rows) input.checked = at === response.reason;
      },
      unanswered: () => (verdict() === undefined ? say.chooseTruth : say.chooseReason),
      show({ marks, feedback, correct }) {
        const row = reason();
        markRow(checkedOf(verdicts), stateOf(marks[0]), say);
        markRow(row, stateOf(marks[1]), say);
        return [...(marks[0] && !correct ? [line(say.verdictOnly)] : []),
          html("p", feedback[1] ?? ""), ...belief(reasons()[row.place].misconception)];
      },
      clear: () => [...verdicts, ...rows].forEach((row) => markRow(row, "", say)),
      focus: () => (reason() ?? checkedOf(verdicts) ?? verdicts[0]).input.focus(),
    };
  },

  numeric(question, { say, id, language, foreign, changed, check: ask, html, belief }) {
    const words = question.type === "short";
    const shown = (/** @type {number} */ value) => written(value, language, question.kind);
    // The number keys of some telephones have no minus.
    const negative = !words && (question.answer < 0 || question.mistakes.some(({ from }) => from < 0));
    const input = make("input", {
      type: "text", class: `ck-field${words ? " ck-words" : ""}`, id, inputmode: words || negative ? "text" : "decimal",
      autocomplete: "off", autocapitalize: "off", spellcheck: "false", maxlength: 500,
      "aria-describedby": question.unit ? `${id}-unit` : false,
      oninput: changed,
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key !== "Enter" || event.isComposing) return;
        event.preventDefault();
        ask();
      },
    });
    return {
      element: make("div", "ck-typed",
        make("label", { class: "ck-label", for: id }, say.number), input,
        ...(question.unit ? [make("span", { id: `${id}-unit`, ...foreign }, question.unit)] : [])),
      response: () => input.value,
      restore(response) { input.value = response ?? ""; },
      unanswered: (reading) => (reading ? fill(reading.unit ? say.unit : say.meant, reading.unit ?? reading.meant)
        : words ? say.typeWords : input.value.trim()
          ? fill(say.digits, input.value.trim(), shown(1343), written(2.5, language)) : say.typeFirst),
      show({ correct, feedback, reading }) {
        input.dataset.ckMark = stateOf(correct);
        const { value, doubt } = reading;
        const read = !words ? fill(say[doubt || "readAs"], shown(value), shown(question.whole ? value / 1000 : value * 1000))
          : reading.written && fill(say.spelled, reading.written);
        const typical = (words ? question.near : question.mistakes).find((miss) => miss.feedback === feedback[0]);
        return [html("p", feedback[0] ?? ""), ...(correct ? [] : belief(typical?.misconception ?? "")),
          ...(read ? [make("p", "ck-note", read)] : [])];
      },
      clear() { delete input.dataset.ckMark; },
      focus() { input.focus(); input.select(); },
    };
  },

  sort(question, around) {
    const { say, id, seed, changed, html, belief } = around;
    const { items, categories } = question;
    const nameOf = (/** @type {string} */ key) => categories.find((category) => category.id === key)?.text ?? "";
    const offered = question.type === "match" ? shuffled(categories, seed + 1).map((at) => categories[at]) : categories;
    const rows = shuffled(items, seed).map((at) => {
      const own = `${id}-${at}`;
      const select = dropDown(around, { id: own, onchange: changed }, offered.map(({ id: value, text }) => ({ value, text })));
      const reply = make("div", { class: "ck-reply", id: `${own}-reply`, hidden: true });
      const element = make("li", "ck-item",
        html("label", items[at].text, { class: "ck-text", for: own }), select, reply);
      return { at, select, reply, element };
    });
    const twice = () => question.type === "match" && rows.find(({ select }, i) => select.value
      && rows.slice(0, i).some((other) => other.select.value === select.value));
    return {
      element: make("ul", "ck-items", ...elementsOf(rows)),
      response() {
        /** @type {(string|null)[]} */
        const response = items.map(() => null);
        for (const { at, select } of rows) response[at] = select.value || null;
        return response;
      },
      restore(response) {
        for (const { at, select } of rows) select.value = response?.[at] ?? "";
      },
      unanswered() {
        const empty = rows.filter(({ select }) => !select.value).length;
        const doubled = twice();
        return empty || !doubled ? fill(say.placeFirst, empty, rows.length)
          : fill(say.givenTwice, nameOf(doubled.select.value));
      },
      show(result) {
        for (const { at, select, reply, element } of rows) {
          const state = stateOf(result.marks[at]);
          element.dataset.ckMark = state;
          select.setAttribute("aria-describedby", reply.id);
          reply.hidden = false;
          put(reply, icon(state),
            make("strong", {}, verdictOn(state, say)), " ",
            html("span", result.feedback[at] ?? ""),
            ...belief(items[at].misconceptions[select.value]));
        }
        return [line(fill(say.placed, rightOnes(result.marks), rows.length))];
      },
      clear() {
        for (const { select, reply, element } of rows) {
          delete element.dataset.ckMark;
          select.removeAttribute("aria-describedby");
          reply.hidden = true;
          put(reply);
        }
      },
      focus: () => (rows.find(({ element }) => element.dataset.ckMark === "wrong") ?? rows[0]).select.focus(),
    };
  },

  order(question, { say, id, seed, foreign, changed, html }) {
    const { items } = question;
    let moved = false;
    const told = make("p", { class: "ck-unseen", role: "status" });
    const rows = items.map(({ text }, at) => {
      const own = `${id}-${at}`;
      const arrow = (/** @type {string} */ way) => buttonOf("arrow", icon(way), () => move(at, way === "up" ? -1 : 1), {
        id: `${own}-${way}`, "aria-label": say[way], "aria-labelledby": `${own}-${way} ${own}`,
      });
      const mark = make("span", "ck-mark");
      const reply = make("div", { class: "ck-reply", hidden: true });
      const arrows = [arrow("up"), arrow("down")];
      const element = make("li", "ck-item ck-step-item", html("span", text, { class: "ck-text", id: own }), mark,
        make("span", "ck-arrows", ...arrows), reply);
      return { at, arrows, mark, reply, element };
    });
    let order = shuffled(items, seed);
    // The right order from the start would ask nothing.
    if (order.every((at, i) => at === i)) order = [...order.slice(1), order[0]];
    const list = make("ol", "ck-items");
    function lay() {
      put(list, ...order.map((at) => rows[at].element));
      order.forEach((at, i) => {
        rows[at].arrows[0].setAttribute("aria-disabled", String(i === 0));
        rows[at].arrows[1].setAttribute("aria-disabled", String(i === order.length - 1));
      });
    }
    /** @param {number} at @param {number} by */
    function move(at, by) {
      const from = order.indexOf(at);
      const to = from + by;
      if (to < 0 || to >= order.length) return;
      [order[from], order[to]] = [order[to], order[from]];
      moved = true;
      changed();
      lay();
      rows[at].arrows[by < 0 ? 0 : 1].focus();
      told.textContent = fill(say.movedTo, rows[at].element.querySelector(".ck-text").textContent, to + 1, order.length);
    }
    lay();
    return {
      element: make("div", "ck-sequence", make("p", { class: "ck-note", ...foreign }, question.first), list,
        make("p", { class: "ck-note", ...foreign }, question.last), told),
      response: () => (moved ? [...order] : null),
      restore(response) {
        moved = Boolean(response);
        if (response) { order = [...response]; lay(); }
      },
      unanswered: () => say.moveFirst,
      show(result) {
        told.textContent = "";
        for (const row of rows) {
          const right = result.marks[row.at];
          markRow(row, stateOf(right), { right: say.inPlace, wrong: say.move });
          row.reply.hidden = false;
          put(row.reply, html("span", result.feedback[row.at] ?? ""));
        }
        return result.correct ? [] : [line(fill(say.ordered, rightOnes(result.marks), rows.length))];
      },
      clear() {
        for (const row of rows) { markRow(row, "", say); row.reply.hidden = true; put(row.reply); }
      },
      focus: () => rows[order[0]].arrows[1].focus(),
    };
  },

  fill(question, around) {
    const { say, id, seed, foreign, changed, html, belief } = around;
    const { blanks } = question;
    const selects = blanks.map(({ options }, i) => dropDown(around, {
      id: `${id}-${i}`, "aria-label": fill(say.gap, i + 1, blanks.length), onchange: changed,
    }, shuffled(options, seed + i).map((at) => ({ value: at, text: options[at].text }))));
    const box = html("div", question.text, { class: "ck-fill" });
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    /** @type {any[]} */ const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    // A character of the private area stands where a gap is: see coursekit.quiz.text.mark.
    for (const text of texts) {
      text.replaceWith(...text.data.split(/([\ue000-\ue0ff])/).map((/** @type {string} */ part) =>
        (/^[\ue000-\ue0ff]$/.test(part) ? selects[part.charCodeAt(0) - 0xe000] ?? "" : part)));
    }
    return {
      element: box,
      response: () => selects.map(({ value }) => (value === "" ? null : Number(value))),
      restore(response) { selects.forEach((select, i) => { select.value = response?.[i] ?? ""; }); },
      unanswered: () => fill(say.fillFirst, selects.filter(({ value }) => value === "").length, selects.length),
      show({ marks, feedback }) {
        const replies = selects.map((select, i) => {
          const { text, misconception } = blanks[i].options[select.value];
          const state = select.dataset.ckMark = stateOf(marks[i]);
          return make("li", `ck-reply ck-${state}`, icon(state), make("div", {}, make("span", foreign, text), ": ",
            make("strong", {}, verdictOn(state, say)), " ", html("span", feedback[i] ?? ""), ...belief(misconception)));
        });
        return [line(fill(say.filled, rightOnes(marks), replies.length)), make("ul", "ck-replies", ...replies)];
      },
      clear: () => selects.forEach((select) => delete select.dataset.ckMark),
      focus: () => (selects.find((select) => select.dataset.ckMark === "wrong") ?? selects[0]).focus(),
    };
  },
};
TYPES.multiple = TYPES.single;
TYPES.short = TYPES.numeric;
TYPES.match = TYPES.sort;

// A question ---------------------------------------------------------------------

const LEVELS = ["sure", "fairly", "guess"];

/**
 * One question with its ways to check it and the region that speaks.
 * @param {State} state @param {number} place @param {View} quiz
 */
function card(state, place, quiz) {
  const { spec, say, ui, foreign, total, html, tell, send, replace, goTo } = quiz;
  const question = pool(state.slot)[state.at];
  const id = `ck-question-${++made}`;
  const status = make("div", { class: "ck-status", role: "status" });
  const kept = make("p", "ck-note ck-kept");
  const again = buttonOf("again", "", () => (state.answered || status.dataset.ckVerdict === "right"
    ? replace(place) : reset(inputs.focus)), { hidden: true });
  const solve = buttonOf("solve", say.solution, () => solution(true), { hidden: true });
  const levels = LEVELS.map((level) => buttonOf("check", say[level], () => check(level)));
  // What is right has no belief behind it.
  const belief = (/** @type {string} */ name) => thought(quiz, name);
  const inputs = TYPES[question.type](question, {
    say, id, language: ui, seed: spec.seed + 7919 * place + state.at, html, foreign, belief,
    changed: () => state.checked && reset(), check: () => check(),
  });

  const hints = make("div", { class: "ck-hints", role: "status", tabindex: "-1" });
  const hint = buttonOf("hint", "", () => { state.hints += 1; open(true); });
  /** @param {boolean} [moved] */
  function open(moved = false) {
    const { length } = question.hints;
    for (let i = hints.childElementCount; i < state.hints; i++) {
      hints.append(line(make("strong", {}, fill(say.hintSaid, i + 1)), " ", html("span", question.hints[i])));
    }
    hint.textContent = fill(say.hint, state.hints + 1, length);
    hint.hidden = state.hints >= length || state.checked;
    if (moved && hint.hidden) hints.focus();
  }

  function reset(/** @type {(() => void)|undefined} */ focus = undefined) {
    focus?.();
    Object.assign(state, { checked: false, solution: false, since: performance.now(), answered: "", kept: "", reason: "" });
    inputs.clear();
    put(status);
    delete status.dataset.ckVerdict;
    delete element.dataset.ckChecked;
    for (const level of levels) ["aria-pressed", "aria-disabled"].forEach((name) => level.removeAttribute(name));
    again.hidden = solve.hidden = true;
    remark();
    open();
  }

  const failed = () => ["notSaved", "late"].includes(state.kept);

  /** Says whether the answer is kept, or from when it is. */
  function remark() {
    kept.setAttribute("role", failed() ? "alert" : "status");
    kept.textContent = state.kept ? `${say[state.kept]} ${state.reason}`
      : state.answered ? when(say, "before", state.answered, ui) : "";
  }

  /** @param {boolean} [moved] */
  function solution(moved = false) {
    if (moved) again.focus();
    state.solution = state.solved = true;
    solve.hidden = true;
    status.append(make("div", "ck-solution", make("p", "ck-label", say.solved),
      ...(question.type === "truth" ? [make("strong", {}, say[String(question.answer)])] : []),
      html("div", question.solution)));
  }

  /** @param {Result} result */
  function show(result) {
    const verdict = result.correct ? "right" : result.score > 0 ? "partly" : "wrong";
    const word = { right: say.correct, partly: say.partly, wrong: say.not }[verdict];
    const parts = chosenParts(question, state.response, result);
    const full = (/** @type {string} */ at) => (at.includes("#") ? at : `${question.chapter}#${at}`);
    const named = parts.map(({ reread }) => reread).filter(Boolean).map(full);
    state.checked = true;
    state.beliefs = parts.map(({ misconception }) => misconception).filter(Boolean);
    state.reread = [...new Set(named.length ? named : [question.reread])].filter((at) => spec.headings[at]);
    inputs.clear();
    status.dataset.ckVerdict = verdict;
    element.dataset.ckChecked = "";
    put(status, make("p", "ck-verdict", icon(verdict), make("strong", {}, word)),
      ...inputs.show(result),
      ...(state.reread.length ? [make("p", "ck-reread", `${say.reread} `,
        ...state.reread.flatMap((at, i) => [...(i ? [", "] : []), goTo(at)]))] : []));
    LEVELS.forEach((level, i) => {
      levels[i].setAttribute("aria-pressed", level === state.confidence);
      levels[i].setAttribute("aria-disabled", level !== state.confidence);
    });
    const more = pool(state.slot).length > 1;
    again.hidden = result.correct && !state.answered && !more;
    again.textContent = state.answered ? say.afresh : result.correct ? say.another : say.again;
    solve.hidden = result.correct || state.solution;
    if (state.solution) solution();
    remark();
    open();
  }

  /** @param {string} text */
  function plead(text) {
    status.dataset.ckVerdict = "none";
    put(status, line(text));
  }

  /** @param {string} [confidence] none after Enter in a field: the answer is there, how sure one is not yet */
  function check(confidence) {
    const response = inputs.response();
    const result = grade(question, response);
    if (!result.answered) return plead(inputs.unanswered(result.reading));
    // A right answer that could not be kept is not to be given anew.
    if (state.checked) return failed() && send(state);
    if (!confidence) {
      plead(say.sayHowSure);
      return levels[0].focus();
    }
    Object.assign(state, { response, confidence });
    show(result);
    tell({
      question: question.id, version: question.version, variant: question.variant, quiz: spec.id,
      response, score: result.score, correct: result.correct, confidence, hints: state.hints, solution: state.solved,
      seconds: Math.min(3600, Math.round((performance.now() - state.since) / 100) / 10),
    }, state);
  }

  const element = make("fieldset", {
    class: "ck-q", "data-ck-question": question.id,
    "aria-describedby": question.more ? `${id}-more` : false,
  },
  make("legend", {},
    ...(total > 1 ? [make("span", "ck-q-number", fill(say.of, place + 1, total)), " "] : []),
    html("span", question.prompt, { class: "ck-q-prompt" })),
  ...(question.more
    ? [html("div", question.more, { class: "ck-q-prompt", id: `${id}-more` })] : []),
  inputs.element, hints,
  make("div", "ck-actions",
    make("div", { class: "ck-sureness", role: "group", "aria-labelledby": `${id}-sure` },
      make("span", { class: "ck-label", id: `${id}-sure` }, say.sureness), ...levels),
    hint, again, solve),
  status, kept);
  open();
  if (state.response !== undefined) inputs.restore(state.response);
  if (state.checked) show(grade(question, state.response));
  else remark();
  return { element, state, remark, focus: inputs.focus, remember() { state.response = inputs.response() ?? undefined; } };
}

// The whole ----------------------------------------------------------------------


/** 32 random hex digits. */
const randomId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** @param {{model: Model, el: HTMLElement}} given */
function render({ model, el }) {
  /** @type {boolean} */
  const published = model.get("published");
  const words = model.get("words");
  const known = (/** @type {any} */ code) => Object.hasOwn(words, code);
  let ui = [remembered(), model.get("spec").language, "en"].find(known);
  let round = 0;
  /** @type {State[]} */ let states = [];
  /** @type {any[]} */ let cards = [];
  /** @type {any} */ let end = null;
  /** Timers of attempts of this view that the host has not confirmed yet. @type {Map<string, any>} */
  const open = new Map();
  /** @type {Attempt[]} */ const told = [];
  const unseen = new Map();
  const observer = new IntersectionObserver((entries) => entries.forEach(({ isIntersecting, target }) => {
    const state = unseen.get(target);
    if (!isIntersecting || !state) return;
    state.since = performance.now();
    unseen.delete(target);
    observer.unobserve(target);
  }), { threshold: 0.3 });

  const spec = () => /** @type {Spec} */ (model.get("spec"));
  const isReview = () => spec().kind === "review";

  /** What was answered in this quiz before, and what this view adds. @returns {Attempt[]} */
  const history = () => {
    const before = /** @type {Attempt[]} */ (model.get("history") ?? []);
    const ids = new Set(before.map(({ id }) => id));
    return [...before, ...told.filter(({ id }) => !ids.has(id))];
  };
  const own = () => history().filter(({ quiz }) => quiz === spec().id);

  /** @param {Question} slot @param {number} place @param {State} [old] what is asked anew @returns {State} */
  function begin(slot, place, old) {
    const all = history().filter(({ question }) => question === slot.id);
    const last = isReview() ? undefined : all.filter(({ quiz }) => quiz === spec().id).pop();
    const many = pool(slot);
    const same = last && many.findIndex(({ variant, version }) => variant === last.variant && version === last.version);
    /** @type {State} */
    const state = {
      slot, at: (old ? old.at + 1 : spec().seed + place + all.length) % many.length, response: undefined, confidence: "",
      checked: false, hints: 0, solution: false, solved: many.length < 2 && Boolean(old?.solved), since: performance.now(),
      answered: "", attempt: null, kept: "", reason: "", beliefs: [], reread: [],
    };
    if (old || !last || same === undefined || same < 0) return state;
    try {
      // A record may come from elsewhere: what cannot be graded is not shown.
      if (!grade(many[same], last.response).answered) return state;
    } catch { return state; }
    return { ...state, at: same, response: last.response, confidence: last.confidence, checked: true, answered: last.at };
  }

  function start() {
    const { questions, pick, seed } = spec();
    const due = model.get("due")?.ids ?? [];
    /** @type {Question[]} */
    const asked = isReview() ? due.map((/** @type {string} */ id) => questions.find((question) => question.id === id)).filter(Boolean)
      : drawn(questions, pick, seed + 104729 * round);
    states = asked.map((slot, place) => begin(slot, place));
  }

  /** @param {Omit<Attempt, "id"|"at"|"where">} attempt @param {State} state */
  function tell(attempt, state) {
    state.attempt = { id: randomId(), ...attempt, at: new Date().toISOString(), where: published ? "book" : "lab" };
    told.push(state.attempt);
    send(state);
    count(true);
  }

  /** To be kept; once more where that failed. @param {State} state */
  function send(state) {
    const { attempt } = state;
    learn(state, "");
    clearTimeout(open.get(attempt.id));
    open.set(attempt.id, setTimeout(() => learn(state, "late"), 5000)); // milliseconds without a word of the host
    // Where there is no kernel left this may throw: then the answer is late for ever.
    try { model.send({ kind: "attempt", attempt }); } catch (error) { console.warn(error); }
  }

  /** @param {State} state @param {State["kept"]} kept @param {string} [reason] */
  function learn(state, kept, reason = "") {
    Object.assign(state, { kept, reason });
    cards.find((one) => one.state === state)?.remark();
  }

  /** @param {any} content */
  function heard(content) {
    const { id, kind, reason } = content ?? {};
    clearTimeout(open.get(id));
    // An answer that was not kept at first may be kept later: there is room again, or no lock.
    const state = id && states.find(({ attempt }) => attempt?.id === id);
    if (state) learn(state, kind === "saved" ? kind : "notSaved", reason);
  }

  /** The results so far. @returns {[Map<string, boolean>, Map<string, boolean>]} */
  function results() {
    const first = new Map();
    const last = new Map();
    for (const { slot } of states) {
      // What was answered before the question was changed is no answer to it.
      const mine = (isReview() ? told : own()).filter(({ question, version }) => question === slot.id
        && pool(slot).some((one) => one.version === version));
      for (const { correct } of reviews(mine)) first.set(slot.id, correct);
      for (const { correct } of mine) last.set(slot.id, correct);
    }
    return [first, last];
  }

  /** Shows the result where it is time. @param {boolean} [fresh] */
  function count(fresh = false) {
    const [, last] = results();
    const all = states.length > 1 && states.every(({ slot }) => last.has(slot.id));
    if (all || (fresh && end.childElementCount)) conclude();
  }

  let conclude = () => {};

  /** Builds the whole view in the language of the interface. */
  function build() {
    const given = spec();
    const say = /** @type {Words} */ (words[ui]);
    const foreign = ui === given.language ? {} : { lang: given.language };
    /** An element with words of the course, which may be in another language. @type {Around["html"]} */
    const html = (tag, inner, more) => make(tag, { ...foreign, ...more, html: inner });
    const goTo = (/** @type {string} */ at) => {
      const [chapter, section] = at.split("#");
      const here = location.pathname.split("/").pop()?.startsWith(chapter) ?? false;
      return Object.assign(link(`${here ? "" : `${chapter}.html`}#${section}`, given.headings[at], published), foreign);
    };
    const before = new Map();
    for (const { quiz: asked, question, correct } of history()) {
      if (asked === "ck-quiz-diagnostic" && !before.has(question)) before.set(question, correct);
    }
    /** @param {number} place */
    const replace = (place) => {
      states[place] = begin(states[place].slot, place, states[place]);
      const next = card(states[place], place, quiz);
      cards[place].element.replaceWith(next.element);
      cards[place] = next;
      next.focus();
    };
    const quiz = { spec: given, say, ui, foreign, published, total: states.length, states, html, tell, send, replace, goTo, before };
    cards = states.map((state, place) => card(state, place, quiz));
    end = make("div", { class: "ck-summary", role: "status" });
    conclude = () => put(end, ...summary(quiz, ...results()));
    observer.disconnect();
    unseen.clear();
    cards.forEach(({ element }, place) => { unseen.set(element, states[place]); observer.observe(element); });

    const title = make("p", { class: "ck-title", id: `ck-question-${++made}`, ...foreign }, given.title);
    return make("div", { class: "ck-quiz", role: "group", "aria-labelledby": title.id, lang: ui }, title,
      make("p", "ck-trouble", notice()),
      ...(given.pick ? [make("p", "ck-note", fill(say.subset, states.length, given.questions.length))] : []),
      ...(isReview() ? [make("p", "ck-note", dueWords(say))] : []),
      ...elementsOf(cards),
      // Who does not know may leave a question out: it then counts as missed.
      ...(["wrap-up", "diagnostic", "final"].includes(given.kind) ? [buttonOf("finish", say.finish, () => conclude())] : []),
      end,
      ...(given.pick && given.pick < given.questions.length ? [buttonOf("finish", say.other, () => { round += 1; start(); redraw(() => cards[0]); })] : []),
      ...(isReview() && (model.get("due")?.all ?? 0) > states.length ? [buttonOf("finish", say.goOn, () => model.send({ kind: "due" }))] : []),
      make("div", "ck-foot", make("p", "ck-note", given.note[ui] ?? given.note.en),
        ...tongue(say)));
  }

  /** What the reader should know of the record, as it is now. */
  const notice = () => model.get("notice") ?? "";
  const noticed = () => { root.querySelector(".ck-trouble").textContent = notice(); };

  /** @param {Words} say */
  function dueWords(say) {
    const { ids, next, all, any, unread } = model.get("due") ?? { ids: [] };
    if (unread) return say.unread;
    if (all > ids.length) return fill(say.dueNow, all, ids.length);
    if (all) return all > 1 ? fill(say.dueAll, all) : say.dueOne;
    return any ? `${say.noneDue} ${next ? when(say, "nextDue", next, ui) : ""}` : say.noneYet;
  }

  /** @type {any} */ let root = null;
  /** @param {() => any} [first] what is to have the focus */
  function redraw(first) {
    const focused = root.contains(document.activeElement);
    const next = build();
    root.replaceWith(next);
    root = next;
    count();
    if (focused) (first?.() ?? root.querySelector(".ck-language"))?.focus();
  }

  const spoken = (/** @type {any} */ { detail }) => {
    if (!known(detail) || detail === ui) return;
    ui = detail;
    const shown = end.childElementCount;
    cards.forEach((one) => one.remember());
    redraw();
    if (shown) conclude();
  };
  const renewed = () => { told.length = 0; start(); redraw(() => cards[0]); };

  // The notebook would take keys for its own: "d d" deletes the cell.
  const keep = (/** @type {Event} */ event) => event.stopPropagation();
  el.addEventListener("keydown", keep);
  el.classList.add("ck-widget");
  /** @type {[string, Function][]} */
  const listeners = [["msg:custom", heard], ["change:due", renewed], ["change:notice", noticed]];
  listeners.forEach(([event, call]) => model.on(event, call));
  window.addEventListener("coursekit-language", spoken);
  start();
  root = build();
  el.append(root);
  count();

  return () => {
    el.removeEventListener("keydown", keep);
    listeners.forEach(([event, call]) => model.off(event, call));
    window.removeEventListener("coursekit-language", spoken);
    observer.disconnect();
    open.forEach(clearTimeout);
    root.remove();
  };
}

export default { render, grade, readNumber, letterOf, shuffled, drawn };
