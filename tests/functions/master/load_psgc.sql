-- Proves functions/master/load_psgc.sql.
-- Needs: filters.
begin;
select plan(4);

select is(
    tests.refusal($$ select master.load_psgc('{"regions": []}') $$)
    - 'detail' - 'hint',
    '{"code": "PT422", "key": "master.invalid_release"}',
    'a release has all three levels'
);

-- Given: the small shop's geography.
select tests.small_shop();

select is(
    (
        select count(*)
        from master.places
        where level = 3
    ), 2::bigint,
    'a release brings its cities'
);
select is(
    master.load_psgc(
        '{"regions": [], "provinces": [], "cities": []}'
    ) -> 'cities' ->> 'retired',
    '2',
    'what a release drops is retired, not deleted'
);

select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    $$ select master.load_psgc('{}') $$,
    '42501', null,
    'callers cannot load a release'
);

select * from finish();
rollback;
