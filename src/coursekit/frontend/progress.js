/**
 * Progress: what a reader knows by their own answers, what is due, and what is kept where.
 *
 * One module for both lives: the kernel or the book's record gives the `report` and answers
 * the messages. The words of the interface come from `words.json`; titles and objectives are
 * the course's own, in its language. All are set as plain text.
 *
 * @typedef {{course: string, language: string,
 *   chapters: {id: string, title: string, href: string}[],
 *   objectives: {id: string, text: string, chapter: string}[],
 *   questions: [string, string, string][], pointsTo: Record<string, string>,
 *   review: {href: string, file: string}|null, kept: Record<string, string>}} Spec
 * @typedef {{n: number, answered: number, right: number, kept: number, due: number,
 *   level: "new"|"begun"|"met"|"kept"}} Sum
 * @typedef {{objectives: Record<string, Sum>, chapters: Record<string, Sum>, due: string[],
 *   next: string, attempts: number, before: Record<string, boolean>,
 *   after: Record<string, boolean>, unread?: boolean}} Report
 * @typedef {Record<string, string>} Words
 * @typedef {{get(key: string): any, on(event: string, call: Function): void,
 *   off(event: string, call: Function): void, send(content: any): void}} Model
 */

/** How long the host may take to answer before the reader is told, in milliseconds. */
const PATIENCE = 5000;

/** Bytes that are read from a file. A kernel is sent no more than ten million at once. */
const LARGEST = { book: 50e6, lab: 9e6 };

/** @param {Words} say @param {string} key @param {number} count */
const counted = (say, key, count) => (count === 1 ? say[`${key}One`] : fill(say[`${key}Some`], count));

// What is shown ------------------------------------------------------------------

/**
 * @typedef {{say: Words, ui: string, spec: Spec, report: Report, published: boolean,
 *   own: Record<string, string>}} Shown what the parts are made from; `own` marks the course's words
 */

/** The counts of an objective or a chapter in words. @param {Sum} sum @param {Words} say */
function inWords({ n, answered, right, kept, due }, say) {
  const parts = !answered ? [counted(say, "question", n)] : [
    right ? fill(say.rightOf, right, n) : fill(say.answered, answered, n),
    ...(kept ? [fill(say.ofThem, kept)] : []),
    ...(due ? [fill(say.toReview, due)] : []),
  ];
  return make("span", { class: "ck-counts" }, ...parts.flatMap((part, place) =>
    [place ? ", " : "", make("span", {}, part)]));
}

/** Level and counts in words, and a bar for the eye. @param {Sum} sum @param {Words} say */
function standing(sum, say) {
  const { n, right, kept, level } = sum;
  const bar = [["kept", kept], ["right", right - kept], ["rest", n - right]].map(([name, width]) => {
    const part = make("span", { class: `ck-bar-${name}` });
    part.style.flexGrow = width;
    return part;
  });
  return make("span", { class: "ck-how", "data-ck-level": level },
    ...(level === "new" ? [] : [make("span", { class: "ck-bar", "aria-hidden": "true" }, ...bar),
      make("strong", {}, say[`level-${level}`]), " "]),
    inWords(sum, say));
}

/** What to do now. @param {Shown} shown */
function now({ say, ui, spec, report, published, own }) {
  const { due, next, attempts } = report;
  const [first] = spec.chapters;
  if (!attempts) {
    return make("div", { class: "ck-now" },
      make("h2", {}, say.empty),
      make("p", {}, say.emptyWhat),
      ...(first ? [make("p", {}, say.begin, " ", make("span", own,
        link(first.href, first.title, published && Boolean(first.href))))] : []),
      make("p", { class: "ck-note" }, say.elsewhere));
  }
  if (!due.length) {
    return make("div", { class: "ck-now" }, make("h2", {}, say.due),
      make("p", {}, say.noneDue, " ", next ? when(say, "nextDue", next, ui) : ""));
  }
  const way = !spec.review ? [] : [published
    ? make("p", {}, make("a", { class: "ck-go", href: spec.review.href, "data-ck-key": "review" }, say.review))
    : make("p", {}, fill(say.reviewFile, spec.review.file))];
  return make("div", { class: "ck-now ck-some" },
    make("h2", {}, say.due),
    make("p", {}, make("strong", {}, counted(say, "due", due.length)), " ", say.dueWhy),
    ...way);
}

