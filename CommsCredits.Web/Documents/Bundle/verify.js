"use strict";
// Recomputes the books of a bundle from its files alone. Nothing is asked of a network; every amount is a BigInt of micros, every instant whole microseconds since 1970.
const Bundle = (() => {
  const utf8 = new TextEncoder(), text = new TextDecoder("utf-8", { fatal: true });
  const primes = []; for (let n = 2; primes.length < 64; n++) if (primes.every(p => n % p)) primes.push(n);
  const K = Uint32Array.from(primes, p => Math.cbrt(p) % 1 * 4294967296), H0 = Uint32Array.from(primes.slice(0, 8), p => Math.sqrt(p) % 1 * 4294967296);

  // Own SHA-256: a page opened from a file has no crypto.subtle in some browsers.
  function sha256(bytes) {
    const size = bytes.length, padded = new Uint8Array((size + 72) & ~63), view = new DataView(padded.buffer), h = H0.slice(), w = new Uint32Array(64);
    padded.set(bytes); padded[size] = 128; view.setUint32(padded.length - 8, Math.floor(size / 536870912)); view.setUint32(padded.length - 4, size << 3);
    const r = (x, n) => x >>> n | x << 32 - n;
    for (let at = 0; at < padded.length; at += 64) {
      for (let i = 0; i < 16; i++) w[i] = view.getUint32(at + 4 * i);
      for (let i = 16; i < 64; i++) { const a = w[i - 15], b = w[i - 2]; w[i] = w[i - 16] + (r(a, 7) ^ r(a, 18) ^ a >>> 3) + w[i - 7] + (r(b, 17) ^ r(b, 19) ^ b >>> 10); }
      let [a, b, c, d, e, f, g, k] = h;
      for (let i = 0; i < 64; i++) {
        const x = k + (r(e, 6) ^ r(e, 11) ^ r(e, 25)) + (e & f ^ ~e & g) + K[i] + w[i] | 0, y = (r(a, 2) ^ r(a, 13) ^ r(a, 22)) + (a & b ^ a & c ^ b & c) | 0;
        k = g; g = f; f = e; e = d + x | 0; d = c; c = b; b = a; a = x + y | 0;
      }
      [a, b, c, d, e, f, g, k].forEach((v, i) => h[i] += v);
    }
    const out = new Uint8Array(32), o = new DataView(out.buffer); h.forEach((v, i) => o.setUint32(4 * i, v)); return out;
  }
  const hex = bytes => Array.from(bytes, b => b.toString(16).padStart(2, "0")).join("").toUpperCase();
  const unhex = s => { if (!/^([0-9A-F]{2})*$/.test(s)) throw new Fault("", "hex", s); return Uint8Array.from(s.match(/../g) ?? [], b => parseInt(b, 16)); };
  class Fault extends Error { constructor(place, rule, said) { super(place); Object.assign(this, { place, rule: String(rule), said: String(said) }); } }

  function rows(name, content, columns) {
    const all = []; let row = [], cell = "", quoted = false, was = false, line = 1;
    const end = () => { row.push(!was && /^'\s*[=+\-@＝＋－＠\t\r\n]/.test(cell) || was && /^'\s*[=+\-@＝＋－＠\t\r\n]/.test(cell) ? cell.slice(1) : cell); cell = ""; was = false; };
    for (let i = 0; i < content.length; i++) {
      const c = content[i];
      if (quoted) { if (c !== '"') cell += c; else if (content[i + 1] === '"') { cell += c; i++; } else quoted = false; }
      else if (c === '"') { quoted = was = true; }
      else if (c === ",") end();
      else if (c === "\n") { end(); if (all.length === 0 ? row.join() !== columns : row.length !== all[0].length) throw new Fault(`${name}, line ${line}`, columns, row.join()); all.push(row); row = []; line++; }
      else cell += c;
    }
    if (row.length || cell || !all.length) throw new Fault(`${name}, line ${line}`, columns, row.concat(cell).join());
    const head = all.shift();
    return all.map(r => Object.fromEntries(head.map((h, i) => [h, r[i]])));
  }
  const micros = (s, place) => { const m = /^(-?)(\d{1,13})(?:\.(\d{1,6}))?$/.exec(s); if (!m) throw new Fault(place, "amount", s); const v = BigInt(m[2]) * 1000000n + BigInt((m[3] ?? "").padEnd(6, "0")); return m[1] ? -v : v; };
  const shown = v => { const a = v < 0n ? -v : v, f = String(a % 1000000n).padStart(6, "0").replace(/0+$/, ""); return (v < 0n ? "-" : "") + a / 1000000n + (f ? "." + f : ""); };
  const instant = (s, place) => { const m = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.(\d{6})Z$/.exec(s), ms = m ? Date.parse(m[1] + "Z") : NaN; if (!(ms >= 0)) throw new Fault(place, "instant", s); return ms * 1000 + Number(m[2]); };
  const whole = (s, place) => { if (!/^\d{1,15}$/.test(s)) throw new Fault(place, "number", s); return Number(s); };
  const min = (a, b) => a < b ? a : b, max = (a, b) => a > b ? a : b;
  const told = p => `${p.from} -> ${p.to} ${shown(p.amount)} ${p.kind} ${new Date(p.effective / 1000).toISOString()}`;
  const USAGE = ["TollFreeConference", "TollFreeAttendant", "ConferenceDialOut", "CallMeAt", "International", "Overage", "PayAsYouGo", "PayPerMinuteTollIn", "PayPerMinuteTollFreeIn", "PayPerMinuteDialOut", "Premium", "VoiceApplicationTransfer"];
  const KINDS = ["Purchase", "OpeningLot", "Usage", "Repayment", "Expiry", "ExpiryReversal", "CreditBack", "Correction", "PaidBack", "Chargeback", "DisputeWon", "MoveToPostpaid"];
  const RARE = new Set(["CreditBack", "Correction", "PaidBack", "Chargeback", "DisputeWon", "MoveToPostpaid"]);
  const bookPattern = new RegExp(`^(Funding|Expired|Refunded|Corrections|Overdraft|Postpaid|Lot\\([1-9]\\d{0,8}\\)|Usage\\((${USAGE.join("|")})\\))$`);
  const CHECKS = ["Files", "Form", "Chain", "Draws", "Overdraft", "Purchases", "Lapses", "Rare", "Lots", "BookingMonths", "Statements", "Fingerprints"];
  const ENTRY = "Sequence,Effective,Posted,Month,Late,Kind,From,To,Amount,Currency,Reference,Key,ContentHash,Actor,Hash";
  const LOT = "Lot,Purchased,PurchaseDay,LastUsableDay,End,Amount,Left,Lapsed,Used,PaidBack";

  function read(files) {
    const of = name => { if (!(name in files)) throw new Fault(name, "a file", "none"); try { return text.decode(files[name]); } catch { throw new Fault(name, "UTF-8", "other bytes"); } };
    const json = name => { try { return JSON.parse(of(name)); } catch (e) { if (e instanceof Fault) throw e; throw new Fault(name, "JSON", e.message); } };
    const o = json("organization.json");
    for (const f of ["id", "currency", "zone", "booksBegin", "overdraft", "headHash"]) if (typeof o[f] !== "string") throw new Fault("organization.json", f, o[f]);
    const entries = rows("entries.csv", of("entries.csv"), ENTRY).map((r, i) => {
      const place = `entries.csv, entry ${i + 1}`;
      for (const [ok, rule, said] of [[r.Currency === o.currency, o.currency, r.Currency], [bookPattern.test(r.From), "a book", r.From], [bookPattern.test(r.To), "a book", r.To], [KINDS.includes(r.Kind), "a kind", r.Kind],
        [/^\d{4}-\d\d$/.test(r.Month), "a month", r.Month], [r.Late === "true" || r.Late === "false", "true, false", r.Late]]) if (!ok) throw new Fault(place, rule, said);
      return { n: whole(r.Sequence, place), from: r.From, to: r.To, amount: micros(r.Amount, place), kind: r.Kind, effective: instant(r.Effective, place), posted: instant(r.Posted, place), month: r.Month, late: r.Late === "true", reference: r.Reference, key: r.Key, content: unhex(r.ContentHash), actor: r.Actor, hash: r.Hash };
    });
    const lots = rows("lots.csv", of("lots.csv"), LOT).map((r, i) => {
      const place = `lots.csv, line ${i + 2}`;
      return { number: whole(r.Lot, place), purchased: instant(r.Purchased, place), day: r.PurchaseDay, last: r.LastUsableDay, end: instant(r.End, place), amount: micros(r.Amount, place), left: micros(r.Left, place), lapsed: micros(r.Lapsed, place), used: micros(r.Used, place), paidBack: micros(r.PaidBack, place) };
    });
    const statements = Object.keys(files).filter(f => f.startsWith("statements/")).sort().map(f => ({ file: f, ...json(f) }));
    return { o, entries, lots, statements };
  }

  function manifestOf(files) {
    const names = Object.keys(files).filter(f => f !== "manifest.json" && f !== "verify.html").sort((a, b) => a < b ? -1 : 1);
    return JSON.stringify({ format: "commscredits-bundle-1", files: names.map(path => ({ path, bytes: files[path].length, sha256: hex(sha256(files[path])) })) }, null, 2);
  }

  function checkFiles(files, note) {
    const made = manifestOf(files), said = files["manifest.json"] ? new TextDecoder().decode(files["manifest.json"]) : "";
    if (made === said) return;
    let listed; try { listed = JSON.parse(said).files; if (!Array.isArray(listed)) listed = null; } catch { listed = null; }
    if (!listed) return note("Files", "manifest.json", "JSON", said.slice(0, 80));
    const given = new Map(listed.map(f => [f?.path, f]));
    for (const f of JSON.parse(made).files) {
      const g = given.get(f.path); given.delete(f.path);
      if (!g || g.sha256 !== f.sha256 || g.bytes !== f.bytes) return note("Files", f.path, g ? `${g.sha256}, ${g.bytes}` : "-", `${f.sha256}, ${f.bytes}`);
    }
    for (const path of given.keys()) return note("Files", String(path), "a file", "none");
    let at = 0; while (made[at] === said[at]) at++;
    note("Files", `manifest.json, character ${at + 1}`, made.slice(at, at + 20), said.slice(at, at + 20));
  }

  function fields(list) {
    const parts = list.map(v => typeof v === "string" ? utf8.encode(v) : typeof v === "bigint" ? new Uint8Array(new BigInt64Array([v]).buffer).reverse() : v);
    const out = new Uint8Array(parts.reduce((n, p) => n + 4 + p.length, 0)), view = new DataView(out.buffer); let at = 0;
    for (const p of parts) { view.setUint32(at, p.length); out.set(p, at + 4); at += 4 + p.length; }
    return sha256(out);
  }
  const ticks = t => BigInt(t) * 10n + 621355968000000000n;

  function checkChain(b, note) {
    let hash = fields([b.o.id, b.o.currency, b.o.zone]), posted = 0;
    b.heads = new Map([[0, hex(hash)]]);
    b.entries.forEach((e, i) => {
      if (e.n !== i + 1) note("Chain", `entry ${i + 1}`, i + 1, e.n);
      if (e.amount <= 0n) note("Chain", `entry ${i + 1}`, "> 0", shown(e.amount));
      if (e.posted < posted) note("Chain", `entry ${i + 1}`, new Date(posted / 1000).toISOString(), new Date(e.posted / 1000).toISOString());
      posted = e.posted;
      hash = fields([hash, BigInt(e.n), e.from, e.to, e.amount, e.kind, ticks(e.effective), ticks(e.posted), e.month, e.late ? 1n : 0n, e.reference, e.key, e.content, e.actor]);
      if (hex(hash) !== e.hash) note("Chain", `entry ${i + 1}`, hex(hash), e.hash);
      b.heads.set(e.n, hex(hash));
    });
    if (b.o.headEntry !== b.entries.length || b.o.headHash !== hex(hash)) note("Chain", "organization.json", `${b.entries.length}, ${hex(hash)}`, `${b.o.headEntry}, ${b.o.headHash}`);
    for (const s of b.statements) if (b.heads.get(s.headEntry) !== s.headHash) note("Chain", s.file, b.heads.get(s.headEntry), s.headHash);
  }

  // The organization's local days. A zone that the browser does not know leaves what needs them unchecked.
  function calendar(zone) {
    let format; try { format = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }); } catch { return null; }
    const known = new Map();
    return t => { const quarter = Math.floor(t / 9e8); let d = known.get(quarter); if (!d) known.set(quarter, d = format.format(quarter * 9e5)); return d; };
  }
  const yearOn = day => { const [y, m, d] = day.split("-").map(Number), last = new Date(Date.UTC(y + 1, m, 0)).getUTCDate(); return `${y + 1}-${day.slice(5, 7)}-${String(Math.min(d, last)).padStart(2, "0")}`; };
  const nextMonth = m => { const [y, n] = m.split("-").map(Number); return n === 12 ? `${y + 1}-01` : `${y}-${String(n + 1).padStart(2, "0")}`; };

  class Pool {
    constructor() { this.lots = []; this.byNumber = new Map(); this.overdraft = 0n; this.latestOwed = null; }
    open(terms) {
      const lot = { number: terms.number, purchased: terms.purchased, end: terms.end, last: terms.last, left: 0n, lapsed: 0n, used: 0n, paidBack: 0n, returns: [], returned: 0n, returnedAt: null };
      this.lots.push(lot); this.byNumber.set(lot.number, lot);
      this.lots.sort((a, b) => a.end - b.end || a.purchased - b.purchased || a.number - b.number);
    }
    apply(e) {
      if (e.to.startsWith("Lot(")) this.receive(this.lotOf(e.to), e.from, e.amount, e.effective);
      if (e.from.startsWith("Lot(")) this.give(this.lotOf(e.from), e.to, e.amount, e.effective);
      if (e.from === "Overdraft") this.overdraft += e.amount;
      if (e.to === "Overdraft") this.overdraft -= e.amount;
      if (this.overdraft <= 0n) this.latestOwed = null;
      else if (e.from === "Overdraft" && !e.to.startsWith("Lot(") && e.to !== "Postpaid" && !(this.latestOwed !== null && this.latestOwed > e.effective)) this.latestOwed = e.effective;
    }
    lotOf(book) { const lot = this.byNumber.get(Number(book.slice(4, -1))); if (!lot) throw new Fault("", "a lot that was bought", book); return lot; }
    receive(l, from, a, effective) {
      l.left += a;
      if (from === "Expired") l.lapsed -= a;
      else if (from !== "Funding") {
        l.returned += a; l.returnedAt = effective;
        const same = l.returns.find(r => r.at === effective);
        if (same) same.left += a; else { l.returns.push({ at: effective, left: a }); l.returns.sort((x, y) => x.at - y.at); }
        if (from === "Refunded") l.paidBack -= a;
        else if (from === "Overdraft" || from.startsWith("Usage(")) l.used -= a;
      }
      this.limit(l);
    }
    // R4.3: what leaves a lot takes the money that came back last first.
    take(l, a, until) {
      for (let i = l.returns.length - 1; i >= 0 && a > 0n; i--) if (l.returns[i].at <= until) { const share = min(a, l.returns[i].left); l.returns[i].left -= share; a -= share; }
      l.returns = l.returns.filter(r => r.left > 0n);
    }
    limit(l) {
      const most = max(l.left + l.lapsed, 0n), all = l.returns.reduce((s, r) => s + r.left, 0n);
      l.returned = min(l.returned, l.left + l.lapsed);
      if (all > most) this.take(l, all - most, Infinity);
    }
    give(l, to, a, effective) {
      l.left -= a;
      if (to !== "Expired") this.take(l, a, effective);
      if (to === "Expired") l.lapsed += a;
      else if (to === "Refunded") l.paidBack += a;
      else if (to === "Overdraft" || to.startsWith("Usage(")) l.used += a;
      this.limit(l);
    }
    // What of a lot's share was there when the call started, and what came later, each part at its instant.
    parts(l, share, start) {
      const direct = min(share, l.purchased > start ? 0n : l.left + l.lapsed - l.returns.reduce((s, r) => r.at > start ? s + r.left : s, 0n));
      const later = []; let missing = share - direct;
      const part = (at, most) => { const a = min(missing, most); if (a > 0n) { later.push({ at, amount: a }); missing -= a; } };
      if (l.purchased > start) part(l.purchased, l.left + l.lapsed - l.returns.reduce((s, r) => s + r.left, 0n));
      for (const r of l.returns) if (r.at > start) part(r.at, r.left);
      let held = l.left; const reversals = [];
      const reverse = (amount, at) => { const own = min(amount, held); held -= own; if (amount > own) reversals.push({ at, amount: amount - own }); };
      const late = later.filter(p => p.at >= l.end);
      reverse(share - late.reduce((s, p) => s + p.amount, 0n), l.end);
      for (const p of late) reverse(p.amount, p.at);
      return { direct, later, reversals };
    }
    // The same as versions before 0.2 did it: all that came back counted as coming at the latest return. What they booked stands.
    partsBefore(l, share, start) {
      const there = l.left + l.lapsed, needed = share - l.left, reversals = [], later = [];
      if (needed > 0n) {
        const atEnd = min(needed, l.returnedAt !== null && l.returnedAt > l.end ? max(l.lapsed - l.returned, 0n) : l.lapsed);
        reversals.push({ at: l.end, amount: atEnd }, { at: l.returnedAt, amount: needed - atEnd });
      }
      const returned = max(share - (there - l.returned), 0n), direct = l.purchased > start ? 0n : l.returnedAt !== null && l.returnedAt > start ? share - returned : share;
      if (direct !== share) later.push({ at: l.purchased, amount: share - returned - direct }, { at: l.returnedAt ?? l.purchased, amount: min(returned, share - direct) });
      return { direct, later, reversals };
    }
    // R4.3, R4.5: from the lots that had not ended when the call started, earliest end first; the rest is owed.
    draw(usage, charge, start, postpaid, partsOf = this.parts) {
      const out = [], later = []; let owed = charge, through = 0n;
      const add = (list, from, to, amount, kind, effective) => { if (amount > 0n) list.push({ from, to, amount, kind, effective }); };
      for (const l of this.lots) {
        const there = l.left + l.lapsed, book = `Lot(${l.number})`;
        if (owed <= 0n) break;
        if (l.end <= start || there === 0n) continue;
        const share = min(owed, there); owed -= share;
        const { direct, later: came, reversals } = partsOf.call(this, l, share, start);
        for (const r of reversals) add(out, "Expired", book, r.amount, "ExpiryReversal", r.at);
        add(out, book, usage, direct, "Usage", start);
        through += share - direct;
        for (const p of came) add(later, book, "Overdraft", p.amount, "Repayment", p.at);
      }
      if (postpaid) add(out, "Postpaid", usage, owed, "Usage", start); else through += owed;
      add(out, "Overdraft", usage, through, "Usage", start);
      return out.concat(later);
    }
  }

  const agree = (group, rule) => group.length === rule.length && group.every((e, i) => told(e) === told(rule[i]));

  function compare(group, rule, check, note) {
    for (let i = 0; i < Math.max(group.length, rule.length); i++) {
      const said = group[i] ? told(group[i]) : "nothing", must = rule[i] ? told(rule[i]) : "nothing";
      if (said !== must) return note(check, `entry ${(group[i] ?? group[group.length - 1]).n}`, must, said);
    }
  }

  function checkBooks(b, note, day) {
    const pool = new Pool(), terms = new Map(b.lots.map(l => [l.number, l])), closings = new Map(b.statements.filter(s => s.closed).map(s => [s.headEntry, s]));
    const begin = b.o.booksBegin.slice(0, 7), postpaid = b.o.postpaidSince ? instant(b.o.postpaidSince, "organization.json") : Infinity;
    let open = closings.has(0) ? nextMonth(closings.get(0).month) : begin;
    const months = new Map();
    for (let i = 0; i < b.entries.length;) {
      const group = [b.entries[i++]]; while (i < b.entries.length && b.entries[i].key === group[0].key) group.push(b.entries[i++]);
      const kinds = new Set(group.map(e => e.kind)), first = group[0], now = first.posted;
      if (kinds.has("Usage")) {
        const calls = group.filter(e => e.kind === "Usage"), wrong = calls.find(e => !e.to.startsWith("Usage("));
        if (wrong) note("Draws", `entry ${wrong.n}`, "Usage(...)", wrong.to);
        const drawn = parts => pool.draw(calls[0].to, calls.reduce((s, e) => s + e.amount, 0n), calls[0].effective, now >= postpaid, parts);
        if (!agree(group, drawn(pool.partsBefore))) compare(group, drawn(pool.parts), "Draws", note);
      } else if (kinds.has("Purchase") || kinds.has("OpeningLot")) {
        const lot = terms.get(Number(first.to.slice(4, -1)));
        if (!first.to.startsWith("Lot(") || first.from !== "Funding" || !lot) note("Purchases", `entry ${first.n}`, "Funding -> Lot(n)", told(first));
        else {
          const repaid = lot.end > now ? min(pool.overdraft, first.amount) : 0n, rule = [{ ...first, kind: first.kind }];
          if (repaid > 0n) rule.push({ from: first.to, to: "Overdraft", amount: repaid, kind: "Repayment", effective: pool.latestOwed > lot.purchased && now > lot.purchased ? now : lot.purchased });
          compare(group, rule, "Purchases", note);
        }
      } else if (![...kinds].some(k => RARE.has(k))) for (const e of group) {
        const lot = e.from.startsWith("Lot(") ? pool.byNumber.get(Number(e.from.slice(4, -1))) : null;
        if (e.kind !== "Expiry") note("Draws", `entry ${e.n}`, "a call that needs it", told(e));
        else if (!lot || e.to !== "Expired" || lot.end > now || e.amount !== lot.left || e.effective !== lot.end) note("Lapses", `entry ${e.n}`, lot ? `${e.from} -> Expired ${shown(lot.left)} Expiry ${new Date(lot.end / 1000).toISOString()}` : "Lot(n) -> Expired", told(e));
      }
      for (const e of group) {
        if (e.from === "Funding") {
          const lot = terms.get(Number(e.to.slice(4, -1)));
          if (!e.to.startsWith("Lot(") || !lot || pool.byNumber.has(lot.number)) { note("Purchases", `entry ${e.n}`, "a new lot", e.to); throw new Fault(`entry ${e.n}`, "a new lot", e.to); }
          if (lot.purchased !== e.effective || lot.amount !== e.amount) note("Purchases", `entry ${e.n}`, `${shown(e.amount)} ${new Date(e.effective / 1000).toISOString()}`, `${shown(lot.amount)} ${new Date(lot.purchased / 1000).toISOString()}`);
          if (day && (day(lot.purchased) !== lot.day || yearOn(lot.day) !== lot.last)) note("Purchases", `lots.csv, lot ${lot.number}`, `${day(lot.purchased)}, ${yearOn(day(lot.purchased))}`, `${lot.day}, ${lot.last}`);
          if (day && (day(lot.end - 1) > lot.last || day(lot.end) <= lot.last || day(lot.end - 9e8) !== lot.last)) note("Purchases", `lots.csv, lot ${lot.number}`, lot.last, new Date(lot.end / 1000).toISOString());
          pool.open(lot);
        }
        try { pool.apply(e); } catch (fault) { throw new Fault(`entry ${e.n}`, fault.rule ?? "", fault.said ?? fault.message); }
        const below = [e.from, e.to].filter(k => k.startsWith("Lot(")).map(k => pool.lotOf(k)).find(l => l.left < 0n || l.lapsed < 0n);
        if (below) note(RARE.has(e.kind) ? "Rare" : "Lots", `entry ${e.n}`, ">= 0", `Lot(${below.number}) ${shown(below.left)}, ${shown(below.lapsed)}`);
        if (pool.overdraft < 0n) note("Overdraft", `entry ${e.n}`, ">= 0", shown(pool.overdraft));
        addUp(months, e);
        const lot = e.kind === "Expiry" || e.kind === "ExpiryReversal" ? [e.from, e.to].filter(k => k.startsWith("Lot(")).map(k => pool.lotOf(k))[0] : null;
        if (day) {
          const own = max(begin, (lot && e.effective === lot.end ? lot.last : day(e.effective)).slice(0, 7)), due = own < open ? open : own;
          if (due !== e.month || e.late !== own < open) note("BookingMonths", `entry ${e.n}`, `${due}${own < open ? ", late" : ""}`, `${e.month}${e.late ? ", late" : ""}`);
        }
        const closed = closings.get(e.n);
        if (closed) {
          open = nextMonth(closed.month);
          const held = pool.lots.find(l => l.last.slice(0, 7) <= closed.month && l.left > 0n);
          if (held) note("Lapses", `entry ${e.n}, ${closed.file}`, `Lot(${held.number}) 0`, `Lot(${held.number}) ${shown(held.left)}`);
        }
      }
      const last = group[group.length - 1], idle = pool.overdraft > 0n && pool.lots.find(l => l.end > now && l.left > 0n);
      if (idle) note("Overdraft", `entry ${last.n}`, `0, Lot(${idle.number}) ${shown(idle.left)}`, shown(pool.overdraft));
    }
    for (const l of b.lots) {
      const p = pool.byNumber.get(l.number);
      for (const f of ["left", "lapsed", "used", "paidBack"]) if (!p || p[f] !== l[f]) { note("Lots", `lots.csv, lot ${l.number}, ${f}`, p ? shown(p[f]) : "-", shown(l[f])); break; }
    }
    if (pool.overdraft !== micros(b.o.overdraft, "organization.json")) note("Overdraft", "organization.json", shown(pool.overdraft), b.o.overdraft);
    return months;
  }

  function addUp(months, e) {
    let m = months.get(e.month);
    if (!m) months.set(e.month, m = { opening: 0n, bought: 0n, openingLots: 0n, creditedBack: 0n, used: 0n, lapsed: 0n, paidBack: 0n, corrections: 0n, billedAfterUse: 0n, change: 0n, owed: 0n, usage: new Map(), calls: new Map(), lots: new Map(), count: 0, first: e.n, key: null });
    const isPool = k => k === "Overdraft" || k.startsWith("Lot("), change = isPool(e.from) === isPool(e.to) ? 0n : isPool(e.to) ? e.amount : -e.amount;
    const add = (map, k, v) => map.set(k, (map.get(k) ?? 0n) + v);
    m.change += change; m.count++; m.last = e.n;
    if (e.from === "Overdraft") m.owed += e.amount; if (e.to === "Overdraft") m.owed -= e.amount;
    if (e.from.startsWith("Lot(")) add(m.lots, e.from, -e.amount); if (e.to.startsWith("Lot(")) add(m.lots, e.to, e.amount);
    if (e.from === "Postpaid") m.billedAfterUse += e.amount; if (e.to === "Postpaid") m.billedAfterUse -= e.amount;
    const line = { Purchase: "bought", OpeningLot: "openingLots", CreditBack: "creditedBack", Correction: "corrections", MoveToPostpaid: "corrections" }[e.kind];
    if (line) m[line] += change;
    else if (e.kind === "Usage") { m.used -= change; if (isPool(e.from)) { const k = e.to.slice(6, -1); add(m.usage, k, e.amount); if (e.key !== m.key) m.calls.set(k, (m.calls.get(k) ?? 0) + 1); m.key = e.key; } }
    else if (e.kind === "Expiry" || e.kind === "ExpiryReversal") m.lapsed -= change;
    else if (e.kind !== "Repayment") m.paidBack -= change;
  }

  function checkStatements(b, months, note) {
    const known = [...months.keys()].sort(), said = new Set(b.statements.map(s => s.month));
    for (const m of known) if (!said.has(m)) note("Statements", `statements/${m}.json`, "a file", "none");
    for (const s of b.statements) {
      const before = known.filter(m => m < s.month).map(m => months.get(m)), m = months.get(s.month), sum = (list, f) => list.reduce((t, x) => t + f(x), 0n), all = m ? [...before, m] : before;
      const opening = sum(before, x => x.change), rule = { opening };
      for (const f of ["bought", "openingLots", "creditedBack", "used", "lapsed", "paidBack", "corrections"]) rule[f] = m ? m[f] : 0n;
      Object.assign(rule, { closing: opening + (m ? m.change : 0n), overdraft: sum(all, x => x.owed), billedAfterUse: m ? m.billedAfterUse : 0n });
      for (const [f, v] of Object.entries(rule)) if (micros(s[f], `${s.file}, ${f}`) !== v) note("Statements", `${s.file}, ${f}`, shown(v), s[f]);
      if (s.balanceByDay[s.balanceByDay.length - 1] !== shown(rule.closing)) note("Statements", `${s.file}, balanceByDay`, shown(rule.closing), s.balanceByDay[s.balanceByDay.length - 1]);
      const counts = m ? `${m.first}, ${m.last}, ${m.count}` : "0, 0, 0", given = `${s.firstEntry}, ${s.lastEntry}, ${s.entryCount}`;
      if (counts !== given) note("Statements", `${s.file}, entries`, counts, given);
      const usage = new Map(m ? m.usage : []);
      for (const u of s.usage) { const v = usage.get(u.kind); usage.delete(u.kind); if (v === undefined || shown(v) !== u.amount || m.calls.get(u.kind) !== u.calls) note("Statements", `${s.file}, usage ${u.kind}`, v === undefined ? "-" : `${m.calls.get(u.kind)}, ${shown(v)}`, `${u.calls}, ${u.amount}`); }
      for (const k of usage.keys()) note("Statements", `${s.file}, usage ${k}`, shown(usage.get(k)), "-");
      for (const list of ["byCountry", "byPerson"]) {
        const used = sum(s[list], x => micros(x.amount, `${s.file}, ${list}`)), calls = s[list].reduce((t, x) => t + x.calls, 0), made = s.usage.reduce((t, x) => t + x.calls, 0);
        if (used !== rule.used || calls !== made) note("Statements", `${s.file}, ${list}`, `${made}, ${shown(rule.used)}`, `${calls}, ${shown(used)}`);
      }
      const rest = new Map(); for (const x of all) for (const [k, v] of x.lots) rest.set(k, (rest.get(k) ?? 0n) + v);
      for (const l of s.lots) { const k = `Lot(${l.lot})`; if (shown(rest.get(k) ?? 0n) !== l.closing) note("Statements", `${s.file}, ${k}`, shown(rest.get(k) ?? 0n), l.closing); rest.delete(k); }
      for (const [k, v] of rest) if (v !== 0n) note("Statements", `${s.file}, ${k}`, shown(v), "-");
      if (s.format !== "commscredits-statement-1" || s.file !== `statements/${s.month}.json` || s.organization !== b.o.id) note("Statements", s.file, `${b.o.id} ${s.file}`, `${s.organization} statements/${s.month}.json`);
      const made = fingerprint(s); if (made !== s.fingerprint) note("Fingerprints", s.file, made, s.fingerprint);
    }
  }

  function fingerprint(s) {
    const v = x => micros(x, s.file), lines = [`organization=${s.organization}`, `currency=${s.currency}`, `zone=${s.zone}`, `month=${s.month}`];
    for (const f of ["opening", "bought", "openingLots", "creditedBack", "used", "lapsed", "paidBack", "corrections", "closing", "overdraft", "billedAfterUse"]) lines.push(`${f}=${v(s[f])}`);
    for (const u of s.usage) lines.push(`usage.${u.kind}.${u.calls}=${v(u.amount)}`);
    for (const l of s.lots) lines.push(`lot.${l.lot}.${l.lastUsableDay}=${["opening", "bought", "corrected", "used", "madeGood", "paidBack", "lapsed", "closing"].map(f => v(l[f])).join()}`);
    for (const p of s.paidFor) for (const k of USAGE) if (k in p) lines.push(`paidFor.${p.lot ?? ""}.${k}=${v(p[k])}`);
    for (const m of [...s.topUps, ...s.lapses, ...s.correctionsAndLate]) lines.push(`entry.${m.entry}.${m.kind}.${m.happened}.${m.count}=${v(m.amount)}`);
    for (const d of s.balanceByDay) lines.push(`day=${v(d)}`);
    lines.push(`awaiting=${s.awaitingCount},${v(s.awaitingAmount)}`, `entries=${s.firstEntry},${s.lastEntry},${s.entryCount}`, `head=${s.headEntry},${s.headHash}`);
    if (s.fingerprintVersion >= 2) {
      for (const u of s.usage) lines.push(`minutes.${u.kind}=${u.minutes}`);
      for (const c of s.byCountry) lines.push(`country.${c.country}.${c.calls}.${c.minutes}=${v(c.amount)}`);
      for (const p of s.byPerson) lines.push(`person.${p.person}.${p.calls}.${p.minutes}=${v(p.amount)}`);
    }
    if (s.fingerprintVersion >= 3 && s.trailHash) lines.push(`trail=${s.trailEntry},${s.trailHash}`);
    return hex(sha256(utf8.encode(lines.join("\n") + "\n")));
  }

  // Answers every check with its first fault, or null; undefined where an earlier fault left it unchecked.
  function verify(files) {
    const faults = {}, done = new Set(), note = (check, place, rule, said) => { faults[check] ??= { place, rule: String(rule), said: String(said) }; };
    let entries = 0, zone = true;
    const run = (name, work) => { try { work(); return true; } catch (e) { note(name, e.place || name, e.rule ?? "", e.said ?? e.message); return false; } };
    run("Files", () => checkFiles(files, note)); done.add("Files");
    let b;
    done.add("Form");
    if (run("Form", () => { b = read(files); })) {
      entries = b.entries.length;
      run("Chain", () => checkChain(b, note)); done.add("Chain");
      const day = calendar(b.o.zone); zone = !!day;
      let months;
      if (run("Form", () => { months = checkBooks(b, note, day); })) {
        for (const c of ["Draws", "Overdraft", "Purchases", "Lapses", "Rare", "Lots"]) done.add(c);
        if (day) done.add("BookingMonths");
        if (run("Statements", () => checkStatements(b, months, note))) done.add("Fingerprints");
        done.add("Statements");
      }
    }
    const checks = CHECKS.map(name => ({ name, fault: faults[name] ?? (done.has(name) ? null : undefined) }));
    return { checks, entries, zone, passed: checks.every(c => c.fault === null) };
  }
  return { verify, sha256, hex, manifestOf };
})();
