-- Proves functions/core/console/list_rate_limits.sql.
begin;
select plan(3);

-- Given: a full bucket and two others.
delete from core.rate_limits
where true;
insert into core.rate_limits (key, full_at)
values
('role:anon:192.0.2.1', core.now() - interval '1 second'),
('role:anon:192.0.2.2', core.now() + interval '10 seconds'),
('role:anon:192.0.2.3', core.now() + interval '20 seconds');

select tests.login_as(tests.user('eve'), 'admin');
select results_eq(
    $$ select i ->> 'key', (i ->> 'seconds')::numeric
       from jsonb_array_elements(core.list_rate_limits() -> 'items')
           with ordinality as t (i, n)
       order by n $$,
    $$ values ('role:anon:192.0.2.3', 20.000), ('role:anon:192.0.2.2', 10.000) $$,
    'the most used come first; a full bucket is not listed'
);
select is(
    jsonb_array_length(core.list_rate_limits(1) -> 'items'), 1, 'a page has its size'
);
select tests.login_as(tests.user('ada'), 'analyst');
select is(
    tests.refusal($$ select core.list_rate_limits() $$) ->> 'key', 'core.not_permitted',
    'others are refused'
);

select * from finish();
rollback;
