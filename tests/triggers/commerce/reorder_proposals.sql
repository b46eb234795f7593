-- Proves triggers/commerce/reorder_proposals.sql.j2.
begin;
select plan(2);

-- Given: a proposal of an earlier time.
select tests.set_clock('2026-06-01 12:00+00');
select tests.small_purchases();
select tests.propose('MAIN')::text;

select tests.set_clock('2026-06-02 12:00+00');
update commerce.reorder_proposals set quantity = 60;
select results_eq(
    $$ select p.created_at, p.updated_at from commerce.reorder_proposals as p $$,
    $$ values (timestamptz '2026-06-01 12:00+00', timestamptz '2026-06-02 12:00+00') $$,
    'a change sets its time'
);
select triggers_are(
    'commerce', 'reorder_proposals', array['t10_touch'],
    'reorder_proposals has exactly these triggers'
);

select * from finish();
rollback;
