-- Proves functions/core/audit/list_history.sql.
-- Needs: master.
begin;
select plan(13);

-- Given: a brand with five entries.
insert into master.brands (brand_key, name) values ('t9', 'v0');
create temporary table t_row as
select b.id::text as id from master.brands as b
where b.brand_key = 't9';
grant select on t_row to authenticated, service_role;
update master.brands set name = 'v1'
where brand_key = 't9';
update master.brands set name = 'v2'
where brand_key = 't9';
update master.brands set name = 'v3'
where brand_key = 't9';
update master.brands set name = 'v4'
where brand_key = 't9';

select tests.login_as(tests.user('ada'), 'analyst');
create temporary table t_page as
select core.list_history('master.brands', r.id, p_page_size => 2) as page
from t_row as r;
select is(
    (
        select jsonb_path_query_array(t.page, '$.items[*].old_values.name')
        from t_page as t
    ), '["v3", "v2"]',
    'the newest entries come first'
);
select is(
    (
        select jsonb_path_query_array(
            core.list_history('master.brands', r.id, t.page ->> 'next', 2),
            '$.items[*].old_values.name'
        )
        from t_row as r cross join t_page as t
    ), '["v1", "v0"]',
    'the cursor leads to the next page'
);
select is(
    (
        select core.list_history('master.brands', r.id, null, 5) -> 'next'
        from t_row as r
    ), 'null'::jsonb,
    'the last page has no cursor'
);
select is(
    core.list_history('master.brands', '-1'), '{"items": [], "next": null}'::jsonb,
    'a row without history has none'
);
select is(
    (select t.page -> 'items' -> 0 ->> 'role' from t_page as t), 'postgres',
    'an entry has the actor'
);

select is(
    (select t.page -> 'items' -> 0 ? 'salt' from t_page as t), false,
    'the salt is not shown'
);
select is(
    (select t.page -> 'items' -> 0 -> 'erased' from t_page as t), 'null',
    'nothing was erased'
);

select is(tests.refusal(c.call) ->> 'key', c.key, c.description)
from (
    values
    (
        $$ select core.list_history('core.error_codes', '1') $$,
        'core.table_not_audited', 'a table without audit is refused'
    ),
    (
        $$ select core.list_history('master.brands', 'x') $$,
        'core.invalid_argument', 'a key of another type is refused'
    ),
    (
        $$ select core.list_history('master.brands', '1', 'x!') $$,
        'core.invalid_cursor', 'a cursor of another shape is refused'
    ),
    (
        $$ select core.list_history('master.brands', '1', null, 501) $$,
        'core.invalid_page_size', 'a page holds 500 entries at most'
    )
) as c (call, key, description);

set local role service_role;
select isnt_empty(
    'select core.list_history(''master.brands'', r.id) from t_row as r',
    'an operator''s backend may read history'
);
reset role;
select tests.login_as(tests.user('bob'), 'buyer');
select is(
    tests.refusal($$ select core.list_history('master.brands', '1') $$) ->> 'key',
    'core.not_permitted', 'a user without the app role is refused'
);

select * from finish();
rollback;
