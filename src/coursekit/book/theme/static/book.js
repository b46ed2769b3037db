// The book's own behaviour: colours, menu, boxes that scroll. Pages work without it.
(() => {
  "use strict";
  const root = document.documentElement;

  // Light and dark: the system's choice until the reader makes one.
  const theme = /** @type {HTMLElement} */ (document.querySelector(".theme-button"));
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const stored = () => {
    try { return localStorage.getItem("coursekit-colours"); } catch { return null; }
  };
  const paint = (/** @type {string} */ colours) => {
    root.dataset.theme = colours;
    theme.setAttribute("aria-label", /** @type {string} */ (
      colours === "dark" ? theme.dataset.toLight : theme.dataset.toDark));
  };
  theme.hidden = false;
  paint(root.dataset.theme === "dark" ? "dark" : "light");
  theme.addEventListener("click", () => {
    const colours = root.dataset.theme === "dark" ? "light" : "dark";
    try { localStorage.setItem("coursekit-colours", colours); } catch { /* kept for this page */ }
    paint(colours);
  });
  system.addEventListener("change", () => {
    if (!stored()) paint(system.matches ? "dark" : "light");
  });

  // The menu, on screens where it does not stand beside the text.
  const button = /** @type {HTMLElement} */ (document.querySelector(".menu-button"));
  const nav = /** @type {HTMLElement} */ (document.getElementById("site-nav"));
  const behind = /** @type {HTMLElement[]} */ (
    [document.getElementById("content"), document.querySelector(".site-foot")]);
  const open = (/** @type {boolean} */ state) => {
    root.classList.toggle("menu-open", state);
    button.setAttribute("aria-expanded", String(state));
    behind.forEach((part) => { part.inert = state; });
  };
  button.addEventListener("click", () => {
    const state = button.getAttribute("aria-expanded") !== "true";
    open(state);
    if (state) {
      /** @type {HTMLElement} */ (
        nav.querySelector("[aria-current]") || nav.querySelector("a")).focus();
    }
  });
  nav.addEventListener("click", (event) => {
    if (/** @type {Element} */ (event.target).closest("a")) open(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && root.classList.contains("menu-open")) {
      open(false);
      button.focus();
    }
  });
  window.matchMedia("(min-width: 62rem)").addEventListener("change", () => open(false));

  // What scrolls sideways can be reached and scrolled from the keyboard.
  const boxes = document.querySelectorAll(".scroll, pre, .cell_output .output");
  const watch = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const wide = target.scrollWidth > target.clientWidth;
      if (wide) /** @type {HTMLElement} */ (target).tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  boxes.forEach((box) => watch.observe(box));

  // The section being read, in the list beside it and in the menu.
  /** @type {Map<Element, HTMLAnchorElement[]>} */
  const links = new Map();
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const entries = document.querySelectorAll(".page-nav a, .site-nav-sections a");
  entries.forEach((link) => {
    const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (section) links.set(section, [...(links.get(section) || []), link]);
  });
  if (links.size) {
    const seen = new Set();
    const observer = new IntersectionObserver((entries) => {
      entries.forEach((e) => (e.isIntersecting ? seen.add(e.target) : seen.delete(e.target)));
      const first = [...links.keys()].find((section) => seen.has(section));
      links.forEach((both, section) => both.forEach(
        (link) => link.classList.toggle("now", section === first)));
    }, { rootMargin: "-15% 0px -60% 0px" });
    links.forEach((_, section) => observer.observe(section));
  }
})();
