// What the app says, and how it writes figures and days in the page's language.

export const words = JSON.parse(document.getElementById("words").textContent);
export const language = document.documentElement.lang;

const BANGLA = "০১২৩৪৫৬৭৮৯";

export function inDigits(text) {
  return language === "bn" ? String(text).replace(/[0-9]/g, (digit) => BANGLA[digit]) : String(text);
}

// 1234567 is 12,34,567 here and 1,234,567 elsewhere.
export function figure(number) {
  return inDigits(number.toLocaleString(language === "bn" ? "en-IN" : "en-GB"));
}

// Read a figure typed in either kind of digits: null when blank, NaN when it is none.
export function readFigure(text) {
  const plain = text.replace(/[০-৯]/g, (digit) => BANGLA.indexOf(digit)).replace(/[\s,]/g, "");
  if (plain === "") return null;
  return /^[0-9]{1,9}$/.test(plain) ? Number(plain) : NaN;
}

// Put values into the places of a sentence.
export function say(sentence, values = {}) {
  return sentence.replace(/\{(\w+)\}/g, (place, name) => (name in values ? values[name] : place));
}

// --- Days, as they are in Dhaka, which is six hours ahead and has no summer time ---

const DHAKA = 6 * 3600 * 1000;
const DAY = 24 * 3600 * 1000;

export function dayOf(moment) {
  return new Date(moment + DHAKA).toISOString().slice(0, 10);
}

export const today = () => dayOf(Date.now());
export const yesterday = () => dayOf(Date.now() - DAY);

export function inWords(day, { year = false } = {}) {
  const [y, month, date] = day.split("-").map(Number);
  const text = `${date} ${words.months[month - 1]}`;
  return inDigits(year || y !== Number(today().slice(0, 4)) ? `${text} ${y}` : text);
}

export function nearWords(day) {
  if (day === today()) return words.list.today;
  if (day === yesterday()) return words.list.yesterday;
  return inWords(day);
}

// --- Pages -----------------------------------------------------------------------

export const find = (selector, within = document) => within.querySelector(selector);
export const findAll = (selector, within = document) => [...within.querySelectorAll(selector)];

// Make an element: attributes, then what is in it. Texts stay texts.
export function make(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null) element.setAttribute(name, value);
  }
  element.append(...inside.filter((part) => part !== null && part !== ""));
  return element;
}

// Show a text, or hide its element when there is none.
export function show(element, text) {
  element.hidden = !text;
  const place = find("span", element) || element;
  if (place.textContent !== (text || "")) place.textContent = text || "";
}
