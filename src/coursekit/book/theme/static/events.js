// A long list of events, narrowed by menus. Without this script all of it is shown.
(() => {
  "use strict";
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector(".event-filters"));
  const list = document.querySelector("ol.events");
  if (!form || !list) return;
  const menus = [...form.querySelectorAll("select")];
  const events = /** @type {HTMLElement[]} */ ([...list.children]);
  const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
  const asked = new URLSearchParams(location.search);
  menus.forEach((menu) => {
    const value = asked.get(menu.name) || "";
    if ([...menu.options].some((option) => option.value === value)) menu.value = value;
  });

  const show = () => {
    let left = 0;
    events.forEach((event) => {
      event.hidden = menus.some((menu) => menu.value
        && event.getAttribute(`data-${menu.name}`) !== menu.value);
      if (!event.hidden) left += 1;
    });
    const words = /** @type {string} */ (
      left ? status.dataset.some : status.dataset.none);
    status.textContent = words.replace("{}", String(left)).replace("{}", String(events.length));
  };
  form.addEventListener("input", () => {
    show();
    // The address then leads to the list as it is seen, so that it can be sent to a class.
    const chosen = menus.filter((menu) => menu.value).map((menu) => [menu.name, menu.value]);
    const query = new URLSearchParams(chosen).toString();
    history.replaceState(null, "", `${location.pathname}${query ? `?${query}` : ""}`);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  show();
})();
