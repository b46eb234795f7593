-- Proves functions/filters/shape/_list_parts_of_lines.sql.
begin;
select plan(3);

-- Given: the parts as they are.
create temporary table before as
select filters._list_parts_of_lines() as part;

select is(
    (
        select count(*)
        from before
        where part like 'column %'
    ),
    (
        select count(*)
        from pg_catalog.pg_attribute
        where attrelid = 'filters.transactions'::regclass and attnum > 0
    ),
    'each column is a part'
);
select is_empty(
    $$
    select part from before
    where part ~ 't70_count|t90_mirror'
    $$,
    'triggers that filters writes are none'
);
alter table filters.transactions alter column price_minor set default 1;
select results_eq(
    $$
    select filters._list_parts_of_lines()
    except
    select part from before
    $$,
    array['column price_minor: bigint t 1'],
    'what is changed is another part'
);

select * from finish();
rollback;
