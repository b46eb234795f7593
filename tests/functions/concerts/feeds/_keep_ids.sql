-- Proves functions/concerts/feeds/_keep_ids.sql.
begin;
select plan(4);

-- Given: an id that is kept at noon.
select tests.set_clock('2026-03-01T12:10Z');
do $do$
begin
    perform concerts._keep_ids('spotify', 'artist', '[{"external_id": "x",
        "record_id": 1, "fields": ["popularity"]}]');
end;
$do$;
select results_eq(
    $$ select record_id, seen_at, fields_seen ->> 'popularity'
        from concerts.external_ids where external_id = 'x' $$,
    $$ values (1::bigint, '2026-03-01T12:00Z'::timestamptz,
        '2026-03-01T12:00:00+00:00') $$,
    'to the hour'
);
create temporary table before as
select xmin::text as row_version from concerts.external_ids
where external_id = 'x';
select tests.set_clock('2026-03-01T12:50Z');
do $do$
begin
    perform concerts._keep_ids('spotify', 'artist', '[{"external_id": "x",
        "record_id": 1, "fields": ["popularity"]}]');
end;
$do$;
select is(
    (
        select e.xmin::text from concerts.external_ids as e
        where e.external_id = 'x'
    ),
    (select b.row_version from before as b),
    'the same again writes nothing'
);
select tests.set_clock('2026-03-01T13:10Z');
do $do$
begin
    perform concerts._keep_ids('spotify', 'artist', '[{"external_id": "x",
        "record_id": 2, "fields": ["genres"], "said": {"a": 1}}]');
end;
$do$;
select results_eq(
    $$ select record_id, said, fields_seen - 'genres' from concerts.external_ids
        where external_id = 'x' $$,
    $$ values (2::bigint, '{"a": 1}'::jsonb,
        '{"popularity": "2026-03-01T12:00:00+00:00"}'::jsonb) $$,
    'an id may move; a field that did not come keeps its time'
);
do $do$
begin
    perform concerts._keep_ids('spotify', 'artist', '[]');
end;
$do$;
select is((select count(*) from concerts.external_ids
where external_id = 'x'), 1::bigint, 'no rows, no change');

select * from finish();
rollback;
