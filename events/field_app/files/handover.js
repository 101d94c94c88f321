// The queue as a file: for a supervisor, when the phone itself cannot send.

import { allRecords, photoOf } from "./store.js";

const FORMAT = "nirapad-field-queue";

// Everything of this person that the office does not hold whole: also what needs help.
export async function unsent(person) {
  return (await allRecords()).filter(
    (one) =>
      one.person === person &&
      (["waiting", "help", "asked", "photos"].includes(one.state) ||
        one.photos.some((photo) => photo.state === "help")),
  );
}

// Written in pieces, for some photos together are more than a text may hold.
export async function makeFile(person) {
  const about = { format: FORMAT, version: 1, person, made_at: new Date().toISOString() };
  const pieces = [JSON.stringify(about).slice(0, -1), ',"records":['];
  let first = true;
  for (const one of await unsent(person)) {
    const said = { state: one.state, event: one.body, answer: one.answer };
    pieces.push(first ? "\n" : ",\n", JSON.stringify(said).slice(0, -1), ',"photos":[');
    pieces.push(...(await photosOf(one)), "]}");
    first = false;
  }
  pieces.push("\n]}\n");
  return new Blob(pieces, { type: "application/json" });
}

async function photosOf(record) {
  const pieces = [];
  for (const photo of record.photos) {
    const kept = await photoOf(record.id, photo.sha256);
    if (!kept) continue;
    pieces.push(pieces.length ? "," : "", JSON.stringify({ sha256: photo.sha256 }).slice(0, -1));
    pieces.push(',"jpeg":"', await inBase64(kept.blob), '"}');
  }
  return pieces;
}

function inBase64(blob) {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => fail(reader.error);
    reader.readAsDataURL(blob);
  });
}

export async function handOver(person, day) {
  const address = URL.createObjectURL(await makeFile(person));
  const link = document.createElement("a");
  link.href = address;
  link.download = `${FORMAT}-${person}-${day}.json`;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
