/* "Now" writes the player's time into a row, in the reader's digits. */
(function () {
    const player = document.getElementById("captioned");
    if (!player) return;
    const isBangla = document.documentElement.lang.startsWith("bn");
    const inReadersDigits = (text) =>
        isBangla ? text.replace(/[0-9]/g, (digit) => "০১২৩৪৫৬৭৮৯"[digit]) : text;
    for (const button of document.querySelectorAll("[data-now]")) {
        button.hidden = false;
        button.addEventListener("click", () => {
            const at = player.currentTime;
            const seconds = (at % 60).toFixed(1).padStart(4, "0");
            const time = inReadersDigits(`${Math.floor(at / 60)}:${seconds}`);
            document.getElementById(button.dataset.now).value = time;
        });
    }
})();
