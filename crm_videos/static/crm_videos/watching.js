/* Notes which parts of the video were played. Without scripts the server asks for the time alone. */
(function () {
    const player = document.getElementById("watched");
    const field = document.getElementById("id_played");
    const told = document.getElementById("watched-how-far");
    if (!player || !field) return;

    function note() {
        const parts = [];
        let seconds = 0;
        for (let n = 0; n < player.played.length; n += 1) {
            const from = player.played.start(n);
            const to = player.played.end(n);
            seconds += to - from;
            parts.push(`${from.toFixed(2)}-${to.toFixed(2)}`);
        }
        field.value = parts.join(",") || "0-0";
        if (told && player.duration) {
            const percent = Math.min(100, Math.round((100 * seconds) / player.duration));
            const shown = percent.toLocaleString(document.documentElement.lang || "en", { useGrouping: false });
            told.textContent = `${told.dataset.words} ${shown}%`;
        }
    }
    for (const moment of ["timeupdate", "pause", "ended", "loadedmetadata"]) player.addEventListener(moment, note);
    note();
})();
