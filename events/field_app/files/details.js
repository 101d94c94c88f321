// What is asked of a quiz or a fair besides, and the overlap poll of any event: its answers by the names that the office's
// form has for them, numbered where there are several, and as the server takes them.

import { nameOf, schoolsIn } from "./place.js";
import { find, findAll, inDigits, language, make, readFigure, say, show, words } from "./words.js";

const MOST = { hands: 10, providers: 15 };
const LINES = {
  hands: ["question", "asked_before", "right_before", "asked_after", "right_after"],
  providers: ["provider", "service"],
};
const HANDS = LINES.hands.slice(1);
const WINNERS = ["winner_girls", "winner_boys"];
const LINKAGES = ["linkages_women", "linkages_men", "linkages_not_recorded"];
// How many were asked, how many raised a hand for each channel, how many for any of them.
const { asked: POLLED, seen: SEEN, any: ANY } = words.poll;
const POLL = [POLLED, ...SEEN, ANY];
const ASKED = { quiz: ["school", "school_name", "classes", ...WINNERS], fair: LINKAGES };
const LIST = { quiz: "hands", fair: "providers" };
const CLASSES = [6, 7, 8, 9, 10, 11, 12];
// Chosen, too: that the list lacks the school.
const NOT_LISTED = "-";

const isFigure = (slot) => [...HANDS, ...WINNERS, ...LINKAGES, ...POLL].includes(slot.replace(/_\d+$/, ""));

export class Details {
  constructor(form, typed) {
    this.form = form;
    this.typed = typed;
    find("#more-hands").addEventListener("click", () => this.more("hands"));
    find("#more-providers").addEventListener("click", () => this.more("providers"));
    form.elements.school.addEventListener("change", () => this.drawSchoolName());
    find("#classes").replaceChildren(
      ...CLASSES.map((number) =>
        make("label", { class: "chip" }, make("input", { type: "checkbox", name: "classes", value: number }), make("span", {}, inDigits(number))),
      ),
    );
  }

  async open(choices, values, place) {
    this.choices = choices;
    this.given = { ...values };
    this.form.elements.school.replaceChildren();
    const classes = (values.classes || "").split(" ");
    for (const box of findAll("input[name=classes]", this.form)) box.checked = classes.includes(box.value);
    for (const name of ["school_name", ...WINNERS, ...LINKAGES, ...POLL]) this.form.elements[name].value = values[name] || "";
    find("#poll").open = POLL.some((name) => values[name]);
    for (const list of Object.keys(LINES)) this.drawLines(list, Math.max(1, this.countOf(list, values)));
    await this.placed(place);
  }

  // Show what is asked of this kind, and only that.
  ask(what) {
    this.what = what;
    for (const name of Object.keys(ASKED)) find(`#${name}`).hidden = name !== what;
  }

  // The schools are those of the district, those of the chosen place first.
  async placed(place) {
    const schools = place.district ? await schoolsIn(place.district) : [];
    const within = [place.union, place.upazila].find((code) => code && code.length > 1) || "";
    const near = (school) => (within && school.place.startsWith(within) ? 0 : 1);
    const sorted = [...schools].sort((one, other) => near(one) - near(other) || nameOf(one).localeCompare(nameOf(other), language));
    const select = this.form.elements.school;
    const chosen = select.value || this.given.school || (this.form.elements.school_name.value ? NOT_LISTED : "");
    select.replaceChildren(
      make("option", { value: "" }, "…"),
      ...sorted.map((school) => make("option", { value: school.id }, nameOf(school))),
      make("option", { value: NOT_LISTED }, words.details["not-listed"]),
    );
    select.value = chosen;
    if (select.selectedIndex < 0) select.value = "";
    this.drawSchoolName();
  }

  drawSchoolName() {
    find("#school-name").hidden = this.form.elements.school.value !== NOT_LISTED;
  }

