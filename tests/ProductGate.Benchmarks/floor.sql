-- What one command costs the database alone, in three round trips: read the stream's version and the snapshot; write event, stream
-- version, snapshot, outbox row and inbox row in one transaction; mark the outbox row as handled.
\set n (:client_id * 8 + random(0, 7))
\set m random(1, 9000000000000)
\startpipeline
select version from bench.streams where id = (select id from bench.products where n = :n);
select id, data, mt_version from bench.snapshots where id = (select id from bench.products where n = :n);
\endpipeline
\startpipeline
begin;
with s as (update bench.streams set version = version + 1, timestamp = now() where id = (select id from bench.products where n = :n) returning id, version) insert into bench.events (seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type, correlation_id, causation_id, headers, user_name) select nextval('bench.event_sequence'), gen_random_uuid(), s.id, s.version, b.event, 'dossier-revised', now(), 'ProductGate.Domain.DossierRevised, ProductGate.Domain', '00-f120ece9fabca15bffb90f14c90be449', '3a7afe02-3ecb-40e7-a52f-fca00a5a7ba0', b.headers, 'wang.min' from s, bench.sample b;
update bench.snapshots set data = b.snapshot, mt_version = mt_version + 1, mt_last_modified = now() from bench.sample b where id = (select id from bench.products where n = :n);
insert into bench.envelopes (body, id, status, owner_id, attempts, message_type, received_at) values (decode(repeat('ab', 700), 'hex'), md5(:client_id || ' ' || :m)::uuid, 'Incoming', 7, 0, 'ProductGate.Service.Notifications.Tell', 'local://productgate.service.notifications.tell/');
insert into bench.notifications (id, cause, audience, product_id, product, version, template, urgency, text, at) select gen_random_uuid(), :m::text, 'protection-office', p.id, 'Benchmark product', 1, 'dossier-revised', 'Information', b.notice, now() from bench.products p, bench.sample b where p.n = :n;
commit;
\endpipeline
update bench.envelopes set status = 'Handled', keep_until = now() + interval '1 min', owner_id = 0 where id = md5(:client_id || ' ' || :m)::uuid;
