// On the two pages of the site where a reader keeps a page, and sees what is kept. All words stand
// in the page. Without this script, or on a phone that cannot keep, none of it is shown.
(() => {
  const OURS = "nirapad-kept:";
  const STATE = "nirapad-keeping";
  const ABOUT = "/kept/about";
  const WORKER = "/keep-worker.js";
  // The worker keeps this file too, for the list of what is kept.
  const SCRIPT = new URL(document.currentScript.src).pathname;
  const language = document.documentElement.lang;
  const numbers = language === "bn" ? "bn-BD" : "en-GB";
  const place = document.querySelector("[data-keeping]");
  if (!place || !("serviceWorker" in navigator && "caches" in self)) return;

  const told = (id) => JSON.parse(document.getElementById(id).textContent);
  const words = told("keeping-words");
  const status = place.querySelector("[role=status]");
  const drop = place.querySelector("[data-remove]");
  const say = (text) => {
    status.textContent = text || "";
  };
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const figure = (number) => new Intl.NumberFormat(numbers).format(number);
  const day = (moment) => {
    const how = { day: "numeric", month: "long", year: "numeric", timeZone: "Asia/Dhaka" };
    return new Intl.DateTimeFormat(numbers, how).format(moment);
  };

  async function names() {
    return (await caches.keys()).filter((name) => name.startsWith(OURS));
  }

  async function allKept() {
    const kept = await Promise.all(
      (await names()).map(async (name) => {
        const about = await (await caches.open(name)).match(ABOUT);
        return about ? { name, ...(await about.json()) } : null;
      }),
    );
    return kept.filter((one) => one && one.until > Date.now()).sort((a, b) => b.kept - a.kept);
  }

  async function remove(some) {
    await Promise.all(some.map((name) => caches.delete(name)));
    await leaveNothing();
  }

  // Where nothing is kept, nothing of ours stays on the phone: no list, no key, no worker.
  async function leaveNothing() {
    const kept = await names();
    if (!kept.length) await caches.delete(STATE);
    for (const one of await navigator.serviceWorker.getRegistrations()) {
      const worker = one.active || one.waiting || one.installing;
      const isOurs = worker && new URL(worker.scriptURL).pathname === WORKER;
      const scope = new URL(one.scope).pathname;
      if (isOurs && !kept.some((name) => name.startsWith(OURS + scope))) await one.unregister();
    }
  }

  async function activeWorker() {
    const scope = `/${language}/`;
    const registration = await navigator.serviceWorker.register(WORKER, { scope });
    const worker = registration.active || registration.waiting || registration.installing;
    if (worker.state === "activated") return worker;
    return new Promise((give, fail) => {
      worker.addEventListener("statechange", () => {
        if (worker.state === "activated") give(worker);
        if (worker.state === "redundant") fail(new Error("redundant"));
      });
    });
  }

  async function keep(what) {
    const worker = await activeWorker();
    return new Promise((give) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = (event) => give(event.data);
      worker.postMessage({ keep: { ...what, script: SCRIPT } }, [port2]);
    });
  }

  async function showPage() {
    const what = told("keeping-page");
    const button = place.querySelector("[data-keep]");
    const look = async () => {
      const here = (await allKept()).find((one) => one.address === what.address);
      drop.hidden = !here;
      if (here) say(filled(words.until, { until: day(here.until) }));
    };
    button.addEventListener("click", async () => {
      button.disabled = true;
      say(words.working);
      const said = await keep(what).catch(() => "network");
      button.disabled = false;
      say(words[said]);
      if (said === "kept") await look();
      else await leaveNothing();
    });
    drop.addEventListener("click", async () => {
      await remove([OURS + what.address]);
      drop.hidden = true;
      say(words.removed);
    });
    await look();
  }

  function rowOf(one) {
    const row = place.querySelector("template").content.cloneNode(true);
    const link = row.querySelector("a");
    link.href = one.address;
    link.textContent = one.title;
    link.lang = one.address.slice(1, 3);
    const values = {
      size: figure(Math.ceil(one.bytes / 1000)),
      kept: day(one.kept),
      until: day(one.until),
    };
    row.querySelector("small").textContent = filled(words.row, values);
    const button = row.querySelector("button");
    button.setAttribute("aria-label", filled(words.remove_one, { title: one.title }));
    button.addEventListener("click", () => removeAndShow([one.name]));
    return row;
  }

  async function removeAndShow(some) {
    await remove(some);
    await showList();
    say(words.removed);
  }

  async function showList() {
    const kept = await allKept();
    place.querySelector("ul").replaceChildren(...kept.map(rowOf));
    drop.hidden = !kept.length;
    drop.onclick = async () => removeAndShow(await names());
    say(kept.length ? "" : words.nothing);
    // The list is shown in the place of a page that cannot be reached.
    document.querySelector("[data-not-here]").hidden = location.pathname.endsWith("/kept/");
  }

  for (const one of document.querySelectorAll("[data-cannot]")) one.hidden = true;
  place.hidden = false;
  if (document.getElementById("keeping-page")) showPage();
  else showList();
})();
