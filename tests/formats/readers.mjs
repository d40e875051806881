// Other programs' readers of what Newsdesk writes. `node readers.mjs KIND FILE...`, the result as JSON.
//   caniemail FILE     what mail programs are known not to support: [{title, clients: {...}}]
//   postal-mime FILE   {subject, text, html, headers}
//   feedsmith FILE...  {format: title and items}
//   vnu FILE...        the Nu HTML checker's messages
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import vnu from "vnu-jar";
import PostalMime from "postal-mime";
import { parseFeed } from "feedsmith";

const [kind, ...files] = process.argv.slice(2);
const text = (file) => readFileSync(file, "utf8");

const readers = {
  async caniemail() {
    const { caniemail } = await import("caniemail");
    return caniemail({ html: text(files[0]), clients: ["*"] });
  },
  async "postal-mime"() {
    return new PostalMime().parse(readFileSync(files[0]));
  },
  async feedsmith() {
    return files.map((file) => parseFeed(text(file)));
  },
  async vnu() {
    const out = execFileSync("java", ["-jar", vnu, "--format", "json", "--stdout", "--exit-zero-always", ...files], {
      encoding: "utf8",
    });
    return JSON.parse(out).messages;
  },
};

const plain = (key, value) => (value instanceof Map ? Object.fromEntries(value) : value instanceof Set ? [...value] : value);
process.stdout.write(JSON.stringify(await readers[kind](), plain));
