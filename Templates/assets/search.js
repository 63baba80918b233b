// Answers a query from the index beside the page, and nothing else: no request leaves the site. The
// index comes as scripts, since a page on a disk may load no other file; what a query needs of it,
// not the whole. Tables by which words are cut come with the index.
(() => {
  const form = document.querySelector("form[data-index]"), say = form.dataset, field = form.q;
  const status = form.querySelector("[role=status]"), area = form.nextElementSibling;
  const got = {}, asked = {};
  let run = 0;

  window.dossierSearch = (name, data) => { got[name] = data; };
  const load = name => asked[name] ||= new Promise((done, fail) => {
    const script = document.createElement("script");
    script.onload = () => done(got[name]);
    script.onerror = () => { delete asked[name]; fail(name); };
    script.src = `${say.index}${name}.js?v=${say.version}`;
    document.head.append(script);
  });
  const make = (tag, text, name = "") =>
    Object.assign(document.createElement(tag), { textContent: text, className: name });

  const fold = text => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f\u00ad]/g, "")
    .replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/ß/g, "ss").replace(/[\u2010\u2011]/g, "-")
    .replace(/ᵉ/g, "e").replace(/ʳ/g, "r").replace(/[ᵒº]/g, "o");
  const stem = (word, table) => /[^a-z]/.test(word) ? word : table.reduce((left, pass) => {
    const rule = pass.find(([end, , least]) => left.endsWith(end) && left.length - end.length >= least);
    return rule ? left.slice(0, left.length - rule[0].length) + rule[1] : left;
  }, word);
  // A printed mark, thousands, a number with the letter of its code, a word.
  const pattern = /(?<![\p{L}\d])(?:([a-z]{1,3}-\d[a-z\d]*)(?![a-z\d]|-[a-z\d])|(\d{1,3}(?:[\s,]\d{3})+(?![\p{L}\d]|-[a-z\d]|[./]\d))|(?:([lrd])[.\s-]{0,3})?(\d[a-z\d]*(?:-[a-z\d]+|[./]\d[a-z\d]*)*)|([\p{L}\d]+))/gu;
  const words = (text, tables) => [...fold(text).matchAll(pattern)].flatMap(([, mark, thousands, letter, number, word]) =>
    mark ? [[mark]]
      : thousands ? [[thousands.replace(/\D/g, "")]]
      : number ? [[letter && number.includes("-") ? letter + number : number]]
      : word.length > 1 ? [[...new Set([word, ...tables.map(table => stem(word, table))])]] : []);

  // The entries of a word, with their weights; of a beginning, where no whole word fits.
  const find = async (forms, terms) => {
    const entries = new Map(), shards = [];
    for (const form of forms) {
      let low = 0, high = terms.length;
      while (low < high) { const middle = low + high >> 1; terms[middle] <= form ? low = middle + 1 : high = middle; }
      shards.push("\n" + await load("t" + Math.max(0, low - 1)));
    }
    for (const end of [" ", ""]) {
      shards.forEach((shard, rank) => {
        let at = -1;
        for (let more = 0; more < 9 && (at = shard.indexOf("\n" + forms[rank] + end, at + 1)) >= 0; more++) {
          const [, postings] = shard.slice(at + 1).split("\n", 1)[0].split(" ");
          let entry = -1;
          for (const [, weight, step] of postings.matchAll(/([A-Z])([\da-z]*)/g)) {
            entry += step ? parseInt(step, 36) : 1;
            entries.set(entry, Math.max(entries.get(entry) || 0, weight.charCodeAt() - 64));
          }
        }
      });
      if (entries.size) break;
    }
    return entries;
  };

  const search = async query => {
    const index = await load("index"), stop = index.stop.split(" "), terms = index.terms.split(" ");
    let asks = words(query, index.stems);
    let telling = asks.filter(forms => !stop.includes(forms[0]));
    // Beside a number, "article" and "code" say nothing.
    if (telling.some(([form]) => /^[lrd]?\d/.test(form))) {
      const citing = index.citing.split(" ");
      telling = telling.filter(([form]) => !citing.includes(form));
    }
    // A word is known by its stems; marks and numbers as they are.
    asks = (telling.length ? telling : asks).map(forms => forms.length > 1 ? forms.slice(1) : forms);
    const scores = new Map();
    const all = await Promise.all(asks.map(async ([form, ...forms], rank) => {
      const entries = await find([form, ...forms], terms);
      // An article whose letter no text writes is known by its number.
      return !entries.size && /^[lrd]\d/.test(form) ? find(asks[rank] = [form.slice(1)], terms) : entries;
    }));
    for (const entries of all) {
      const rarity = Math.log(1 + index.count / entries.size);
      for (const [entry, weight] of entries) scores.set(entry, (scores.get(entry) || 0) + 1e4 + weight * rarity);
    }
    const hits = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    // Those with most of the words, no others.
    const most = hits.length && Math.floor(hits[0][1] / 1e4);
    return { index, asks, hits: hits.filter(hit => Math.floor(hit[1] / 1e4) === most).map(hit => hit[0]) };
  };

  // A text with the words of the query marked.
  const marked = (tag, text, found, name) => {
    const element = make(tag, "", name), forms = new Set(found.asks.flat());
    for (const part of text.split(/(\d{1,3}(?:[\s,]\d{3})+(?![\p{L}\d]|-[\p{L}\d]|[./]\d)|[\p{L}\p{M}\d]+(?:[-./][\p{L}\d]+)*)/u)) {
      const hit = part && words(part, found.index.stems).some(own => own.some(form => forms.has(form)));
      element.append(hit ? make("mark", part) : part);
    }
    return element;
  };

  const draw = async (found, hits, list, from, own) => {
    const { kinds, block } = found.index, shown = hits.slice(from, from + 10);
    const blocks = {};
    await Promise.all(shown.map(async hit => { const at = Math.floor(hit / block); blocks[at] = await load("d" + at); }));
    if (own !== run) return;
    for (const hit of shown) {
      const [title, url, place, text] = blocks[Math.floor(hit / block)][hit % block];
      const item = make("li", ""), body = make("div", ""), line = make("p", ""), link = marked("a", title, found);
      link.href = url;
      line.append(link);
      body.append(line, make("p", place, "sous"));
      if (text) body.append(marked("p", text, found, "extrait"));
      item.append(make("p", kinds.findLast(kind => kind[1] <= hit)[2], "jour"), body);
      list.append(item);
      if (from && hit === shown[0]) link.focus();
    }
    if (hits.length > from + 10) {
      const more = make("button", say.more);
      more.onclick = () => { more.remove(); draw(found, hits, list, from + 10, own); };
      list.after(more);
    }
  };

  const answer = async () => {
    const own = ++run, query = field.value.trim();
    try { history.replaceState(null, "", query ? "?q=" + encodeURIComponent(query) : location.pathname); } catch {}
    area.hidden = !query;
    if (!query) { status.textContent = ""; return; }
    const found = await search(query);
    if (own !== run) return;
    const { kinds, count } = found.index, { hits } = found;
    const tell = number => (number === 1 ? say.one : number ? say.many : say.none).replace("{0}", number).replace("{1}", query);
    const list = make("ol", "", "liste date trouve");
    const filter = make("fieldset", "", "filtre"), row = make("div", "");
    const option = (label, some) => {
      const input = Object.assign(make("input", ""), { type: "radio", name: "kind", checked: some === hits });
      const box = make("label", "");
      box.append(input, " " + label + " ", make("span", some.length, "n"));
      input.onchange = () => {
        list.replaceChildren();
        if (list.nextSibling) list.nextSibling.remove();
        status.textContent = tell(some.length);
        draw(found, some, list, 0, own);
      };
      row.append(box);
    };
    option(say.all, hits);
    kinds.forEach(([label, first], rank) => {
      const end = rank + 1 < kinds.length ? kinds[rank + 1][1] : count;
      const some = hits.filter(hit => hit >= first && hit < end);
      if (some.length && some.length < hits.length) option(label, some);
    });
    filter.append(make("legend", say.kinds), row);
    area.replaceChildren(...(row.children.length > 1 ? [filter] : []), list);
    status.textContent = tell(hits.length);
    draw(found, hits, list, 0, own);
  };

  let wait;
  field.oninput = () => { clearTimeout(wait); wait = setTimeout(answer, 200); };
  form.onsubmit = event => { event.preventDefault(); clearTimeout(wait); answer(); };
  field.value = new URLSearchParams(location.search).get("q") || "";
  if (field.value) answer();
})();
