"use strict";
/* The presentation. Every slide is in the page, so going on asks nobody. What is pressed here is seen here at
   once, and then told to the control view; what is pressed there is followed. Without a connection it goes on by hand. */
(() => {
  const body = document.body, main = document.getElementById("bilder");
  const bar = document.querySelector(".show-bar"), live = document.getElementById("medskick");
  const $ = (selector) => document.querySelector(selector);
  const clock = $("[data-clock]"), form = $("[data-tell]"), blank = $("[data-blank]");
  const ASK = 2000, LISTEN = 3000, PATIENCE = 5000;
  let slides = [...main.children], at = 0;
  let following = true, running = false, contact = true;
  let tag = "", presses = 0, unsent = "", telling = false;

  /* --- One slide at a time --- */
  const current = () => slides[at];
  const place = (key) => slides.findIndex((slide) => slide.dataset.key === key);
  function show(index, focus = true) {
    at = Math.max(0, Math.min(index, slides.length - 1));
    slides.forEach((slide, i) => { slide.hidden = i !== at; });
    current().scrollTop = 0;
    if (focus) current().focus({ preventScroll: true });
    history.replaceState(null, "", `#${current().id}`);
    $("[data-count]").textContent = `${at + 1} / ${slides.length}`;
    $("[data-where]").textContent = current().dataset.initiative
      ? slides[place(`i${current().dataset.initiative}`)].querySelector("h2").textContent : "";
    listen();
    fit();
  }
  /* As large as there is room for (the steps are in show.css), rather smaller than with a word broken in the
     heading; what still does not fit is scrolled to. */
  const STEPS = 12;
  function fit() {
    const steps = [...Array(STEPS).keys()];
    const holds = (step) => { current().dataset.fit = step; return current().scrollHeight <= current().clientHeight + 1; };
    const room = steps.find(holds) ?? STEPS - 1;
    current().dataset.fit = steps.slice(room).find(whole) ?? room;
  }
  function whole(step) {
    const heading = current().querySelector("h2");
    current().dataset.fit = step;
    current().dataset.whole = "";
    const fits = heading.scrollWidth <= heading.clientWidth + 1;
    delete current().dataset.whole;
    return fits;
  }
  const below = () => current().scrollHeight - current().clientHeight - current().scrollTop > 8;
  function scrolled(way) {
    if (way > 0 ? !below() : current().scrollTop < 8) return false;
    current().scrollBy(0, way * current().clientHeight * 0.8);
    return true;
  }

  /* --- What is pressed here --- */
  function press(index) {
    if (index < 0 || index >= slides.length || index === at) return;
    const before = current();
    show(index);
    if (running && before.dataset.item !== current().dataset.item) setClock((current().dataset.minutes || 0) * 60);
    presses += 1;
    if (following && running) tell();
  }
  const next = () => press(at + 1), previous = () => press(at - 1);
  function setClock(seconds) {
    clock.dataset.left = seconds || "";
    delete clock.dataset.since;
    document.dispatchEvent(new Event("clock"));
  }
  const DO = {
    next, previous,
    full: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
    follow: () => { following = !following; tag = ""; pressed("follow", following); if (following) ask(); },
  };
  const button = (name) => bar.querySelector(`[data-do="${name}"]`);
  const pressed = (name, on) => button(name).setAttribute("aria-pressed", on);
  bar.addEventListener("click", (event) => { const to = event.target.closest("[data-do]"); if (to) DO[to.dataset.do](); });
  document.addEventListener("fullscreenchange", () => pressed("full", !!document.fullscreenElement));

  const KEYS = {
    ArrowRight: next, ArrowLeft: previous, Enter: next, Backspace: previous,
    ArrowDown: () => scrolled(1) || next(), PageDown: () => scrolled(1) || next(),
    ArrowUp: () => scrolled(-1) || previous(), PageUp: () => scrolled(-1) || previous(),
    Home: () => press(0), End: () => press(slides.length - 1),
    f: DO.full, s: DO.follow,
    b: () => { blank.hidden = !blank.hidden; }, ".": () => { blank.hidden = !blank.hidden; },
    /* In full screen the browser takes Escape to leave it. Without a connection there is nowhere to go. */
    Escape: () => { if (contact) location.assign(body.dataset.out); },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onButton = event.target.closest("button, a, input") && /^( |Enter)$/.test(event.key);
    const act = event.key === " " ? KEYS[event.shiftKey ? "PageUp" : "PageDown"] : KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act || onButton) return;
    event.preventDefault();
    if (!blank.hidden && !/^[b.]$/i.test(event.key)) blank.hidden = true;
    act();
  });

  /* --- Together with the control view --- */
  function touch(answers) {
    contact = answers;
    const mark = $("[data-contact]"), words = answers ? "" : mark.dataset.lost;
    if (mark.textContent !== words) mark.textContent = words;
  }
  const send = (url, options) => fetch(url, { cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(PATIENCE), ...options });
  async function ask() {
    const mine = presses;
    try {
      const answer = await send(body.dataset.now, { headers: tag ? { "If-None-Match": tag } : {} });
      touch(answer.ok || answer.status === 304);
      if (!following || mine !== presses) return;
      if (answer.status === 304 && unsent) await tell();
      if (answer.ok) await take(await answer.json(), answer.headers.get("ETag"));
    } catch { touch(false); }
  }
  /* One at a time, so that they arrive in the order they were pressed. */
  async function tell() {
    if (telling) return;
    telling = true;
    const mine = presses, data = new FormData(form);
    data.set("till", unsent = current().dataset.key);
    try {
      const answer = await send(body.dataset.now, { method: "POST", body: data });
      const heard = answer.ok || answer.status === 409; // 409: ended over there
      touch(heard);
      if (heard) unsent = "";
      if (answer.ok && following && mine === presses) await take(await answer.json(), answer.headers.get("ETag"));
    } catch { touch(false); }
    telling = false;
    if (contact && following && running && mine !== presses) tell();
  }
  async function take(now, mark) {
    tag = mark;
    unsent = "";
    running = now.state === "running";
    body.toggleAttribute("data-input", now.input && running);
    if (now.order !== main.dataset.order) await refresh();
    if (now.state !== "waiting" && now.slide !== current().dataset.key && place(now.slide) >= 0) show(place(now.slide));
    setClock(running ? now.left : "");
    if (now.until) document.querySelectorAll("[data-until]").forEach((one) => { if (current().contains(one)) one.textContent = now.until; });
    listen();
    fit();
  }
  /* The running order has changed: the same page again, without leaving full screen. */
  async function refresh() {
    const answer = await send(location.pathname);
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("bilder");
    if (!fresh) return;
    const key = current().dataset.key;
    bar.before(live);
    main.replaceChildren(...fresh.children);
    main.dataset.order = fresh.dataset.order;
    slides = [...main.children];
    show(Math.max(0, place(key)));
  }

  /* --- What comes in, beside the initiative that it is about --- */
  let heard = "", about = "";
  /* At its questions; where there are none, already at its first slide, whose text else needs the room. */
  function discussed() {
    const { initiative, kind } = current().dataset;
    const asks = slides.some((slide) => slide.dataset.kind === "question" && slide.dataset.initiative === initiative);
    return kind === "turn" && asks ? "" : initiative;
  }
  function listen() {
    const initiative = (body.hasAttribute("data-input") && discussed()) || "";
    live.hidden = !initiative;
    if (initiative) (current().querySelector(".slide-main") || current()).append(live);
    if (initiative === about) return;
    about = initiative;
    heard = "";
    live.querySelector("[data-incoming]").replaceChildren();
    if (about) hear();
  }
  async function hear() {
    if (!about) return;
    const mine = about;
    try {
      const answer = await send(`${body.dataset.live}?initiativ=${mine}&sedan=${heard}`);
      if (answer.status !== 200 || mine !== about) return;
      const part = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("medskick-live");
      heard = /sedan=([\d.]+)/.exec(part.dataset.hxGet)[1];
      live.querySelector("[data-incoming]").replaceChildren(part.querySelector("ul") || part.querySelector("p"));
      fit();
    } catch { /* the mark of a lost connection is ask()'s to show */ }
  }

  /* --- Begin --- */
  document.documentElement.dataset.showing = "";
  bar.hidden = false;
  button("full").hidden = !document.fullscreenEnabled;
  show(Math.max(0, slides.findIndex((slide) => `#${slide.id}` === location.hash)), false);
  addEventListener("resize", fit);
  addEventListener("beforeprint", () => slides.forEach((slide) => { slide.hidden = false; }));
  addEventListener("afterprint", () => show(at, false));
  document.fonts.ready.then(fit);
  addEventListener("offline", () => touch(false));
  const awake = () => document.visibilityState === "visible" && navigator.wakeLock?.request("screen").catch(() => {});
  document.addEventListener("visibilitychange", awake);
  awake();
  (async function again() { await ask(); setTimeout(again, ASK); })();
  (async function hearing() { await hear(); setTimeout(hearing, LISTEN); })();
})();
