// How open pages weigh on an import, and how far behind they are: node pages.mjs FOLDER [PAGES] [CALLS] [ROUNDS]
// FOLDER is what publish.sh made. The pages are real ones of the portal, signed in and live, without a browser around them: this program speaks the browser's part
// of the connection (it acknowledges each drawing and answers each call of a script with nothing), so that the browser's own work is not measured.
import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HttpTransportType, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import { MessagePackHubProtocol } from '@microsoft/signalr-protocol-msgpack';

const folder = path.resolve(process.argv[2]), [count = 100, calls = 200_000, rounds = 3] = process.argv.slice(3).map(Number);
const port = 5173, url = `http://localhost:${port}`, dll = path.join(folder, 'portal/CommsCredits.Web.dll');
const people = ['ana.ruiz@marlow.example', 'mei.lin@marlow.example'];
const addresses = ['/', '/', '/', '/', '/funding', '/ledger', '/usage/imports', '/usage/calls', '/statements', '/recharge'];
const wait = ms => new Promise(r => setTimeout(r, ms));
const median = list => { const s = [...list].sort((a, b) => a - b); return s.length % 2 ? s[(s.length - 1) / 2] : (s[s.length / 2 - 1] + s[s.length / 2]) / 2; };
const secret = `ccr_${'pages'.repeat(8)}`;
const environment = data => ({
  ...process.env, ASPNETCORE_ENVIRONMENT: 'Development', Data__Folder: data, AzureAd__Instance: `${url}/_dev-entra/`, Logging__LogLevel__Default: 'Warning', ReloadStaticAssetsAtRuntime: 'false',
  Host__PagesPerPerson: '1000', Host__RequestsPerPerson: '1000000', Host__RequestsPerAddress: '1000000', Host__SignInsPerAddress: '1000000', Backups__EveryHours: '0', Api__RequestsPerKey: '1000000',
});

// Books with a key for uploads, made once and copied for each run: every import meets the same state
function books() {
  const data = path.join(folder, 'pages-data');
  if (existsSync(data)) return data;
  const made = spawnSync('dotnet', [dll, 'demo', '--data', data], { cwd: path.dirname(dll), env: environment(data) });
  if (made.status !== 0) throw new Error(`The demo's books could not be made: ${made.stderr}`);
  sql(data, `INSERT INTO ApiKeys (Id, OrganizationId, Name, Scopes, Hash, Hint, Created, CreatedBy) SELECT '${randomUUID().toUpperCase()}', Id, 'pages', 'Usage', x'${createHash('sha256').update(secret).digest('hex')}', '${secret.slice(0, 8)}', '2026-01-01 00:00:00', 'cli' FROM Organizations WHERE Name LIKE 'Marlow%'`);
  return data;
}

