/**
 * What all front ends make their pages of: elements, icons, words with values, days.
 * Delivered before each of them.
 *
 * @typedef {{get(key: string): any, set(key: string, value: any): void, save_changes(): void,
 *   on(event: string, call: Function): void, off(event: string, call: Function): void,
 *   send(content: any): void}} Model
 * @typedef {Record<string, string>} Words
 */

/** @param {string} text @param {...any} values */
const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, place) => values[place]);

/**
 * An element; what is given are its attributes, or as a text its class.
 * @param {string} tag @param {Record<string, any>|string} [given] @param {...(Node|string)} children
 * @returns {any}
 */
function make(tag, given = {}, ...children) {
  const element = document.createElement(tag);
  if (typeof given === "string") element.className = given;
  else for (const [name, value] of Object.entries(given)) {
    if (name === "html") element.innerHTML = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/** Put children into an element, in place of those it has. @param {any} element @param {...(Node|string)} children */
const put = (element, ...children) => element.replaceChildren(...children);

/** A paragraph. @param {...(Node|string)} inner */
const line = (...inner) => make("p", {}, ...inner);

/** @type {Record<string, string>} */
const ICONS = {
  right: "m3 8.6 3.4 3.4L13 4.6",
  partly: "M3.5 8h9",
  wrong: "m4.2 4.2 7.6 7.6m0-7.6-7.6 7.6",
  up: "M8 13V3.5M3.8 7.6 8 3.4l4.2 4.2",
  down: "M8 3v9.5m-4.2-4.1L8 12.6l4.2-4.2",
};

/** @param {string} kind */
const icon = (kind) => make("span", {
  class: "ck-icon", "aria-hidden": "true",
  html: `<svg viewBox="0 0 16 16" width="16" height="16"><path d="${ICONS[kind]}"/></svg>`,
});

/** Makes ids. In a notebook each box loads this anew, so that no two may begin alike. */
let made = Math.floor(Math.random() * 1e12);

/** A button. @param {string} kind @param {Node|string} inner @param {(event: any) => void} onclick @param {any} [more] */
const buttonOf = (kind, inner, onclick, more) =>
  make("button", { type: "button", class: `ck-button ck-${kind}`, onclick, ...more }, inner);

/** @param {string} language */
const locale = (language) => (language === "da" ? "da" : "en-GB");

/**
 * When something is, or was, by the reader's own calendar: `say[key]` with the day, or for today
 * `say[key + "Today"]` with the hour, where there is such a word.
 * @param {Words} say @param {string} key @param {string} at @param {string} language
 */
function when(say, key, at, language) {
  const moment = new Date(at);
  return moment.toDateString() === new Date().toDateString() && say[`${key}Today`]
    ? fill(say[`${key}Today`], moment.toLocaleTimeString(locale(language), { timeStyle: "short" }))
    : fill(say[key], moment.toLocaleDateString(locale(language), { dateStyle: "long" }));
}

/** The language of the interface that was chosen, in this or another box. */
function remembered() {
  try { return localStorage.getItem("coursekit-language"); } catch { return null; }
}

/** @param {string} language */
function speak(language) {
  try { localStorage.setItem("coursekit-language", language); } catch { /* for this page only */ }
  window.dispatchEvent(new CustomEvent("coursekit-language", { detail: language }));
}

/**
 * The choice of the language of buttons and messages, with what it changes. A page that has a place
 * for settings has it there, once, and needs none in each box.
 * @param {Words} say @param {any} [more] attributes of the button
 */
const tongue = (say, more) => (document.querySelector("[data-ck-settings]") ? [] : [
  make("span", { class: "ck-note ck-tongue" }, `${say.languageOf} `, buttonOf("language", say.language, () => speak(say.languageCode),
    { lang: say.languageCode, title: say.languageLabel, ...more }))]);

/** @param {string} href @param {string} text @param {boolean} published */
const link = (href, text, published) => (published ? make("a", { href }, text) : make("span", {}, text));