/** @param {Shown} shown @param {Map<string, boolean>} unfolded by the reader, or folded */
function chapters({ say, spec, report, published, own }, unfolded) {
  const rows = spec.chapters.filter(({ id }) => report.chapters[id]).map(({ id, title, href }) => {
    const sum = report.chapters[id];
    const goals = spec.objectives.filter((one) => one.chapter === id && report.objectives[one.id])
      .map((one) => make("li", { class: "ck-goal" }, make("span", own, one.text), " ",
        standing(report.objectives[one.id], say)));
    const chapter = make("details", {
      class: "ck-chapter", open: unfolded.get(id) ?? sum.level === "begun",
    }, make("summary", {
      "data-ck-key": `chapter-${id}`, onclick: () => { unfolded.set(id, !chapter.open); },
    }, make("h3", own, title), " ", standing(sum, say)),
    make("ul", { class: "ck-goals" }, ...goals),
    ...(published && href ? [make("p", { class: "ck-to" }, make("a", { href }, say.open))] : []));
    return chapter;
  });
  return rows.length ? make("div", {},
    make("h2", {}, say.chapters), make("p", { class: "ck-note" }, say.legend), ...rows) : "";
}

/** Before and after the course, where both exist. @param {Shown} shown */
function compared({ say, spec, report, own }) {
  const { before, after } = report;
  if (!Object.keys(before).length || !Object.keys(after).length) return "";
  /** @param {Record<string, boolean>} results @param {string} [chapter] */
  const share = (results, chapter) => {
    const about = Object.keys(results)
      .filter((id) => (chapter ? spec.pointsTo[id] === chapter : spec.pointsTo[id]));
    return about.length ? fill(say.of, about.filter((id) => results[id]).length, about.length) : "–";
  };
  const asked = new Set([...Object.keys(before), ...Object.keys(after)].map((id) => spec.pointsTo[id]));
  /** @param {Record<string, string>} attributes @param {string} name @param {string} [chapter] */
  const row = (attributes, name, chapter) => make("tr", {},
    make("th", { scope: "row", ...attributes }, name),
    make("td", {}, share(before, chapter)), make("td", {}, share(after, chapter)));
  return make("div", {}, make("h2", {}, say.compare),
    make("table", { class: "ck-compared" },
      make("caption", {}, say.compareWhat),
      make("thead", {}, make("tr", {}, ...[say.chapter, say.before, say.after]
        .map((text) => make("th", { scope: "col" }, text)))),
      make("tbody", {}, ...spec.chapters.filter(({ id }) => asked.has(id))
        .map(({ id, title }) => row(own, title, id))),
      make("tfoot", {}, row({}, say.all))));
}

// The whole ----------------------------------------------------------------------

