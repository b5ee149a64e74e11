// A receiver that checks Standard Webhooks signatures (npm standardwebhooks) and CloudEvents (npm cloudevents). Says 'ready <port>'; ends when its input does.
// TLS_KEY, TLS_CERT (PEM): over https.
// POST /hook   POST /secret {"secret":"whsec_..."}   GET /stats   POST /fault {"failFirst":n, "status":500, "delayMs":n, "redirect":"url", "pour":"head" or "body" or "flood"}
import http from 'node:http';
import https from 'node:https';
import { Webhook } from 'standardwebhooks';
import { HTTP } from 'cloudevents';
import { once } from 'node:events';

let secret;
const stats = { received: 0, verified: 0, duplicates: 0, errors: [], refused: [], events: [], signatures: [], pouring: 0, poured: 0 };
const fault = { failFirst: 0, status: 500, delayMs: 0, redirect: '', pour: '' };
const seen = new Map();

const body = 'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 1000000000000\r\n\r\n';
const answers = {
  head: { start: 'HTTP/1.1 200 OK\r\n', piece: 'x-more: 1\r\n', everyMs: 100 },
  body: { start: body, piece: 'x', everyMs: 100 },
  flood: { start: body, piece: 'x'.repeat(65536), everyMs: 0 },
};

// An answer without an end: it goes on until the other side hangs up.
async function pour(socket, { start, piece, everyMs }) {
  let open = !socket.destroyed; // by now it may have hung up already
  const closed = new Promise((done) => socket.once('close', () => { open = false; done(); }));
  stats.pouring++;
  for (let next = start; open; next = piece) {
    const room = socket.write(next);
    stats.poured += next.length;
    if (!room) await Promise.race([closed, once(socket, 'drain').catch(() => {})]);
    if (everyMs) await new Promise((done) => setTimeout(done, everyMs));
  }
  stats.pouring--;
}

function check(headers, body) {
  stats.signatures.push(headers['webhook-signature']);
  try {
    new Webhook(secret).verify(body, headers);
    stats.verified++;
  } catch (e) {
    stats.refused.push(headers['webhook-id']);
    stats.errors.push(e.message);
    return 401;
  }
  try {
    const event = HTTP.toEvent({ headers, body });
    event.validate();
    stats.events.push(event.toJSON());
  } catch (e) {
    stats.refused.push(headers['webhook-id']);
    stats.errors.push(e.message);
    return 400;
  }
  const times = (seen.get(headers['webhook-id']) ?? 0) + 1;
  if (times > 1) stats.duplicates++;
  seen.set(headers['webhook-id'], times);
  return 200;
}

const { TLS_KEY: key, TLS_CERT: cert } = process.env;
const create = (handler) => (key ? https.createServer({ key, cert }, handler) : http.createServer(handler));
const server = create(async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString();
  const answer = (status, value = {}) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  if (request.url === '/stats') return answer(200, { ...stats, distinct: seen.size, most: Math.max(0, ...seen.values()) });
  if (request.url === '/fault') return answer(200, Object.assign(fault, JSON.parse(body)));
  if (request.url === '/secret') { ({ secret } = JSON.parse(body)); return answer(200); }
  if (request.method !== 'POST') return answer(404);
  stats.received++;
  if (fault.delayMs) await new Promise((done) => setTimeout(done, fault.delayMs));
  if (fault.failFirst > 0) { fault.failFirst--; return answer(fault.status); }
  if (fault.redirect) return response.writeHead(302, { location: fault.redirect }).end();
  const status = check(request.headers, body);
  if (!fault.pour) return answer(status);
  request.socket.on('error', () => {}); // it hung up while we wrote
  await pour(request.socket, answers[fault.pour]);
});

await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
process.stdin.on('end', () => process.exit()).resume();
console.log(`ready ${server.address().port}`);
