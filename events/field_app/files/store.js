// What is kept on this phone: records, their photos, what is being typed, and a few
// facts. A write is done when its transaction has completed, and not before.

const NAME = "nirapad-field";
const VERSION = 1;
let opened = null;

function open() {
  opened =
    opened ||
    new Promise((done, fail) => {
      const asked = indexedDB.open(NAME, VERSION);
      asked.onupgradeneeded = () => {
        const base = asked.result;
        base.createObjectStore("records", { keyPath: "id" }).createIndex("state", "state");
        base.createObjectStore("photos", { keyPath: ["record", "sha256"] });
        base.createObjectStore("drafts", { keyPath: "id" });
        base.createObjectStore("facts");
      };
      asked.onsuccess = () => {
        const base = asked.result;
        // Another tab has a newer version of the app: let it go on.
        base.onversionchange = () => base.close() || (opened = null);
        base.onclose = () => (opened = null);
        done(base);
      };
      asked.onerror = () => {
        opened = null;
        fail(asked.error);
      };
    });
  return opened;
}

// Turn one request into a promise. Inside a transaction nothing else may be awaited.
export function got(request) {
  return new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}

// Do some work in one transaction; all of it is stored, to the disk, or nothing.
export async function write(names, work) {
  const base = await open();
  return new Promise((done, fail) => {
    const change = base.transaction(names, "readwrite", { durability: "strict" });
    let result;
    let why;
    change.oncomplete = () => done(result);
    change.onabort = () => fail(why || change.error || new Error("aborted"));
    Promise.resolve(work((name) => change.objectStore(name))).then(
      (value) => (result = value),
      (error) => {
        why = error;
        try {
          change.abort();
        } catch (over) {
          fail(error);
        }
      },
    );
  });
}

async function read(name, work) {
  const base = await open();
  return got(work(base.transaction(name).objectStore(name)));
}

export const fact = (name) => read("facts", (facts) => facts.get(name));
export const keepFact = (name, value) => write(["facts"], (store) => got(store("facts").put(value, name)));

export const allRecords = () => read("records", (records) => records.getAll());
export const recordsIn = (state) => read("records", (records) => records.index("state").getAll(state));
export const oneRecord = (id) => read("records", (records) => records.get(id));

// Change a record as it is at this moment. Gives what was stored, nothing if it is gone.
export function changeRecord(id, change) {
  return write(["records"], async (store) => {
    const record = await got(store("records").get(id));
    if (!record) return null;
    change(record);
    await got(store("records").put(record));
    return record;
  });
}

export const allDrafts = () => read("drafts", (drafts) => drafts.getAll());
export const keepDraft = (draft) => write(["drafts"], (store) => got(store("drafts").put(draft)));

export const photoOf = (record, sha256) => read("photos", (photos) => photos.get([record, sha256]));
export const keepPhoto = (photo) => write(["photos"], (store) => got(store("photos").put(photo)));
export const dropPhoto = (record, sha256) =>
  write(["photos"], (store) => got(store("photos").delete([record, sha256])));

// Every photo of one record: an array sorts after every text, so [id, []] ends them.
export const photosOf = (id) => IDBKeyRange.bound([id, ""], [id, []]);

export function dropDraft(id) {
  return write(["drafts", "photos"], async (store) => {
    await got(store("drafts").delete(id));
    await got(store("photos").delete(photosOf(id)));
  });
}

export class OnItsWay extends Error {}

// Make a record of a draft, in one transaction with the draft's end. A photo that
// is named and not here would be missing for ever, so then nothing is stored.
export function keepRecord(record, { changes = null } = {}) {
  return write(["records", "photos", "drafts"], async (store) => {
    const before = changes && (await got(store("records").get(changes)));
    if (before) await stepAside(store, before, record);
    for (const photo of record.photos) {
      if (photo.state === "here" && !(await got(store("photos").get([record.id, photo.sha256]))))
        throw new Error(`photo ${photo.sha256} is not here`);
    }
    await got(store("records").add(record));
    await got(store("drafts").delete(record.id));
    return record;
  });
}

// What nobody was sent yet is replaced; what the office has is corrected; in between, wait.
async function stepAside(store, before, record) {
  const answer = before.answer;
  if (before.state === "waiting" && before.attempts === 0) {
    // It may itself be a correction; what takes its place still is.
    if (before.body.replaces) record.body.replaces = before.body.replaces;
    await got(store("records").delete(before.id));
    await got(store("photos").delete(photosOf(before.id)));
  } else if (answer && answer.event && before.state !== "asked") {
    record.body.replaces = { id: answer.event, version: answer.version };
    record.corrects = before.id;
    before.corrected_by = record.id;
    await got(store("records").put(before));
  } else {
    throw new OnItsWay();
  }
}

// Take note that a photo is where it belongs, and give its room back.
export function photoIsHeld(id, sha256) {
  return write(["records", "photos"], async (store) => {
    const record = await got(store("records").get(id));
    record.photos = record.photos.map((one) => (one.sha256 === sha256 ? { ...one, state: "held" } : one));
    settlePhotos(record);
    await got(store("records").put(record));
    await got(store("photos").delete([id, sha256]));
    return record;
  });
}

// A record is over when none of its photos waits any more.
export function settlePhotos(record) {
  record.state = record.photos.some((photo) => photo.state === "here") ? "photos" : "taken";
}

// Forget what was settled long ago, and is no longer among the newest.
export function forgetOld(person, { now, days = 60, newest = 100 }) {
  return write(["records", "photos"], async (store) => {
    const settled = (await got(store("records").index("state").getAll("taken")))
      .filter((one) => one.person === person && one.photos.every((photo) => photo.state === "held"))
      .sort((one, other) => other.saved_at - one.saved_at);
    for (const one of settled.slice(newest)) {
      if (now - one.saved_at > days * 86400000) {
        await got(store("records").delete(one.id));
        await got(store("photos").delete(photosOf(one.id)));
      }
    }
  });
}
