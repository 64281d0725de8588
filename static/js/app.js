"use strict";
/* All behaviour by data- attributes. Every page works without this file. */
(() => {
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const texts = document.body.dataset;

  /* data-confirm="Question?" on a form or button: asks first, in a dialog. */
  async function ask(question, label) {
    const dialog = Object.assign(document.createElement("dialog"), { className: "ds-dialog" });
    dialog.setAttribute("aria-label", question);
    dialog.appendChild(document.createElement("p")).textContent = question;
    const form = dialog.appendChild(document.createElement("form"));
    form.method = "dialog";
    form.className = "actions";
    for (const [value, text, variant] of [["yes", label, "primary"], ["", texts.cancel, "secondary"]]) {
      const button = form.appendChild(document.createElement("button"));
      Object.assign(button, { className: "ds-button", value, textContent: text });
      button.dataset.variant = variant;
    }
    document.body.append(dialog);
    dialog.showModal();
    await new Promise((done) => dialog.addEventListener("close", done, { once: true }));
    dialog.remove();
    return dialog.returnValue === "yes";
  }
  document.addEventListener("submit", async (event) => {
    const form = event.target, button = event.submitter;
    const question = button?.dataset.confirm ?? form.dataset.confirm;
    if (!question || form.dataset.confirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!(await ask(question, button?.textContent.trim() || "OK"))) return;
    form.dataset.confirmed = "1";
    form.requestSubmit(button);
    delete form.dataset.confirmed;
  }, true);

  /* data-autosubmit on a filter form: choosing is enough; its button is for those without this file. */
  document.addEventListener("change", (event) => {
    const { form, id } = event.target;
    if (!form?.hasAttribute("data-autosubmit") || event.target.matches("[type=search]")) return;
    if (!form.dataset.hxGet && event.target.matches(":focus-visible")) sessionStorage.setItem("chosen", id);
    form.requestSubmit();
  });
  /* Each arrow in a list is a choice, and here a new page: with the keyboard one goes on where one was. */
  function goOn() {
    document.getElementById(sessionStorage.getItem("chosen"))?.focus();
    sessionStorage.removeItem("chosen");
  }

  /* data-autogrow on a textarea */
  const grow = (area) => {
    if (CSS.supports("field-sizing", "content")) return; // app.css does it
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  };

  /* data-draft-key="..." on a form: what is typed is kept in this tab until the server has it. The version
     it was typed against goes with it, so that a colleague's newer text meets the 409 page, never an overwrite. */
  const clean = new WeakMap(), sending = new WeakMap();
  const keyOf = (form) => `draft:${texts.person}:${form.dataset.draftKey}`;
  const fields = (form) => [...form.elements].filter((f) => f.name && !/hidden|password|file|submit|button/.test(f.type));
  const read = (form) => JSON.stringify(fields(form).map((f) => [f.name, f.value, f.checked ?? null]));
  const store = (form) => sessionStorage.setItem(keyOf(form),
    JSON.stringify({ version: form.elements.version?.value, values: JSON.parse(read(form)) }));
  function settled(form, state) {
    clean.set(form, state);
    form.querySelector("[data-draft-note]")?.remove();
    if (read(form) === state) sessionStorage.removeItem(keyOf(form)); else store(form);
  }
  function putBack(form, { version, values }) {
    const fresh = form.elements.version?.value;
    fields(form).forEach((f, i) => {
      if (values[i]?.[0] !== f.name) return;
      if (/checkbox|radio/.test(f.type)) f.checked = values[i][2]; else f.value = values[i][1];
    });
    if (version && form.elements.version) form.elements.version.value = version;
    if (read(form) === clean.get(form)) return;
    form.closest("details")?.setAttribute("open", ""); // seen, also where the form is folded
    form.prepend(draftNote(form, fresh));
  }
  function draftNote(form, fresh) {
    const note = Object.assign(document.createElement("p"), { className: "draft-note", textContent: `${texts.unsaved} ` });
    note.dataset.draftNote = "";
    const drop = note.appendChild(document.createElement("button"));
    Object.assign(drop, { type: "button", className: "ds-button", textContent: texts.draftDrop });
    Object.assign(drop.dataset, { variant: "tertiary", size: "sm" });
    drop.addEventListener("click", () => {
      form.reset();
      if (fresh) form.elements.version.value = fresh;
      if (onServer(form)) tellServer(form.dataset.draftKey, "");
    });
    return note;
  }

  /* The server keeps it too (data-drafts), for another browser or a tab that was lost. A form that saves its
     own draft needs that no more. What does not get through is sent when the network is back. */
  const timers = new WeakMap(), asked = new Set();
  const onServer = (form) => texts.drafts && !form.dataset.hxTrigger;
  const tellServer = (nyckel, text) => fetch(texts.drafts, {
    method: "POST", keepalive: !text, headers: JSON.parse(texts.hxHeaders), body: new URLSearchParams({ nyckel, text }) }).catch(() => null);
  function keepOnServer(form) {
    if (!onServer(form)) return;
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(() => tellServer(form.dataset.draftKey, sessionStorage.getItem(keyOf(form)) ?? ""), 2000));
  }
  addEventListener("online", () => $$("form[data-draft-key]").filter((form) => sessionStorage.getItem(keyOf(form))).forEach(keepOnServer));
  async function offerDrafts(root) {
    const forms = $$("form[data-draft-key]", root).filter((form) => onServer(form) && !asked.has(form.dataset.draftKey));
    if (!forms.length) return;
    forms.forEach((form) => asked.add(form.dataset.draftKey));
    const keys = new URLSearchParams(forms.map((form) => ["nyckel", form.dataset.draftKey]));
    const answer = await fetch(`${texts.drafts}?${keys}`).catch(() => null);
    if (!answer?.ok || answer.redirected) return; // signed out: the server says nothing
    const drafts = await answer.json();
    for (const form of forms) {
      const draft = drafts[form.dataset.draftKey];
      const inUse = sessionStorage.getItem(keyOf(form)) || read(form) !== clean.get(form) || form.querySelector("[aria-invalid]");
      if (!draft || inUse || !form.isConnected) continue;
      putBack(form, JSON.parse(draft));
      store(form);
    }
  }
  /* The server forgets a draft when the form that names it is saved. */
  function nameDraft(form, key) {
    if (!form.elements.utkast) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "utkast" }));
    form.elements.utkast.value = key;
  }
  const sentByHtmx = (form) => form.dataset.hxPost && !form.dataset.hxTrigger;

  function keepDraft(form) {
    const stored = JSON.parse(sessionStorage.getItem(keyOf(form)) || "null");
    clean.set(form, read(form));
    if (stored && !form.querySelector("[aria-invalid]")) putBack(form, stored);
    if (onServer(form)) nameDraft(form, form.dataset.draftKey);
    form.addEventListener("input", () => { store(form); keepOnServer(form); });
    form.addEventListener("submit", (event) => {
      if (!navigator.onLine && !sentByHtmx(form)) { // else the browser would leave the page for one of its own
        event.preventDefault();
        return tell(texts.offline);
      }
      clearTimeout(timers.get(form));
      sessionStorage.setItem("draft-sent", keyOf(form));
      clean.set(form, read(form));
    });
    form.addEventListener("reset", () => setTimeout(() => settled(form, read(form))));
    addEventListener("beforeunload", (event) => {
      if (form.isConnected && read(form) !== clean.get(form)) event.preventDefault();
    });
  }
  const draftForm = (event) => event.detail.requestConfig.elt.closest("form[data-draft-key]"); // elt is body once the form is gone
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (draftForm(event)) sending.set(draftForm(event), read(draftForm(event)));
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = draftForm(event);
    if (!form || event.detail.requestConfig.verb !== "post") return;
    sessionStorage.removeItem("draft-sent");
    if (event.detail.xhr.status === 409) return settleByChoice(keyOf(form));
    if (!event.detail.successful) {
      clean.set(form, "");
      keepOnServer(form);
    } else if (form.isConnected) setTimeout(() => settled(form, sending.get(form)), 50);
    else sessionStorage.removeItem(keyOf(form)); // swapped for a fresh one, which must not be given the old text
  });
  /* Any page that answers has taken the draft, but a refusal (data-keep-drafts, an error summary) has not. */
  function settleDraft() {
    const sent = sessionStorage.getItem("draft-sent");
    if (!sent) return;
    sessionStorage.removeItem("draft-sent");
    const back = performance.getEntriesByType("navigation")[0]?.type === "back_forward"; // from a server that did not answer
    const refused = back || "keepDrafts" in texts || document.querySelector("[data-error-summary]");
    if (!refused) sessionStorage.removeItem(sent);
    settleByChoice(sent);
  }
  /* data-settles-draft: after a conflict, the choice between two texts is what settles it. */
  function settleByChoice(key) {
    const ofServer = key.split(":").slice(2).join(":");
    $$("[data-settles-draft]").forEach((chooser) => {
      const saves = chooser.matches("form");
      if (saves) nameDraft(chooser, ofServer);
      chooser.addEventListener(saves ? "submit" : "click", () => {
        sessionStorage.setItem("draft-sent", key);
        if (!saves && texts.drafts) tellServer(ofServer, "");
      });
    });
  }
  document.addEventListener("submit", (event) => { if (event.target.hasAttribute("data-forget-drafts")) sessionStorage.clear(); });

  /* data-search-in="Label" on a long select: a search field above it leaves the options that hold every word.
     data-matches="Matches:" goes before their number, which is read out. */
  const LONG = 12;
  function searchIn(select) {
    const all = [...select.options];
    if (all.length <= LONG || select.dataset.searching) return;
    select.dataset.searching = "1"; // an htmx swap may hand over the same select again
    const search = Object.assign(document.createElement("input"), { type: "search", className: "ds-input", autocomplete: "off", id: `${select.id}_search` });
    const label = Object.assign(document.createElement("label"), { htmlFor: search.id, className: "small", textContent: select.dataset.searchIn });
    const count = Object.assign(document.createElement("p"), { className: "muted small" });
    count.setAttribute("role", "status");
    search.setAttribute("aria-controls", select.id);
    select.before(label, search, count);
    const fold = (text) => text.toLocaleLowerCase("sv");
    search.addEventListener("input", () => {
      const words = fold(search.value).split(/\s+/).filter(Boolean), chosen = select.value;
      const left = words.length ? all.filter((one) => one.value && words.every((word) => fold(one.text).includes(word))) : all;
      select.replaceChildren(...left);
      select.size = words.length ? Math.min(Math.max(left.length, 2), 6) : 0;
      select.value = left.length === 1 ? left[0].value : chosen;
      count.textContent = words.length ? `${select.dataset.matches} ${left.length}` : "";
    });
    search.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== "ArrowDown") return;
      event.preventDefault();
      select.focus();
      if (select.selectedIndex < 0) select.selectedIndex = 0;
    });
  }

  function ready(root) {
    $$("select[data-search-in]", root).forEach(searchIn);
    $$("textarea[data-autogrow]", root).forEach(grow);
    $$("form[data-draft-key]", root).forEach(keepDraft);
    offerDrafts(root);
    root.querySelector("[data-error-summary]")?.focus();
  }
  document.addEventListener("input", (event) => { if (event.target.matches("textarea[data-autogrow]")) grow(event.target); });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) print();
    $$("details.menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.target.closest("input, textarea, select, [contenteditable]")) {
      const search = document.querySelector("[data-search]");
      if (search) { event.preventDefault(); search.focus(); }
    }
    const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  });

  /* htmx: say that something is under way, and never swallow an error */
  const busy = (event, on) => event.detail.target?.[on ? "setAttribute" : "removeAttribute"]("aria-busy", "true");
  document.addEventListener("htmx:beforeRequest", (event) => busy(event, true));
  document.addEventListener("htmx:afterRequest", (event) => busy(event, false));
  document.addEventListener("htmx:load", (event) => { if (event.target !== document.body) ready(event.target); });

  /* A swap may take what has the focus. If nothing in its place asks for it (autofocus), it goes to the nearest
     thing around it that is still there: the row, the heading of its section, the first of what was swapped. */
  let around = [], byKey = false;
  function surroundings(at, target) {
    const found = [];
    for (let one = at; one && target.contains(one); one = one.parentElement) found.push(one.id, one.getAttribute("aria-labelledby"));
    return found.filter(Boolean);
  }
  function land(id, target) {
    const place = document.getElementById(id), to = (id === target.id && place?.querySelector("h1, h2, h3")) || place;
    if (!to) return false;
    if (to.tabIndex < 0) to.tabIndex = -1;
    to.focus({ preventScroll: !byKey }); // under a mouse the page stays where it is
    return document.activeElement === to;
  }
  document.addEventListener("htmx:beforeSwap", (event) => {
    around = surroundings(document.activeElement, event.detail.target);
    byKey = document.activeElement.matches(":focus-visible");
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (document.activeElement === document.body) around.some((id) => land(id, event.detail.target));
    around = [];
  });
  function tell(message) {
    document.querySelector(".toast")?.remove();
    const box = Object.assign(document.createElement("div"), { className: "ds-alert toast", textContent: message });
    box.dataset.color = "danger";
    document.getElementById("meddelanden").append(box);
    setTimeout(() => box.remove(), 10000);
  }
  document.addEventListener("htmx:responseError", (event) => {
    const { status } = event.detail.xhr;
    tell(status === 403 || status === 404 ? texts.refused : texts.failed);
  });
  for (const name of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(name, () => tell(texts.offline));

  settleDraft();
  ready(document);
  goOn();
})();
