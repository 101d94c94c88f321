/* "Now" writes the player's time into a row. */
(function () {
    const player = document.getElementById("captioned");
    if (!player) return;
    for (const button of document.querySelectorAll("[data-now]")) {
        button.hidden = false;
        button.addEventListener("click", () => {
            const at = player.currentTime;
            const seconds = (at % 60).toFixed(1).padStart(4, "0");
            document.getElementById(button.dataset.now).value = `${Math.floor(at / 60)}:${seconds}`;
        });
    }
})();
