-- Proves functions/filters/masters/_list_orphan_masters.sql.
begin;
select plan(1);

-- Given: the counted shop.
select tests.counted_shop();

insert into t_shop.colours values ('grey', 'Grey');
select set_eq(
    $$ select filters._list_orphan_masters('colour') $$, array['grey'],
    'what no line has'
);

select * from finish();
rollback;
