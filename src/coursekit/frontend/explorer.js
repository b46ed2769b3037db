/**
 * The explorer: controls, a picture, what it shows in words, and its data.
 *
 * One module for both lives. In JupyterLab the model holds `frame`, drawn by the kernel
 * for the `state` it was asked for; in the book it holds `frames`, all of them. `elements.js`
 * is delivered before it.
 *
 * @typedef {{name: string, label: string, kind: "slider"|"radio"|"select", values: string[],
 *   renews?: Record<string, number>}} Control
 * @typedef {{id: string, title: string, question: string, controls: Control[]}} Spec
 * @typedef {{state: number[], error: string, svg: string, description: string, caption: string,
 *   table: string, sources: string}} Frame
 * @typedef {{first: string[], texts: string[], patches: number[][][]}} Bundle
 */

const WORDS = {
  ask: "Predict first",
  data: "Data of this picture",
  back: "one back",
  on: "one on",
  play: "Play",
  pause: "Pause",
  larger: "Larger picture",
  picture: "Picture, scrolls sideways",
  failed: "This picture could not be drawn.",
  late: "The kernel has not answered yet. It may be busy; if it was stopped, run the cell again.",
};

/** Milliseconds: between two pictures when playing, before speaking, before a word on waiting. */
const PACE = 700;
const SPEAK_AFTER = 600;
const SPOKEN_FOR = 5000;
const PATIENCE = 5000;

/** With more values than this a slider can play. */
const PLAYS_ABOVE = 6;

Object.assign(ICONS, {
  back: "M10 3 5 8l5 5",
  on: "m6 3 5 5-5 5",
  play: "M5 3.2v9.6L12.5 8z",
  pause: "M5 3.5h2v9H5zM9 3.5h2v9H9z",
});

// Frames ---------------------------------------------------------------------

/**
 * A text with a patch applied: `[start, count, text, ...]`, where `start` and `count` are lines
 * of the first text and `text` is a place in `texts`, or -1 for none.
 * @param {string[]} lines @param {number[]} patch @param {string[]} texts
 */
function applied(lines, patch, texts) {
  const result = [];
  let done = 0;
  for (let i = 0; i < patch.length; i += 3) {
    while (done < patch[i]) result.push(lines[done++]);
    if (patch[i + 2] >= 0) result.push(texts[patch[i + 2]]);
    done = patch[i] + patch[i + 1];
  }
  while (done < lines.length) result.push(lines[done++]);
  return result.join("\n");
}

/**
 * A function that gives the frame of a state out of a bundle.
 * @param {Bundle} bundle @param {Control[]} controls @returns {(state: number[]) => Frame}
 */
function unpacker(bundle, controls) {
  const first = bundle.first.map((part) => part.split("\n"));
  return (state) => {
    const place = state.reduce((sum, at, i) => sum * controls[i].values.length + at, 0);
    const parts = place
      ? bundle.patches[place - 1].map((patch, i) => applied(first[i], patch, bundle.texts))
      : bundle.first;
    const [svg, description, caption, table, sources] = parts;
    return { state, error: "", svg, description, caption, table, sources };
  };
}

/** @param {number[]} a @param {number[]} b */
const same = (a, b) => a.length === b.length && a.every((value, i) => value === b[i]);

/**
 * Where frames come from in the book: from the page, at once.
 * @typedef {{ask(state: number[]): void, stop(): void}} Source
 * @param {Model} model @param {Spec} spec @param {(frame: Frame) => void} show
 * @returns {Source}
 */
function published(model, spec, show) {
  const frame = unpacker(model.get("frames"), spec.controls);
  return { ask: (state) => show(frame(state)), stop: () => {} };
}

/**
 * Where frames come from in JupyterLab: from the kernel, one question at a time, so that
 * dragging does not pile up work. An answer counts only for the state that it names.
 * @param {Model} model @param {(frame: Frame) => void} show
 * @param {(state: number[]) => void} adopt @param {(late: boolean) => void} waiting
 * @returns {Source}
 */
function live(model, show, adopt, waiting) {
  /** @type {number[]} */
  let wanted = model.get("frame").state;
  /** @type {number[] | null} */
  let asked = null;
  let timer = 0;
  const send = () => {
    asked = wanted;
    model.set("state", wanted);
    model.save_changes();
    clearTimeout(timer);
    timer = setTimeout(() => waiting(true), PATIENCE);
  };
  const answered = () => {
    const frame = model.get("frame");
    if (same(frame.state, wanted)) {
      asked = null;
      clearTimeout(timer);
      waiting(false);
      show(frame);
    } else if (asked && same(frame.state, asked)) {
      send();
    } else if (!asked) {
      wanted = frame.state; // another view of the same widget moved
      adopt(frame.state);
      show(frame);
    }
  };
  model.on("change:frame", answered);
  return {
    ask: (state) => {
      wanted = state;
      if (same(model.get("frame").state, state)) show(model.get("frame"));
      else if (!asked) send();
    },
    stop: () => {
      clearTimeout(timer);
      model.off("change:frame", answered);
    },
  };
}

