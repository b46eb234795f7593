-- Proves functions/concerts/dedup/find_duplicates.sql.
begin;
select plan(10);

-- Given: the double tour.
select tests.double_tour();

insert into concerts.artists (id, name) overriding system value
values (11, 'Tenor'), (12, 'tenor'), (13, 'TENOR');
select tests.login_as(tests.user('ada'), 'curator');
create temporary table pages as
select
    1 as n,
    api.find_duplicates('artist', 0.8, null, 2) as page;
select is(
    (
        select jsonb_agg(i.item - 'features') from pages as p
        cross join jsonb_array_elements(p.page -> 'items') as i (item)
    ),
    '[{"left_id": 11, "right_id": 12, "score": 1},
      {"left_id": 11, "right_id": 13, "score": 1}]'::jsonb,
    'a page of pairs'
);
insert into pages
select
    2 as n,
    api.find_duplicates('artist', 0.8, p.page ->> 'next', 2) as page
from pages as p;
select is(
    (
        select jsonb_agg(i.item -> 'right_id') from pages as p
        cross join jsonb_array_elements(p.page -> 'items') as i (item)
        where p.n = 2
    ),
    '[13, 1003]'::jsonb, 'and the next one'
);
select is(
    (
        select p.page ->> 'next' from pages as p
        where p.n = 2
    ),
    null, 'the last one ends'
);
select is(
    tests.refusal(format(
        'select api.find_duplicates(%L, %s)', f.entity, f.threshold
    )) ->> 'key',
    'core.invalid_argument', f.what
)
from (
    values
    ('setlist', '0.8', 'not of any entity'), ('artist', '0.1', 'not all pairs'),
    ('artist', '''NaN''', 'not nothing'), ('artist', 'null', 'not null')
) as f (entity, threshold, what);
-- Six words that a hundred artists share make 29,700 pairs.
reset role;
insert into concerts.artists (id, name)
overriding system value
select
    10000 + n.number as id,
    format('Group%s %s', n.number % 6, left(md5(n.number::text), 6)) as name
from generate_series(0, 599) as n (number);
select tests.login_as(tests.user('ada'), 'curator');
delete from pages
where true;
insert into pages
select
    1 as n,
    api.find_duplicates('artist', 1, null, 500) as page;
select isnt(
    (select p.page ->> 'next' from pages as p), null,
    'a call compares a bounded number of pairs'
);
insert into pages
select
    2 as n,
    api.find_duplicates('artist', 1, p.page ->> 'next', 500) as page
from pages as p;
select is(
    (
        select p.page from pages as p
        where p.n = 2
    ),
    '{"items": [], "next": null}'::jsonb, 'the next one goes on'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    $$ select api.find_duplicates('artist') $$, 'PT403', 'core.not_permitted',
    'for curators'
);

select * from finish();
rollback;
