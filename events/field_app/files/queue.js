// The way from this phone to the office. Nothing leaves the queue but by an answer
// that names it: 201 or 202 for the numbers, "held" for each photo. Numbers go
// first. Nobody's records are sent in another's name. What is refused for good is
// set aside, and the rest goes on.

import { ask, post, putPiece, signOut } from "./server.js";
import {
  changeRecord,
  fact,
  forgetOld,
  keepFact,
  oneRecord,
  photoIsHeld,
  photoOf,
  recordsIn,
  settlePhotos,
} from "./store.js";

const PIECE = 256 * 1024;
// So often the office may refuse something for good before it is set aside.
const REFUSALS = 3;
// So many in a row without an answer, and it is the network and not the record.
const SILENCES = 2;
const TAKEN = [201, 202];
// What is no picture is kept by the office as well, to the byte.
const AT_THE_OFFICE = ["held", "unreadable"];
// They say nothing about the record itself.
const PASSING = [408, 425, 429];
const DAYS_KEPT = 60;

const locks = navigator.locks || { request: (name, how, work) => work({}) };

class Stop extends Error {
  constructor(why) {
    super(why);
    this.why = why;
  }
}

// Send what waits, and learn what became of the rest. One tab at a time does it.
// Gives why it stopped (nothing when it came to the end), and whether anything moved.
export function flush({ changed = () => {} } = {}) {
  return locks.request("nirapad-field-queue", { ifAvailable: true }, async (lock) => {
    if (!lock) return { stopped: "another-tab", moved: false };
    const run = { person: "", token: "", silences: 0, moved: false, changed };
    try {
      await meet(run);
      await sendNumbers(run);
      await sendPhotos(run);
      await learnStates(run);
      await forgetOld(run.person, { now: Date.now(), days: DAYS_KEPT });
      return { stopped: run.trouble || "", moved: run.moved };
    } catch (stop) {
      if (!(stop instanceof Stop)) throw stop;
      return { stopped: stop.why, moved: run.moved };
    }
  });
}

// Ask who is signed in, and for a fresh token: it is good for this person only, so
// that nothing can go under another's name when somebody signs in meanwhile.
async function meet(run) {
  const answer = await ask("session");
  if (answer.kind === "nothing") throw new Stop("no-network");
  if (answer.kind === "broken") throw new Stop("broken");
  if (answer.kind === "page" || answer.status === 403) throw new Stop(answer.status === 403 ? "sign-in" : "page");
  const session = answer.said;
  if (typeof session.csrf_token !== "string") throw new Stop("page");
  await noteSkew(session.server_time);
  await finishLeaving(session);
  if (!session.signed_in) throw new Stop("sign-in");
  if (run.person && run.person !== session.person) throw new Stop("sign-in");
  run.person = session.person;
  run.token = session.csrf_token;
  if ((await fact("person")) !== run.person) {
    await keepFact("person", run.person);
    run.changed();
  }
  if (!session.may_log) throw new Stop("not-permitted");
}

// Who signed out without a network is signed out at the next contact.
async function finishLeaving(session) {
  const leaving = await fact("leaving");
  if (!leaving) return;
  const stays = session.person === leaving && !(await signOut(session.csrf_token));
  if (!stays) await keepFact("leaving", "");
  if (session.person === leaving) throw new Stop("sign-in");
}

async function noteSkew(serverTime) {
  const skew = Date.parse(serverTime) - Date.now();
  if (Number.isFinite(skew)) await keepFact("skew", skew);
}

// --- Numbers -----------------------------------------------------------------

async function sendNumbers(run) {
  const tried = new Set();
  for (;;) {
    // What failed before goes to the end, so that it keeps nothing else waiting.
    const next = (await mine(run, "waiting"))
      .filter((one) => !tried.has(one.id))
      .sort((one, other) => failed(one) - failed(other) || one.saved_at - other.saved_at)[0];
    if (!next) return;
    tried.add(next.id);
    await orToTheEnd(next.id, "failures", () => sendRecord(run, next.id));
    run.changed();
  }
}

// Whatever stops the run at this record shall not meet it first the next time.
async function orToTheEnd(id, count, work) {
  try {
    await work();
  } catch (stop) {
    await changeRecord(id, (one) => (one[count] += 1));
    throw stop;
  }
}

