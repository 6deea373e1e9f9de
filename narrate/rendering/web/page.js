"use strict";
(() => {
  const find = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const panel = find("#evidence");
  const shown = find("#shown");
  const heading = find("#evidence-heading");
  const status = find("#status");
  const tip = find("#tip");
  const sentences = all(".sentence");
  let chosen = null;

  // An attribute's value may hold any text, so elements are found by comparing and never by a selector.
  const having = (attribute, value, within = document) =>
    all(`[${attribute}]`, within).find((element) => element.getAttribute(attribute) === value);

  const tell = (text) => {
    status.textContent = "";
    window.setTimeout(() => { status.textContent = text; }, 50);
  };

  const drawing = (name) => {
    const inPaper = having("data-picture", name, find("#paper"));
    const kept = having("data-drawing", name);
    const source = inPaper || (kept && kept.content.firstElementChild);
    return source && source.cloneNode(true);
  };

  const ready = (picture, marks) => {
    const figures = all(".figure", picture);
    figures.forEach((figure) => {
      figure.classList.toggle("concerned", marks.includes(figure.dataset.point));
      figure.setAttribute("tabindex", "-1");
    });
    const first = figures.find((figure) => figure.classList.contains("concerned")) || figures[0];
    if (first) first.setAttribute("tabindex", "0");
  };

  const fill = (template) => {
    const content = template.content.cloneNode(true);
    all("[data-wanted]", content).forEach((place) => {
      const picture = drawing(place.dataset.wanted);
      if (!picture) return;
      ready(picture, place.dataset.marks.split(" ").filter(Boolean));
      place.replaceWith(picture);
    });
    all("[data-series]", content).forEach((place) => {
      const kept = having("data-series-of", place.dataset.series);
      if (kept) place.replaceWith(kept.content.cloneNode(true));
    });
    shown.replaceChildren(content);
    panel.scrollTop = 0;
  };

  const handle = (sentence) =>
    sentence.hasAttribute("tabindex") ? sentence : having("data-for", sentence.dataset.place);

  const choose = (sentence, byKey) => {
    if (chosen) {
      chosen.classList.remove("chosen");
      handle(chosen).setAttribute("aria-pressed", "false");
    }
    chosen = sentence;
    chosen.classList.add("chosen");
    handle(chosen).setAttribute("aria-pressed", "true");
    const template = document.getElementById(`evidence-${sentence.dataset.place}`);
    fill(template);
    panel.classList.add("open");
    document.body.classList.add("reading");
    if (byKey) heading.focus({ preventScroll: true });
    else if (panel.getBoundingClientRect().left === 0) sentence.scrollIntoView({ block: "start" });
    tell(`${status.dataset.shown} ${template.dataset.number}`);
  };

  const leave = () => {
    panel.classList.remove("open");
    document.body.classList.remove("reading");
    if (chosen) handle(chosen).focus();
  };

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      tell(status.dataset.copied);
    } catch {
      tell(copiedByHand(text) ? status.dataset.copied : status.dataset.notCopied);
    }
  };

  const copiedByHand = (text) => {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  };

  const point = (figure) => {
    tip.textContent = figure.getAttribute("aria-label");
    tip.hidden = false;
    const box = figure.getBoundingClientRect();
    const left = box.left + box.width / 2 - tip.offsetWidth / 2;
    tip.style.left = `${Math.max(4, Math.min(left, window.innerWidth - tip.offsetWidth - 4))}px`;
    tip.style.top = `${Math.max(4, box.top - tip.offsetHeight - 8)}px`;
  };
  const unpoint = () => { tip.hidden = true; };

  const move = (figure, step) => {
    const figures = all(".figure", figure.closest(".picture"));
    const next = figures[figures.indexOf(figure) + step];
    if (!next) return;
    figure.setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  };

  const filter = () => {
    const form = find("#filters");
    const which = form.elements.which.value;
    const movement = form.elements.movement.value;
    const fits = (sentence) =>
      (which === "all" || sentence.hasAttribute(`data-${which}`)) &&
      (!movement || sentence.dataset.movement === movement);
    const filtering = which !== "all" || Boolean(movement);
    document.body.classList.toggle("filtering", filtering);
    let count = 0;
    sentences.forEach((sentence) => {
      const fit = fits(sentence);
      sentence.classList.toggle("out", !fit);
      count += fit;
    });
    all(".paragraph, main section").forEach((part) => {
      part.hidden = filtering && !find(".sentence:not(.out)", part);
    });
    const words = find("#count");
    words.textContent = count || !filtering ? `${words.dataset.word}: ${count}` : words.dataset.none;
  };

  document.addEventListener("click", (event) => {
    const target = event.target;
    if (target.closest("a")) return;
    const sentence = target.closest(".sentence");
    const beside = target.closest(".beside");
    if (sentence && String(window.getSelection()) === "") choose(sentence, false);
    else if (beside) choose(having("data-place", beside.dataset.for, find("#paper")), event.detail === 0);
    else if (target.closest(".copy")) copy(find(".quoted", shown).textContent);
    else if (target.closest(".back, #close")) leave();
  });

  document.addEventListener("keydown", (event) => {
    const sentence = event.target.closest(".sentence[tabindex]");
    const figure = event.target.closest(".figure");
    if (sentence && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      choose(sentence, true);
    } else if (figure && ["ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown"].includes(event.key)) {
      event.preventDefault();
      move(figure, event.key === "ArrowLeft" || event.key === "ArrowUp" ? -1 : 1);
    } else if (event.key === "Escape") {
      if (!tip.hidden) unpoint();
      else if (event.target.closest("#evidence")) leave();
    }
  });

  const on = (name, act) => document.addEventListener(name, (event) => {
    const figure = event.target.closest && event.target.closest(".figure");
    if (figure) act(figure);
  });
  on("mouseover", point);
  on("focusin", point);
  on("mouseout", unpoint);
  on("focusout", unpoint);
  document.addEventListener("scroll", unpoint, true);

  find("#filters").addEventListener("change", filter);
  find("#filters").addEventListener("submit", (event) => event.preventDefault());
  all("#paper .picture").forEach((picture) => ready(picture, []));
  filter();
})();
