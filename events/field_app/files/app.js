// The first page of the app: who is here, what waits, the list; and the way to the form.

import { Form } from "./form.js";
import { handOver, unsent } from "./handover.js";
import { List } from "./list.js";
import { fetchChoices } from "./place.js";
import { Keeper } from "./queue.js";
import { allDrafts, allRecords, changeRecord, fact, keepFact, settlePhotos } from "./store.js";
import { figure, find, findAll, language, make, say, show, today, words } from "./words.js";

// Places and kinds seldom change.
const CHOICES_AGE = 12 * 3600 * 1000;
const WRONG_CLOCK = 10 * 60 * 1000;
const DRAW_PAUSE = 120;
const LANGUAGE = "nirapad-field-language";
// Only a person can do something about these.
const ASKS_TO_SIGN_IN = ["sign-in", "page"];

let person = "";
let stopped = "";
let drawing = 0;
let turns = 0;
let drawn = 0;
let justSaved = false;
let installing = null;

const tabs = "BroadcastChannel" in window ? new BroadcastChannel("nirapad-field") : null;
const form = new Form({ saved, left: goHome });
const list = new List({ correct: (record) => openForm(record), again: sendAgain });
const keeper = new Keeper({ changed, told });

// --- The language -------------------------------------------------------------------

// The home screen opens the Bangla page; whoever chose English goes on in English.
function followLanguage() {
  const other = findAll("[data-language]").find((link) => link.dataset.language === localStorage.getItem(LANGUAGE));
  if (other) window.location.replace(other.href + window.location.hash);
  return Boolean(other);
}

function chooseLanguage(link) {
  localStorage.setItem(LANGUAGE, link.dataset.language);
  // The page to sign in follows this one.
  document.cookie = `${words.language_cookie}=${link.dataset.language}; path=/; max-age=31536000; samesite=lax`;
}

// --- Drawing --------------------------------------------------------------------------

function changed() {
  draw();
  if (tabs) tabs.postMessage("changed");
}

function draw() {
  clearTimeout(drawing);
  drawing = setTimeout(drawNow, DRAW_PAUSE);
}

// All is read first and drawn at one go, and never what was read before somebody left over what
// was read after: two drawings may be under way at once.
async function drawNow() {
  const turn = (turns += 1);
  const who = (await fact("person")) || "";
  const choices = who && (await fact(`choices:${who}`));
  const records = await allRecords();
  const drafts = (await allDrafts()).filter((one) => one.person === who);
  const skew = (await fact("skew")) || 0;
  if (turn < drawn) return;
  drawn = turn;
  person = who;
  list.draw(records, { person, kinds: choices ? choices.kinds : [] });
  show(find("#saved"), justSaved ? `✓ ${words.list.saved}` : "");
  show(find("#unfinished"), drafts.length ? words.list.unfinished : "");
  drawStopped(records, Boolean(choices));
  drawPages((choices && choices.pages) || []);
  show(find("#clock"), Math.abs(skew) > WRONG_CLOCK ? words.list.clock : "");
  find("#log").disabled = !choices;
  show(find("#who"), person);
}

// What else this person may open in the field; it wants a network.
function drawPages(pages) {
  const place = find("#pages");
  place.hidden = !pages.length;
  place.textContent = "";
  for (const page of pages) place.append(make("a", { class: "bar plain", href: page.address }, page[language]));
}

function drawStopped(records, ready) {
  const waits = records.some((one) => one.person === person && ["waiting", "photos"].includes(one.state));
  const place = find("#stopped");
  let text = words.stops[stopped] || "";
  if (["sending", "no-network", "broken"].includes(stopped) && !waits) text = "";
  if (!person) text = ASKS_TO_SIGN_IN.includes(stopped) ? words.list.nobody : words.list.first;
  else if (!ready && !text) text = words.list.first;
  show(place, text);
  place.classList.toggle("plain", stopped === "sending");
  find("[data-sign-in]").hidden = !(ASKS_TO_SIGN_IN.includes(stopped) || !person);
}

// What the queue says of itself; after a run, what the form offers is looked after.
function told(why) {
  stopped = why === "another-tab" ? "" : why;
  draw();
  if (why === "" || why === "not-permitted") refreshChoices();
}

let refreshing = false;

async function refreshChoices() {
  const now = Date.now();
  const who = await fact("person");
  const fetched = (await fact(`choices-at:${who}`)) || 0;
  if (refreshing || (now >= fetched && now - fetched < CHOICES_AGE)) return;
  refreshing = true;
  try {
    if (await fetchChoices()) await keepFact(`choices-at:${who}`, now);
  } finally {
    refreshing = false;
  }
  draw();
}

// --- The form ---------------------------------------------------------------------------

async function openForm(record = null) {
  if (!person) return;
  justSaved = false;
  find("#home").hidden = true;
  await form.open(person, { record });
  if (window.location.hash !== "#form") window.history.pushState(null, "", "#form");
}

async function goHome() {
  if (form.isOpen) await form.close();
  if (window.location.hash === "#form") window.history.replaceState(null, "", window.location.pathname);
  find("#home").hidden = false;
  window.scrollTo(0, 0);
  await drawNow();
}

// Called when the record is stored, and not before.
async function saved() {
  justSaved = true;
  await goHome();
  changed();
  keeper.go();
  // The browser shall not make room by throwing this away.
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
}

async function sendAgain(record) {
  await changeRecord(record.id, (one) => {
    if (one.state === "help") return Object.assign(one, { state: "waiting", refusals: 0 });
    const again = (photo) => (photo.state === "help" ? { ...photo, state: "here", refusals: 0 } : photo);
    one.photos = one.photos.map(again);
    return settlePhotos(one);
  });
  changed();
  keeper.go();
}

// --- People ---------------------------------------------------------------------------------

async function leave() {
  const count = (await unsent(person)).length;
  if (count && !window.confirm(say(words.list.leave, { count: figure(count) }))) return;
  await keepFact("leaving", person);
  await keepFact("person", "");
  await drawNow();
  keeper.go();
}

// --- Beginning --------------------------------------------------------------------------------

function listen() {
  const on = (selector, work) => find(selector).addEventListener("click", work);
  on("#log", () => openForm());
  on("#unfinished", () => openForm());
  on("#back", () => window.history.back());
  on("#send", () => keeper.go());
  on("#export", () => handOver(person, today()));
  on("#leave", leave);
  on("#install", () => installing && installing.prompt());
  for (const link of findAll("[data-language]")) link.addEventListener("click", () => chooseLanguage(link));
  window.addEventListener("popstate", () => form.isOpen && goHome());
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    installing = event;
    find("#install").hidden = false;
  });
  window.addEventListener("appinstalled", () => (find("#install").hidden = true));
  if (tabs) tabs.addEventListener("message", draw);
}

// A browser that refuses (in a private window, say) works on as long as there is a network.
function keepTheApp() {
  if (!navigator.serviceWorker) return;
  navigator.serviceWorker.register("/field/worker.js", { scope: "/field/" }).catch(() => {});
}

async function begin() {
  listen();
  keepTheApp();
  await goHome();
  keeper.begin();
}

if (!followLanguage()) begin();
