/**
 * The end of a quiz: what was met, what stood in the way, where to begin, before and after.
 * Delivered before `quiz.js`, which hands over its view as `quiz`.
 *
 * @typedef {{id: string, title: string, written: boolean}} Chapter
 * @typedef {{course: string, id: string, title: string, kind: string, language: string,
 *   seed: number, pick: number, note: Record<string, string>, questions: Question[],
 *   objectives: Record<string, string>, headings: Record<string, string>,
 *   misconceptions: Record<string, {belief: Html, correction: Html}>, chapters: Chapter[]}} Spec
 *
 * What is known of one question while it is on the page, whatever language it speaks.
 * @typedef {{slot: Question, at: number, response: any, confidence: string, checked: boolean,
 *   hints: number, solution: boolean, solved: boolean, since: number, answered: string,
 *   attempt: any, kept: ""|"saved"|"notSaved"|"late", reason: string,
 *   beliefs: string[], reread: string[]}} State
 * @typedef {{spec: Spec, say: Words, ui: string, foreign: {lang?: string},
 *   published: boolean, total: number,
 *   states: State[], html(tag: string, inner: Html, extra?: any, ...plain: string[]): any,
 *   tell: Function, send: Function, replace(place: number): void, goTo(at: string): HTMLElement,
 *   before: Map<string, boolean>}} View what a quiz is while it is on the page
 */

/** @param {string} chapter */
const numberOf = (chapter) => Number(chapter.split("-")[0]);

/**
 * Which chapter to begin with, and why: the first in reading order of which something was missed.
 * @param {View} quiz @param {Map<string, boolean>} first
 */
function advice({ spec, say, published }, first) {
  const about = (/** @type {Chapter} */ chapter) => spec.questions.filter(({ pointsTo }) => pointsTo === chapter.id);
  const missed = (/** @type {Chapter} */ chapter) => about(chapter).filter(({ id }) => !first.get(id));
  const asked = spec.chapters.filter((chapter) => about(chapter).length);
  const found = asked.find((chapter) => missed(chapter).length);
  const box = (/** @type {string} */ head, /** @type {Node[]} */ ...rest) =>
    make("div", "ck-advice", make("p", "ck-title", head), ...rest);
  const way = (/** @type {Chapter} */ { id }) => (published
    ? line(make("a", { class: "ck-open", href: `${id}.html` }, say.open))
    : line(fill(say.openFile, `${id}.ipynb`)));
  if (!found) return box(say.nothing, line(say.nothingWhy));

  const count = fill(say.missedOn, missed(found).length, about(found).length);
  const reason = line(fill(found === asked[0] ? say.firstOne : say.noneBefore, count));
  const head = fill(say.begin, numberOf(found.id), found.title);
  if (found.written) return box(head, reason, way(found));
  const before = asked.slice(0, asked.indexOf(found)).filter(({ written }) => written).pop();
  return box(head, reason, line(say.toCome,
    before ? ` ${fill(say.until, numberOf(before.id), before.title)}` : ""),
  ...(before ? [way(before)] : []));
}

/** Before and after the course, by chapter. @param {View} quiz @param {Map<string, boolean>} after */
function comparison({ spec, say, foreign, before }, after) {
  if (!before.size) return line(say.noBefore);
  const rows = spec.chapters.map((chapter) => {
    const ids = spec.questions.filter(({ pointsTo }) => pointsTo === chapter.id)
      .map(({ id }) => id);
    const of = (/** @type {Map<string, boolean>} */ results) =>
      fill(say.rightOf, ids.filter((id) => results.get(id)).length, ids.length);
    return ids.length ? make("tr", {}, make("th", { scope: "row", ...foreign }, chapter.title), make("td", {}, of(before)), make("td", {}, of(after))) : "";
  });
  return make("table", "ck-compare", make("caption", {}, say.compare),
    make("thead", {}, make("tr", {}, ...[say.chapter, say.beforeHead, say.afterHead].map((text) => make("th", { scope: "col" }, text)))),
    make("tbody", {}, ...rows));
}

/**
 * A misconception, never alone: what the reader may have thought, and what is so.
 * @param {View} quiz @param {string} name @param {string[]} [ways] headings where it is told
 */
function thought({ spec, say, html, goTo }, name, ways = []) {
  const said = spec.misconceptions[name];
  return said ? [make("p", "ck-belief", `${say.belief} `, html("q", said.belief)),
    make("p", "ck-correction", make("strong", {}, say.notSo), " ", html("span", said.correction),
      ...[...new Set(ways)].flatMap((at, i) => [i ? ", " : ` ${say.reread} `, goTo(at)]))] : [];
}

/**
 * What was met, by objective, what stood in the way, and what to read next.
 * @param {View} quiz @param {Map<string, boolean>} first whether right at the first try
 * @param {Map<string, boolean>} last whether right now @returns {Node[]}
 */
function summary(quiz, first, last) {
  const { spec, say, foreign, states, goTo } = quiz;
  const count = (/** @type {Map<string, boolean>} */ results) => states.filter(({ slot }) => results.get(slot.id)).length;
  const total = states.length;
  const lines = [fill(say.atFirst, count(first), total)];
  if (count(last) !== count(first)) lines.push(fill(say.now, count(last), total));
  const sure = states.filter(({ slot, confidence, checked }) => checked && confidence === "sure" && !last.get(slot.id)).length;
  if (sure) lines.push(fill(say.sureWrong, sure));
  const objectives = Object.entries(spec.objectives).map(([id, text]) => {
    const own = states.filter(({ slot }) => slot.objective === id);
    if (!own.length) return "";
    const right = own.filter(({ slot }) => last.get(slot.id)).length;
    const met = right === own.length;
    const word = met ? say.met : say.notMet;
    return make("li", { class: met ? "ck-right" : "ck-wrong" }, icon(met ? "right" : "partly"),
      make("span", {}, make("span", foreign, text), " ", make("span", "ck-count",
        own.length > 1 ? `${word} (${fill(say.rightOf, right, own.length)})` : word)));
  });
  const missed = states.filter(({ slot }) => !last.get(slot.id));
  const beliefs = [...new Set(missed.flatMap((state) => state.beliefs))].filter((name) => spec.misconceptions[name]);
  const waysOf = (/** @type {string} */ name) => missed.filter((state) => state.beliefs.includes(name))
    .flatMap(({ reread }) => reread);
  const ways = [...new Set(missed.flatMap(({ slot, reread }) => (reread.length ? reread : [slot.reread])))]
    .filter((at) => spec.headings[at]);
  return [
    make("p", "ck-title", say.result),
    ...(spec.kind === "diagnostic" ? [advice(quiz, first)] : []),
    line(lines.join(" ")),
    ...(spec.kind === "final" ? [comparison(quiz, first)] : []),
    make("ul", "ck-objectives", ...objectives),
    ...(beliefs.length ? [make("div", {}, make("p", "ck-label", say.beliefs),
      make("ul", "ck-bullets", ...beliefs.map((name) => make("li", {}, ...thought(quiz, name, waysOf(name))))))] : []),
    ...(ways.length ? [make("div", "ck-reread", make("p", "ck-label", say.rereadAll),
      make("ul", {}, ...ways.map((at) => make("li", {}, goTo(at)))))] : []),
  ];
}