const failed = (one) => one.failures + one.refusals;

async function mine(run, state) {
  return (await recordsIn(state)).filter((one) => one.person === run.person);
}

async function sendRecord(run, id) {
  // Noted before the first byte goes: from now on the office may have it.
  const record = await changeRecord(id, (one) => (one.attempts += 1));
  if (!record) return;
  const send = () => post("events", { ...record.body, client_now: new Date().toISOString() }, run.token);
  const answer = await heard(run, send);
  const named = String(answer.said.id || "").toLowerCase() === id;
  if (TAKEN.includes(answer.status) && named) {
    await changeRecord(id, (one) => {
      Object.assign(one, { answer: answer.said, failures: 0, problem: "", sent_at: Date.now() });
      settlePhotos(one);
    });
  } else if (answer.status === 409 && named) {
    await changeRecord(id, (one) => Object.assign(one, { state: "asked", answer: answer.said }));
  } else {
    await putOff(run, answer, (said, forGood) =>
      changeRecord(id, (one) => {
        one[forGood ? "refusals" : "failures"] += 1;
        one.problem = said;
        if (one.refusals >= REFUSALS) one.state = "help";
      }),
    );
    return;
  }
  run.moved = true;
}

// Ask, and deal with what concerns the whole run: who is signed in, and the network.
async function heard(run, send) {
  let answer = await send();
  if (answer.status === 403 && answer.said.code === "csrf") {
    await meet(run);
    answer = await send();
  }
  if (answer.kind === "page") throw new Stop("page");
  if (answer.status === 401) throw new Stop("sign-in");
  if (answer.status === 403) throw new Stop(answer.said.code === "not-permitted" ? "not-permitted" : "sign-in");
  if (answer.status === 507) throw new Stop("full");
  if (answer.kind === "answer" && !PASSING.includes(answer.status)) run.silences = 0;
  return answer;
}

// Nothing was taken: the record stays, and what was said against it is noted.
async function putOff(run, { kind, status, said }, note) {
  const forGood = kind === "answer" && status >= 400 && !PASSING.includes(status) && said.code !== "cut";
  await note(forGood ? said.message || said.detail || String(status) : "", forGood);
  if (forGood) return;
  run.trouble = kind === "nothing" ? "no-network" : "broken";
  run.silences += 1;
  if (run.silences >= SILENCES) throw new Stop(run.trouble);
}

// --- Photos ------------------------------------------------------------------

async function sendPhotos(run) {
  const tried = new Set();
  for (;;) {
    const next = (await mine(run, "photos"))
      .filter((one) => !tried.has(one.id))
      .sort((one, other) => one.photo_failures - other.photo_failures || one.saved_at - other.saved_at)[0];
    if (!next) return;
    tried.add(next.id);
    await orToTheEnd(next.id, "photo_failures", () => sendPhotosOf(run, next));
    run.changed();
    // Somebody may have logged one meanwhile; its numbers do not wait for photos.
    await sendNumbers(run);
  }
}

async function sendPhotosOf(run, record) {
  const told = await heldPhotos(run, record.id);
  if (!told) return;
  for (const photo of record.photos.filter((one) => one.state === "here")) {
    const there = told.get(photo.sha256) || { state: "missing", offset: 0 };
    if (AT_THE_OFFICE.includes(there.state)) await held(run, record.id, photo.sha256);
    else await sendPhoto(run, record.id, photo.sha256, there.offset || 0);
  }
}

async function heldPhotos(run, id) {
  const answer = await heard(run, () => ask(`events/${id}/photos`));
  if (answer.status === 200 && Array.isArray(answer.said.photos))
    return new Map(answer.said.photos.map((one) => [one.sha256, one]));
  await putOff(run, answer, async () => {});
  return null;
}

