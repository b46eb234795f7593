-- Proves functions/filters/_find_source.sql.
begin;
select plan(14);

-- Given: the counted shop.
select tests.counted_shop();

select is(
    filters._find_source('shop.lines'), 'shop.lines'::regclass,
    'a table of the owner''s is one'
);
-- Given: what statement triggers would not see whole.
create view shop.seen as select id from shop.lines;
create unlogged table shop.brief (id bigint);
create table shop.parent (id bigint);
create table shop.heir () inherits (shop.parent);
create temporary table t_brief (id bigint);
create table shop.parted (id bigint) partition by list (id);
create table shop.part partition of shop.parted default;
select is(
    tests.refusal(format('select filters._find_source(%L)', s.name)) ->> 'key',
    'filters.invalid_source', coalesce(s.name, 'null') || ' is refused'
)
from (
    values
    ('shop.seen'), ('shop.brief'), ('shop.parent'), ('shop.heir'), ('pg_temp.t_brief'),
    ('shop.part'), ('core.jobs'), ('filters.cells'), ('pg_catalog.pg_class'),
    ('no.such'), ('a.b.c.d'), ('"'), (null)
) as s (name);

select * from finish();
rollback;