/** @param {{model: Model, el: HTMLElement}} given */
function render({ model, el }) {
  /** @type {Spec} */
  const spec = model.get("spec");
  /** @type {Record<string, Words>} */
  const words = model.get("words");
  const published = Boolean(model.get("published"));
  let ui = remembered() ?? spec.language;
  if (!words[ui]) ui = "en";
  /** What this view asked its host and waits for. */
  let asked = "";
  let asking = false;
  let timer = 0;
  /** @type {Map<string, boolean>} */
  const unfolded = new Map();
  const title = make("p", { class: "ck-title", id: `ck-progress-${++made}` });
  const facts = make("div", { class: "ck-facts" });
  const keeping = make("div", { class: "ck-keeping" });
  const status = make("p", { class: "ck-said", role: "status" });
  const foot = make("div", { class: "ck-foot" });
  const file = make("input", { type: "file", accept: ".json,application/json", hidden: true, onchange: load });
  const root = make("div", { class: "ck-progress", role: "group", "aria-labelledby": title.id },
    title, facts, keeping, file, status, foot);

  /** @param {string} text */
  const tell = (text) => { status.textContent = text; };
  /** @param {string} key */
  const focus = (key) => root.querySelector(`[data-ck-key="${CSS.escape(key)}"]`)?.focus();

  /** @param {{kind: string, text?: string}} content */
  function send(content) {
    asked = content.kind;
    tell("");
    clearTimeout(timer);
    timer = setTimeout(() => tell(words[ui].late), PATIENCE);
    model.send(content);
  }

  /** @param {any} content */
  function heard(content) {
    if (!asked) return; // it answers another view
    const say = words[ui];
    asked = "";
    clearTimeout(timer);
    if (content.kind === "file") {
      download(content.name, content.text);
      tell(fill(say.saved, content.name));
    } else if (content.kind === "merged") tell(fill(say.merged, content.added, content.known));
    else if (content.kind === "cleared") tell(say.cleared);
    else tell(content.reason || say.other);
  }

  async function load() {
    const [chosen] = file.files;
    if (!chosen) return;
    let text = "";
    try {
      if (chosen.size > (published ? LARGEST.book : LARGEST.lab)) throw new RangeError();
      text = await chosen.text();
    } catch {
      tell(words[ui].file);
    }
    file.value = ""; // so that the same file can be chosen again
    if (text) send({ kind: "import", text });
  }

  /** @param {boolean} now whether the reader is asked first @param {string} key what takes the focus */
  function ask(now, key) {
    asking = now;
    paint();
    focus(key);
  }

  /** The buttons, and the question before answers are cleared. @param {Report} report */
  function kept({ attempts, unread }) {
    const say = words[ui];
    const some = attempts > 0;
    /** @param {string} key @param {boolean} idle @param {() => void} act */
    const button = (key, idle, act) => make("button", {
      type: "button", class: `ck-button ck-${key}`, "data-ck-key": key, "aria-disabled": idle && "true",
      onclick: () => (idle ? tell(unread ? say.unread : say.nothing) : act()),
    }, say[key]);
    const rest = Boolean(model.get("notice"));
    const question = make("p", { id: `${title.id}-ask` }, some ? counted(say, "ask", attempts) : say.askRest);
    return [
      make("h2", {}, say.answers),
      make("p", {}, some ? `${counted(say, "kept", attempts)} ` : "", spec.kept[ui] ?? spec.kept.en),
      make("div", { class: "ck-buttons" },
        button("save", !some, () => send({ kind: "export" })),
        button("load", false, () => file.click()),
        button("clear", !some && !rest, () => ask(true, "stay"))),
      ...(asking ? [make("div", {
        class: "ck-ask", role: "group", "aria-labelledby": question.id,
        onkeydown: (/** @type {KeyboardEvent} */ event) => { if (event.key === "Escape") ask(false, "clear"); },
      }, question, make("div", { class: "ck-buttons" },
        button("stay", false, () => ask(false, "clear")),
        button("yes", false, () => { ask(false, "clear"); send({ kind: "clear" }); })))] : []),
    ];
  }

  function paint() {
    const say = words[ui];
    /** @type {Report} */
    const report = model.get("report");
    /** @type {Record<string, string>} */
    const own = ui === spec.language ? {} : { lang: spec.language };
    const shown = { say, ui, spec, report, published, own };
    const held = root.contains(document.activeElement)
      ? /** @type {HTMLElement} */ (document.activeElement).dataset.ckKey : undefined;
    const notice = model.get("notice");
    root.lang = ui;
    title.textContent = say.title;
    // Of a record that could not be read nothing is known, not even that it is empty.
    facts.replaceChildren(...(notice ? [make("p", { class: "ck-trouble" }, notice)] : []),
      ...(report.unread ? [make("p", {}, say.unread)]
        : [now(shown), chapters(shown, unfolded), compared(shown)]));
    keeping.replaceChildren(...kept(report));
    foot.replaceChildren(...tongue(say, { "data-ck-key": "language" }));
    if (held) focus(held);
  }

  const spoken = (/** @type {any} */ { detail }) => {
    if (!words[detail] || detail === ui) return;
    ui = detail;
    tell("");
    paint();
  };

  // The notebook would take keys for its own: "d d" deletes the cell.
  const keep = (/** @type {Event} */ event) => event.stopPropagation();
  el.addEventListener("keydown", keep);
  el.classList.add("ck-widget");
  model.on("msg:custom", heard);
  model.on("change:report", paint);
  model.on("change:notice", paint);
  window.addEventListener("coursekit-language", spoken);
  paint();
  el.append(root);

  return () => {
    el.removeEventListener("keydown", keep);
    model.off("msg:custom", heard);
    model.off("change:report", paint);
    model.off("change:notice", paint);
    window.removeEventListener("coursekit-language", spoken);
    clearTimeout(timer);
    root.remove();
  };
}

export default { render };
