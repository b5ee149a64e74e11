-- The tables, indexes and row widths that one command of the service writes, without the service. Rows are copied from its own.
drop schema if exists bench cascade;
create schema bench;
create table bench.streams (like gate.mt_streams including all);
create table bench.events (like gate.mt_events including all);
alter table bench.events add foreign key (stream_id) references bench.streams (id) on delete cascade;
create table bench.snapshots (like gate.mt_doc_product including all);
create table bench.envelopes (like gate.wolverine_incoming_envelopes including all);
create table bench.notifications (like gate.notifications including all);
create sequence bench.event_sequence;
create table bench.products (n int primary key, id uuid not null);
insert into bench.products select n, gen_random_uuid() from generate_series(0, 255) n;
insert into bench.streams (id, type, version) select id, 'product', 1 from bench.products;
create table bench.sample as
    select e.data as event, e.headers, p.data as snapshot, n.text as notice
    from gate.mt_events e
    join gate.mt_doc_product p on p.id = e.stream_id
    join gate.notifications n on n.product_id = e.stream_id and n.version = e.version
    where e.type = 'dossier-revised' order by e.seq_id desc limit 1;
insert into bench.snapshots (id, data, mt_dotnet_type, mt_version) select id, (select snapshot from bench.sample), 'ProductGate.Domain.Product', 1 from bench.products;
analyze;
