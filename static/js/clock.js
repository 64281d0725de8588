"use strict";
/* data-clock on an element with data-left="seconds": counts on by itself, also without a connection.
   data-clock="minutes" says it calmly; otherwise 4:32. Below zero it says how long over. Whoever writes a new
   data-left removes data-since. */
(() => {
  const two = (n) => String(n).padStart(2, "0");
  function words(clock, left) {
    const say = clock.dataset, over = left < 0, n = Math.abs(left);
    if (say.clock === "minutes") {
      if (over) return `${Math.max(1, Math.floor(n / 60))} ${say.overWords}`;
      return n < 60 ? say.soonWords : `${Math.ceil(n / 60)} ${say.leftWords}`;
    }
    const hours = Math.floor(n / 3600), minutes = Math.floor(n / 60) % 60;
    const time = hours ? `${hours}:${two(minutes)}:${two(n % 60)}` : `${minutes}:${two(n % 60)}`;
    return `${time} ${over ? say.overWords : say.leftWords}`;
  }
  function tick() {
    document.querySelectorAll("[data-clock]").forEach((clock) => {
      if (!clock.dataset.left) { clock.textContent = ""; return; }
      clock.dataset.since ??= performance.now();
      const left = Math.round(clock.dataset.left - (performance.now() - clock.dataset.since) / 1000);
      const said = words(clock, left);
      if (clock.textContent !== said) clock.textContent = said;
      clock.toggleAttribute("data-over", left < 0);
    });
  }
  document.addEventListener("clock", tick); // someone has set one
  setInterval(tick, 500);
  tick();
})();
