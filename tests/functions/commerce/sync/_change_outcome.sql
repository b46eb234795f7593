-- Proves functions/commerce/sync/_change_outcome.sql.
begin;
select plan(4);

-- Given: a record whose title stands, and whose price is asked for.
create function pg_temp.outcome(
    p_field text, p_version bigint, p_stored jsonb default '{}',
    p_conflicts text[] default '{}'
) returns text
language sql as $$
    select commerce._change_outcome(
        jsonb_populate_record(null::commerce.sync_records, '{
            "local": {"title": "A", "price_minor": 1},
            "fields": {
                "title": {"pms": {"value": "A", "version": 2}},
                "price_minor": {"pms": {"value": 5, "version": 2}}
            }
        }'),
        jsonb_build_object(p_field, jsonb_build_object('pms', jsonb_build_object(
            'value', case p_field when 'title' then '"A"'::jsonb else '5' end,
            'version', p_version
        ))),
        p_stored, p_conflicts
    )
$$;

select is(pg_temp.outcome('title', 2), 'applied', 'a value that stands');
select is(pg_temp.outcome('title', 1), 'kept', 'an older one');
select is(
    pg_temp.outcome('price_minor', 2, '{}', '{price_minor}'), 'conflict', 'a conflict'
);
select is(
    pg_temp.outcome('title', 1, '{"title": {"pms": {"value": "A", "version": 2}}}'),
    'duplicate', 'one that was known'
);

select * from finish();
rollback;
