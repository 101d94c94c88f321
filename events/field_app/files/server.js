// One question to the server, and what kind of answer came. A page where data was
// asked for is somebody's page to sign in: a Wi-Fi's, or ours.

import { language } from "./words.js";

const API = "/field/api/";

// Below the two minutes from which on the server believes a wrong clock.
const SECONDS = 60;

export async function ask(path, { method = "GET", body, headers = {} } = {}) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), SECONDS * 1000);
  try {
    const answer = await fetch(API + path, {
      method,
      body,
      headers: { Accept: "application/json", "Accept-Language": language, ...headers },
      credentials: "same-origin",
      cache: "no-store",
      redirect: "manual",
      signal: patience.signal,
    });
    if (answer.type === "opaqueredirect") return { kind: "page", status: 0, said: {} };
    return readAnswer(answer.status, answer.headers.get("Content-Type") || "", await answer.text());
  } catch (error) {
    return { kind: "nothing", status: 0, said: {} };
  } finally {
    clearTimeout(timer);
  }
}

// What a page may come with that wants somebody to sign in. With another status it
// is something in between that cannot do its work.
const SIGN_IN_PAGES = [401, 403, 407, 511];

function readAnswer(status, type, text) {
  const said = type.startsWith("application/json") ? parsed(text) : null;
  if (said) return { kind: status >= 500 && status !== 507 ? "broken" : "answer", status, said };
  const page = status < 400 || SIGN_IN_PAGES.includes(status);
  return { kind: page ? "page" : "broken", status, said: {} };
}

function parsed(text) {
  try {
    const said = JSON.parse(text);
    return said && typeof said === "object" ? said : null;
  } catch (error) {
    return null;
  }
}

export function post(path, data, token) {
  return ask(path, {
    method: "POST",
    body: JSON.stringify(data),
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
  });
}

export function putPiece(path, piece, { offset, size, token }) {
  return ask(path, {
    method: "PUT",
    body: piece,
    headers: {
      "Content-Type": "application/octet-stream",
      "X-CSRFToken": token,
      "Upload-Offset": String(offset),
      "Upload-Length": String(size),
    },
  });
}

// Sign out of the site itself. Gives whether it heard us.
export async function signOut(token) {
  try {
    const answer = await fetch("/accounts/logout/", {
      method: "POST",
      headers: { "X-CSRFToken": token },
      credentials: "same-origin",
      redirect: "manual",
    });
    return answer.type === "opaqueredirect" || answer.ok;
  } catch (error) {
    return false;
  }
}
