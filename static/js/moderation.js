"use strict";
/* Keys in the pile of input, only while one of its items has focus: J/K or arrows move, V shows, D hides. */
(() => {
  const items = () => [...document.querySelectorAll("[data-moderation] [data-item]")];
  const move = (from, step) => items()[items().indexOf(from) + step]?.focus();
  document.addEventListener("keydown", (event) => {
    const item = event.target.closest("[data-moderation] [data-item]");
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    const step = { j: 1, arrowdown: 1, k: -1, arrowup: -1 }[key];
    const button = item.querySelector(`[data-do="${{ v: "visa", d: "dolj" }[key]}"]`);
    if (step) move(item, step); else if (button) button.click(); else return;
    event.preventDefault();
  });
  /* After a swap the focus stays in the list, where the next item now stands. */
  let place = -1;
  document.addEventListener("htmx:beforeRequest", (event) => {
    const item = event.detail.requestConfig.triggeringEvent?.submitter?.closest("[data-item]");
    place = item ? items().indexOf(item) : -1;
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (place < 0) return;
    const left = items();
    (left[Math.min(place, left.length - 1)] || document.querySelector("[data-moderation] .tabs a"))?.focus();
    place = -1;
  });
  /* One can start by the key alone: Tab reaches the first item. */
  const reachable = () => items().forEach((item, i) => { item.tabIndex = i ? -1 : 0; });
  document.addEventListener("htmx:afterSettle", reachable);
  reachable();
})();