  countOf(list, values) {
    let count = 0;
    for (let number = 1; number <= MOST[list]; number++)
      if (LINES[list].some((part) => values[`${part}_${number}`])) count = number;
    return count;
  }

  drawLines(list, count) {
    const lines = [];
    for (let number = 1; number <= count; number++) lines.push(this.line(list, number));
    find(`#${list}`).replaceChildren(...lines);
    find(`#more-${list}`).hidden = count >= MOST[list];
  }

  more(list) {
    const count = find(`#${list}`).children.length;
    if (count >= MOST[list]) return;
    Object.assign(this.given, this.readAll());
    // As many can answer the next question as could answer this one.
    if (list === "hands")
      for (const part of ["asked_before", "asked_after"]) {
        const next = `${part}_${count + 1}`;
        this.given[next] = this.given[next] || this.given[`${part}_${count}`] || "";
      }
    this.drawLines(list, count + 1);
    this.typed();
  }

  line(list, number) {
    const label = say(words.details[list], { number: inDigits(number) });
    const inside = list === "hands" ? this.handLine(number) : this.providerLine(number);
    return make("div", { class: "part", role: "group", "aria-label": label }, make("b", {}, label), ...inside);
  }

  handLine(number) {
    const questions = (this.choices.questions || []).map((one) => make("option", { value: one.id }, nameOf(one)));
    const told = make("small", { class: "soft" });
    const select = make("select", { name: `question_${number}`, onchange: () => this.drawRight(select, told) }, make("option", { value: "" }, "…"), ...questions);
    select.value = this.given[select.name] || "";
    this.drawRight(select, told);
    const figures = HANDS.map((part) => this.box(`${part}_${number}`, words.details[part]));
    return [this.labelled(select.name, words.details.question, select), told, make("div", { class: "figures" }, ...figures)];
  }

  // The right answer, for whoever counts the hands.
  drawRight(select, told) {
    const question = (this.choices.questions || []).find((one) => String(one.id) === select.value);
    const answers = question ? question[`answers_${language}`] : [];
    show(told, question ? say(words.details.right, { answer: answers[question.right - 1] }) : "");
  }

  providerLine(number) {
    const services = (this.choices.services || []).map((one) => make("option", { value: one.code }, nameOf(one)));
    const name = make("input", { name: `provider_${number}`, maxlength: 120 });
    const service = make("select", { name: `service_${number}` }, make("option", { value: "" }, "…"), ...services);
    for (const field of [name, service]) field.value = this.given[field.name] || "";
    return [this.labelled(name.name, words.details.provider, name), this.labelled(service.name, words.details.service, service)];
  }

  labelled(slot, text, field) {
    return make("label", { class: "line", "data-field": slot }, make("span", {}, text), field, make("em", { class: "wrong", hidden: true }));
  }

  box(slot, text) {
    const field = make("input", { name: slot, inputmode: "numeric", maxlength: 9, enterkeyhint: "next" });
    field.value = this.given[slot] || "";
    return make("label", { class: "figure", "data-field": slot }, make("span", {}, make("small", {}, text)), field, make("em", { class: "wrong", hidden: true }));
  }

  // Every answer as typed, whatever the kind: who chooses another kind loses nothing.
  readAll() {
    const values = {};
    for (const part of ["#quiz", "#fair", "#poll"])
      for (const field of findAll("input:not([type=checkbox]), select", find(part))) values[field.name] = field.value.trim();
    values.classes = findAll("input[name=classes]:checked", this.form).map((box) => box.value).join(" ");
    if (values.school === NOT_LISTED) values.school = "";
    else values.school_name = "";
    return values;
  }

  // The answers that are asked of this kind, figures as numbers.
  asked(values) {
    const list = LIST[this.what];
    const slots = list ? [...ASKED[this.what], ...POLL] : POLL.slice();
    for (let number = 1; list && number <= MOST[list]; number++) slots.push(...LINES[list].map((part) => `${part}_${number}`));
    const given = slots.filter((slot) => values[slot]);
    return Object.fromEntries(given.map((slot) => [slot, isFigure(slot) ? readFigure(values[slot]) : values[slot]]));
  }
}