// Controls -------------------------------------------------------------------

const ownId = () => `ck-control-${++made}`;

/**
 * @typedef {{element: HTMLElement, show(place: number): void, next(): void, playing(): boolean,
 *   stop(): void}} Shown
 * @param {Control} control @param {(place: number) => void} move
 * @returns {Shown}
 */
function slider(control, move) {
  const last = control.values.length - 1;
  const id = ownId();
  let at = 0;
  let playing = false;
  let timer = 0;

  const range = make("input", {
    type: "range", class: "ck-range", id, min: 0, max: last, step: 1,
    oninput: () => { pause(); move(Number(range.value)); },
  });
  const value = make("output", { class: "ck-value", for: id, "aria-live": "off" });
  const step = (/** @type {number} */ by) => {
    pause();
    if (at + by >= 0 && at + by <= last) move(at + by);
  };
  /** @param {"back" | "on"} kind @param {number} by */
  const button = (kind, by) => make("button", {
    type: "button", class: `ck-button ck-step`, "aria-label": `${control.label}: ${WORDS[kind]}`,
    onclick: () => step(by),
  }, icon(kind));
  const back = button("back", -1);
  const on = button("on", 1);
  const word = make("span", {}, WORDS.play);
  const sign = icon("play");
  const play = make("button", {
    type: "button", class: "ck-button ck-play", onclick: () => (playing ? pause() : start()),
  }, sign, word);

  function label() {
    word.textContent = playing ? WORDS.pause : WORDS.play;
    sign.querySelector("path")?.setAttribute("d", playing ? ICONS.pause : ICONS.play);
  }
  function start() {
    playing = true;
    label();
    move(at === last ? 0 : at + 1);
  }
  function pause() {
    clearTimeout(timer);
    if (playing) { playing = false; label(); }
  }
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const plays = last + 1 > PLAYS_ABOVE && !still;
  const element = make("div", { class: "ck-control ck-slider" },
    make("div", { class: "ck-name" }, make("label", { for: id, class: "ck-label" }, control.label),
      value, ...(plays ? [play] : [])),
    make("div", { class: "ck-row" }, back,
      make("div", { class: "ck-track" }, range,
        make("div", { class: "ck-ends", "aria-hidden": "true" },
          make("span", {}, control.values[0]), make("span", {}, control.values[last]))),
      on));

  return {
    element,
    show(place) {
      at = place;
      range.value = String(place);
      range.setAttribute("aria-valuetext", control.values[place]);
      range.style.setProperty("--ck-at", String(last ? place / last : 0));
      value.textContent = control.values[place];
      back.setAttribute("aria-disabled", String(place === 0));
      on.setAttribute("aria-disabled", String(place === last));
    },
    next() {
      if (!playing) return;
      clearTimeout(timer);
      if (at === last) pause();
      else timer = setTimeout(() => move(at + 1), PACE);
    },
    playing: () => playing,
    stop: pause,
  };
}

/** @param {Control} control @param {(place: number) => void} move @returns {Shown} */
function radios(control, move) {
  const name = ownId();
  const inputs = control.values.map((_, place) => make("input", {
    type: "radio", name, value: place, onchange: () => move(place),
  }));
  const choices = control.values.map((text, place) =>
    make("label", { class: "ck-choice" }, inputs[place], make("span", {}, text)));
  return {
    element: make("fieldset", { class: "ck-control ck-radios" },
      make("legend", { class: "ck-label" }, control.label),
      make("div", { class: "ck-choices" }, ...choices)),
    show(place) { inputs[place].checked = true; },
    next() {}, playing: () => false, stop() {},
  };
}

/** @param {Control} control @param {(place: number) => void} move @returns {Shown} */
function select(control, move) {
  const id = ownId();
  const list = make("select", {
    class: "ck-list", id, onchange: () => move(list.selectedIndex),
  }, ...control.values.map((text) => make("option", {}, text)));
  return {
    element: make("div", { class: "ck-control ck-select" },
      make("label", { for: id, class: "ck-label" }, control.label), list),
    show(place) { list.selectedIndex = place; },
    next() {}, playing: () => false, stop() {},
  };
}

const KINDS = { slider, radio: radios, select };

