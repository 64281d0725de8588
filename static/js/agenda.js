"use strict";
/* The running order: lines are dragged by their handles, and what is typed is saved when it is left. The form
   is sent whole each time; without this file its buttons do the same. */
(() => {
  const form = document.querySelector("[data-agenda]");
  if (!form) return;
  const save = form.querySelector("[data-save]");
  const lines = () => [...form.querySelectorAll("[data-line]:not([data-fixed])")];
  const typed = () => [...form.querySelectorAll("#korordning input:not([type=hidden])")];
  const send = (what = "spara") => { save.value = what; save.click(); save.value = "spara"; };
  form.dataset.ready = "";

  /* A press on a button carries what was typed before it, so wait for the press to end; and for one who has
     just emptied the next field. */
  let timer, pressed = false;
  const busy = () => pressed || typed().some((one) => one === document.activeElement && !one.value);
  const later = () => { clearTimeout(timer); timer = setTimeout(() => (busy() ? later() : send()), 300); };
  form.addEventListener("change", (event) => { if (typed().includes(event.target)) later(); });
  form.addEventListener("submit", () => clearTimeout(timer));
  form.addEventListener("click", (event) => {
    if (event.detail > 1 && event.target.closest("[data-once]")) event.preventDefault(); // a double click is one
  });
  addEventListener("pointerdown", () => { pressed = true; });
  for (const name of ["pointerup", "pointercancel"]) addEventListener(name, () => { pressed = false; });

  /* The answer replaces the lines: keep what was typed meanwhile, and give the focus its place. */
  let sent = new Map(), kept = [];
  form.addEventListener("htmx:beforeRequest", () => { sent = new Map(typed().map((one) => [one.id, one.value])); });
  form.addEventListener("htmx:beforeSwap", () => {
    drop();
    kept = typed().filter((one) => sent.has(one.id) && sent.get(one.id) !== one.value).map((one) => [one.id, one.value]);
  });
  form.addEventListener("htmx:afterSwap", () => {
    for (const [id, value] of kept) {
      const field = document.getElementById(id);
      if (field) field.value = value;
    }
    const to = document.getElementById(form.querySelector("[data-focus]")?.dataset.focus);
    to?.focus();
    if (to?.matches("input")) to.select();
  });

  /* Dragging. The line follows the pointer and a mark shows where it would land; Escape lets it go. */
  const EDGE = 70; // pixels from the window's edge where the page begins to scroll
  let drag = null;
  form.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest("[data-handle]");
    if (!handle || event.button || drag) return;
    event.preventDefault();
    const line = handle.closest("[data-line]");
    drag = { line, id: event.pointerId, from: event.pageY, y: event.clientY, before: line.nextElementSibling };
    drag.tick = setInterval(scroll, 16);
    line.dataset.dragged = "";
  });
  addEventListener("pointermove", (event) => {
    if (drag?.id !== event.pointerId) return;
    drag.y = event.clientY;
    follow();
  });
  function scroll() {
    const step = drag.y < EDGE ? -10 : drag.y > innerHeight - EDGE ? 10 : 0;
    if (!step) return;
    scrollBy(0, step);
    follow();
  }
  function follow() {
    const others = lines().filter((one) => one !== drag.line);
    drag.line.style.translate = `0 ${drag.y + scrollY - drag.from}px`;
    const middle = (one) => { const box = one.getBoundingClientRect(); return box.top + box.height / 2; };
    drag.over = others.find((one) => drag.y < middle(one)) || null;
    mark(drag.over || others.at(-1), drag.over ? "before" : "after");
  }
  function mark(line, where) {
    form.querySelector("[data-drop]")?.removeAttribute("data-drop");
    if (line && where) line.dataset.drop = where;
  }
  function drop() {
    if (!drag) return null;
    const dropped = drag;
    drag = null;
    clearInterval(dropped.tick);
    mark();
    dropped.line.style.translate = "";
    delete dropped.line.dataset.dragged;
    return dropped;
  }
  addEventListener("pointerup", (event) => {
    if (drag?.id !== event.pointerId) return;
    const { line, over, before } = drop();
    if (over === undefined || over === before) return; // it never moved, or came back
    const last = lines().filter((one) => one !== line).at(-1);
    if (over) over.before(line); else last.after(line);
    send(`flytta:${line.dataset.line}`);
  });
  addEventListener("pointercancel", drop);
  addEventListener("keydown", (event) => { if (event.key === "Escape") drop(); });
})();
