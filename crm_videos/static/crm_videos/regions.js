/* Boxes drawn on the stills, with a mouse or a finger, become lines of numbers in the field. */
for (const chooser of document.querySelectorAll("[data-choose-regions]")) {
    const STILLS = 3;
    const stills = chooser.querySelector("[data-stills]");
    const field = document.getElementById(chooser.dataset.chooseRegions);
    const hiding = document.querySelectorAll("input[name=hiding]");
    let from = null;

    const lines = () => field.value.split("\n").map((one) => one.trim()).filter(Boolean);
    const percent = (part) => Math.round(Math.min(1, Math.max(0, part)) * 100);

    /* Where in one of the pictures, from 0 to 1; the three lie below each other. */
    function place(event) {
        const box = stills.getBoundingClientRect();
        const each = box.height / STILLS;
        const y = event.clientY - box.top;
        const still = from ? from.still : Math.min(STILLS - 1, Math.max(0, Math.floor(y / each)));
        return { still, x: (event.clientX - box.left) / box.width, y: (y - still * each) / each };
    }

    function region(one, other) {
        const left = percent(Math.min(one.x, other.x));
        const top = percent(Math.min(one.y, other.y));
        return [left, top, percent(Math.max(one.x, other.x)) - left, percent(Math.max(one.y, other.y)) - top];
    }

    function draw(more) {
        stills.querySelectorAll("span").forEach((one) => one.remove());
        const boxes = lines().map((line) => line.split(/[\s,;]+/).map(Number));
        for (const [left, top, width, height] of more ? [...boxes, more] : boxes) {
            for (let still = 0; still < STILLS; still += 1) {
                const box = document.createElement("span");
                box.style.cssText =
                    "position:absolute;outline:2px solid #ffbf00;background:rgba(255,191,0,.35);" +
                    `left:${left}%;width:${width}%;top:${(still * 100 + top) / STILLS}%;height:${height / STILLS}%;` +
                    "pointer-events:none";
                stills.append(box);
            }
        }
    }

    stills.addEventListener("pointerdown", (event) => {
        from = null;
        from = place(event);
        stills.setPointerCapture(event.pointerId);
        event.preventDefault();
    });
    stills.addEventListener("pointermove", (event) => {
        if (from) draw(region(from, place(event)));
    });
    stills.addEventListener("pointercancel", () => {
        from = null;
        draw();
    });
    stills.addEventListener("pointerup", (event) => {
        if (!from) return;
        const drawn = region(from, place(event));
        from = null;
        if (drawn[2] >= 2 && drawn[3] >= 2) {
            field.value = [...lines(), drawn.join(" ")].join("\n");
            for (const one of hiding) if (one.value === "region") one.checked = true;
        }
        draw();
    });
    field.addEventListener("input", () => draw());

    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "button button-small button-secondary";
    remove.textContent = chooser.dataset.remove;
    remove.addEventListener("click", () => {
        field.value = lines().slice(0, -1).join("\n");
        draw();
    });
    const row = document.createElement("p");
    row.append(remove);
    chooser.append(row);
    draw();
}
