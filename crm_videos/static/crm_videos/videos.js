/* While something is being made, the list looks again every few seconds. Without scripts a person does. */
(function () {
    const EVERY = 4000;
    async function look() {
        const list = document.getElementById("story-videos");
        if (!list || !("waits" in list.dataset)) return;
        if (!document.hidden) {
            try {
                const answer = await fetch(location.href, { credentials: "same-origin" });
                const page = new DOMParser().parseFromString(await answer.text(), "text/html");
                const anew = page.getElementById("story-videos");
                if (answer.ok && anew) list.replaceWith(anew);
            } catch {
                /* The network is gone for now; it looks again later. */
            }
        }
        setTimeout(look, EVERY);
    }
    setTimeout(look, EVERY);
})();
