// Shows pages in Chromium and tells what it measures there. Reads {executable, views} as JSON from standard input; a view
// is {file, width, scheme: "light" | "dark", inverted, images, styles, textScale, axe, picture}. Writes for each view
// {overflow, violations, requests}: pixels that stick out to the right, what axe finds, and addresses that were asked for.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const { executable, views } = JSON.parse(readFileSync(0, "utf8"));

async function look(browser, view) {
  const context = await browser.newContext({
    viewport: { width: view.width, height: 900 },
    colorScheme: view.scheme ?? "light",
  });
  const page = await context.newPage();
  const own = pathToFileURL(view.file).href;
  const requests = [];
  await page.route("**/*", (route) => {
    const url = route.request().url();
    if (url === own) return route.continue();
    requests.push(url);
    return route.abort();
  });
  await page.goto(own, { waitUntil: "load" });
  await page.evaluate(({ images, styles, textScale }) => {
    if (images === false) document.querySelectorAll("img").forEach((image) => image.removeAttribute("src"));
    if (styles === false) document.querySelectorAll("style").forEach((style) => style.remove());
    if (textScale) document.documentElement.style.zoom = textScale;
  }, view);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (view.picture) await page.screenshot({ path: view.picture, fullPage: true });
  let violations = [];
  if (view.axe !== false) {
    await page.evaluate(axe);
    const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    violations = found.violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html).join(" ")}`);
  }
  await context.close();
  return { overflow, violations, requests };
}

const results = views.map(() => null);
for (const inverted of [false, true]) {
  const args = ["--no-sandbox", "--disable-gpu"];
  // What Gmail's apps do to a light mail.
  if (inverted) args.push("--blink-settings=forceDarkModeEnabled=true");
  const wanted = [...views.entries()].filter(([, view]) => Boolean(view.inverted) === inverted);
  if (!wanted.length) continue;
  const browser = await chromium.launch({ executablePath: executable, args });
  for (const [place, view] of wanted) results[place] = await look(browser, view);
  await browser.close();
}
process.stdout.write(JSON.stringify(results));
