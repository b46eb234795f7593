-- Proves functions/filters/registry/tg_dimensions__add_state.sql.
begin;
select plan(2);

insert into filters.dimensions (name, label, position, source_table, column_name)
values
('shelf', 'Shelf', 7, 'filters.transactions', 'product_key'),
('aisle', 'Aisle', 8, 'filters.transactions', 'product_key');

select results_eq(
    $$ select dimension, version, emitted_at from filters.dimension_states
       where dimension in ('shelf', 'aisle')
       order by dimension $$,
    $$ values
        ('aisle', 0::bigint, '-infinity'::timestamptz), ('shelf', 0, '-infinity') $$,
    'each new dimension has a state without counts and events'
);
select lives_ok(
    $$ insert into filters.dimensions (name, label, position, source_table, column_name)
       values ('shelf', 'Shelf', 7, 'filters.transactions', 'product_key')
       on conflict do nothing $$,
    'one that is there keeps its own'
);

select * from finish();
rollback;
