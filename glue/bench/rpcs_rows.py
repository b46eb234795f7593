"""Rows of the platform, of reading and of concerts that calls need, by statements of SQL.

`bench_rpcs.things` lists what was made, by kind. Functions of the schema make what a call needs at
once, in its transaction.
"""

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # noqa: S105 - of a source in a scratch database

SCHEMA = """
create schema bench_rpcs;
create table bench_rpcs.things (
    kind text, n bigint, id bigint, key text, place text, extra bigint
);
create function bench_rpcs.be(p_user integer) returns void language sql as $$
    select set_config('request.jwt.claims', jsonb_build_object(
        'sub', '00000000-0000-4000-8000-' || lpad(p_user::text, 12, '0'),
        'role', 'authenticated', 'app_metadata', jsonb_build_object('roles', '["admin"]'::jsonb)
    )::text, false)
$$;
"""
CORE = """
insert into core.job_kinds (kind, handler, description)
values ('core.bench_take', 'python', 'Measurements.');
select core.register_webhook_source('bench', 'core.bench_take', '{secret}');
update core.settings as s set value = '10000'
where s.name in ('core.operations_per_minute', 'core.operations_at_once');
create function bench_rpcs.operation() returns bigint language sql as $$
    select core.start_operation(min(k.kind), '[1]') from core.operation_kinds as k
$$;
create function bench_rpcs.headers(p_body text) returns jsonb language sql as $$
    select jsonb_build_object(
        'webhook-id', m.id, 'webhook-timestamp', m.at::text,
        'webhook-signature', core._sign_webhook(m.id, m.at, p_body, array['{secret}'])
    )
    from (
        select gen_random_uuid()::text as id, extract(epoch from core.now())::bigint as at
    ) as m
$$;
select bench_rpcs.be(1);
insert into bench_rpcs.things (kind, n, id)
select 'operation', n, core.start_operation(
    (select min(k.kind) from core.operation_kinds as k),
    (select jsonb_agg(i) from generate_series(1, 50) as i)
)
from generate_series(1, 20) as n;
insert into core.operation_errors
select o.id, i, '{{}}', 'PT422', 'm', 'd', 'h', core.now()
from core.operations as o cross join generate_series(1, o.total) as i;
update core.operation_chunks as c set status = 'done', finished_at = core.now()
where c.status = 'pending';
update core.operations as o set status = 'failed', failed = o.total, finished_at = core.now()
where o.finished_at is null;
insert into bench_rpcs.things (kind, n, id)
select 'notification', n, core.notify_user(
    '00000000-0000-4000-8000-000000000001', 'core.bench', '{{}}'
)
from generate_series(1, {n}) as n;
update core.settings as s set value = '10000' where s.name = 'core.webhook_max_endpoints';
insert into bench_rpcs.things (kind, n, key)
select 'webhook', n, core.register_webhook(
    'https://example.com/h' || n, '{{core.alert.opened}}'
) ->> 'id'
from generate_series(1, 20) as n;
insert into core.webhook_deliveries (
    endpoint_id, event_id, event_type, event_at, topic, body, status, next_attempt_at,
    created_at, finished_at
)
select
    t.key::uuid, g.number, 'core.alert.opened', core.now(), 'core:alerts', '{{}}', 'failed',
    core.now(), core.now(), core.now()
from bench_rpcs.things as t cross join generate_series(1, {n}) as g (number)
where t.kind = 'webhook' and t.n = 1;
insert into bench_rpcs.things (kind, n, id)
select 'delivery', row_number() over (order by d.id), d.id from core.webhook_deliveries as d;
insert into bench_rpcs.things (kind, n, id)
select 'erasure', n, (core.erase_person(
    'user', '00000000-0000-4000-8000-' || lpad((90000 + n)::text, 12, '0'), 'Measured.'
) ->> 'id')::bigint
from generate_series(1, 20) as n;
insert into bench_rpcs.things (kind, n, key, place)
select 'topic', row_number() over (order by e.topic), e.topic, e.after
from (
    select o.topic, core._write_event_cursor(l.xid, l.id) as after
    from (
        select e.topic from core.events as e
        where core.can_read_topic(e.topic)
        group by e.topic order by count(*) desc limit 5
    ) as o
    cross join lateral (
        select e.xid, e.id from core.events as e where e.topic = o.topic
        order by e.xid desc, e.id desc offset 20 limit 1
    ) as l
) as e;
"""
SEAL = """
do $$ begin
    while core.seal_audit() > 0 loop
        null;
    end loop;
end $$;
insert into bench_rpcs.things (kind, n, id, key, place)
select 'entry', row_number() over (order by e.id), e.id, e.table_name, e.row_id
from (
    select o.* from core.audit_entries as o
    where o.operation <> 'truncate' order by hashint8(o.id) limit 200
) as e;
"""
READING = """
insert into reading.series (series_key, title, type, status)
select 'bench-' || n, 'Series ' || n, 'Manga', 'Publishing' from generate_series(1, 100) as n;
insert into bench_rpcs.things (kind, n, id)
select 'series', row_number() over (order by s.id), s.id from reading.series as s;
"""
MASTER = """
insert into master.brands (brand_key, name)
select 'bench-rename-' || n, 'Named ' || n from generate_series(1, {n}) as n;
create sequence bench_rpcs.names;
create function bench_rpcs.renamed() returns bigint language plpgsql as $$
declare
    v_number constant bigint := nextval('bench_rpcs.names');
    v_id bigint;
begin
    update master.brands as b set name = b.name || '!'
    where b.brand_key = 'bench-rename-' || v_number
    returning b.id into v_id;
    return (
        select max(e.id) from core.audit_entries as e
        where e.table_name = 'master.brands' and e.row_id = v_id::text
    );
end;
$$;
"""
FILTERS = """
update filters.dimensions as d set prune_after = interval '30 days' where d.name = 'brand';
"""
CONCERTS = """
select core.register_webhook_source('concerts.sync.bench', null, '{secret}');
create function bench_rpcs.pair() returns bigint[] language sql as $$
    with made as (
        insert into concerts.artists (name, created_at, updated_at)
        select 'Twin ' || gen_random_uuid(), core.now(), core.now() from generate_series(1, 2)
        returning id
    )
    select array_agg(m.id order by m.id) from made as m
$$;
create function bench_rpcs.candidate() returns bigint language sql as $$
    insert into concerts.duplicate_candidates (
        entity, left_id, right_id, score, features, found_at
    )
    select 'artist', p.ids[1], p.ids[2], 0.9, '{{}}', core.now()
    from bench_rpcs.pair() as p (ids)
    returning id
$$;
create function bench_rpcs.merge() returns bigint language sql as $$
    select (concerts.merge_records('artist', p.ids[1], array[p.ids[2]]) ->> 'merge_id')::bigint
    from bench_rpcs.pair() as p (ids)
$$;
create function bench_rpcs.run(p_feed text) returns jsonb language plpgsql as $$
declare
    v_run jsonb;
begin
    -- A run that is rolled back beside this one still holds the lock for a moment.
    perform pg_advisory_xact_lock(hashtextextended('concerts.feed:' || p_feed, 0));
    v_run := concerts.start_feed_run(p_feed, true);
    return v_run || jsonb_build_object('request', (
        select concerts._feed_request(r.feed, r.cursor) from concerts.feed_runs as r
        where r.id = (v_run ->> 'run_id')::bigint
    ));
end;
$$;
insert into bench_rpcs.things (kind, n, id)
select 'song', row_number() over (order by s.id), s.id
from concerts.setlist_songs as s
inner join concerts.setlists as l on s.setlist_id = l.id
inner join concerts.shows as h on l.show_id = h.id
where l.kind = 'wished' and h.closes_at > now() + interval '1 day';
insert into bench_rpcs.things (kind, n, id)
select 'show', row_number() over (order by h.id), h.id from concerts.shows as h;
insert into bench_rpcs.things (kind, n, key)
select 'document', row_number() over (order by q.id), q.id
from concerts.persisted_queries as q where q.name = 'ComingShows';
"""


PARTS = (
    ("core", SCHEMA),
    ("core", CORE),
    ("master", MASTER),
    ("reading", READING),
    ("concerts", CONCERTS),
    ("filters", FILTERS),
    ("core", SEAL),
)
