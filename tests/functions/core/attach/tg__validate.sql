-- Proves functions/core/attach/tg__validate.sql.
begin;
select plan(9);

-- Given: a table with rules, which a signed-in user may write.
create table public.t_notes (
    id bigint primary key, title text, at timestamptz default now(), size numeric,
    twice numeric generated always as (size * 2) stored
);
insert into public.t_notes (id, title) values (1, 'much too long a title');
do $$ begin
    perform core.attach_table(
        'validation', 'public.t_notes',
        '{"rules": [
            {"name": "clean", "field": "title", "kind": "sanitize",
             "argument": {"steps": ["collapse", "trim"]}},
            {"name": "given", "field": "title", "kind": "required", "message": "Give it."},
            {"name": "short", "field": "title", "kind": "length", "argument": {"max": 9},
             "message": "Too long."},
            {"name": "small", "field": "size", "kind": "range", "argument": {"max": 5},
             "message": "Too big."},
            {"name": "loud", "field": "title", "kind": "pattern", "severity": "warning",
             "argument": {"pattern": "!$"}}
        ]}'
    );
end $$;
grant usage on schema public to authenticated;
grant insert, update, select on public.t_notes to authenticated;
select tests.login_as(tests.user('ada'));

insert into public.t_notes (id, title, at, size)
values (2, '  two   words ', '2030-01-01 00:00:00.123456+00', 1.50);
select results_eq(
    $$ select title, at, size::text, twice::text from public.t_notes where id = 2 $$,
    $$ values (
        'two words', timestamptz '2030-01-01 00:00:00.123456+00', '1.50', '3.00'
    ) $$,
    'a row is sanitized, and nothing else of it changes'
);
select is(
    tests.refusal($$ insert into public.t_notes (id, title, size)
        values (3, 'one word and another', 6) $$) - 'hint',
    '{"code": "PT422", "key": "core.invalid_record",
      "detail": "title: Too long. size: Too big."}'::jsonb,
    'a refusal says all that is wrong'
);
select throws_ok(
    $$ insert into public.t_notes (id, title) values (4, '   ') $$,
    'PT422', 'core.invalid_record', 'a blank text is not given'
);
select throws_ok(
    $$ update public.t_notes set size = 9 where id = 2 $$,
    'PT422', 'core.invalid_record', 'an update is checked'
);
select throws_ok(
    $$ update public.t_notes set size = 1 where id = 1 $$,
    'PT422', 'core.invalid_record', 'also of a row that was wrong before'
);
select lives_ok(
    $$ update public.t_notes set title = title where id = 1 $$,
    'an update that changes nothing is let through'
);
reset role;
alter table public.t_notes rename column size to weight;
select lives_ok(
    $$ update public.t_notes set weight = 9 where id = 2 $$,
    'a rule of a column that has another name finds nothing wrong'
);

-- Values that jsonb cannot hold, and partitions.
create table public.t_parts (id bigint, doc json, title text) partition by list (id);
create table public.t_part partition of public.t_parts default;
do $$ begin
    perform core.attach_table(
        'validation', 'public.t_parts',
        '{"rules": [{"name": "short", "field": "title", "kind": "length",
            "argument": {"max": 3}}]}'
    );
end $$;
select throws_ok(
    $$ insert into public.t_part values (1, '"\u0000"', 'long') $$,
    'PT422', 'core.invalid_record', 'a partition has the rules of its whole'
);
select lives_ok(
    $$ insert into public.t_parts values (1, '"\u0000"', 'abc') $$,
    'no other value makes a write fail'
);

select * from finish();
rollback;
