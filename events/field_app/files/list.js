// What the person logged, and what became of each: what needs them comes first.

import { FIGURES, TEXTS, totalOf } from "./check.js";
import { nameOf } from "./place.js";
import { dayOf, figure, find, findAll, inDigits, inWords, make, nearWords, say, show, today, words } from "./words.js";

const SHOWN_AT_ONCE = 50;
const TOO_OLD = 3 * 24 * 3600 * 1000;
const UNSENT = ["waiting", "help"];

// What a record is called to the person: the phone's own state, or the office's.
export function stateOf(record) {
  if (record.state === "waiting" || record.state === "help") return record.state;
  const told = record.answer ? record.answer.state : "quarantined";
  if (record.state === "photos" && told === "counted") return "photos";
  return told in words.states ? told : "counted";
}

const NEEDS_ONE = ["help", "questioned"];
const urgency = (record) => (NEEDS_ONE.includes(stateOf(record)) ? 0 : 1);

export class List {
  constructor({ correct, again }) {
    this.correct = correct;
    this.again = again;
    this.all = false;
  }

  draw(records, { person, kinds }) {
    this.kinds = kinds;
    const own = records.filter((one) => one.person === person);
    const ids = new Set(own.map((one) => one.id));
    // A correction stands for what it corrects.
    const shown = own
      .filter((one) => !one.corrected_by || !ids.has(one.corrected_by))
      .sort((one, other) => urgency(one) - urgency(other) || other.saved_at - one.saved_at);
    this.drawQueue(own);
    this.drawOthers(records.filter((one) => one.person !== person));
    const open = new Set(findAll("#records details[open]").map((one) => one.dataset.id));
    const some = this.all ? shown : shown.slice(0, SHOWN_AT_ONCE);
    const items = some.map((one) => this.item(one, open.has(one.id)));
    if (some.length < shown.length) items.push(this.showAll(records, { person, kinds }));
    find("#records").replaceChildren(...items);
    show(find("#empty"), shown.length || !person ? "" : words.list.empty);
  }

  showAll(records, about) {
    const all = () => {
      this.all = true;
      this.draw(records, about);
    };
    return make("li", {}, make("button", { type: "button", class: "second", onclick: all }, words.form.all));
  }

  drawQueue(own) {
    const waiting = own.filter((one) => UNSENT.includes(one.state));
    const photos = own.filter((one) => one.state === "photos");
    const number = photos.reduce((sum, one) => sum + countPhotos(one, "here"), 0);
    const said = [];
    if (waiting.length) said.push(say(words.list.waiting, { count: figure(waiting.length) }));
    if (number) said.push(say(words.list.photos, { count: figure(number) }));
    const oldest = Math.min(...[...waiting, ...photos].map((one) => one.saved_at));
    show(find("#left"), said.join(" · ") || words.list.nothing);
    show(find("#oldest"), said.length ? say(words.list.oldest, { day: nearWords(dayOf(oldest)) }) : "");
    show(find("#too-old"), said.length && Date.now() - oldest > TOO_OLD ? words.list["too-old"] : "");
    find("#send").hidden = !said.length;
    find("#export").hidden = !own.some((one) => ["waiting", "help", "asked", "photos"].includes(one.state) || countPhotos(one, "help"));
    find("#queue").hidden = !own.length;
  }

  // Whose they are and how many, and no more: they are another's.
  drawOthers(theirs) {
    const counts = {};
    for (const one of theirs)
      if ([...UNSENT, "photos"].includes(one.state)) counts[one.person] = (counts[one.person] || 0) + 1;
    const lines = Object.entries(counts).map(([person, count]) =>
      make("li", { class: "bar plain" }, say(words.list.others, { count: figure(count), person })),
    );
    find("#others").replaceChildren(...lines);
  }

  item(record, open) {
    const state = stateOf(record);
    const kind = this.kinds.find((one) => one.code === record.body.kind);
    const head = make(
      "summary",
      {},
      make("b", {}, nameOf(kind) || record.body.kind),
      make("span", { class: "soft" }, [inWords(record.body.held_on), nameOf(record.place), came(record.body)].filter(Boolean).join(" · ")),
      make("span", { class: "state" }, inState(record, state)),
      ...reasons(record).map((why) => make("span", { class: "why" }, why)),
    );
    const details = make("details", { "data-id": record.id, open }, head, ...this.inside(record, state));
    return make("li", { class: `is-${state}`, "data-state": state, "data-record": record.id }, details);
  }

  inside(record, state) {
    const lines = [facts(record)];
    const helpless = countPhotos(record, "help");
    if (helpless) lines.push(make("p", { class: "why" }, say(words.list["photo-help"], { count: figure(helpless) })));
    const buttons = [];
    const button = (text, work) => make("button", { type: "button", class: "second", onclick: work }, text);
    if (mayBeCorrected(record)) buttons.push(button(words.list.correct, () => this.correct(record)));
    if (state === "help" || helpless) buttons.push(button(words.list.again, () => this.again(record)));
    if (buttons.length) lines.push(make("p", { class: "row" }, ...buttons));
    return lines;
  }
}

function mayBeCorrected(record) {
  if (record.corrected_by) return false;
  if (record.state === "waiting") return record.attempts === 0;
  return ["photos", "taken"].includes(record.state) && Boolean(record.answer && record.answer.event);
}

const countPhotos = (record, state) => record.photos.filter((photo) => photo.state === state).length;

function inState(record, state) {
  const text = say(words.states[state], { count: figure(countPhotos(record, "here")) });
  const tries = state === "waiting" && record.attempts > 1 ? ` · ${say(words.list.tries, { count: figure(record.attempts) })}` : "";
  return text + tries;
}

// What the office asks or says; the phone's own problem when it could not be sent.
function reasons(record) {
  if (record.state === "help") return record.problem ? [record.problem] : [];
  const said = record.answer ? Object.values(record.answer.reasons || {}) : [];
  return said.reduce((all, some) => all.concat(some), []).filter(Boolean);
}

function came(body) {
  const values = {};
  for (const name of FIGURES) values[name] = name in body ? body[name] : null;
  const { sum, atLeast } = totalOf(values);
  if (sum === null) return words.list.unknown;
  return say(atLeast ? words.list["at-least"] : words.list.total, { count: figure(sum) });
}

function facts({ body, saved_at: savedAt, corrects }) {
  const lines = [];
  const line = (name, value) => lines.push(make("dt", {}, name), make("dd", {}, value));
  for (const name of FIGURES) if (name in body) line(words.figures[name], figure(body[name]));
  if (body.level) line(words.levels[body.level], "");
  for (const name of TEXTS) if (body[name]) line(words.fields[name], name === "starts_at" ? inDigits(body[name]) : body[name]);
  const logged = say(words.list.logged, { day: nearWords(dayOf(savedAt)) });
  line(logged, corrects || body.replaces ? words.list.correction : "");
  return make("dl", {}, ...lines);
}
