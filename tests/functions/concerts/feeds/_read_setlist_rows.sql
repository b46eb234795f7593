-- Proves functions/concerts/feeds/_read_setlist_rows.sql.
begin;
select plan(2);

-- Given: a setlist that was read.
do $do$
begin
    perform concerts.merge_setlistfm(tests.feed_setlist());
end;
$do$;
select is(
    jsonb_array_length(
        concerts._read_setlist_rows(
            '[{"external_id": "s1", "updated_at": "2020-05-03T00:00Z"}]'
        )
    ),
    1,
    'a newer version is read'
);
select is(
    concerts._read_setlist_rows(
        '[{"external_id": "s1", "updated_at": "2020-05-01T00:00Z"},
            {"external_id": "x"}]'
    ),
    '[]',
    'an older one, and one of no show, is not'
);

select * from finish();
rollback;
