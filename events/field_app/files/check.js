// What is wrong with a form before it is saved, by field, in words. The office
// judges again; this is so that the worker hears it while the people are still there.

import { checkDetails } from "./details.js";
import { isAnswered, named } from "./place.js";
import { figure, inDigits, inWords, say, today, words } from "./words.js";

export const TOLD_APART = ["women", "men", "girls", "boys"];
export const CAME = [...TOLD_APART, "not_recorded"];
export const AMONG = ["first_timers", "persons_with_disabilities"];
export const FIGURES = [...CAME, ...AMONG];
export const TEXTS = ["venue", "partner", "message", "material", "obstacle", "note", "starts_at"];
const NOBODY_COUNTED = "not-counted";

// How many came: the sum, and whether somebody may be missing from it.
export function totalOf(values) {
  const known = CAME.map((name) => values[name]).filter(Number.isFinite);
  if (!known.length) return { sum: null, atLeast: false };
  const blank = TOLD_APART.some((name) => values[name] === null);
  return { sum: known.reduce((one, other) => one + other, 0), atLeast: values.not_recorded === null && blank };
}

export function problemsOf(values, { hasLevel, knownKinds, asked }) {
  const problems = {};
  const say_ = (field, code, more) => (problems[field] = problems[field] || say(words.problems[code], more));
  if (!values.kind || !knownKinds.includes(values.kind)) say_("kind", "kind");
  if (hasLevel && !values.level) say_("level", "level");
  checkDay(values, say_);
  checkPlace(values, hasLevel, say_);
  checkFigures(values, say_);
  const { sum, atLeast } = totalOf(values);
  checkDetails(asked, { girls: values.girls, boys: values.boys, sum: atLeast ? null : sum }, say_);
  return problems;
}

function checkDay(values, say_) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(values.held_on || "")) say_("held_on", "held_on");
  else if (values.held_on > today()) say_("held_on", "future", { day: inWords(today(), { year: true }) });
}

function checkPlace({ place, level }, hasLevel, say_) {
  if (!isAnswered(place)) say_("place", "place");
  if (!hasLevel || !level) return;
  const { union, upazila } = named(place);
  const chosen = union ? "union" : upazila ? "upazila" : "district";
  if (chosen !== level) say_("place", `place-${level}`);
}

function checkFigures(values, say_) {
  for (const name of FIGURES) {
    if (Number.isNaN(values[name])) say_(name, "number", { example: inDigits(25) });
    else if (values[name] > words.most) say_(name, "too-many");
  }
  const { sum, atLeast } = totalOf(values);
  if (sum === null && CAME.every((name) => values[name] === null) && values.headcount !== NOBODY_COUNTED)
    say_("figures", "no-figure", { zero: inDigits(0) });
  if (sum !== null && values.headcount === NOBODY_COUNTED) say_("headcount", "somebody-counted");
  if (sum !== null && !values.headcount) say_("headcount", "headcount");
  if (sum > words.most) say_("figures", "too-many");
  if (sum === null || atLeast) return;
  for (const name of AMONG) if (values[name] > sum) say_(name, "more-than-came");
}

// The sentence below the figures.
export function totalInWords(values) {
  const { sum, atLeast } = totalOf(values);
  if (sum === null) return "";
  return say(atLeast ? words.form["at-least"] : words.form.total, { count: figure(sum) });
}
