/** What the front ends and the book put where all scripts find it. */

interface Window {
  /** The book's host of front ends: see host.js. */
  coursekit: unknown;
}

interface WindowEventMap {
  /** All quizzes of a page speak another language from now on. */
  "coursekit-language": CustomEvent<string>;
}
