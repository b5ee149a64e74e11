// A receiver that checks Standard Webhooks signatures (npm standardwebhooks) and CloudEvents (npm cloudevents). Says 'ready <port>'; ends when its input does.
// TLS_KEY, TLS_CERT (PEM): over https.
// POST /hook   POST /secret {"secret":"whsec_..."}   GET /stats   POST /fault {"failFirst":n, "status":500, "delayMs":n, "redirect":"url", "huge":bytes}
import http from 'node:http';
import https from 'node:https';
import { Webhook } from 'standardwebhooks';
import { HTTP } from 'cloudevents';

let secret;
const stats = { received: 0, verified: 0, badSignature: 0, duplicates: 0, badEvents: 0, errors: [], events: [], signatures: [] };
const fault = { failFirst: 0, status: 500, delayMs: 0, redirect: '', huge: 0 };
const seen = new Set();

function check(headers, body) {
  stats.signatures.push(headers['webhook-signature']);
  try {
    new Webhook(secret).verify(body, headers);
    stats.verified++;
  } catch (e) {
    stats.badSignature++;
    stats.errors.push(e.message);
    return 401;
  }
  try {
    const event = HTTP.toEvent({ headers, body });
    event.validate();
    stats.events.push(event.toJSON());
  } catch (e) {
    stats.badEvents++;
    stats.errors.push(e.message);
    return 400;
  }
  if (seen.has(headers['webhook-id'])) stats.duplicates++;
  seen.add(headers['webhook-id']);
  return 200;
}

const { TLS_KEY: key, TLS_CERT: cert } = process.env;
const create = (handler) => (key ? https.createServer({ key, cert }, handler) : http.createServer(handler));
const server = create(async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString();
  const answer = (status, value = {}) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  if (request.url === '/stats') return answer(200, { ...stats, distinct: seen.size });
  if (request.url === '/fault') return answer(200, Object.assign(fault, JSON.parse(body)));
  if (request.url === '/secret') { ({ secret } = JSON.parse(body)); return answer(200); }
  if (request.method !== 'POST') return answer(404);
  stats.received++;
  if (fault.delayMs) await new Promise((done) => setTimeout(done, fault.delayMs));
  if (fault.failFirst > 0) { fault.failFirst--; return answer(fault.status); }
  if (fault.redirect) return response.writeHead(302, { location: fault.redirect }).end();
  const status = check(request.headers, body);
  response.on('error', () => {});
  if (!fault.huge) return answer(status);
  response.writeHead(status).end(Buffer.alloc(fault.huge, 'x'));
});

await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
process.stdin.on('end', () => process.exit()).resume();
console.log(`ready ${server.address().port}`);
