// The preview's own script, never part of a published site: it takes what a rebuild changed into the
// open page, shows what is wrong, and what supports each paragraph. Everything it shows lives in a
// shadow tree of its own, so that it neither takes nor gives styles.
(() => {
  "use strict";

  const own = "/.dossier/";
  const page = document.currentScript.dataset.dossierPage;
  let words = {};
  let state = null;
  let desk = null;
  let print = null;
  let shown = "";
  let refreshing = null;

  const say = (key, ...values) =>
    values.reduce((text, value, index) => text.replace(`{${index}}`, value), words[key] || key);
  const counted = (key, count) => {
    const single = words.language === "fr" ? count < 2 : count === 1;
    return say(`${key}.${single ? "one" : "other"}`, count);
  };

  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else if (value === true) element.setAttribute(key, "");
      else if (value !== false && value != null) element.setAttribute(key, value);
    }
    element.append(...children.filter((child) => child != null));
    return element;
  };

  // The part of the preview that outlives a page: what is open stays open from page to page.
  const memory = {
    get: (key) => { try { return sessionStorage.getItem(`dossier.${key}`); } catch { return null; } },
    set: (key, value) => { try { sessionStorage.setItem(`dossier.${key}`, value); } catch { /* private mode */ } },
  };

  // MARK: Taking a new version into the page

  const isOwn = (node) => node.nodeType === 1
    && (node.localName === "dossier-preview" || (node.getAttribute("href") || node.getAttribute("src") || "").startsWith(own));

  const kept = (element, name) =>
    name.startsWith("data-dossier-") || (name === "open" && /^(details|dialog)$/.test(element.localName));

  function morphAttributes(old, next) {
    for (const { name, value } of [...next.attributes]) {
      if (!kept(old, name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
    for (const { name } of [...old.attributes]) {
      if (!kept(old, name) && !next.hasAttribute(name)) old.removeAttribute(name);
    }
  }

  // Paragraph numbers move when a paragraph comes or goes: they say nothing about which one it is.
  const key = (node) => (node.nodeType === 1 && node.id && !/^p\d+$/.test(node.id) ? node.id : null);
  const alike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName;

  function morph(old, next) {
    if (old.nodeType !== 1) {
      if (old.nodeValue !== next.nodeValue) old.nodeValue = next.nodeValue;
      return;
    }
    morphAttributes(old, next);
    morphChildren(old, next);
  }

  function morphChildren(parent, source) {
    let olds = [...parent.childNodes].filter((node) => !isOwn(node));
    let news = [...source.childNodes].filter((node) => !isOwn(node));
    while (olds.length && news.length && olds[0].isEqualNode(news[0])) { olds.shift(); news.shift(); }
    let after = null;
    while (olds.length && news.length && olds.at(-1).isEqualNode(news.at(-1))) { after = olds.pop(); news.pop(); }
    if (!olds.length && !news.length) return;
    if (!after) {
      const last = olds.at(-1);
      after = last ? last.nextSibling : null;
      if (!last) after = [...parent.childNodes].find(isOwn) || null;
    }
    const byKey = new Map();
    for (const node of olds) if (key(node)) byKey.set(key(node), node);
    const free = new Set(olds);
    const pairs = new Map();
    const pair = (node, match) => { pairs.set(node, match); free.delete(match); };
    for (const node of news) {
      const match = key(node) && byKey.get(key(node));
      if (match && free.has(match) && alike(match, node)) pair(node, match);
    }
    const byText = new Map();
    for (const node of olds) {
      if (!free.has(node) || key(node)) continue;
      const text = `${node.nodeName} ${node.textContent}`;
      if (!byText.has(text)) byText.set(text, []);
      byText.get(text).push(node);
    }
    for (const node of news) {
      if (pairs.has(node) || key(node)) continue;
      const match = (byText.get(`${node.nodeName} ${node.textContent}`) || []).find((old) => free.has(old));
      if (match) pair(node, match);
    }
    const rest = olds.filter((node) => free.has(node) && !key(node));
    for (const node of news) {
      if (pairs.has(node) || key(node)) continue;
      const index = rest.findIndex((old) => free.has(old) && alike(old, node));
      if (index >= 0) pair(node, rest[index]);
    }
    for (const node of free) node.remove();
    let place = after;
    for (const node of news.reverse()) {
      let match = pairs.get(node);
      if (match) morph(match, node);
      else match = document.importNode(node, true);
      if (match.nextSibling !== place || match.parentNode !== parent) parent.insertBefore(match, place);
      place = match;
    }
  }

  // Styles are swapped once the new ones are there, so that the page is never bare.
  function swapStyles(next) {
    const links = (root) => [...root.querySelectorAll('link[rel="stylesheet"]')]
      .filter((link) => !link.getAttribute("href").startsWith(own) && !link.dataset.dossierOld);
    const olds = links(document);
    const news = links(next);
    news.forEach((link, index) => {
      const old = olds[index];
      const address = new URL(link.getAttribute("href"), location.href).href;
      if (old && old.href === address) return;
      const fresh = document.importNode(link, true);
      if (old) {
        old.dataset.dossierOld = "";
        const remove = () => old.remove();
        fresh.addEventListener("load", remove);
        fresh.addEventListener("error", remove);
        old.after(fresh);
      } else document.head.append(fresh);
    });
    olds.slice(news.length).forEach((link) => link.remove());
  }

  function anchor() {
    for (const y of [60, 120, 200, 300]) {
      const element = document.elementsFromPoint(innerWidth / 3, y)
        .find((found) => found.closest("main") && found.localName !== "main");
      if (element) return { element, top: element.getBoundingClientRect().top };
    }
    return null;
  }

  function take(text) {
    if (text === shown) return;
    shown = text;
    const next = new DOMParser().parseFromString(text, "text/html");
    const scripts = (root) => [...root.querySelectorAll("script[src]")].map((script) => script.getAttribute("src"))
      .filter((source) => !source.startsWith(own)).join(" ");
    if (scripts(next) !== scripts(document)) { location.reload(); return; }
    const hold = scrollY > 0 ? anchor() : null;
    const x = scrollX;
    const y = scrollY;
    const focused = document.activeElement;
    swapStyles(next);
    if (document.title !== next.title) document.title = next.title;
    const [old, fresh] = [document, next].map((root) => root.querySelector('meta[name="description"]'));
    if (old && fresh) morphAttributes(old, fresh);
    morphAttributes(document.documentElement, next.documentElement);
    morph(document.body, next.body);
    if (focused && focused !== document.body && focused.isConnected && document.activeElement !== focused) {
      focused.focus({ preventScroll: true });
    }
    if (hold && hold.element.isConnected) {
      const top = hold.element.getBoundingClientRect().top;
      scrollTo({ left: x, top: scrollY + top - hold.top, behavior: "instant" });
    } else if (scrollY !== y) scrollTo({ left: x, top: y, behavior: "instant" });
    document.dispatchEvent(new CustomEvent("dossier:updated"));
  }

  // One request at a time; what changes meanwhile asks for one more.
  async function refresh() {
    if (refreshing) { refreshing.again = true; return refreshing.done; }
    const run = { again: false };
    refreshing = run;
    run.done = (async () => {
      do {
        run.again = false;
        try {
          const answer = await fetch(location.pathname, { cache: "no-cache" });
          if (answer.ok) take(await answer.text());
          else if (answer.status === 404) tell(say("gone"));
        } catch { /* the server is gone; the connection says so */ }
      } while (run.again);
      refreshing = null;
    })();
    return run.done;
  }

  // MARK: What the preview shows

  const host = document.createElement("dossier-preview");
  const root = host.attachShadow({ mode: "open" });
  const bar = make("section", { class: "bar" });
  const status = make("p", { class: "status", role: "status" });
  const buttons = make("p", { class: "buttons" });
  const notice = make("div", { class: "notice", role: "status", hidden: true });
  const faults = make("section", { class: "faults", hidden: true });
  const side = make("aside", { class: "side", hidden: true });
  const paper = make("aside", { class: "paper", hidden: true });

  function tell(text, link) {
    notice.replaceChildren(
      make("span", {}, text + " "), link || "",
      make("button", { type: "button", onclick: () => { notice.hidden = true; } }, say("dismiss")));
    notice.hidden = false;
  }

  function address(route, fragment) {
    return `/${route.split("/").map(encodeURIComponent).join("/")}${fragment ? `#${encodeURIComponent(fragment)}` : ""}`;
  }

  function showElsewhere(changed) {
    if (!changed.length || changed.some((place) => place.route === page)) { notice.hidden = true; return; }
    const first = changed[0];
    const more = changed.length > 1 ? ` (${counted("more_pages", changed.length - 1)})` : "";
    const link = make("a", { href: address(first.route, first.fragment) }, `${say("go")}${more}`);
    tell(say("elsewhere", first.route), link);
  }

  function showFaults() {
    const all = state.diagnostics;
    const errors = state.errors > 0;
    // Room below the text, so that no line of it lies under the faults or the bar for good.
    const room = () => document.documentElement.setAttribute("data-dossier-room", faults.hidden || body.hidden ? "bar" : "faults");
    faults.hidden = !all.length || (!errors && memory.get("warnings") !== "open");
    faults.className = errors ? "faults errors" : "faults";
    const total = [state.errors && counted("errors", state.errors), state.warnings && counted("warnings", state.warnings)]
      .filter(Boolean).join(", ");
    const folded = memory.get("faults") === "folded";
    const body = make("div", { class: "list", id: "dossier-faults", hidden: folded, tabindex: "0", role: "group", "aria-label": total });
    for (const fault of all) {
      const place = fault.place
        ? make("p", { class: "place" }, fault.editor ? make("a", { href: fault.editor }, fault.place) : make("span", {}, fault.place))
        : null;
      body.append(make("article", { class: fault.severity },
        make("h3", {}, make("strong", {}, `${say(fault.severity)} ${fault.code}`), " ", fault.message),
        place, make("pre", {}, fault.drawing)));
    }
    const rest = state.errors + state.warnings - all.length;
    if (rest > 0) body.append(make("p", {}, counted("more_faults", rest)));
    const fold = make("button", {
      type: "button", "aria-expanded": String(!folded), "aria-controls": "dossier-faults",
      onclick: () => { memory.set("faults", body.hidden ? "open" : "folded"); showFaults(); fold.focus(); },
    }, say(folded ? "unfold" : "fold"));
    faults.setAttribute("aria-label", say("faults"));
    faults.replaceChildren(
      make("header", {}, make("h2", {}, total), errors ? make("p", {}, say("last_good")) : null, fold), body);
    room();
  }

  function showStatus(text) {
    status.textContent = text;
    const parts = [];
    if (state && state.warnings) {
      parts.push(make("button", {
        type: "button", "aria-pressed": String(memory.get("warnings") === "open"),
        onclick: () => { memory.set("warnings", memory.get("warnings") === "open" ? "" : "open"); showFaults(); showStatus(text); },
      }, counted("warnings", state.warnings)));
    }
    for (const [name, element, fill] of [["panel", side, showDesk], ["print", paper, showPaper]]) {
      parts.push(make("button", {
        type: "button", "aria-expanded": String(!element.hidden),
        onclick: () => { element.hidden = !element.hidden; memory.set(name, element.hidden ? "" : "open"); fill(); showStatus(text); },
      }, say(name)));
    }
    buttons.replaceChildren(...parts);
  }

  // MARK: The author's panel

  async function showDesk() {
    document.documentElement.toggleAttribute("data-dossier-side", !side.hidden);
    try {
      desk = await (await fetch(`${own}desk.json?page=${encodeURIComponent(page)}`, { cache: "no-cache" })).json();
    } catch { return; }
    markUnpublished();
    if (side.hidden) return;
    const scroll = side.scrollTop;
    side.setAttribute("aria-label", say("panel"));
    side.replaceChildren(make("h2", {}, say("panel")), counts(), daySlider(), ...paragraphs(), ...unpublished(), ...notes());
    side.scrollTop = scroll;
  }

  function counts() {
    const list = make("ul", { class: "counts" });
    const add = (text) => list.append(make("li", {}, text));
    if (desk.chapterWords != null) add(counted("chapter_words", desk.chapterWords));
    if (desk.words != null) add(counted("dossier_words", desk.words));
    if (desk.budget != null) {
      const pages = print && print.profile === "note" ? print.pages : null;
      const item = make("li", {}, pages
        ? say("note_pages", pages, desk.budget) : say("note_budget", desk.budget));
      if (pages > desk.budget) item.className = "bad";
      list.append(item);
    }
    if (desk.supported != null) add(say("supported", desk.supported));
    if (desk.toVerify) add(counted("open_points", desk.toVerify));
    return list;
  }

  function daySlider() {
    const days = desk.days || [];
    if (!days.length) return "";
    const current = desk.day || desk.lawDate;
    let index = days.findIndex((day) => day >= current);
    if (index < 0) index = days.length - 1;
    const output = make("output", { for: "dossier-day" }, desk.day || say("own_days"));
    const choose = (day) => fetch(`${own}day?day=${encodeURIComponent(day)}`, { method: "POST" });
    const slider = make("input", {
      type: "range", id: "dossier-day", min: "0", max: String(days.length - 1), value: String(index),
      "aria-valuetext": days[index],
      oninput: () => { output.textContent = days[slider.value]; slider.setAttribute("aria-valuetext", days[slider.value]); },
      onchange: () => choose(days[slider.value]),
    });
    const date = make("input", {
      type: "date", value: current, "aria-label": say("day"), onchange: () => { if (date.value) choose(date.value); },
    });
    return make("div", { class: "day" },
      make("label", { for: "dossier-day" }, say("day")), slider, output, date,
      make("button", { type: "button", disabled: !desk.day, onclick: () => choose("") }, say("own_days")));
  }

  function paragraphs() {
    return (desk.paragraphs || []).map((paragraph) => {
      const card = make("section", { class: "card", "data-for": paragraph.id },
        make("h3", {}, make("a", { href: `#${paragraph.id}` }, say("paragraph", paragraph.number)), " ",
          make("small", {}, paragraph.place)));
      if (paragraph.toVerify) card.append(make("p", { class: "verify" }, say("to_verify")));
      if (!paragraph.evidence.length) card.append(make("p", { class: "bad" }, say("no_evidence")));
      const list = make("ul");
      for (const item of paragraph.evidence) {
        list.append(make("li", {}, make("b", {}, `${item.kind} `),
          item.route ? make("a", { href: `/${item.route}` }, item.label) : item.label,
          item.confidence ? make("span", { class: item.toVerify ? "verify" : "confidence" }, ` ${item.confidence}`) : null,
          item.sources ? make("small", {}, ` ${item.sources.join(", ")}`) : null));
      }
      if (paragraph.evidence.length) card.append(list);
      for (const sentence of paragraph.unsupported) {
        card.append(make("p", { class: "bad" }, `${say("unsupported")} `, make("q", {}, sentence)));
      }
      return card;
    });
  }

  function unpublished() {
    if (!(desk.unpublished || []).length) return [];
    return [make("h3", {}, say("unpublished")), make("ul", {}, ...desk.unpublished.map((item) =>
      make("li", {}, make("b", {}, `${say(item.draft ? "draft" : "private")} `),
        item.route ? make("a", { href: `/${item.route}` }, item.label) : item.label)))];
  }

  function notes() {
    if (!(desk.notes || []).length) return [];
    return [make("h3", {}, say("notes")), make("ul", { class: "notes" }, ...desk.notes.map((note) =>
      make("li", {}, make("b", {}, `${note.owner} `), note.text, make("small", {}, ` ${note.place}`))))];
  }

  // What no reader will see is marked where it stands.
  function markUnpublished() {
    for (const old of document.querySelectorAll("[data-dossier-mark]")) old.removeAttribute("data-dossier-mark");
    for (const item of desk.unpublished || []) {
      if (!item.route) continue;
      const [route, fragment] = item.route.split("#");
      if (route !== page) continue;
      const element = fragment ? document.getElementById(fragment) : document.querySelector("main");
      if (element) element.setAttribute("data-dossier-mark", say(item.draft ? "draft" : "private"));
    }
  }

  // MARK: The printed briefing

  async function showPaper() {
    document.documentElement.toggleAttribute("data-dossier-paper", !paper.hidden);
    if (paper.hidden) return;
    const profile = memory.get("profile") || "note";
    if (!paper.firstChild) {
      const select = make("select", {
        "aria-label": say("print"), onchange: () => { memory.set("profile", select.value); showPaper(); },
      }, ...["note", "full"].map((name) => make("option", { value: name, selected: name === profile }, say(`print_${name}`))));
      paper.setAttribute("aria-label", say("print"));
      paper.append(make("header", {}, select, make("p", { role: "status" })), make("div", { class: "sheet" }));
    }
    const line = paper.querySelector("header p");
    const sheet = paper.querySelector(".sheet");
    line.textContent = say("printing");
    let answer;
    try {
      answer = await (await fetch(`${own}briefing.json?profile=${profile}`, { cache: "no-store" })).json();
    } catch { line.textContent = say("stopped"); return; }
    const before = print && print.profile === profile ? print.tag : null;
    print = { profile, ...answer };
    if (!answer.engine) line.textContent = say("no_engine");
    else line.textContent = answer.pages ? counted("pages", answer.pages) : say("not_printed");
    if (answer.tag && answer.tag !== before) {
      sheet.replaceChildren(make("iframe", {
        src: `${own}briefing.pdf?profile=${profile}&build=${answer.build}#view=FitH`, title: say(`print_${profile}`),
      }));
    } else if (!answer.tag) {
      sheet.replaceChildren(...answer.faults.map((fault) => make("pre", {}, fault)));
    }
    if (!side.hidden) showDesk();
  }

  // MARK: Events

  function built(event) {
    const isNew = !state || state.build !== event.build;
    const isFirst = !state;
    state = event;
    const time = say(event.good ? "rebuilt" : "not_rebuilt", event.milliseconds);
    showFaults();
    showStatus(event.day ? `${time} · ${say("day")} ${event.day}` : time);
    if (!isNew) return;
    const changed = event.changed.some((place) => place.route === page);
    if (document.querySelector("main.dossier-placeholder")) {
      if (event.pages) location.reload();
      return;
    }
    if (isFirst || changed || event.stylesheet !== memory.style) refresh().then(showDesk);
    else if (!side.hidden) showDesk();
    memory.style = event.stylesheet;
    if (!isFirst) {
      if (event.gone.includes(page)) tell(say("gone"));
      else showElsewhere(event.changed);
      if (!paper.hidden) showPaper();
    }
  }

  function listen() {
    const events = new EventSource(`${own}events?page=${encodeURIComponent(page)}`);
    events.addEventListener("pages", (event) => {
      const { changed, stylesheet } = JSON.parse(event.data);
      if (changed.includes(page) || (memory.style && stylesheet !== memory.style)) refresh();
      // Kept although the rebuild may yet be given up: what comes next is compared with what is shown.
      memory.style = stylesheet;
    });
    events.addEventListener("built", (event) => built(JSON.parse(event.data)));
    events.addEventListener("error", () => showStatus(say("stopped")));
    addEventListener("pagehide", () => events.close());
    addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  }

  async function start() {
    try {
      words = await (await fetch(`${own}words.json`)).json();
    } catch { return; }
    bar.setAttribute("aria-label", say("name"));
    host.lang = words.language;
    root.append(make("link", { rel: "stylesheet", href: `${own}preview.css` }), faults, notice, side, paper, bar);
    bar.append(status, buttons);
    document.documentElement.append(host);
    document.documentElement.setAttribute("data-dossier-room", "bar");
    // The bar takes as many lines as the window leaves it; faults end above it.
    new ResizeObserver(() => host.style.setProperty("--bar", `${bar.offsetHeight + 24}px`)).observe(bar);
    side.hidden = memory.get("panel") !== "open";
    paper.hidden = memory.get("print") !== "open";
    showStatus(say("waiting"));
    listen();
    showDesk();
    if (!paper.hidden) showPaper();
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !root.activeElement) return;
      if (root.activeElement.closest(".side")) { side.hidden = true; memory.set("panel", ""); showDesk(); showStatus(status.textContent); }
      if (root.activeElement.closest(".faults")) { memory.set("faults", "folded"); showFaults(); }
    });
  }

  start();
})();
