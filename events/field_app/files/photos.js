// A photo as it is sent: at most 1280 pixels, drawn anew, so that nothing of the
// camera's file is left in it: no place, no time, no name of the phone.

export const LONGEST_SIDE = 1280;
const QUALITY = 0.8;

// Gives the new photo and its digest. Fails for what is no picture.
export async function shrink(file) {
  const address = URL.createObjectURL(file);
  try {
    const blob = await drawn(await loaded(address));
    return { blob, sha256: await digest(blob), size: blob.size };
  } finally {
    URL.revokeObjectURL(address);
  }
}

// By an image element: it turns the picture as the camera says, on every browser.
function loaded(address) {
  return new Promise((done, fail) => {
    const image = new Image();
    image.onload = () => done(image);
    image.onerror = () => fail(new Error("no picture"));
    image.src = address;
  });
}

function drawn(image) {
  const { naturalWidth: width, naturalHeight: height } = image;
  if (!width || !height) throw new Error("no picture");
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const pen = canvas.getContext("2d");
  // A picture that lets light through would else be black.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, fail) =>
    canvas.toBlob(
      (blob) => {
        // A cheap phone gives the memory back only when it is told to.
        canvas.width = canvas.height = 0;
        if (blob) done(blob);
        else fail(new Error("no picture"));
      },
      "image/jpeg",
      QUALITY,
    ),
  );
}

async function digest(blob) {
  const bytes = await new Response(blob).arrayBuffer();
  const found = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(found)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// A fresh id, also on browsers that make none themselves.
export function freshId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const text = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