function sql(data, text) {
  const done = spawnSync('sqlite3', [path.join(data, 'commscredits.db'), text], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
  return done.stdout.trim();
}

function usage() {
  const file = path.join(folder, `pages-${calls}.csv`);
  if (!existsSync(file)) {
    const made = spawnSync('python3', [path.join(import.meta.dirname, '..', 'make_calls.py'), '--month', '2026-11', '--calls', String(calls), '--seed', '1', '--no-charge', '--out', file]);
    if (made.status !== 0) throw new Error(String(made.stderr));
  }
  return readFileSync(file);
}

async function start(data) {
  const server = spawn('dotnet', [dll, '--urls', url], { cwd: path.dirname(dll), env: environment(data), stdio: ['ignore', 'inherit', 'inherit'] });
  for (;;) {
    try { if ((await fetch(`${url}/readyz`)).status === 200) break; } catch { await wait(50); }
    if (server.exitCode !== null) throw new Error(`The portal ended with ${server.exitCode}`);
  }
  return { pid: server.pid, stop: () => new Promise(r => { server.on('exit', r); server.kill('SIGTERM'); setTimeout(() => server.kill('SIGKILL'), 8000).unref(); }) };
}

const resident = pid => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
const unescaped = text => text.replace(/&quot;/g, '"').replace(/&#x([0-9A-F]+);/gi, (_, h) => String.fromCodePoint(parseInt(h, 16))).replace(/&amp;/g, '&');

// One person's browser, as far as its cookies go
class Session {
  #cookies = new Map();
  get cookie() { return [...this.#cookies].map(([n, v]) => `${n}=${v}`).join('; '); }

  async get(address, body) {
    for (let hops = 0; hops < 12; hops++) {
      const answer = await fetch(new URL(address, url), { method: body ? 'POST' : 'GET', body, redirect: 'manual', headers: { Cookie: this.cookie, ...(body ? { Origin: url } : {}) } });
      for (const line of answer.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
        if (value) this.#cookies.set(name, value); else this.#cookies.delete(name);
      }
      if (answer.status < 300 || answer.status >= 400) return { address: new URL(address, url).href, status: answer.status, text: await answer.text() };
      [address, body] = [new URL(answer.headers.get('location'), new URL(address, url)).href, undefined];
    }
    throw new Error('Too many redirects');
  }

  static async signIn(login) {
    const session = new Session();
    let page = await session.get('/signin');
    page = await session.send(page, { login });
    await session.send(page, {});
    if (!session.cookie.includes('cc-session')) throw new Error('The sign-in failed.');
    return session;
  }

  send(page, more) {
    const form = /<form[^>]*action="([^"]*)"/.exec(page.text), fields = {};
    for (const [input] of page.text.matchAll(/<input[^>]*>/g)) { const [name, value] = [/name="([^"]*)"/.exec(input), /value="([^"]*)"/.exec(input)]; if (name) fields[name[1]] = unescaped(value?.[1] ?? ''); }
    return this.get(form ? new URL(unescaped(form[1]), page.address).href : page.address, new URLSearchParams({ ...fields, ...more }));
  }
}

class BlazorPack extends MessagePackHubProtocol { name = 'blazorpack'; }

// An open page: its drawings by time
class Page {
  drawings = [];

  static async open(session, address) {
    const page = new Page(), html = await session.get(address);
    const markers = [...html.text.matchAll(/<!--Blazor:(\{.*?\})-->/g)].map(m => JSON.parse(m[1])).filter(m => m.descriptor);
    const state = /<!--Blazor-Server-Component-State:([^>]*?)-->/.exec(html.text)?.[1] ?? '';
    if (html.status !== 200 || markers.length === 0) throw new Error(`${address} is no live page: ${html.status}`);
    const hub = page.hub = new HubConnectionBuilder().withHubProtocol(new BlazorPack()).configureLogging(LogLevel.None)
      .withUrl(`${url}/_blazor`, { transport: HttpTransportType.WebSockets, skipNegotiation: true, headers: { Cookie: session.cookie, Origin: url } }).build();
    let lives;
    const alive = new Promise(r => lives = r);
    hub.on('JS.RenderBatch', (id, batch) => { page.drawings.push({ at: performance.now(), bytes: batch.length }); hub.send('OnRenderCompleted', id, null).catch(() => {}); });
    hub.on('JS.BeginInvokeJS', (id, name) => {
      if (name === 'commsCredits.lives') lives();
      if (id) hub.send('EndInvokeJSFromDotNet', id, true, `[${id},true,null]`).catch(() => {});
    });
    for (const name of ['JS.AttachComponent', 'JS.EndInvokeDotNet', 'JS.EndUpdateRootComponents', 'JS.EndLocationChanging', 'JS.SavePersistedState', 'JS.ReceiveByteArray']) hub.on(name, () => {});
    hub.on('JS.Error', fault => { throw new Error(`${address}: ${fault}`); });
    await hub.start();
    await hub.invoke('StartCircuit', `${url}/`, new URL(address, url).href, '[]', '');
    const operations = markers.map((marker, i) => ({ type: 'add', ssrComponentId: i + 1, marker }));
    await hub.send('UpdateRootComponents', JSON.stringify({ batchId: 1, operations }), state);
    await Promise.race([alive, wait(20_000).then(() => { throw new Error(`${address} does not come to life.`); })]);
    return page;
  }
}

async function importing(content) {
  const headers = { Authorization: `Bearer ${secret}`, 'Idempotency-Key': randomUUID(), 'Content-Type': 'text/csv' }, began = performance.now();
  const answer = await fetch(`${url}/api/v1/usage?fileName=pages.csv`, { method: 'POST', headers, body: content });
  if (answer.status !== 202) throw new Error(`${answer.status} ${await answer.text()}`);
  for (;;) {
    const now = await (await fetch(new URL(answer.headers.get('location'), url), { headers })).json();
    if (now.state === 'Done') return { began, ended: performance.now(), took: (performance.now() - began) / 1000 };
    if (now.state !== 'Running' && now.state !== 'Waiting') throw new Error(JSON.stringify(now));
    await wait(100);
  }
}

async function run(open) {
  const data = mkdtempSync(path.join(tmpdir(), 'pages-'));
  cpSync(books(), data, { recursive: true });
  const server = await start(data);
  try {
    const sessions = await Promise.all(people.map(p => Session.signIn(p))), pages = [];
    for (const address of new Set(addresses)) { const warm = await Page.open(sessions[0], address); await warm.hub.stop(); }
    await wait(3000);
    const before = resident(server.pid);
    for (let i = 0; i < open; i++) pages.push(await Page.open(sessions[i % sessions.length], addresses[i % addresses.length]));
    await wait(3000);
    const after = resident(server.pid), cpu = process.cpuUsage(), content = usage();
    const done = await importing(content);
    const own = process.cpuUsage(cpu), most = resident(server.pid);
    await wait(4000);
    const drawn = pages.map(p => p.drawings.filter(d => d.at >= done.began));
    // A page that shows what moves draws on each beat; the longest time between two of its drawings is how far behind it was
    const live = drawn.filter(d => d.length > 2);
    const behind = live.map(d => Math.max(...d.slice(1).map((x, i) => x.at - d[i].at).filter((_, i) => d[i + 1].at < done.ended + 2000)));
    const result = {
      took: done.took, memory: open ? (after - before) / open : 0, most, own: (own.user + own.system) / 1e6 / done.took,
      drawings: drawn.reduce((t, d) => t + d.length, 0) / done.took, bytes: median(live.flatMap(d => d.map(x => x.bytes))), live: live.length, behind: Math.max(0, ...behind) / 1000,
      last: Math.max(0, ...live.map(d => d.at(-1).at - done.ended)) / 1000,
    };
    for (const page of pages) await page.hub.stop();
    return result;
  } finally {
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

const without = [], within = [];
for (let round = 0; round < rounds; round++) {
  without.push(await run(0));
  within.push(await run(count));
  const [a, b] = [without.at(-1), within.at(-1)];
  console.log(`round ${round + 1}: ${calls} calls without pages ${a.took.toFixed(1)} s, with ${count} open pages ${b.took.toFixed(1)} s; ${b.live} of them follow, ${b.drawings.toFixed(0)} drawings a second of ${((b.bytes || 0) / 1024).toFixed(1)} KB, ` +
    `longest between two ${b.behind.toFixed(1)} s, last ${b.last.toFixed(1)} s after the end; ${b.memory.toFixed(2)} MB a page, ${b.most.toFixed(0)} MB at the end; this program took ${(b.own * 100).toFixed(0)} % of a core`);
}
const [a, b] = [median(without.map(r => r.took)), median(within.map(r => r.took))];
console.log(`import of ${calls} calls with ${count} open pages ${b.toFixed(1)} s, with none ${a.toFixed(1)} s: ${(b / a).toFixed(2)} x; a page is at most ${Math.max(...within.map(r => Math.max(r.behind, r.last))).toFixed(1)} s behind and takes ${median(within.map(r => r.memory)).toFixed(2)} MB`);
