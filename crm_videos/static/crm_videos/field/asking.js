// Sends the forms of these pages, so that nothing of them stays behind: a form that a browser
// sends itself lies in its history, on the phone's disk, with all that was typed. And a form
// that meets no line stays as it is. Shows the consent step by step; lets a person sign.
"use strict";

(() => {
  const one = (selector, within) => (within || document).querySelector(selector);
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
  const PEN = "#17302e";

  let words = {};
  let signed = false;

  const say = (text, sizes) => text.replace(/\{(\w+)\}/g, (_all, name) => figure(sizes[name]));
  const figure = (count) => count.toLocaleString(document.documentElement.lang === "bn" ? "bn-BD" : "en-IN");

  function begin() {
    const told = one("#words");
    words = told ? JSON.parse(told.textContent) : words;
    signed = false;
    for (const form of all("[data-sent-here]")) form.addEventListener("submit", send);
    if (one("[data-steps]")) walk(one("[data-steps]"));
    if (one("#signature")) letSign();
  }

  // --- Sending -------------------------------------------------------------------------

  async function send(event) {
    event.preventDefault();
    const form = event.currentTarget;
    const button = one("button:not([type=button])", form);
    const body = new FormData(form);
    if (one("#signature", form) && !(await addSignature(form, body))) return;
    button.disabled = true;
    try {
      const answer = await fetch(window.location.pathname, { method: "POST", body, credentials: "same-origin", cache: "no-store" });
      await show(answer);
    } catch (error) {
      notice(words.no_line || one("main").dataset.noLine);
    } finally {
      button.disabled = false;
    }
  }

  // Only what was recorded, or shows where something is missing, takes the place of the form.
  async function show(answer) {
    if (answer.redirected) {
      window.location.replace(answer.url);
      return;
    }
    const said = new DOMParser().parseFromString(await answer.text(), "text/html");
    const refused = one("#sentence", said);
    if (answer.ok) {
      one("main").replaceWith(document.importNode(one("main", said), true));
      begin();
      window.scrollTo(0, 0);
    } else notice(refused ? refused.textContent : words.not_taken || answer.statusText, one(".go", said));
  }

  function notice(text, link) {
    const place = one("#notice");
    place.textContent = text + " ";
    if (link) {
      // In a tab of its own: here stands what was typed.
      link.target = "_blank";
      place.appendChild(document.importNode(link, true));
    }
    place.hidden = false;
    place.scrollIntoView();
  }

  // --- Step by step ----------------------------------------------------------------------

  function walk(form) {
    const steps = all(".step", form);
    let at = Math.max(0, steps.findIndex((step) => one(".wrong", step)));
    const go = (to) => {
      at = to;
      steps.forEach((step, number) => (step.hidden = number !== at));
      one("[data-step]").textContent = say(words.step, { done: at + 1, size: steps.length });
      one("[data-back]").disabled = at === 0;
      one("[data-next]").hidden = at === steps.length - 1;
      window.scrollTo(0, 0);
    };
    one(".steps").hidden = false;
    one("[data-back]").addEventListener("click", () => go(at - 1));
    one("[data-next]").addEventListener("click", () => {
      const missing = all("input, select", steps[at]).find((field) => !field.checkValidity());
      if (missing) missing.reportValidity();
      else go(at + 1);
    });
    go(at);
  }

  // --- Signing ------------------------------------------------------------------------------

  function letSign() {
    const canvas = one("#signature canvas");
    const pen = canvas.getContext("2d");
    const clear = () => {
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      signed = false;
    };
    const place = (event) => {
      const box = canvas.getBoundingClientRect();
      return [((event.clientX - box.left) * canvas.width) / box.width, ((event.clientY - box.top) * canvas.height) / box.height];
    };
    let down = false;
    canvas.addEventListener("pointerdown", (event) => {
      down = true;
      pen.strokeStyle = PEN;
      pen.lineWidth = 5;
      pen.lineCap = "round";
      pen.beginPath();
      pen.moveTo(...place(event));
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!down) return;
      pen.lineTo(...place(event));
      pen.stroke();
      signed = true;
    });
    for (const end of ["pointerup", "pointercancel", "pointerleave"]) canvas.addEventListener(end, () => (down = false));
    one("[data-clear]").addEventListener("click", clear);
    for (const kind of all("[name=evidence_kind]")) kind.addEventListener("change", chooseEvidence);
    clear();
    chooseEvidence();
  }

  // What the phone opens for each kind: its camera, its recorder, or the box to sign in.
  function chooseEvidence() {
    const chosen = one("[name=evidence_kind]:checked");
    const kind = chosen ? chosen.value : "";
    const file = one("[name=evidence_file]");
    one("#signature").hidden = kind !== "signature";
    one("#evidence-file").hidden = kind === "signature" || !kind;
    file.accept = kind === "voice" ? "audio/*" : kind === "paper" ? "image/*,application/pdf" : "image/*";
    file.value = "";
  }

  async function addSignature(form, body) {
    const chosen = one("[name=evidence_kind]:checked", form);
    if (!chosen || chosen.value !== "signature") return true;
    if (!signed && !one("[name=evidence]", form).value.trim()) {
      notice(words.sign);
      return false;
    }
    const drawn = await new Promise((done) => one("#signature canvas").toBlob(done, "image/png"));
    if (signed) body.set("evidence_file", drawn, "signature.png");
    return true;
  }

  begin();
})();
