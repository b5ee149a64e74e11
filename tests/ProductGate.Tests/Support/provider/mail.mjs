// A real SMTP server for tests and the demo (npm smtp-server, mailparser). Says 'ready <smtp port> <api port>' when it listens; with
// CHILD=1 it ends when its input does. SMTP_PORT, API_PORT: free ones unless given. TLS_KEY, TLS_CERT (PEM): STARTTLS, or with
// IMPLICIT_TLS=1 nothing but TLS. LOGIN=name:password: nobody else may send.
// GET / (for people)   GET /messages?to=   POST /fault {"away":true, "delayMs":n, "refuse":"address", "dropAfterData":n, "code":451, "rejectFirst":n}
import { SMTPServer } from 'smtp-server';
import { simpleParser } from 'mailparser';
import http from 'node:http';

const { TLS_KEY: key, TLS_CERT: cert, LOGIN: login } = process.env;
const messages = [];
const fault = { away: false, delayMs: 0, refuse: '', dropAfterData: 0, rejectFirst: 0, code: 451 };
const pause = () => new Promise((done) => setTimeout(done, fault.delayMs));
const failure = (code, text) => Object.assign(new Error(text), { responseCode: code });
let server;
let port = Number(process.env.SMTP_PORT ?? 0);

const keep = (parsed, session) => messages.push({
  from: session.envelope.mailFrom.address, to: session.envelope.rcptTo.map((r) => r.address), messageId: parsed.messageId, subject: parsed.subject, text: parsed.text, html: parsed.html || undefined,
  inReplyTo: parsed.inReplyTo, secure: session.secure, session: session.id, user: session.user || undefined, headers: parsed.headerLines.map((h) => h.line),
});

async function take(stream, session, done) {
  const parsed = await simpleParser(stream);
  await pause();
  if (fault.rejectFirst > 0) { fault.rejectFirst--; return done(failure(fault.code, 'not now')); }
  keep(parsed, session);
  // The worst moment: the message is taken, and the sender is not told.
  if (fault.dropAfterData > 0) { fault.dropAfterData--; return sockets.forEach((s) => s.destroy()); }
  done();
}

const sockets = new Set();
const listen = () => new Promise((listening) => {
  server = new SMTPServer({
    ...(key ? { key, cert, secure: !!process.env.IMPLICIT_TLS } : { disabledCommands: ['STARTTLS'] }), authOptional: !login, logger: false,
    onAuth: ({ username, password }, session, done) => (`${username}:${password}` === login ? done(null, { user: username }) : done(failure(535, 'wrong name or password'))),
    onRcptTo: (address, session, done) => (address.address === fault.refuse ? done(failure(550, 'no such mailbox')) : done()),
    onData: (stream, session, done) => take(stream, session, done).catch(done),
  });
  server.on('error', () => {}); // a connection that was cut
  server.server.on('connection', (s) => { sockets.add(s); s.on('close', () => sockets.delete(s)); });
  server.listen(port, '127.0.0.1', () => { port = server.server.address().port; listening(); });
});

async function away(isAway) {
  if (isAway === fault.away) return;
  if (!isAway) return listen();
  const closed = new Promise((done) => server.close(done));
  sockets.forEach((s) => s.destroy());
  await closed;
}

const html = (text) => String(text ?? '').replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
const list = () => `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="5"><title>Mail</title>
<style>body{font:16px/1.5 system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem}pre{white-space:pre-wrap;background:#f4f4f4;padding:1rem}</style>
<h1>${messages.length} letters, newest first</h1>
${messages.toReversed().map((m) => `<details><summary>${html(m.to.join(', '))}: <b>${html(m.subject)}</b></summary><pre>${html(m.text)}</pre></details>`).join('\n')}`;

const api = http.createServer(async (request, response) => {
  const address = new URL(request.url, 'http://api');
  const answer = (value) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value, null, 1));
  if (address.pathname === '/') return response.setHeader('content-type', 'text/html; charset=utf-8').end(list());
  if (address.pathname === '/messages') return answer(messages.filter((m) => !address.searchParams.get('to') || m.to.includes(address.searchParams.get('to'))));
  if (address.pathname !== '/fault') { response.statusCode = 404; return response.end(); }
  const wanted = JSON.parse(Buffer.concat(await request.toArray()).toString() || '{}');
  if ('away' in wanted) await away(wanted.away);
  answer(Object.assign(fault, wanted));
});

await listen();
await new Promise((listening) => api.listen(Number(process.env.API_PORT ?? 0), '127.0.0.1', listening));
if (process.env.CHILD) process.stdin.on('end', () => process.exit()).resume();
console.log(`ready ${port} ${api.address().port}`);
