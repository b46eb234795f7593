-- Proves functions/filters/registry/_check_source.sql.
begin;
select plan(13);

-- Given: the counted shop, and a table beside it that the owner did not list.
select tests.counted_shop();
create table t_shop.secrets (id bigint, code text);

select is(
    filters._check_source('t_shop.lines'), 't_shop.lines'::regclass,
    'a listed table is one'
);
select is(
    filters._check_source(' "t_shop".Colours ', 'master'), 't_shop.colours'::regclass,
    'however it is spelt'
);
select is(
    tests.refusal(format('select filters._check_source(%L)', s.name)) ->> 'key',
    'filters.invalid_source', coalesce(left(s.name, 60), 'null') || ' is refused'
)
from (
    values
    ('t_shop.secrets'), ('reading.progress'), ('realtime.messages'), ('auth.users'),
    ('core.jobs'), ('pg_catalog.pg_authid'), ('t_shop.colours'), ('"'), (null)
) as s (name);
select is(
    replace(
        tests.refusal(
            $$ select filters._check_source('t_shop.secrets') $$
        ) ->> 'detail',
        't_shop.secrets', 'no.such'
    ),
    tests.refusal($$ select filters._check_source('no.such') $$) ->> 'detail',
    'a caller does not learn whether an unlisted table is there'
);
-- Owner = superuser: no right of the owner's counts, only the list.
select is(
    tests.refusal(
        $$ select filters.discover_dimensions('reading.progress') $$
    ) ->> 'key',
    'filters.invalid_source', 'the owner itself is held to the list'
);

select * from finish();
rollback;
