// Choosing the place: those used last by one tap, any other by district, upazila and
// union. Only districts of the person are here, and their places are on the phone.

import { ask } from "./server.js";
import { fact, keepFact } from "./store.js";
import { find, language, make, show, words } from "./words.js";

const RECENT = 4;
// Whoever works in more has them fetched one by one.
const DISTRICTS_AT_ONCE = 8;

// Chosen, too: that the smaller place is not known, or that it was for the whole.
const WHOLE = "-";

export const nameOf = (named) => (named ? named[language] || named.en : "");

// Fetch what the form offers, for the person who is signed in now.
export async function fetchChoices() {
  const answer = await ask("choices");
  if (answer.status !== 200 || !Array.isArray(answer.said.kinds)) return false;
  const choices = answer.said;
  await keepFact(`choices:${choices.person}`, choices);
  if (choices.districts.length <= DISTRICTS_AT_ONCE)
    for (const district of choices.districts) await fetchPlaces(district.code);
  return true;
}

async function fetchPlaces(district) {
  const answer = await ask(`places/${district}`);
  if (answer.status !== 200 || !Array.isArray(answer.said.places)) return null;
  await keepFact(`places:${district}`, answer.said.places);
  await keepFact(`schools:${district}`, answer.said.schools || []);
  return answer.said.places;
}

export async function placesIn(district) {
  return (await fact(`places:${district}`)) || (await fetchPlaces(district)) || [];
}

export async function schoolsIn(district) {
  return (await fact(`schools:${district}`)) || [];
}

export class PlaceChooser {
  constructor(form, changed) {
    this.form = form;
    this.changed = changed;
    this.value = { district: "", upazila: "", union: "" };
    for (const name of ["district", "upazila", "union"])
      form.elements[name].addEventListener("change", () => this.chose(name));
  }

  // Begin with a place; `recent` are the last ones used, the newest first.
  async open(districts, recent, value) {
    this.districts = districts;
    this.recent = recent.filter((one) => districts.some((own) => own.code === one.district)).slice(0, RECENT);
    this.value = { ...value };
    if (!this.value.district && districts.length === 1) this.value.district = districts[0].code;
    this.elsewhere = !this.recent.some((one) => same(one, this.value));
    await this.draw();
  }

  async chose(name) {
    const below = { district: { upazila: "", union: "" }, upazila: { union: "" }, union: {} };
    Object.assign(this.value, { [name]: this.form.elements[name].value }, below[name]);
    if (name === "upazila" && !(await this.unions()).length) this.value.union = WHOLE;
    await this.draw();
    this.changed();
  }

  async pick(place) {
    this.elsewhere = !place;
    if (place) this.value = { district: place.district, upazila: place.upazila, union: place.union };
    await this.draw();
    this.changed();
  }

  async draw() {
    this.drawRecent();
    find("#place-steps").hidden = !this.elsewhere;
    find("#district-line").hidden = this.districts.length === 1;
    this.fill("district", this.districts, "", this.value.district);
    const places = this.value.district ? await placesIn(this.value.district) : [];
    const above = places.filter((one) => one.level !== "union");
    this.fill("upazila", above, words.form["whole-district"], this.value.upazila);
    const unions = await this.unions();
    this.fill("union", unions, words.form["whole-upazila"], this.value.union);
    find("#union-line").hidden = !this.value.upazila || !unions.length;
    const missing = this.value.district && !places.length;
    show(find("[data-field=place] > .wrong"), missing ? words.form["no-places"] : "");
  }

  // A city has none, nor has what nobody named.
  async unions() {
    const { district, upazila } = this.value;
    const places = district ? await placesIn(district) : [];
    return places.filter((one) => one.level === "union" && one.within === upazila);
  }

  drawRecent() {
    const chip = (place) => {
      const radio = make("input", { type: "radio", name: "recent", onchange: () => this.pick(place) });
      radio.checked = place ? !this.elsewhere && same(place, this.value) : this.elsewhere;
      const text = place ? [nameOf(place), make("small", {}, nameOf(place.in))] : [words.form["other-place"]];
      return make("label", { class: "chip" }, radio, make("span", {}, ...text));
    };
    const chips = this.recent.length ? [...this.recent.map(chip), chip(null)] : [];
    find("#recent-places").replaceChildren(...chips);
  }

  fill(name, places, none, chosen) {
    const select = this.form.elements[name];
    const used = this.recent.map((one) => one[name]);
    const rank = (place) => (used.includes(place.code) ? used.indexOf(place.code) : used.length);
    const sorted = [...places].sort((one, other) => rank(one) - rank(other) || nameOf(one).localeCompare(nameOf(other), language));
    const option = (place) => make("option", { value: place.code }, nameOf(place));
    const whole = none ? [make("option", { value: WHOLE }, none)] : [];
    select.replaceChildren(make("option", { value: "" }, "…"), ...sorted.map(option), ...whole);
    select.value = chosen;
  }

  // The smallest place that was chosen, with the names it has.
  async named() {
    const { district, upazila, union } = named(this.value);
    const known = [...this.districts, ...(district ? await placesIn(district) : [])];
    const found = (code) => known.find((one) => one.code === code);
    const own = found(union || upazila || district);
    const above = found(union ? upazila : upazila ? district : "");
    const names = (place) => (place ? { en: place.en, bn: place.bn } : null);
    return { ...this.value, code: union || upazila || district, ...names(own), in: names(above) };
  }
}

// The three steps with "the whole" read as none.
export function named(value) {
  const plain = (code) => (code && code !== WHOLE ? code : "");
  return { district: plain(value.district), upazila: plain(value.upazila), union: plain(value.union) };
}

// Whether each step was answered, be it by "not known".
export const isAnswered = ({ district, upazila, union }) => Boolean(district && upazila && (upazila === WHOLE || union));

const same = (one, other) => ["district", "upazila", "union"].every((name) => (one[name] || "") === (other[name] || ""));
