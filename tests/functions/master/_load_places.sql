-- Proves functions/master/_load_places.sql.
begin;
select plan(4);

select tests.stage_places(
    '[{"code": "r.c", "level": 3, "name": "C", "parent": "r"},
      {"code": "r", "name": "R"}, {"code": "r", "name": "R"}]'
);
select is(
    master._load_places('pg_temp.staged_places'), 3::bigint,
    'every row of a batch counts, in any order'
);
select results_eq(
    $$ select p.code, u.code, p.parent_level::integer
       from master.places as p
       left join master.places as u on p.parent_id = u.id
       order by p.code collate "C" $$,
    $$ values ('r', null, null), ('r.c', 'r', 1) $$,
    'a city may stand directly in a region'
);
select tests.stage_places('[{"code": "s", "name": "S"}, {"code": "t"}]');
select is(
    tests.refusal($$ select master._load_places('pg_temp.staged_places') $$) - 'hint',
    '{"code": "PT422", "key": "master.invalid_place",
      "detail": "Line 2: name is missing."}',
    'a bad row refuses its batch, with line and reason'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select master._load_places('pg_catalog.pg_class') $$, '42501', null,
    'callers load none'
);

select * from finish();
rollback;
