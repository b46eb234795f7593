-- Proves functions/reading/list_conflicts.sql.
begin;
select plan(8);

-- Given: Ada's devices disagreed four times, twice at one moment; Bob's once.
insert into reading.conflicts (
    user_id, series_id, device_id, edited_at, policy, edit, stored, winner, found_at
)
select
    tests.user(c.reader) as user_id,
    c.series_id,
    c.device_id,
    '2026-01-01 10:00+00' as edited_at,
    'lww' as policy,
    '{"chapter": 1}' as edit,
    '{"chapter": 2}' as stored,
    'stored' as winner,
    c.found_at::timestamptz
from (
    values
    ('ada', 1, 'phone', '2026-01-01 12:00:00.000001+00'),
    ('ada', 2, 'phone', '2026-01-02 12:00+00'),
    ('ada', 2, repeat('é', 100), '2026-01-02 12:00+00'),
    ('ada', 3, 'phone', '2026-01-03 12:00+00'),
    ('bob', 9, 'phone', '2026-01-04 12:00+00')
) as c (reader, series_id, device_id, found_at);
create function pg_temp.pages(p_page_size integer) returns setof text
    language plpgsql as $$
declare
    v_page jsonb;
    v_next text;
begin
    loop
        v_page := api.list_conflicts(v_next, p_page_size);
        return query
        select concat_ws(' ', i ->> 'series_id', left(i ->> 'device_id', 5))
        from jsonb_array_elements(v_page -> 'items') as i;
        v_next := v_page ->> 'next';
        exit when v_next is null;
    end loop;
end;
$$;
grant execute on function pg_temp.pages(integer) to authenticated;
set local timezone = 'Asia/Manila';
select tests.login_as(tests.user('ada'));

select results_eq(
    $$ select pg_temp.pages(50) $$,
    $$ values ('3 phone'), ('2 ' || repeat('é', 5)), ('2 phone'), ('1 phone') $$,
    'a reader sees own conflicts, newest first'
);
select results_eq(
    $$ select pg_temp.pages(1) $$, $$ select pg_temp.pages(50) $$,
    'pages follow each other without a gap'
);
select results_eq(
    $$ select pg_temp.pages(4) $$, $$ select pg_temp.pages(50) $$,
    'also when the last one is full'
);
select is(
    api.list_conflicts(page_size => 1) -> 'items' -> 0,
    jsonb_build_object(
        'series_id', 3, 'device_id', 'phone',
        'edited_at', timestamptz '2026-01-01 10:00+00', 'policy', 'lww',
        'edit', '{"chapter": 1}'::jsonb, 'stored', '{"chapter": 2}'::jsonb,
        'winner', 'stored', 'found_at', timestamptz '2026-01-03 12:00+00'
    ),
    'both sides, and who won'
);
select is_empty(
    $$ select c.after
       from (values
           (''), ('x'), ('bm8='), ('NQ=='), ('WzFd'), ('e30='), ('W251bGwsMSwxLDFd'),
           (core.write_cursor('reading.list_conflicts', '{soon,1,phone,today}')),
           (core.write_cursor('reading.list_conflicts', '{today,x,phone,today}')),
           (encode(convert_to(repeat('[', 100000), 'UTF8'), 'base64'))
       ) as c (after)
       where tests.refusal(format('select api.list_conflicts(%L)', c.after)) ->> 'key'
           is distinct from 'core.invalid_cursor' $$,
    'a cursor is one of ours'
);
select is_empty(
    $$ select s.page_size
       from (values (null), (0), (-1), (501)) as s (page_size)
       where tests.refusal(
           format('select api.list_conflicts(page_size => %L)', s.page_size)
       ) ->> 'key' is distinct from 'core.invalid_page_size' $$,
    'a page has its limit'
);
select tests.login_as(tests.user('cleo'));
select is(
    api.list_conflicts(), '{"items": [], "next": null}', 'another reader has none'
);
set local role anon;
select throws_ok(
    $$ select api.list_conflicts() $$, '42501', null,
    'and a caller without a token may not ask'
);

select * from finish();
rollback;
