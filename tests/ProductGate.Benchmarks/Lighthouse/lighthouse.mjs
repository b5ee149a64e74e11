// Lighthouse's opinion of pages, as somebody who is signed in sees them: node lighthouse.mjs COOKIES FORM-FACTOR ADDRESS...
// Prints a line of JSON for each address: its scores in per cent, requests, bytes on the wire, and what it found wanting.
import { launch } from 'chrome-launcher';
import lighthouse, { desktopConfig } from 'lighthouse';

// Performance differs from one run to the next, most of all on a machine that does other things: the middle one of so many counts.
const RUNS = 3;

const [cookies, formFactor, ...addresses] = process.argv.slice(2);
const chrome = await launch({ chromePath: process.env.PRODUCTGATE_BROWSER, chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
const run = async (address) => {
  const { lhr } = await lighthouse(address, { port: chrome.port, onlyCategories: ['performance', 'accessibility', 'best-practices'], extraHeaders: { Cookie: cookies } }, formFactor === 'desktop' ? desktopConfig : undefined);
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  return lhr;
};
try {
  for (const address of addresses) {
    const runs = [];
    while (runs.length < RUNS) runs.push(await run(address));
    const lhr = runs.sort((a, b) => a.categories.performance.score - b.categories.performance.score)[(RUNS - 1) / 2];
    const scores = Object.fromEntries(Object.entries(lhr.categories).map(([id, c]) => [id, Math.round(c.score * 100)]));
    const counted = new Set(Object.values(lhr.categories).flatMap((c) => c.auditRefs.filter((r) => r.weight > 0).map((r) => r.id)));
    const wanting = Object.values(lhr.audits).filter((a) => counted.has(a.id) && a.score !== null && a.score < 0.9).map((a) => `${a.id}: ${a.displayValue ?? a.title} ${(a.details?.items ?? []).slice(0, 3).map((i) => i.node?.snippet ?? '').join(' ')}`);
    const requests = lhr.audits['network-requests'].details.items;
    console.log(JSON.stringify({ ...scores, requests: requests.length, bytes: requests.reduce((sum, r) => sum + r.transferSize, 0), wanting }));
  }
} finally {
  chrome.kill();
}
