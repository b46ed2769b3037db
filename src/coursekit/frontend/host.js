/**
 * The host: in the book it stands in for JupyterLab.
 *
 * Each `.ck-widget[data-ck]` of the page holds a still version and its data as JSON. When
 * it comes near the window, the front end that `data-ck` names is rendered in its place,
 * with a model over that JSON. What a front end sends is answered from the browser's record
 * (`record.js`). Where anything fails, the still version stays.
 */

/** @type {Record<string, {render: Function}>} */
const fronts = {};

/** How far outside of the window a widget is made ready. */
const NEAR = "800px";

/**
 * What a front end reads and writes: the part of anywidget's model that needs no kernel.
 * @param {Record<string, any>} data
 */
function modelOf(data) {
  /** @type {Map<string, Set<Function>>} */
  const calls = new Map();
  const fire = (/** @type {string} */ event, /** @type {any[]} */ ...given) =>
    calls.get(event)?.forEach((call) => call(...given));
  const model = {
    get: (/** @type {string} */ key) => data[key],
    set: (/** @type {string} */ key, /** @type {any} */ value) => {
      data[key] = value;
      fire(`change:${key}`);
      fire("change");
    },
    on: (/** @type {string} */ event, /** @type {Function} */ call) => {
      if (!calls.has(event)) calls.set(event, new Set());
      calls.get(event)?.add(call);
    },
    off: (/** @type {string} */ event, /** @type {Function} */ call) => {
      calls.get(event)?.delete(call);
    },
    fire,
    save_changes: () => {},
    /** Answers what the front end sends; nobody does until somebody is set. @type {(content: any) => any} */
    respond: () => null,
    send: (/** @type {any} */ content) => {
      // As over a wire: the answer never comes before the call that asked has ended.
      queueMicrotask(() => {
        const answer = model.respond(content);
        if (answer) fire("msg:custom", answer, []);
      });
    },
  };
  return model;
}
/** @param {Element} still @param {unknown} error */
function explain(still, error) {
  const reason = error instanceof Error ? error.message : String(error);
  const note = document.createElement("p");
  note.className = "ck-trouble";
  note.setAttribute("role", "alert");
  note.textContent =
    `The interactive version could not start (${reason}). Its still version follows.`;
  still.before(note);
  console.error(error);
}

/** Render one widget, once. @param {HTMLElement} root */
function mount(root) {
  const data = root.querySelector(":scope > script.ck-data");
  const still = root.querySelector(":scope > .ck-still");
  if (root.dataset.ckReady !== undefined || root.dataset.ckFailed !== undefined) return;
  if (!data || !still) return;
  const before = new Set(root.childNodes);
  try {
    const kind = root.dataset.ck ?? "";
    const front = fronts[kind];
    if (!front) throw new Error(`there is no front end "${kind}"`);
    const model = modelOf({ words: coursekit.words[kind], ...JSON.parse(data.textContent ?? "") });
    coursekit.record?.connect(model, kind);
    front.render({ model, el: root });
    still.remove();
    root.dataset.ckReady = "";
  } catch (error) {
    [...root.childNodes].filter((node) => !before.has(node)).forEach((node) => node.remove());
    root.dataset.ckFailed = "";
    explain(still, error);
  }
}

/** Render a widget, but never while its still version is in use. @param {HTMLElement} root */
function mountSoon(root) {
  if (!root.contains(document.activeElement)) mount(root);
  else root.addEventListener("focusout", () => setTimeout(() => mountSoon(root)), { once: true });
}

function watch() {
  /** @type {NodeListOf<HTMLElement>} */
  const found = document.querySelectorAll(".ck-widget[data-ck]");
  const roots = [...found];
  window.addEventListener("beforeprint", () => roots.forEach(mount));
  if (!("IntersectionObserver" in window)) {
    roots.forEach(mount);
    return;
  }
  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      observer.unobserve(entry.target);
      mountSoon(/** @type {HTMLElement} */ (entry.target));
    }
  }, { rootMargin: NEAR });
  for (const root of roots) {
    // What the reader sees first does not wait for the observer, which is told after a paint.
    const { top, bottom } = root.getBoundingClientRect();
    if (top < window.innerHeight && bottom > 0) mountSoon(root);
    else observer.observe(root);
  }
}

/** How long a place is held after the reader was led there, in milliseconds. */
const HELD = 10000;

/** The part of this page that a link or an address names. @param {string} hash */
function placeOf(hash) {
  try { return document.getElementById(decodeURIComponent(hash.slice(1))); } catch { return null; }
}

/**
 * What wakes changes its height. So all that lies above a place is woken before the reader is led
 * there; and while heights go on changing, the place stays where it came to lie, until the reader
 * moves.
 */