/** A region that speaks once things have come to rest, and is silent while they move. */
function speaker() {
  const element = make("p", { class: "ck-spoken", role: "status" });
  let timer = 0;
  return {
    element,
    /** @param {string} text */
    say(text) {
      clearTimeout(timer);
      element.textContent = "";
      timer = setTimeout(() => {
        element.textContent = text;
        timer = setTimeout(() => { element.textContent = ""; }, SPOKEN_FOR);
      }, SPEAK_AFTER);
    },
    stop: () => clearTimeout(timer),
  };
}

/**
 * The picture, and folded below it its words and its data. The description is read after the
 * picture by those who hear it; for those who see it, it waits in the fold.
 */
function picture() {
  const stage = make("div", { class: "ck-stage" });
  const description = make("p", { class: "ck-description" });
  const words = make("p", { class: "ck-words", "aria-hidden": "true" });
  const caption = make("p", { class: "ck-caption", id: "" });
  const table = make("div", {
    class: "ck-scroll", role: "group", tabindex: 0, "aria-label": WORDS.data,
  });
  const sources = make("div");
  const error = make("pre", { class: "ck-error" });
  const large = make("button", {
    type: "button", class: "ck-button ck-larger", "aria-pressed": "false",
    onclick: () => {
      const now = stage.classList.toggle("ck-large");
      large.setAttribute("aria-pressed", String(now));
      for (const [name, value] of [["tabindex", "0"], ["role", "group"],
        ["aria-label", WORDS.picture]]) {
        if (now) stage.setAttribute(name, value);
        else stage.removeAttribute(name);
      }
    },
  }, WORDS.larger);
  const drawn = [
    make("figure", { class: "ck-figure" }, stage, make("figcaption", {}, description), large),
    make("details", { class: "ck-table" }, make("summary", {}, WORDS.data),
      words, caption, table, sources),
  ];
  const failed = make("div", { class: "ck-failed", role: "alert" });
  return {
    elements: [failed, ...drawn],
    /** @param {Frame} frame @param {string} id */
    show(frame, id) {
      for (const element of drawn) element.hidden = Boolean(frame.error);
      failed.replaceChildren();
      if (frame.error) {
        error.textContent = frame.error;
        failed.append(make("p", {}, WORDS.failed), error);
        return;
      }
      stage.innerHTML = frame.svg;
      description.textContent = frame.description;
      words.textContent = frame.description;
      caption.id = `${id}-caption`;
      caption.innerHTML = frame.caption;
      table.innerHTML = frame.table;
      sources.innerHTML = frame.sources;
    },
  };
}

// The whole ------------------------------------------------------------------

/** @param {{model: Model, el: HTMLElement}} given */
function render({ model, el }) {
  /** @type {Spec} */
  const spec = model.get("spec");
  const state = [...model.get("state")];
  const view = picture();
  const voice = speaker();
  const notice = make("p", { class: "ck-note", role: "status" });

  const shown = spec.controls.map((control, i) => KINDS[control.kind](control, (place) => {
    state[i] = place;
    // What was set for the case before is not yet set for this one.
    spec.controls.forEach(({ name }, other) => { state[other] = control.renews?.[name] ?? state[other]; });
    adopt(state);
    source.ask([...state]);
  }));
  /** @param {Frame} frame */
  const show = (frame) => {
    view.show(frame, spec.id);
    root.dataset.ckState = frame.state.join(",");
    shown.forEach((control) => control.next());
    if (!shown.some((control) => control.playing())) voice.say(frame.error || frame.description);
  };
  const adopt = (/** @type {number[]} */ other) => other.forEach((place, i) => {
    state[i] = place;
    shown[i].show(place);
  });
  const title = make("p", { class: "ck-title", id: ownId() }, spec.title);
  const root = make("div", { class: "ck-explorer", role: "group", "aria-labelledby": title.id },
    title,
    make("p", { class: "ck-question" }, make("span", { class: "ck-tag" }, WORDS.ask), " ",
      spec.question),
    make("div", { class: "ck-controls" }, ...shown.map((control) => control.element)),
    notice, ...view.elements, voice.element);

  const source = model.get("frames")
    ? published(model, spec, show)
    : live(model, show, adopt, (late) => { notice.textContent = late ? WORDS.late : ""; });

  // The notebook would take keys for its own: "d d" deletes the cell.
  const keep = (/** @type {Event} */ event) => event.stopPropagation();
  el.addEventListener("keydown", keep);
  el.classList.add("ck-widget");
  adopt(state);
  source.ask([...state]);
  voice.stop();
  el.append(root);

  return () => {
    source.stop();
    voice.stop();
    shown.forEach((control) => control.stop());
    el.removeEventListener("keydown", keep);
    root.remove();
  };
}

export default { render, unpacker };
