(function () {
  var root = document.documentElement, chosen = null;
  try { chosen = localStorage.getItem("coursekit-colours"); } catch (e) {}
  var dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = chosen || (dark ? "dark" : "light");
  root.classList.add("js");
})();
