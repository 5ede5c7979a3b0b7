// Measures what publish.sh made: node measure.mjs FOLDER startup|memory|lighthouse
// FOLDER/data holds the demo books; it is made where it is missing. Needs Chromium (CHROME, default /usr/bin/chromium).
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

const [folder, ...modes] = [path.resolve(process.argv[2]), ...process.argv.slice(3)];
const chrome = process.env.CHROME ?? '/usr/bin/chromium', flags = ['--no-sandbox', '--headless=new', '--disable-gpu'];
const pages = ['/', '/funding', '/recharge', '/payments', '/subscriptions', '/ledger', '/statements', '/usage', '/rates', '/plans'];
const apps = {
  portal: { port: 5171, first: '/Account/AccessDenied', dll: 'portal/CommsCredits.Web.dll' },
  blank: { port: 5172, first: '/', dll: 'blank/Blank.dll' },
};
const median = list => { const s = [...list].sort((a, b) => a - b); return s.length % 2 ? s[(s.length - 1) / 2] : (s[s.length / 2 - 1] + s[s.length / 2]) / 2; };
const wait = ms => new Promise(r => setTimeout(r, ms));

async function start(name) {
  const app = apps[name], url = `http://localhost:${app.port}`, began = performance.now();
  const server = spawn('dotnet', [path.join(folder, app.dll), '--urls', url], {
    cwd: path.dirname(path.join(folder, app.dll)), stdio: 'ignore',
    env: { ...process.env, ASPNETCORE_ENVIRONMENT: 'Development', Data__Folder: path.join(folder, 'data'), AzureAd__Instance: `${url}/_dev-entra/`, Logging__LogLevel__Default: 'Warning',
      // As in production: compressed files as they were published
      ReloadStaticAssetsAtRuntime: 'false' },
  });
  for (;;) {
    try { if ((await fetch(url + app.first, { redirect: 'manual' })).status === 200) break; } catch { await wait(5); }
    if (server.exitCode !== null) throw new Error(`${name} ended with ${server.exitCode}`);
  }
  const took = performance.now() - began;
  return { url, took, pid: server.pid, stop: () => new Promise(r => { server.on('exit', r); server.kill('SIGTERM'); setTimeout(() => server.kill('SIGKILL'), 8000).unref(); }) };
}

async function signIn(context, url) {
  const page = await context.newPage();
  await page.goto(url);
  await page.locator("button[value^='ana']").click();
  await page.waitForURL(u => new URL(u).pathname === '/');
  return page;
}

async function startup() {
  const took = { portal: [], blank: [] };
  for (let round = 0; round < 11; round++)
    for (const name of Object.keys(apps)) { const server = await start(name); if (round > 0) took[name].push(server.took); await server.stop(); }
  const [p, b] = [median(took.portal), median(took.blank)];
  console.log(`start-up until a page is answered, median of 10: portal ${p.toFixed(0)} ms, blank ${b.toFixed(0)} ms: ${(p / b).toFixed(2)} x`);
}

const resident = pid => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

async function memory() {
  const slopes = {};
  for (const [name, at] of [['portal', pages], ['blank', ['/', '/counter', '/weather']]]) {
    const server = await start(name), browser = await chromium.launch({ executablePath: chrome, args: flags }), context = await browser.newContext();
    if (name === 'portal') await signIn(context, server.url); else await (await context.newPage()).goto(server.url);
    // What is made once, however many pages are open, is made before the first is counted
    for (const page of at) { const warm = await context.newPage(); await warm.goto(server.url + page, { waitUntil: 'networkidle' }); await warm.close(); }
    const seen = [];
    for (let open = 0; open < 40; open++) {
      await (await context.newPage()).goto(server.url + at[open % at.length], { waitUntil: 'networkidle' });
      if ((open + 1) % 10 === 0) { await wait(5000); seen.push([open + 1, resident(server.pid)]); }
    }
    const mean = i => seen.reduce((t, s) => t + s[i], 0) / seen.length;
    slopes[name] = seen.reduce((t, s) => t + (s[0] - mean(0)) * (s[1] - mean(1)), 0) / seen.reduce((t, s) => t + (s[0] - mean(0)) ** 2, 0);
    console.log(`${name}: ${seen.map(([n, mb]) => `${n} pages ${mb.toFixed(0)} MB`).join(', ')}; ${slopes[name].toFixed(2)} MB a page`);
    await browser.close(); await server.stop();
  }
  console.log(`resident memory of one more open page: portal ${slopes.portal.toFixed(2)} MB, blank ${slopes.blank.toFixed(2)} MB: ${(slopes.portal / slopes.blank).toFixed(2)} x`);
}

async function lighthouse() {
  const { default: run, desktopConfig } = await import('lighthouse');
  const server = await start('portal');
  const browser = await chromium.launch({ executablePath: chrome, args: [...flags, '--remote-debugging-port=9333'] }), context = await browser.newContext();
  await signIn(context, server.url);
  const cookie = (await context.cookies()).map(c => `${c.name}=${c.value}`).join('; ');
  for (const page of pages) {
    const scores = { performance: [], accessibility: [], 'best-practices': [] }, lost = new Set();
    for (let round = 0; round < 5; round++) {
      const { lhr } = await run(server.url + page, { port: 9333, output: 'json', logLevel: 'error', onlyCategories: Object.keys(scores), extraHeaders: { Cookie: cookie }, disableStorageReset: true }, desktopConfig);
      if (!lhr.finalDisplayedUrl.startsWith(server.url + page.split('?')[0])) throw new Error(`${page} ended at ${lhr.finalDisplayedUrl}`);
      for (const name of Object.keys(scores)) scores[name].push(lhr.categories[name].score * 100);
      for (const name of ['accessibility', 'best-practices']) for (const ref of lhr.categories[name].auditRefs) if (ref.weight > 0 && (lhr.audits[ref.id].score ?? 1) < 1) lost.add(ref.id);
    }
    console.log(`${page}: ${Object.entries(scores).map(([name, list]) => `${name} ${median(list).toFixed(0)}`).join(', ')}${lost.size ? ` (${[...lost].join(', ')})` : ''}`);
  }
  await browser.close(); await server.stop();
}

if (!existsSync(path.join(folder, 'data'))) { const server = await start('portal'); await server.stop(); }
for (const mode of modes.length ? modes : ['startup', 'memory', 'lighthouse']) await { startup, memory, lighthouse }[mode]();
