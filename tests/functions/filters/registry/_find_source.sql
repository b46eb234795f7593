-- Proves functions/filters/registry/_find_source.sql.
begin;
select plan(14);

-- Given: the counted shop.
select tests.counted_shop();

select is(
    filters._find_source('t_shop.lines'), 't_shop.lines'::regclass,
    'a table of the owner''s is one'
);
-- Given: what statement triggers would not see whole.
create view t_shop.seen as select id from t_shop.lines;
create unlogged table t_shop.brief (id bigint);
create table t_shop.parent (id bigint);
create table t_shop.heir () inherits (t_shop.parent);
create temporary table t_brief (id bigint);
create table t_shop.parted (id bigint) partition by list (id);
create table t_shop.part partition of t_shop.parted default;
select is(
    tests.refusal(format('select filters._find_source(%L)', s.name)) ->> 'key',
    'filters.invalid_source', coalesce(s.name, 'null') || ' is refused'
)
from (
    values
    ('t_shop.seen'), ('t_shop.brief'), ('t_shop.parent'), ('t_shop.heir'),
    ('pg_temp.t_brief'),
    ('t_shop.part'), ('core.jobs'), ('filters.cells'), ('pg_catalog.pg_class'),
    ('no.such'), ('a.b.c.d'), ('"'), (null)
) as s (name);

select * from finish();
rollback;
