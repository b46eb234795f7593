-- Proves functions/master/_load_categories.sql.
-- Needs: filters.
begin;
select plan(6);

-- Given: the small shop.
select tests.small_shop();

select tests.stage(
    '{category,name,parent}',
    '[{"category": "food/drinks/cola", "parent": "food/drinks"},
      {"category": "food/snacks", "name": "Nibbles", "parent": "party"},
      {"category": "party", "name": "Party"}]'
);
select is(master._load_categories('pg_temp.staged'), 3::bigint, 'every row counts');
select results_eq(
    $$ select c.category_key, c.name, u.category_key
       from master.categories as c
       left join master.categories as u on c.parent_id = u.id
       order by c.category_key collate "C" $$,
    $$ values
        ('food', 'Food', null), ('food/drinks', 'Drinks', 'food'),
        ('food/drinks/cola', 'cola', 'food/drinks'),
        ('food/snacks', 'Nibbles', 'party'), ('party', 'Party', null) $$,
    'categories are added, renamed and moved; others stay'
);
select is(
    filters.filter_values('category') #>> '{items, 1, label}', 'Party / Nibbles',
    'lists have the new name and place at once'
);
select tests.stage(
    '{category,name,parent}', '[{"category": "food", "parent": "food/drinks"}]'
);
select throws_ok(
    $$ select master._load_categories('pg_temp.staged') $$,
    'PT422', 'master.category_cycle',
    'a known category does not move below itself'
);
select tests.stage('{category,name,parent}', '[{"category": "x", "parent": "y"}]');
select is(
    tests.refusal($$ select master._load_categories('pg_temp.staged') $$) - 'hint',
    '{"code": "PT422", "key": "master.invalid_category",
      "detail": "Line 1: there is no category y."}',
    'a bad row refuses its batch, with line and reason'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select master._load_categories('pg_catalog.pg_class') $$, '42501', null,
    'callers load none'
);

select * from finish();
rollback;
