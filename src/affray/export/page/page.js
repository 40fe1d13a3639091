"use strict";
// Shows one claim at a time in its report's text. The page holds everything without this script: every
// number is a link to its card, and cards open and close by themselves.
(() => {
  const ROLES = { a: "who", b: "whom", p: "where", w: "when", i: "means", s: "source", n: "count" };
  let pinned = null; // The card that stays shown while nothing else is pointed at.
  const hidden = new Set(); // Families and stances that are switched off.

  const report = (element) => element.closest(".report");
  const find = (section, number) => section.querySelector(`.card[data-claim="${number}"]`);
  const numbers = (run, letter) =>
    (run.dataset.k || "").split(" ").filter((key) => key.includes(letter)).map((key) => parseInt(key, 10));

  function clear(section) {
    section.querySelector(".text").classList.remove("showing");
    for (const run of section.querySelectorAll(".run.r, .run.lit, .run.r-t")) {
      run.classList.remove("lit", "r", "r-t", ...Object.keys(ROLES).map((letter) => `r-${letter}`));
      delete run.dataset.label;
    }
    for (const element of section.querySelectorAll(".mark.on, .card.on")) element.classList.remove("on");
  }

  function show(card) {
    const section = report(card);
    const { claim, sentence, type } = card.dataset;
    clear(section);
    section.querySelector(".text").classList.add("showing");
    card.classList.add("on");
    section.querySelector(`.marks .mark[data-claim="${claim}"]`)?.classList.add("on");
    for (const run of section.querySelectorAll(".run")) {
      if ((run.dataset.s || "").split(" ").includes(sentence)) run.classList.add("lit");
      const labels = [];
      for (const key of (run.dataset.k || "").split(" ")) {
        const [, number, letter, start] = /^(\d+)([a-z])(\*?)$/.exec(key) || [];
        if (number !== claim) continue;
        run.classList.add(`r-${letter}`);
        if (letter !== "t") run.classList.add("r");
        if (start) labels.push(letter === "t" ? type : ROLES[letter]);
      }
      if (labels.length) run.dataset.label = [...new Set(labels)].join(" · ");
    }
  }

  function restore(section) {
    if (pinned && report(pinned) === section && !pinned.hidden) show(pinned);
    else clear(section);
  }

  function pin(card) {
    const before = pinned;
    pinned = card;
    if (before && before !== card) {
      before.open = false;
      before.classList.remove("pinned");
      restore(report(before));
    }
    card.open = true;
    card.classList.add("pinned");
    show(card);
    const cards = card.parentElement;
    if (cards.scrollHeight > cards.clientHeight) cards.scrollTo({ top: card.offsetTop - cards.offsetTop - 40 });
    history.replaceState(null, "", `#${card.id}`);
  }

  function release() {
    if (!pinned) return;
    const section = report(pinned);
    pinned.open = false;
    pinned.classList.remove("pinned");
    pinned = null;
    clear(section);
  }

  // The card that an element stands for: a number, a card, or the first visible claim of a trigger.
  function card(element) {
    const own = element.closest?.(".mark[data-claim], .card");
    if (own) return find(report(own), own.dataset.claim);
    const trigger = element.closest?.(".trigger:not(.off)");
    if (!trigger) return null;
    const found = numbers(trigger, "t").map((number) => find(report(trigger), number)).filter((each) => !each.hidden);
    return found[(found.indexOf(pinned) + 1) % found.length] || null;
  }

  document.addEventListener("click", (event) => {
    const chip = event.target.closest(".chip");
    if (chip) return toggle(chip);
    if (event.target.closest(".card .body")) return undefined;
    const chosen = card(event.target);
    if (!chosen) return undefined;
    event.preventDefault();
    return chosen === pinned && event.target.closest("summary") ? release() : pin(chosen);
  });
  document.addEventListener("mouseover", (event) => {
    const pointed = card(event.target);
    if (pointed) show(pointed);
  });
  document.addEventListener("mouseout", (event) => {
    const left = card(event.target);
    if (left) restore(report(left));
  });
  document.addEventListener("focusin", (event) => {
    const focused = event.target.closest(".mark[data-claim], summary") && card(event.target);
    if (focused) show(focused);
  });
  document.addEventListener("focusout", (event) => {
    const left = card(event.target);
    if (left) restore(report(left));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return release();
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = event.target.closest(".mark[data-claim], summary");
    if (!step || !at) return undefined;
    const kind = at.matches("summary") ? "summary" : ".marks .mark";
    const all = [...document.querySelectorAll(kind)].filter((each) => each.getClientRects().length);
    const next = all[all.indexOf(at) + step];
    if (next) {
      event.preventDefault();
      next.focus();
      pin(card(next));
    }
    return undefined;
  });

  function toggle(chip) {
    const name = chip.dataset.family || chip.dataset.stance;
    const off = !hidden.delete(name);
    if (off) hidden.add(name);
    chip.setAttribute("aria-pressed", String(!off));
    for (const section of document.querySelectorAll(".report")) filter(section);
  }

  function filter(section) {
    const shown = new Map();
    for (const each of section.querySelectorAll(".card")) {
      each.hidden = hidden.has(each.dataset.family) || hidden.has(each.dataset.stance);
      if (!each.hidden) shown.set(Number(each.dataset.claim), each);
    }
    for (const mark of section.querySelectorAll(".marks .mark")) mark.hidden = !shown.has(Number(mark.dataset.claim));
    for (const run of section.querySelectorAll(".trigger")) {
      const first = numbers(run, "t").map((number) => shown.get(number)).find(Boolean);
      run.className = "run trigger";
      if (first) {
        run.classList.add(`f-${first.dataset.family}`);
        run.classList.toggle("open", first.dataset.stance !== "asserted");
      } else run.classList.add("off");
    }
    restore(section);
  }

  // On paper every card is open; afterwards they are as they were.
  addEventListener("beforeprint", () => {
    for (const each of document.querySelectorAll(".card:not([open])")) {
      each.dataset.closed = "";
      each.open = true;
    }
  });
  addEventListener("afterprint", () => {
    for (const each of document.querySelectorAll(".card[data-closed]")) {
      delete each.dataset.closed;
      each.open = false;
    }
  });

  const linked = document.getElementById(location.hash.slice(1));
  if (linked?.matches(".card")) {
    pin(linked);
    report(linked).querySelector(`.marks .mark[data-claim="${linked.dataset.claim}"]`)?.scrollIntoView({ block: "center" });
  }
})();
