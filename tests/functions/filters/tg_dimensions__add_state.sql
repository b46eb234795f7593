-- Proves functions/filters/tg_dimensions__add_state.sql.
begin;
select plan(2);

insert into filters.dimensions (name, label, position)
values ('shelf', 'Shelf', 7), ('aisle', 'Aisle', 8);

select results_eq(
    $$ select dimension, version, told_at from filters.dimension_states
       where dimension in ('shelf', 'aisle')
       order by dimension $$,
    $$ values
        ('aisle', 0::bigint, '-infinity'::timestamptz), ('shelf', 0, '-infinity') $$,
    'each new dimension has a state: nothing counted, nobody told'
);
select lives_ok(
    $$ insert into filters.dimensions (name, label, position)
       values ('shelf', 'Shelf', 7)
       on conflict do nothing $$,
    'one that is there keeps its own'
);

select * from finish();
rollback;
