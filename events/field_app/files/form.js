// The form: kept while one types, checked when one saves, quick the second time.

import { FIGURES, TEXTS, problemsOf, totalInWords } from "./check.js";
import { Details, toDetails, toTyped } from "./details.js";
import { freshId, shrink } from "./photos.js";
import { PlaceChooser, nameOf } from "./place.js";
import { OnItsWay, allDrafts, dropDraft, dropPhoto, fact, keepDraft, keepFact, keepPhoto, keepRecord, photoOf } from "./store.js";
import { dayOf, figure, find, findAll, inDigits, inWords, make, readFigure, say, show, today, words, yesterday } from "./words.js";

const TYPING_PAUSE = 300;
const LAST_WORDS = 3;
const LAST_PLACES = 6;
const REMEMBERED = ["message", "material", "venue", "partner"];
// As on the server: less is no proof of a wrong clock.
const SMALL_SKEW = 2 * 60 * 1000;
const DAY = 24 * 3600 * 1000;

export class Form {
  // `saved` is called with a record that is stored; `left` when the form is over.
  constructor({ saved, left }) {
    this.page = find("#form");
    this.form = find("form", this.page);
    this.saved = saved;
    this.left = left;
    this.draft = null;
    this.details = new Details(this.form, () => this.typed());
    this.place = new PlaceChooser(this.form, async () => {
      this.typed();
      await this.details.placed(this.place.value);
    });
    this.form.addEventListener("input", (event) => event.target.type !== "file" && this.typed());
    this.form.addEventListener("change", (event) => this.changed(event.target));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.save();
    });
    find("#pick input").addEventListener("change", (event) => this.addPhotos(event.target));
    find("#locate").addEventListener("click", () => this.locate());
    find("#discard").addEventListener("click", () => this.discard());
    const keepNow = () => document.hidden && this.keep();
    document.addEventListener("visibilitychange", keepNow);
    window.addEventListener("pagehide", () => this.keep());
  }

  // Begin a new one, go on with what was not saved, or correct a record.
  async open(person, { record = null } = {}) {
    this.person = person;
    this.choices = await fact(`choices:${person}`);
    this.last = (await fact(`last:${person}`)) || { places: [] };
    const before = record ? null : await this.unfinished();
    this.isKept = Boolean(before);
    this.draft = before || (await this.fresh(record));
    await this.hold(this.draft.id);
    await this.draw();
    this.page.hidden = false;
    window.scrollTo(0, 0);
  }

  get isOpen() {
    return !this.page.hidden;
  }

  async close() {
    await this.keep();
    // An untouched correction leaves the copies of its photos behind.
    if (this.draft && !this.isKept) await dropDraft(this.draft.id);
    this.release();
    this.page.hidden = true;
    this.draft = null;
  }

  // --- Drafts -------------------------------------------------------------------

  // Another tab may have a draft open: that one is left alone, and this tab's has an
  // id of its own. Two tabs never fill in the same event.
  async unfinished() {
    const drafts = (await allDrafts()).filter((one) => one.person === this.person);
    drafts.sort((one, other) => other.touched_at - one.touched_at);
    for (const draft of drafts) if (await this.hold(draft.id)) return draft;
    return null;
  }

  // Hold the lock of a draft as long as it is open here. Gives whether it is ours.
  hold(id) {
    if (this.held === id || !navigator.locks) return Promise.resolve(true);
    return new Promise((tell) => {
      navigator.locks.request(`nirapad-field-draft-${id}`, { ifAvailable: true }, (lock) => {
        tell(Boolean(lock));
        if (!lock) return null;
        this.release();
        this.held = id;
        return new Promise((release) => (this.letGo = release));
      });
    });
  }

  release() {
    if (this.letGo) this.letGo();
    this.letGo = this.held = null;
  }

  async fresh(record) {
    const draft = {
      id: freshId(),
      person: this.person,
      opened_at: Date.now(),
      touched_at: Date.now(),
      changes: null,
      photos: [],
      position: null,
      values: {
        held_on: today(),
        kind: this.last.kind || "",
        level: this.last.level || "",
        headcount: this.last.headcount || "",
        place: this.last.places[0] || { district: "", upazila: "", union: "" },
      },
    };
    return record ? this.fromRecord(draft, record) : draft;
  }

  async fromRecord(draft, record) {
    const body = record.body;
    const skew = (await fact("skew")) || 0;
    const values = { kind: body.kind, level: body.level || "", headcount: body.headcount || "", place: record.place };
    values.held_on = inTodaysClock(body, record.skew || 0, skew);
    for (const name of FIGURES) values[name] = name in body ? inDigits(body[name]) : "";
    for (const name of TEXTS) values[name] = body[name] || "";
    values.details = toTyped(body.details);
    for (const photo of record.photos) {
      const kept = photo.state !== "held" && (await photoOf(record.id, photo.sha256));
      if (kept) await keepPhoto({ ...kept, record: draft.id });
    }
    const photos = record.photos.map(({ sha256, size, state }) => ({ sha256, size, state: state === "held" ? "held" : "here" }));
    return { ...draft, changes: record.id, values, photos, position: body.position || null };
  }

  typed() {
    this.drawTotal();
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.keep(), TYPING_PAUSE);
  }

  // Store what was typed. An untouched form is no draft.
  async keep({ touched = false } = {}) {
    clearTimeout(this.pause);
    if (!this.draft || this.saving) return;
    const values = this.read();
    if (!touched && JSON.stringify(values) === this.shown) return;
    this.shown = JSON.stringify(values);
    Object.assign(this.draft, { values, touched_at: Date.now() });
    this.isKept = true;
    await keepDraft(this.draft);
  }

  async discard() {
    if (!window.confirm(words.form.discard)) return;
    const { id } = this.draft;
    clearTimeout(this.pause);
    this.draft = null;
    await dropDraft(id);
    this.left();
  }

  // --- What it shows --------------------------------------------------------------

  async draw() {
    const { values } = this.draft;
    show(find("#form-title"), this.draft.changes ? words.form.correct : words.form.new);
    this.drawKinds(values.kind);
    this.check("level", values.level);
    this.check("headcount", values.headcount);
    for (const name of [...FIGURES, ...TEXTS]) this.form.elements[name].value = values[name] || "";
    this.drawDay(values.held_on);
    this.drawUsed();
    this.drawPhotos();
    this.drawPosition();
    this.drawProblems({});
    await this.place.open(this.choices.districts, this.last.places, values.place);
    await this.details.open(this.choices, values.details || {}, this.place.value);
    this.drawAsked();
    this.drawTotal();
    find("#more").open = [...TEXTS, "persons_with_disabilities"].some((name) => find("#more").contains(this.form.elements[name]) && values[name]);
    // An untouched form is not kept: this is what untouched looks like.
    this.shown = JSON.stringify(this.read());
  }

  drawKinds(chosen) {
    const chips = this.choices.kinds.map((kind) =>
      make("label", { class: "chip" }, make("input", { type: "radio", name: "kind", value: kind.code }), make("span", {}, nameOf(kind))),
    );
    find("#kinds").replaceChildren(...chips);
    this.check("kind", chosen);
  }

  check(name, value) {
    for (const radio of findAll(`input[name=${name}]`, this.form)) radio.checked = radio.value === value;
  }

  drawDay(day) {
    show(find("#today"), inWords(today()));
    show(find("#yesterday"), inWords(yesterday()));
    const near = day === today() ? "0" : day === yesterday() ? "1" : "other";
    this.check("day", near);
    this.form.elements.held_on.value = day;
    find("#other-day").hidden = near !== "other";
  }

  // What only some kinds are asked: the level, and the details of a quiz or a fair.
  drawAsked() {
    find("#level").hidden = !this.hasLevel();
    this.details.ask((this.kind() || {}).details);
  }

  kind() {
    return this.choices.kinds.find((one) => one.code === this.chosen("kind"));
  }

  hasLevel() {
    const kind = this.kind();
    return Boolean(kind && kind.has_level);
  }

  drawTotal() {
    show(find("#total"), totalInWords(this.inNumbers(this.read())));
  }

  drawUsed() {
    for (const line of findAll("[data-used]", this.form)) {
      const name = line.dataset.used;
      const fill = (text) => {
        this.form.elements[name].value = text;
        this.typed();
      };
      const used = (this.last[name] || []).map((text) =>
        make("button", { type: "button", class: "chip said", onclick: () => fill(text) }, text),
      );
      line.replaceChildren(...used);
    }
  }

  async drawPhotos() {
    const { id, photos } = this.draft;
    const items = [];
    for (const photo of photos) {
      const kept = await photoOf(id, photo.sha256);
      const remove = make("button", { type: "button", class: "quiet", onclick: () => this.removePhoto(photo.sha256) }, words.form.remove);
      const picture = kept ? make("img", { src: URL.createObjectURL(kept.blob), alt: "" }) : make("span", {}, words.form["sent-photo"]);
      items.push(make("li", {}, picture, remove));
    }
    for (const old of findAll("#photos img")) URL.revokeObjectURL(old.src);
    find("#photos").replaceChildren(...items);
    find("#pick").hidden = photos.length >= words.most_photos;
  }

  drawPosition() {
    const { position } = this.draft;
    const metres = position && figure(Math.round(position.accuracy_m || 0));
    show(find("#position"), position ? say(words.form.position, { metres }) : "");
  }

  drawProblems(problems) {
    for (const field of findAll("[data-field]", this.form)) {
      const place = [...field.children].find((one) => one.classList.contains("wrong"));
      const why = problems[field.dataset.field] || "";
      field.classList.toggle("has-wrong", Boolean(why));
      if (place) show(place, why);
    }
    show(find("#form-wrong"), Object.keys(problems).length ? words.problems.some : "");
  }

  // --- What it holds -----------------------------------------------------------------

  chosen(name) {
    const radio = find(`input[name=${name}]:checked`, this.form);
    return radio ? radio.value : "";
  }

  // Everything as typed; the day as a date, whatever "today" was when it was chosen.
  read() {
    const values = { kind: this.chosen("kind"), level: this.chosen("level"), headcount: this.chosen("headcount") };
    for (const name of [...FIGURES, ...TEXTS]) values[name] = this.form.elements[name].value.trim();
    values.held_on = this.form.elements.held_on.value;
    values.place = { ...this.place.value };
    values.details = this.details.readAll();
    return values;
  }

  inNumbers(values) {
    const read = Object.fromEntries(FIGURES.map((name) => [name, readFigure(values[name] || "")]));
    return { ...values, ...read };
  }

  changed(field) {
    if (field.name === "kind") this.drawAsked();
    if (field.name === "day") {
      if (field.value !== "other") this.form.elements.held_on.value = field.value === "0" ? today() : yesterday();
      find("#other-day").hidden = field.value !== "other";
    }
    if (field.type !== "file") this.typed();
  }

  // --- Photos and position ----------------------------------------------------------------

  async addPhotos(input) {
    const problems = {};
    const { id } = this.draft;
    for (const file of [...input.files]) {
      if (this.draft.photos.length >= words.most_photos) {
        problems.photos = say(words.problems.photos, { count: inDigits(words.most_photos) });
        break;
      }
      try {
        // One after the other: a cheap phone has memory for one.
        const photo = await shrink(file);
        await keepPhoto({ record: id, ...photo });
        const others = this.draft.photos.filter((one) => one.sha256 !== photo.sha256);
        this.draft.photos = [...others, { sha256: photo.sha256, size: photo.size, state: "here" }];
      } catch (error) {
        problems.photos = words.problems.photo;
      }
    }
    input.value = "";
    await this.keep({ touched: true });
    await this.drawPhotos();
    this.drawProblems(problems);
    show(find("#form-wrong"), "");
  }

  async removePhoto(sha256) {
    this.draft.photos = this.draft.photos.filter((one) => one.sha256 !== sha256);
    await this.keep({ touched: true });
    await dropPhoto(this.draft.id, sha256);
    await this.drawPhotos();
  }

  // Only when asked for. Without it everything works.
  locate() {
    const field = find("[data-field=position] > .wrong");
    show(field, "");
    show(find("#position"), words.form.searching);
    const failed = () => {
      this.drawPosition();
      show(field, words.problems["position-denied"]);
    };
    if (!navigator.geolocation) return failed();
    navigator.geolocation.getCurrentPosition(
      async ({ coords }) => {
        if (!this.draft) return;
        this.draft.position = { latitude: coords.latitude, longitude: coords.longitude, accuracy_m: coords.accuracy };
        await this.keep({ touched: true });
        this.drawPosition();
      },
      failed,
      { enableHighAccuracy: true, timeout: 30000, maximumAge: 60000 },
    );
  }

  // --- Saving --------------------------------------------------------------------------------

  async save() {
    if (this.saving) return;
    const values = this.inNumbers(this.read());
    const knownKinds = this.choices.kinds.map((one) => one.code);
    const asked = this.details.asked(values.details);
    const problems = problemsOf(values, { hasLevel: this.hasLevel(), knownKinds, asked });
    this.drawProblems(problems);
    const first = find(".has-wrong", this.form);
    if (first) return this.lead(first);
    await this.keep({ touched: true });
    this.saving = true;
    try {
      const record = await this.makeRecord(values);
      await keepRecord(record, { changes: this.draft.changes });
      await this.remember(values, record.place);
      this.draft = null;
      this.saved(record);
    } catch (error) {
      const way = error instanceof OnItsWay;
      show(find("#form-wrong"), way ? words.problems["on-its-way"] : words.stops.storage);
    } finally {
      this.saving = false;
    }
  }

  lead(field) {
    const folded = field.closest("details");
    if (folded) folded.open = true;
    field.scrollIntoView({ block: "center" });
    const input = find("input:not([type=file]), select", field);
    if (input) input.focus({ preventScroll: true });
  }

  async makeRecord(values) {
    const { id, photos, position } = this.draft;
    const place = await this.place.named();
    const body = { id, kind: values.kind, held_on: values.held_on, place: place.code };
    if (this.hasLevel()) body.level = values.level;
    for (const name of FIGURES) if (values[name] !== null) body[name] = values[name];
    if (values.headcount) body.headcount = values.headcount;
    for (const name of TEXTS) if (values[name]) body[name] = values[name].normalize("NFC");
    const details = toDetails(this.details.asked(values.details));
    if (Object.keys(details).length) body.details = details;
    if (position) body.position = position;
    if (photos.length) body.photos = photos.map((photo) => photo.sha256);
    body.recorded_at = new Date().toISOString();
    return newRecord(body, { person: this.person, place, photos, now: Date.now() });
  }

  // What the next one begins with.
  async remember(values, place) {
    const last = { ...this.last, kind: values.kind };
    // That nobody counted is said of one event, never of the next.
    if (values.headcount && values.headcount !== "not-counted") last.headcount = values.headcount;
    if (values.level) last.level = values.level;
    const others = (this.last.places || []).filter((one) => one.code !== place.code);
    last.places = [place, ...others].slice(0, LAST_PLACES);
    for (const name of REMEMBERED) {
      const before = (this.last[name] || []).filter((text) => text !== values[name]);
      last[name] = [values[name], ...before].filter(Boolean).slice(0, LAST_WORDS);
    }
    await keepFact(`last:${this.person}`, last);
  }
}

export function newRecord(body, { person, place, photos, now }) {
  return {
    id: body.id,
    person,
    place,
    body,
    photos,
    state: "waiting",
    saved_at: now,
    attempts: 0,
    failures: 0,
    photo_failures: 0,
    refusals: 0,
    problem: "",
    answer: null,
  };
}

// A day was chosen by the clock of then and is shown by the clock of now; either may
// be wrong, and the office corrects each by its own skew.
export function inTodaysClock({ held_on, recorded_at }, skewThen, skewNow) {
  const then = Date.parse(recorded_at);
  const moved = (moment, skew) =>
    Math.abs(skew) < SMALL_SKEW ? 0 : Date.parse(dayOf(moment + skew)) - Date.parse(dayOf(moment));
  const days = Math.round((moved(then, skewThen) - moved(Date.now(), skewNow)) / DAY);
  return new Date(Date.parse(held_on) + days * DAY).toISOString().slice(0, 10);
}
