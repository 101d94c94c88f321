/* A package is worked on in stretches: press the button of the next one. Without scripts a person does. */
for (const form of document.querySelectorAll("[data-go-on]")) {
    form.requestSubmit();
}
