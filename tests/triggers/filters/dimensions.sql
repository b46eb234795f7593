-- Proves triggers/filters/dimensions.sql.
begin;
select plan(2);

select triggers_are(
    'filters', 'dimensions', array['t70_add_state'],
    'dimensions has exactly this trigger'
);
insert into filters.dimensions (name, label, position)
values ('shelf', 'Shelf', 7);
select isnt_empty(
    $$ select from filters.dimension_states where dimension = 'shelf' $$,
    'a new dimension has its state'
);

select * from finish();
rollback;
