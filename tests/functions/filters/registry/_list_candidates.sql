-- Proves functions/filters/registry/_list_candidates.sql.
begin;
select plan(2);

-- Given: the counted shop.
select tests.counted_shop();

select results_eq(
    $$ select column_name::text collate "default", path
       from filters._list_candidates('t_shop.lines') $$,
    $$ values ('id', null::text[]), ('colour', null), ('size', null),
              ('sold_on', null) $$,
    'columns that can be counted'
);
update t_shop.lines set facts = '{"kind": "x", "deep": {}, "it''s": 1}'
where id = 4;
select set_has(
    $$ select path from filters._list_candidates('t_shop.lines') $$,
    $$ values (array['kind']), (array['it''s']) $$, 'and keys of a jsonb'
);

select * from finish();
rollback;
