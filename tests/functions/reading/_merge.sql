-- Proves functions/reading/_merge.sql.
--
-- Exhaustively over a small domain: every pair and triple of 57 edits, one of them
-- none, that tie in all the ways in which edits can tie, under every policy.
begin;
select plan(6);

-- Given: the domain.
create temporary table edits on commit drop as
select
    row_number() over () as id,
    row(
        c.chapter, c.label, null, c.percent, d.device, r.rewinds, t.at
    )::reading.edit as edit
from
    (
        values
        (null::numeric, null, null::numeric), (1, null, null), (1,
        'x', null), (1, null, 99),
        (null, null, 50), (100, null, 40), (50, null, null)
    ) as c (chapter, label, percent),
    (values ('a'), ('b')) as d (device),
    (values (0), (1)) as r (rewinds),
    (values ('2026-01-01Z'::timestamptz), ('2026-01-02Z')) as t (at);
insert into edits values (0, null);
create temporary table policies (policy) on commit drop as
values ('lww'), ('furthest'), ('furthest_unless_same_device');

select
    cmp_ok(
        (select count(*) from edits), '=', 57::bigint, 'the domain is as big as said'
    );
select is_empty(
    $$ select a.id, b.id, p.policy from edits as a, edits as b, policies as p
       where reading._merge(a.edit, b.edit, p.policy)
           is distinct from reading._merge(b.edit, a.edit, p.policy) $$,
    'it is commutative'
);
select is_empty(
    $$ select a.id, p.policy from edits as a, policies as p
       where reading._merge(a.edit, a.edit, p.policy) is distinct from a.edit $$,
    'it is idempotent'
);
select is_empty(
    $$ select a.id, b.id, c.id, p.policy
       from edits as a, edits as b, edits as c, policies as p
       where reading._merge(reading._merge(a.edit, b.edit, p.policy), c.edit, p.policy)
           is distinct from
           reading._merge(a.edit, reading._merge(b.edit, c.edit, p.policy), p.policy) $$,
    'it is associative'
);
select is_empty(
    $$ select a.id, b.id, p.policy from edits as a, edits as b, policies as p
       where reading._merge(a.edit, b.edit, p.policy) is distinct from a.edit
           and reading._merge(a.edit, b.edit, p.policy) is distinct from b.edit $$,
    'what stands is one of the two, nothing third'
);
select is(
    reading._merge(
        tests.edit(9, 'a', '2026-01-01Z'), tests.edit(1, 'b', '2026-01-02Z'), 'lww'
    ),
    tests.edit(1, 'b', '2026-01-02Z'),
    'the later one stands under lww'
);

select * from finish();
rollback;