function lead() {
  let letGo = () => {};
  /** @param {Element} place */
  function wake(place) {
    for (const root of document.querySelectorAll(".ck-widget[data-ck]")) {
      if (!(root.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING)) break;
      mountSoon(/** @type {HTMLElement} */ (root));
    }
  }
  /** @param {Element} place */
  function hold(place) {
    letGo();
    place.scrollIntoView({ behavior: "instant", block: "start" });
    const moves = ["wheel", "touchstart", "pointerdown", "keydown"];
    const sizes = new ResizeObserver(() => place.scrollIntoView({ behavior: "instant", block: "start" }));
    const timer = setTimeout(() => letGo(), HELD);
    letGo = () => {
      sizes.disconnect();
      clearTimeout(timer);
      moves.forEach((kind) => window.removeEventListener(kind, letGo, true));
      letGo = () => {};
    };
    moves.forEach((kind) => window.addEventListener(kind, letGo, { capture: true, passive: true }));
    sizes.observe(document.querySelector("article") ?? document.body);
  }
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href]");
    if (!(link instanceof HTMLAnchorElement) || !link.hash) return;
    if (link.href.split("#")[0] !== location.href.split("#")[0]) return;
    const place = placeOf(link.hash);
    if (!place || event.ctrlKey || event.metaKey || event.shiftKey) return;
    wake(place);
    // After the page's own listeners, which close a menu, and after the browser's own jump.
    setTimeout(() => { if (!event.defaultPrevented || location.hash === link.hash) hold(place); });
  }, true);
  // A page that is come back to is put by the browser where the reader left it.
  const [way] = performance.getEntriesByType("navigation");
  const place = placeOf(location.hash);
  if (!place || /** @type {any} */ (way)?.type === "back_forward") return;
  wake(place);
  hold(place);
}

/**
 * Where pages from the disk do not share what they keep, the page of progress sees no answers: each
 * page with questions then offers a copy of its own.
 */
function offer() {
  const roots = [...document.querySelectorAll('.ck-widget[data-ck="quiz"]')];
  const last = roots.pop();
  if (!last || location.protocol !== "file:" || !/firefox/i.test(navigator.userAgent)) return;
  const [note, button, said] = ["p", "button", "p"].map((tag) => document.createElement(tag));
  const say = () => {
    let language = document.documentElement.lang;
    try { language = localStorage.getItem("coursekit-language") ?? language; } catch { /* the page's own */ }
    const { progress } = coursekit.words;
    return progress[language] ?? progress.en;
  };
  const speak = () => { [note.textContent, button.textContent] = [say().apart, say().save]; };
  const { spec } = JSON.parse(last.querySelector("script.ck-data")?.textContent ?? "{}");
  note.className = said.className = "ck-note";
  button.className = "ck-button";
  button.setAttribute("type", "button");
  said.setAttribute("role", "status");
  button.addEventListener("click", () => {
    const { openRecord, respond } = coursekit.record;
    const { name, text } = respond(openRecord(spec.course), spec, { kind: "export" });
    download(name, text);
    said.textContent = say().saved.replace("{0}", name);
  });
  window.addEventListener("coursekit-language", speak);
  speak();
  const box = document.createElement("div");
  box.className = "ck-widget ck-apart";
  box.append(note, button, said);
  last.after(box);
}

/** The place for settings: the language of buttons and messages, where a page has any. */
function settle() {
  const place = /** @type {HTMLElement|null} */ (document.querySelector("[data-ck-settings]"));
  if (!place || !document.querySelector('.ck-widget:is([data-ck="quiz"], [data-ck="progress"])')) return;
  /** @type {NodeListOf<HTMLInputElement>} */
  const choices = place.querySelectorAll("input[type=radio]");
  const show = (/** @type {string} */ language) => choices.forEach((one) => { one.checked = one.value === language; });
  let kept = null;
  try { kept = localStorage.getItem("coursekit-language"); } catch { /* the page's own, then */ }
  show([kept, document.documentElement.lang].find((one) => [...choices].some(({ value }) => value === one)) ?? "en");
  place.addEventListener("change", (event) => {
    const { value } = /** @type {HTMLInputElement} */ (event.target);
    try { localStorage.setItem("coursekit-language", value); } catch { /* for this page only */ }
    window.dispatchEvent(new CustomEvent("coursekit-language", { detail: value }));
  });
  window.addEventListener("coursekit-language", (event) => show(/** @type {CustomEvent} */ (event).detail));
  place.hidden = false;
}

function start() {
  const begin = () => { settle(); offer(); watch(); lead(); };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
}

/** `words` are those of `words.json`; `record` is set by `record.js`. */
const coursekit = {
  fronts, modelOf, mount, start, words: /** @type {Record<string, any>} */ ({}),
  record: /** @type {any} */ (null),
};
window.coursekit = coursekit;
