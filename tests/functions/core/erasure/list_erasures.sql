-- Proves functions/core/erasure/list_erasures.sql.
begin;
select plan(4);

-- Given: three erasures.
do $$
begin
    perform core.erase_person('user', tests.user(n)::text, n)
    from unnest(array['ada', 'bob', 'cal']) as n;
end;
$$;

select tests.login_as(tests.user('eve'), 'admin');
create temporary table t_page as select core.list_erasures(null, 2) as it;
select is(
    (select jsonb_path_query_array(t.it, '$.items[*].reason') from t_page as t),
    '["cal", "bob"]', 'the newest come first'
);
select is(
    (
        select jsonb_path_query_array(
            core.list_erasures(t.it ->> 'next', 2), '$.items[*].reason'
        )
        from t_page as t
    ),
    '["ada"]', 'the cursor leads to the rest'
);
select is(
    tests.refusal($$ select core.list_erasures('x') $$) ->> 'key',
    'core.invalid_cursor', 'another cursor is refused'
);
select tests.login_as(tests.user('ada'), 'analyst');
select is(
    tests.refusal('select core.list_erasures()') ->> 'key', 'core.not_permitted',
    'others are refused'
);

select * from finish();
rollback;
