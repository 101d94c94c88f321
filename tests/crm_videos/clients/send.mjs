// Sends a file with tus-js-client, gives up in the middle, and goes on from there.
//
//     node send.mjs FILE ENDPOINT HEADERS METADATA
//
// The last two are JSON. Prints the upload's address. NODE_MODULES says where the client lies.

import { createReadStream, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(path.join(process.env.NODE_MODULES, 'here.js'));
const tus = require('tus-js-client');
const [file, endpoint, headers, metadata] = process.argv.slice(2);
const size = statSync(file).size;

function send(more) {
  return new Promise((resolve, reject) => {
    const upload = new tus.Upload(createReadStream(file), {
      endpoint,
      headers: JSON.parse(headers),
      metadata: JSON.parse(metadata),
      chunkSize: 150_000,
      uploadSize: size,
      retryDelays: [],
      onError: reject,
      onSuccess: () => resolve(upload.url),
      onChunkComplete: (_chunk, accepted) => {
        if (!more.uploadUrl && accepted > size / 3) upload.abort().then(() => resolve(upload.url));
      },
      ...more,
    });
    upload.start();
  });
}

const uploadUrl = await send({});
console.log(await send({ uploadUrl }));
