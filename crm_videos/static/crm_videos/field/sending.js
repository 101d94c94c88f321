// Sends a film or a sound in pieces (tus 1.0). What was begun is found again by what the file
// is: the server knows its digest, and this phone remembers nothing.
"use strict";

(() => {
  const one = (selector) => document.querySelector(selector);
  const place = one("#sending");
  const { testimony, chapter, uploads } = place.dataset;
  const words = JSON.parse(one("#words").textContent);

  const MEBIBYTE = 1024 * 1024;
  // What a cut line costs at most; small enough to get through a minute of a bad one.
  const PIECE = MEBIBYTE / 2;
  const WAITS = [1, 2, 4, 8, 15, 30, 60, 60, 60, 60, 60, 60].map((seconds) => seconds * 1000);
  const LOOK_AGAIN = [1, 1, 2, 3, 5, 8, 13, 20].map((seconds) => seconds * 1000);
  const WORTH_RETRYING = [0, 409, 423, 429];
  // Some phones do not say what a file is. The server looks for itself.
  const UNNAMED = { video: "video/mp4", audio: "audio/mp4" };

  let upload = null;

  const language = document.documentElement.lang;
  const figure = (count) => count.toLocaleString(language === "bn" ? "bn-BD" : "en-IN");
  const kilobytes = (bytes) => figure(Math.ceil(bytes / 1024));
  const say = (text, done, size) => text.replace("{done}", kilobytes(done)).replace("{size}", kilobytes(size));
  const wait = (time) => new Promise((done) => setTimeout(done, time));
  // Read anew each time: whoever signs in again has another.
  const token = () => {
    const kept = /(?:^|; )(?:__Host-)?csrftoken=([^;]*)/.exec(document.cookie);
    return kept ? kept[1] : one("#sending [name=csrfmiddlewaretoken]").value;
  };

  function tell(text, kind) {
    const bar = one("#progress [role=status]");
    bar.textContent = text;
    bar.className = `bar ${kind || "plain"}`;
  }

  // --- Which file it is -------------------------------------------------------------------

  const bytesOf = (blob) => new Response(blob).arrayBuffer();

  async function fingerprintOf(file) {
    const parts = [file.slice(0, MEBIBYTE), file.slice(Math.max(0, file.size - MEBIBYTE))];
    const [first, last] = await Promise.all(parts.map(bytesOf));
    const length = new TextEncoder().encode(String(file.size));
    const whole = new Uint8Array(length.length + first.byteLength + last.byteLength);
    whole.set(length);
    whole.set(new Uint8Array(first), length.length);
    whole.set(new Uint8Array(last), length.length + first.byteLength);
    const digest = await crypto.subtle.digest("SHA-256", whole);
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  async function ask(path) {
    const answer = await fetch(uploads + path, { credentials: "same-origin", cache: "no-store", headers: { Accept: "application/json", "Accept-Language": language } });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  const unfinished = async () => (await ask(`open/?testimony=${testimony}`)).uploads.filter((each) => each.chapter === chapter);

  // --- Sending -------------------------------------------------------------------------------

  async function choose(input) {
    const file = input.files[0];
    if (!file) return;
    one("#picking").hidden = one("#unfinished").hidden = one("#taken").hidden = true;
    for (const part of ["#progress", "progress", "#leave", "[data-pause]"]) one(part).hidden = false;
    one("progress").value = 0;
    tell(words.reading);
    place.scrollIntoView();
    for (let turn = 0; ; turn += 1) {
      try {
        const fingerprint = await fingerprintOf(file);
        const begun = (await unfinished()).find((each) => each.fingerprint === fingerprint && each.length === file.size);
        begin(file, input.dataset.medium, fingerprint, begun);
        return;
      } catch (error) {
        if (error.name === "NotReadableError") return refuse(words.not_taken);
        if (/^4/.test(error.message)) return refuse(words.not_taken);
        tell(words.waiting, "warn");
        await wait(WAITS[Math.min(turn, WAITS.length - 1)]);
      }
    }
  }

  function begin(file, medium, fingerprint, begun) {
    upload = new tus.Upload(file, {
      endpoint: uploads,
      uploadUrl: begun ? `${uploads}${begun.id}/` : null,
      chunkSize: PIECE,
      retryDelays: WAITS,
      storeFingerprintForResuming: false,
      // No name of the file: it may say who somebody is.
      metadata: { testimony, chapter, medium, filetype: file.type || UNNAMED[medium], fingerprint },
      headers: { "Accept-Language": language },
      onBeforeRequest: (request) => request.setHeader("X-CSRFToken", token()),
      onShouldRetry: (error) => {
        const status = error.originalResponse ? error.originalResponse.getStatus() : 0;
        const again = WORTH_RETRYING.includes(status) || status >= 500;
        if (again) tell(words.waiting, "warn");
        return again;
      },
      onProgress: (done, size) => {
        one("progress").value = size ? done / size : 0;
        tell(say(words.progress, done, size));
      },
      onError: stopped,
      onSuccess: () => lookAt(upload.url.replace(/\/?$/, "/").split("/").slice(-2)[0]),
    });
    if (begun) tell(words.going_on);
    upload.start();
  }

  function stopped(error) {
    const answer = error.originalResponse;
    const said = answer ? sentenceOf(answer.getBody()) : "";
    if (answer && answer.getStatus() >= 400 && answer.getStatus() < 500) refuse(said || words.not_taken);
    else pause(said || words.waiting);
  }

  function sentenceOf(body) {
    try {
      return JSON.parse(body).words;
    } catch (error) {
      return "";
    }
  }

  function pause(text) {
    tell(text, "warn");
    one("[data-pause]").hidden = true;
    one("[data-go-on]").hidden = false;
  }

  function goOn() {
    one("[data-pause]").hidden = false;
    one("[data-go-on]").hidden = true;
    tell(words.going_on);
    upload.start();
  }

  // --- What became of it --------------------------------------------------------------------

  async function lookAt(id) {
    one("progress").value = 1;
    one("#leave").hidden = one("[data-pause]").hidden = true;
    tell(words.looking);
    for (let turn = 0; ; turn += 1) {
      await wait(LOOK_AGAIN[Math.min(turn, LOOK_AGAIN.length - 1)]);
      const said = await ask(`${id}/state/`).catch(() => ({}));
      if (said.state === "refused") return refuse(said.words || words.not_taken);
      if (said.state === "taken") return taken();
    }
  }

  function taken() {
    finish();
    one("#progress").hidden = true;
    one("#taken").hidden = false;
    one("#taken").textContent = `✓ ${words.taken}`;
  }

  function refuse(text) {
    finish();
    tell(text, "warn");
    for (const part of ["progress", "#leave", "[data-pause]", "[data-go-on]"]) one(part).hidden = true;
  }

  // The file is let go: its name stands in no field any more.
  function finish() {
    upload = null;
    one("#picking form").reset();
    one("#picking").hidden = false;
  }

  async function greet() {
    if (!(tus.isSupported && window.crypto && crypto.subtle)) {
      one("#progress").hidden = false;
      return refuse(words.cannot);
    }
    one("#picking").hidden = false;
    const [begun] = await unfinished().catch(() => []);
    if (!begun) return;
    one("#unfinished").textContent = say(words.unfinished, begun.offset, begun.length);
    one("#unfinished").hidden = false;
  }

  for (const input of document.querySelectorAll("[data-medium]")) input.addEventListener("change", () => choose(input));
  one("[data-pause]").addEventListener("click", () => upload && upload.abort().then(() => pause(words.paused)));
  one("[data-go-on]").addEventListener("click", goOn);
  window.addEventListener("online", () => !one("[data-go-on]").hidden && goOn());
  greet();
})();