async function sendPhoto(run, id, sha256, from) {
  const kept = await photoOf(id, sha256);
  if (!kept) return setPhotoAside(id, sha256);
  let offset = from;
  // The office says where to go on; it may not send us round in circles.
  for (let still = 0; still < REFUSALS; ) {
    const answer = await heard(run, () =>
      putPiece(`events/${id}/photos/${sha256}`, kept.blob.slice(offset, offset + PIECE), {
        offset,
        size: kept.blob.size,
        token: run.token,
      }),
    );
    const { said, status } = answer;
    if (TAKEN.includes(status) && said.sha256 === sha256 && AT_THE_OFFICE.includes(said.state))
      return held(run, id, sha256);
    const next = status === 422 ? 0 : said.offset;
    if (![202, 409, 422].includes(status) || !Number.isInteger(next))
      return putOff(run, answer, (why, forGood) => forGood && refusePhoto(id, sha256, why));
    still = next > offset ? 0 : still + 1;
    run.moved = run.moved || next > offset;
    offset = next;
  }
  return refusePhoto(id, sha256, "");
}

async function held(run, id, sha256) {
  await photoIsHeld(id, sha256);
  run.moved = true;
}

const refusePhoto = (id, sha256, said) =>
  changePhoto(id, sha256, (photo) => {
    photo.refusals = (photo.refusals || 0) + 1;
    photo.problem = said;
    if (photo.refusals >= REFUSALS) photo.state = "help";
  });

const setPhotoAside = (id, sha256) => changePhoto(id, sha256, (photo) => (photo.state = "help"));

function changePhoto(id, sha256, change) {
  return changeRecord(id, (record) => {
    record.photos.filter((photo) => photo.sha256 === sha256).forEach(change);
    settlePhotos(record);
  });
}

// --- What became of it --------------------------------------------------------

async function learnStates(run) {
  const mark = `as-of:${run.person}`;
  const since = await fact(mark);
  const answer = await heard(run, () => ask(since ? `events/ids?since=${encodeURIComponent(since)}` : "events/ids"));
  if (answer.status !== 200 || !Array.isArray(answer.said.held)) return putOff(run, answer, async () => {});
  for (const one of answer.said.held) await learnState(run, one);
  await keepFact(mark, answer.said.as_of);
}

async function learnState(run, told) {
  const record = await oneRecord(told.id);
  // What still waits is sent again all the same: only the answer to that lets it go.
  if (!record || record.person !== run.person || ["waiting", "help"].includes(record.state)) return;
  if (JSON.stringify(record.answer) === JSON.stringify(told)) return;
  await changeRecord(told.id, (one) => {
    // The office has an event of this id, and this one beside it still waits for a person.
    if (one.state === "asked" && told.conflict) return;
    one.answer = told;
    if (one.state === "asked" && told.event) settlePhotos(one);
  });
  run.changed();
}

// --- When ----------------------------------------------------------------------

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 5 * 60 * 1000;
const WAIT_FOR_TAB = 5000;

// A store that cannot be read has something that waits, as far as anybody knows.
async function countLeft() {
  try {
    return (await recordsIn("waiting")).length + (await recordsIn("photos")).length;
  } catch (error) {
    return 1;
  }
}

// Keeps the queue going: when asked, when the network or the person comes back, and
// by a timer that waits twice as long after each vain attempt.
export class Keeper {
  constructor({ changed, told }) {
    this.changed = changed;
    this.told = told;
    this.wait = FIRST_WAIT;
    this.running = false;
    this.again = false;
    this.timer = 0;
  }

  begin() {
    window.addEventListener("online", () => this.go());
    document.addEventListener("visibilitychange", () => document.hidden || this.go());
    return this.go();
  }

  // Somebody asked for it, or something changed: begin with short waits again.
  go() {
    this.wait = FIRST_WAIT;
    return this.run();
  }

  async run() {
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = true;
    clearTimeout(this.timer);
    let result = { stopped: "broken", moved: false };
    try {
      do {
        this.again = false;
        this.told("sending");
        result = await flush({ changed: this.changed });
      } while (this.again && !result.stopped);
    } catch (error) {
      result = { stopped: "storage", moved: false };
    } finally {
      this.running = false;
      this.told(result.stopped);
      this.changed();
      await this.schedule(result);
    }
  }

  async schedule({ stopped, moved }) {
    if (moved) this.wait = FIRST_WAIT;
    const left = await countLeft();
    // The tab that sends may be closed at any moment; then this one goes on.
    if (stopped === "another-tab") this.wait = Math.min(this.wait, WAIT_FOR_TAB);
    // Some of the time is left to chance: phones that lost the network together come back together.
    const wait = stopped || left ? this.wait * (0.75 + Math.random() / 2) : LONGEST_WAIT;
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.run(), wait);
  }
}
