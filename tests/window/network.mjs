// Reads what strace wrote down while the window was in use: node tests/window/network.mjs FOLDER.
// Every socket of the internet has to be the test driver's own: the program listens for it on one port
// of this computer, and its processes connect to that one. Anything else is an error.

import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
const names = (await readdir(folder)).filter((name) => name.endsWith('.trace'));

let calls = 0;
const strange = [];
for (const name of names) {
  const lines = (await readFile(join(folder, name), 'utf8')).split('\n');
  calls += lines.length;
  const drivers = lines
    .filter((line) => line.includes(' bind('))
    .map((line) => line.match(/htons\((\d+)\), sin_addr=inet_addr\("127\.0\.0\.1"\)/)?.[1])
    .find(Boolean);
  const own = `sin_port=htons(${drivers}), sin_addr=inet_addr("127.0.0.1")`;
  for (const line of lines) {
    const made = line.includes(' socket(AF_INET,');
    if (/AF_INET6?\b/.test(line) && !made && !line.includes(own)) strange.push(`${name}: ${line}`);
  }
}
if (names.length === 0 || calls < 100) throw new Error(`Nothing was written down in ${folder}.`);
if (strange.length > 0) throw new Error(strange.join('\n'));
console.log(`${names.length} starts, ${calls} calls, none of them to any network.`);