// The details as the server takes them; an empty line in between keeps its place.
export function toDetails(asked) {
  const details = {};
  for (const [slot, answer] of Object.entries(asked)) {
    const [, part, number] = slot.match(/^(\w+)_(\d+)$/) || [];
    const list = Object.keys(LINES).find((name) => LINES[name].includes(part));
    if (list) {
      details[list] = details[list] || [];
      while (details[list].length < number) details[list].push({});
      details[list][number - 1][part] = part === "question" ? Number(answer) : textOr(answer);
    } else if (slot === "classes") details.classes = answer.split(" ").map(Number);
    else details[slot] = slot === "school" ? Number(answer) : textOr(answer);
  }
  return details;
}

const textOr = (answer) => (typeof answer === "string" ? answer.normalize("NFC") : answer);

// What the form had when this was sent.
export function toTyped(details) {
  const typed = {};
  const put = (slot, answer) => (typed[slot] = isFigure(slot) ? inDigits(answer) : String(answer));
  for (const [name, answer] of Object.entries(details || {})) {
    if (name === "classes") typed.classes = answer.join(" ");
    else if (LINES[name]) answer.forEach((line, index) => Object.entries(line).forEach(([part, one]) => put(`${part}_${index + 1}`, one)));
    else put(name, answer);
  }
  return typed;
}

// The hands of the poll, compared as far as they are known.
function checkPoll(answers, sum, say_) {
  const [all, any] = [answers[POLLED], answers[ANY]];
  const raised = [...SEEN, ANY].filter((slot) => slot in answers);
  if (raised.length && all === undefined) say_(POLLED, "how-many-asked");
  if (sum !== null && all > sum) say_(POLLED, "more-than-came");
  for (const slot of raised) if (answers[slot] > all) say_(slot, "more-than-asked");
  if (SEEN.some((slot) => answers[slot] > any)) say_(ANY, "fewer-than-one");
  if (any > SEEN.reduce((together, slot) => together + answers[slot], 0)) say_(ANY, "more-than-all");
}

// What is wrong with the answers, beside the figures of who came.
export function checkDetails(asked, { girls, boys, sum }, say_) {
  for (const [slot, answer] of Object.entries(asked)) {
    if (Number.isNaN(answer)) say_(slot, "number", { example: inDigits(25) });
    else if (answer > words.most) say_(slot, "too-many");
  }
  if (girls !== null && asked.winner_girls > girls) say_("winner_girls", "more-winners");
  if (boys !== null && asked.winner_boys > boys) say_("winner_boys", "more-winners");
  if (sum !== null && (asked.winner_girls || 0) + (asked.winner_boys || 0) > sum) say_("winner_girls", "more-winners");
  checkPoll(asked, sum, say_);
  const seen = [];
  for (let number = 1; number <= MOST.hands; number++) {
    const question = asked[`question_${number}`];
    const counted = HANDS.some((part) => `${part}_${number}` in asked);
    if (!question && counted) say_(`question_${number}`, "which-question");
    if (question && seen.includes(question)) say_(`question_${number}`, "same-question");
    seen.push(question);
    for (const when of ["before", "after"]) {
      if (asked[`right_${when}_${number}`] > asked[`asked_${when}_${number}`]) say_(`right_${when}_${number}`, "more-right");
      if (sum !== null && asked[`asked_${when}_${number}`] > sum) say_(`asked_${when}_${number}`, "more-than-came");
    }
  }
  const named = [];
  for (let number = 1; number <= MOST.providers; number++) {
    const provider = asked[`provider_${number}`];
    if (!provider && `service_${number}` in asked) say_(`provider_${number}`, "which-provider");
    if (provider && named.includes(provider.toLowerCase())) say_(`provider_${number}`, "same-provider");
    if (provider) named.push(provider.toLowerCase());
  }
}
